"""The database: one declarative base, the two engines' habits, and the writing transaction."""

import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

import sqlalchemy as sa
from blinker import Signal
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import orm
from sqlalchemy.engine.interfaces import DBAPIConnection, Dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from uuid_utils.compat import uuid7

from assess.bilingual import fold
from assess.db.prepared import find_prepared

CONSTRAINT_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(sa.TypeDecorator[datetime]):
    """A moment, stored in UTC and handed back with its zone on both engines."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        del dialect
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)

    def result_processor(
        self, dialect: Dialect, coltype: object
    ) -> Callable[[Any], datetime | None] | None:
        if dialect.name == "sqlite":
            return _moment_of
        return super().result_processor(dialect, coltype)


@lru_cache(maxsize=100_000)
def _moment_of(text: str | None) -> datetime | None:
    """Read a moment as SQLite keeps it. A page reads the same ones again and again."""
    return None if text is None else datetime.fromisoformat(text).replace(tzinfo=UTC)


class Base(orm.DeclarativeBase):
    registry = orm.registry(
        metadata=sa.MetaData(naming_convention=CONSTRAINT_NAMES),
        type_annotation_map={
            datetime: UtcDateTime(),
            UUID: sa.Uuid(),
            dict[str, Any]: sa.JSON(),
            list[Any]: sa.JSON(),
        },
    )


# A connection of its own in tests is rolled back after each: the session then works in savepoints.
db = SQLAlchemy(
    model_class=Base,
    session_options={"join_transaction_mode": "create_savepoint", "expire_on_commit": False},
)

if TYPE_CHECKING:
    Model = Base
else:
    Model = db.Model


def new_id() -> UUID:
    """Give a fresh id: time-ordered, so that neighbours in time are neighbours on disk."""
    return uuid7()


class Folded(FunctionElement[str]):
    """What `fold` gives of a column, worked out by the database as it reads.

    No column keeps it: the journal would vouch for one on a recorded table, an index is of no
    use for words in the middle of a text, and only what the actor may see is folded.
    """

    inherit_cache = True
    type = sa.String()


@compiles(Folded)
def _fold_in_sqlite(element: Folded, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401 (SQLAlchemy's own signature)
    return f"folded({compiler.process(element.clauses, **options)})"


@compiles(Folded, "postgresql")
def _fold_in_postgresql(element: Folded, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401 (SQLAlchemy's own signature)
    text = compiler.process(element.clauses, **options)
    plain = f"lower(regexp_replace(normalize({text}, NFKD), '[\\u0300-\\u036f]', '', 'g'))"
    straight = (
        f"translate(replace({plain}, 'ß', 'ss'), '\u2018\u2019\u02bc`\u201c\u201d', '''''''''\"\"')"
    )
    return f"btrim(regexp_replace({straight}, '\\s+', ' ', 'g'))"


def _fold_or_none(text: str | None) -> str | None:
    return None if text is None else fold(text)


class Identified:
    id: orm.Mapped[UUID] = orm.mapped_column(primary_key=True, default=new_id)


class Versioned:
    """Counts a row's changes, so that nobody overwrites what they have not seen."""

    version: orm.Mapped[int]

    @orm.declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 (a class method of SQLAlchemy's)
        return {"version_id_col": cls.version}


class Recorded:
    """Marks a table whose every row the journal vouches for (see assess/journal)."""


@sa.event.listens_for(orm.Session, "after_flush")
def _note_recorded_rows(session: orm.Session, context: orm.UOWTransaction) -> None:
    del context
    touched = session.info.setdefault("touched", {})
    for row in (*session.new, *session.dirty):
        if isinstance(row, Recorded):
            touched[row] = "written"
    for row in session.deleted:
        if isinstance(row, Recorded):
            touched[row] = "deleted"


class _UuidInText(sa.Uuid[UUID]):
    """An id as SQLite keeps it. A page reads the same ids again and again: each is made once."""

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:
        del dialect, coltype
        return _id_of


@lru_cache(maxsize=100_000)
def _id_of(text: str | None) -> UUID | None:
    return None if text is None else UUID(text)


def set_up_engine(engine: sa.Engine) -> None:
    """Give SQLite durable commits and honest transactions; PostgreSQL has them already."""
    if engine.dialect.name != "sqlite":
        return
    engine.dialect.colspecs = {**engine.dialect.colspecs, sa.Uuid: _UuidInText}

    @sa.event.listens_for(engine, "connect")
    def _connect(connection: DBAPIConnection, record: ConnectionPoolEntry) -> None:
        del record
        assert isinstance(connection, sqlite3.Connection)  # noqa: S101 (narrows the type)
        connection.isolation_level = None
        connection.create_function("folded", 1, _fold_or_none, deterministic=True)
        for pragma in (
            "busy_timeout=15000",
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            # What is deleted or written over is gone from its page, too.
            "secure_delete=FAST",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)  # noqa: S101 (narrows the type)
        driver.execute("BEGIN IMMEDIATE" if writes else "BEGIN")


work_waiting = Signal()
"""Sent after the commit of a deed that left work for the background: a mail, a job."""


class UnrecordedError(RuntimeError):
    """A deed wrote recorded rows and left no journal entry: a mistake in its service."""


def _check_recorded(session: orm.Session) -> None:
    if touched := session.info.get("touched"):
        raise UnrecordedError(sorted({type(row).__name__ for row in touched}))


@contextmanager
def writing() -> Iterator[orm.Session]:
    """One transaction for one deed: all of it is committed, or none.

    SQLite takes its write lock at the start, so two deeds follow each other instead of
    one losing the other's update. What the request has read so far is read anew.
    """
    session = db.session()
    session.rollback()
    session.info.clear()
    session.connection(execution_options={"writes": True})
    try:
        yield session
        session.flush()
        _check_recorded(session)
        session.commit()
    except BaseException:
        session.rollback()
        raise
    if session.info.pop("work_waiting", False):
        work_waiting.send(session)


def read(
    session: orm.Session, statement: sa.Select[Any], values: Mapping[str, Any]
) -> Sequence[sa.Row[Any]]:
    """Run a statement that is built once and reads columns only, without the ORM's own work.

    What the session has not written yet is written first, as `session.execute` would.
    """
    session.flush()
    connection = session.connection()
    prepared = find_prepared(connection, statement, values)
    if prepared is None:
        return connection.execute(statement, values).all()
    return prepared.read(connection, values)


def read_one(
    session: orm.Session, statement: sa.Select[Any], values: Mapping[str, Any]
) -> sa.Row[Any] | None:
    """Run a statement as `read` does, and give its first row, or None."""
    return next(iter(read(session, statement, values)), None)


def one_of(kind: type[StrEnum], length: int = 32) -> sa.Enum:
    """Store an enum by its value as text, checked by the database."""
    return sa.Enum(
        kind,
        native_enum=False,
        create_constraint=True,
        length=length,
        name=_snake(kind.__name__),
        values_callable=lambda members: [member.value for member in members],
    )


def _snake(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()
