"""Statements that SQLite's driver is handed as SQL, once SQLAlchemy has put them into it.

What SQLAlchemy does around a statement each time takes longer than most statements of a page.
One that is built once is prepared when it comes for the second time, and sent as it is from then.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from weakref import WeakSet

import sqlalchemy as sa
from sqlalchemy.engine import Dialect, result_tuple
from sqlalchemy.sql.compiler import SQLCompiler

PREPARED_KEPT = 1000
LONGEST_LIST = 50
"""For IN: each length makes a statement of its own, so longer ones are not prepared."""

Convert = Callable[[Any], Any]
_met: WeakSet[sa.Select[Any]] = WeakSet()


@dataclass(frozen=True)
class _Place:
    """What goes into a place of a statement: a value of this reading, or always the same one."""

    name: str = ""
    number: int | None = None
    """Which one of a list."""

    convert: Convert | None = None
    fixed: Any = None

    def value(self, values: Mapping[str, Any]) -> Any:  # noqa: ANN401 (what a column holds)
        if not self.name:
            return self.fixed
        value = values[self.name] if self.number is None else values[self.name][self.number]
        return value if value is None or self.convert is None else self.convert(value)


@dataclass(frozen=True)
class Prepared:
    sql: str
    places: tuple[_Place, ...]
    converts: tuple[tuple[int, Convert], ...]
    """For the columns that are not shown as the driver gives them."""

    make_row: Callable[[Sequence[Any]], sa.Row[Any]]

    def read(self, connection: sa.Connection, values: Mapping[str, Any]) -> list[sa.Row[Any]]:
        cursor = connection.connection.cursor()
        try:
            cursor.execute(self.sql, [place.value(values) for place in self.places])
            rows = [list(row) for row in cursor.fetchall()]
        finally:
            cursor.close()
        for row in rows:
            for number, convert in self.converts:
                row[number] = convert(row[number])
        return [self.make_row(tuple(row)) for row in rows]


def find_prepared(
    connection: sa.Connection, statement: sa.Select[Any], values: Mapping[str, Any]
) -> Prepared | None:
    """Give a statement ready to be sent, or None where SQLAlchemy has to send it.

    That is so the first time, on PostgreSQL, for long lists, and while somebody listens in.
    """
    if connection.dialect.name != "sqlite" or connection.dispatch.before_cursor_execute:
        return None
    shape = []
    for name, value in values.items():
        if isinstance(value, tuple | set | frozenset | dict):
            return None
        shape.append((name, len(value) if isinstance(value, list) else None))
    if any(length is not None and length > LONGEST_LIST for _, length in shape):
        return None
    if statement not in _met:
        _met.add(statement)
        return None
    return _prepare(statement, connection.dialect, tuple(shape))


@lru_cache(maxsize=PREPARED_KEPT)
def _prepare(
    statement: sa.Select[Any], dialect: Dialect, shape: tuple[tuple[str, int | None], ...]
) -> Prepared | None:
    given = {
        name: _Place(name) if length is None else [_Place(name, one) for one in range(length)]
        for name, length in shape
    }
    compiled = statement.params(given).compile(
        dialect=dialect, compile_kwargs={"render_postcompile": True}
    )
    assert isinstance(compiled, SQLCompiler)  # noqa: S101 (narrows the type)
    names = compiled.positiontup or []
    if any(
        not isinstance(compiled.params[name], _Place) and name not in compiled.binds
        for name in names
    ):
        return None  # a list that is written into the statement: its type is not told
    columns = list(statement.selected_columns)
    converts = [
        column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns
    ]
    return Prepared(
        sql=str(compiled),
        places=tuple(_place(compiled, dialect, name) for name in names),
        converts=tuple((at, convert) for at, convert in enumerate(converts) if convert),
        make_row=result_tuple(_names(columns)),
    )


def _place(compiled: SQLCompiler, dialect: Dialect, name: str) -> _Place:
    value = compiled.params[name]
    is_given = isinstance(value, _Place)
    kind = compiled.binds[value.name if is_given else name].type
    convert = kind.dialect_impl(dialect).bind_processor(dialect)
    if is_given:
        return _Place(value.name, value.number, convert)
    return _Place(fixed=convert(value) if convert and value is not None else value)


def _names(columns: Sequence[sa.ColumnElement[Any]]) -> list[str]:
    """Name the columns of a row; where two have one name, it is the first one's."""
    names: list[str] = []
    for column in columns:
        name = getattr(column, "name", "")
        names.append(name if name and name not in names else f"{name}_{len(names)}")
    return names
