"""Reads one field of a template's file: its kind, its words, and for a table its columns."""

from collections.abc import Mapping

from assess.plans.rules.faults import Fault
from assess.plans.rules.reader import NOTHING, Table, note_twice
from assess.plans.rules.template import (
    GOAL_PARTS,
    MOST_ROWS,
    Chart,
    Column,
    ColumnKind,
    Examples,
    Field,
    FieldKind,
    FixedRow,
    Words,
)

_ALWAYS = ("key", "kind", "label", "hint", "added", "optional", "examples_title", "example")
_OF_KIND = {
    FieldKind.TEXT: ("or_field",),
    FieldKind.GOALS: ("rows", "row_label"),
    FieldKind.TABLE: ("rows", "row_label", "row", "column", "sum", "currency", "chart"),
}
_COLUMN_KEYS = ("key", "kind", "label", "added", "optional", "from", "if_empty")


def read_field(table: Table, parts: Mapping[str, Words]) -> Field:
    kind = FieldKind(table.one_of("kind", FieldKind) or FieldKind.TEXT)
    _check_keys(table, kind)
    columns = _goal_columns(parts) if kind is FieldKind.GOALS else _read_columns(table)
    if kind is FieldKind.TABLE and not columns:
        table.wrong(Fault.NO_COLUMNS)
    rows = tuple(_read_row(one) for one in table.tables("row"))
    note_twice(table, "row", [row.key for row in rows])
    if rows and "rows" in table.values:
        table.wrong(Fault.ROWS_AND_NUMBER, "rows")
    return Field(
        key=table.name(),
        kind=kind,
        label=table.words("label"),
        hint=table.optional_words("hint"),
        is_added=table.yes("added"),
        is_optional=table.yes("optional"),
        examples=_read_examples(table),
        or_field=table.text("or_field", is_needed=False),
        columns=columns,
        fixed_rows=rows,
        rows_at_first=table.number("rows", most=MOST_ROWS, otherwise=1),
        row_label=table.optional_words("row_label"),
        sum_of=table.text("sum", is_needed=False),
        currency_field=table.text("currency", is_needed=False),
        chart=_read_chart(table),
    )


def _check_keys(table: Table, kind: FieldKind) -> None:
    known = {key for keys in _OF_KIND.values() for key in keys}
    allowed = (*_ALWAYS, *_OF_KIND.get(kind, ()))
    for key in table.values:
        if key in known and key not in allowed:
            table.wrong(Fault.NOT_FOR_THIS_KIND, key, kind=kind.value)
        elif key not in known and key not in allowed:
            table.wrong(Fault.UNKNOWN_KEY, key)


def _goal_columns(parts: Mapping[str, Words]) -> tuple[Column, ...]:
    return tuple(
        Column(part, ColumnKind.TEXT, parts.get(part, NOTHING), is_added=True)
        for part in GOAL_PARTS
    )


def _read_columns(table: Table) -> tuple[Column, ...]:
    columns = tuple(_read_column(one) for one in table.tables("column", most=12))
    note_twice(table, "column", [column.key for column in columns])
    return columns


def _read_column(table: Table) -> Column:
    table.allow(*_COLUMN_KEYS)
    kind = ColumnKind(table.one_of("kind", ColumnKind) or ColumnKind.TEXT)
    is_choice = kind is ColumnKind.CHOICE
    if "from" in table.values and not is_choice:
        table.wrong(Fault.NOT_FOR_THIS_KIND, "from", kind=kind.value)
    return Column(
        key=table.name(),
        kind=kind,
        label=table.words("label"),
        is_added=table.yes("added"),
        is_optional=table.yes("optional"),
        drawn_from=table.text("from", is_needed=is_choice),
        if_empty=table.bilingual("if_empty") if "if_empty" in table.values else None,
    )


def _read_row(table: Table) -> FixedRow:
    return FixedRow(table.name(), table.all_words("key"))


def _read_examples(table: Table) -> Examples | None:
    items = tuple(one.all_words() for one in table.tables("example"))
    title = table.optional_words("examples_title")
    return Examples(title, items) if items else None


def _read_chart(table: Table) -> Chart | None:
    if "chart" not in table.values:
        return None
    chart = table.table("chart")
    chart.allow("label", "start", "end")
    return Chart(chart.text("label"), chart.text("start"), chart.text("end"))
