"""What somebody typed into a section, read and checked: limits, dates, amounts, rows."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from assess.plans.rules.figures import plain, read_amount, read_date, read_hours
from assess.plans.rules.template import MOST_ROWS, Column, ColumnKind, Field, FieldKind, Section

LONGEST_TEXT = 100_000
LONGEST_LINE = 200
LONGEST_CELL = 5_000
LONGEST_SECTION = 400_000
"""Characters of all that stands in one section: what a draft takes."""

Row = Mapping[str, str]
"""The row's id under "id", and what is typed under each column's key."""

Content = Mapping[str, Any]
"""Field key → text, or for goals and tables a list of rows."""

ID = "id"
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
_CURRENCY = re.compile(r"[A-Z]{3}")
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Trouble(StrEnum):
    """Why something that was typed is not taken."""

    TOO_LONG = "too long"
    NOT_A_DATE = "not a date"
    NOT_AN_AMOUNT = "not an amount"
    NOT_HOURS = "not hours"
    NOT_A_CURRENCY = "not a currency"
    NOT_A_PIECE = "not a piece of evidence"
    ENDS_TOO_EARLY = "ends before it starts"
    TOO_MANY_ROWS = "too many rows"
    SECTION_TOO_LONG = "the section is too long"


@dataclass(frozen=True)
class Place:
    """A field, and of a table the row and the column."""

    field: str
    row: str = ""
    column: str = ""


@dataclass(frozen=True)
class Refused:
    place: Place
    trouble: Trouble
    values: Mapping[str, int] = field(default_factory=dict)


def text_of(content: Content, key: str) -> str:
    value = content.get(key, "")
    return value if isinstance(value, str) else ""


def rows_of(content: Content, key: str) -> list[Row]:
    value = content.get(key, [])
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def is_begun(row: Row) -> bool:
    return any(value.strip() for key, value in row.items() if key != ID)


def chosen(cell: str) -> list[str]:
    """Give the ids that a cell of choices names."""
    return cell.split()


def check_content(section: Section, typed: Content) -> tuple[dict[str, Any], list[Refused]]:
    """Give what was typed as it is stored, and what of it cannot be taken.

    What cannot be taken stays as it was typed, so that its writer finds it again.
    """
    refused: list[Refused] = []
    content: dict[str, Any] = {}
    for one in section.fields:
        if one.is_table:
            content[one.key] = list(_check_rows(one, rows_of(typed, one.key), refused))
        else:
            place = Place(one.key)
            content[one.key] = _checked(_FIELDS[one.kind], text_of(typed, one.key), place, refused)
    if (length := _length_of(content)) > LONGEST_SECTION:
        values = {"limit": LONGEST_SECTION, "typed": length}
        refused.append(Refused(Place(""), Trouble.SECTION_TOO_LONG, values))
    return content, refused


def _length_of(content: Content) -> int:
    return sum(
        len(value)
        if isinstance(value, str)
        else sum(len(cell) for row in value for cell in row.values())
        for value in content.values()
    )


def _check_rows(table: Field, rows: list[Row], refused: list[Refused]) -> Iterator[Row]:
    begun = [row for row in rows if is_begun(row)]
    if table.grows and len(begun) > MOST_ROWS:
        refused.append(Refused(Place(table.key), Trouble.TOO_MANY_ROWS, {"limit": MOST_ROWS}))
    for row in begun:
        if not _ID.fullmatch(row.get(ID, "")):
            continue
        place = Place(table.key, row[ID])
        checked = {ID: row[ID]} | {
            column.key: _check_cell(column, row, place, refused)
            for column in table.columns
            if column.kind is not ColumnKind.NAME
        }
        _check_order(table, checked, refused)
        yield checked


def _check_cell(column: Column, row: Row, place: Place, refused: list[Refused]) -> str:
    where = Place(place.field, place.row, column.key)
    return _checked(_COLUMNS[column.kind], row.get(column.key, ""), where, refused)


def _check_order(table: Field, row: Row, refused: list[Refused]) -> None:
    if table.chart is None:
        return
    start, end = read_date(row[table.chart.start]), read_date(row[table.chart.end])
    if start is not None and end is not None and end < start:
        place = Place(table.key, row[ID], table.chart.end)
        refused.append(Refused(place, Trouble.ENDS_TOO_EARLY))


class _NotTakenError(Exception):
    def __init__(self, trouble: Trouble, **values: int) -> None:
        super().__init__(trouble)
        self.trouble, self.values = trouble, values


def _checked(check: Callable[[str], str], typed: str, place: Place, refused: list[Refused]) -> str:
    if not typed.strip():
        return ""
    try:
        return check(typed)
    except _NotTakenError as no:
        refused.append(Refused(place, no.trouble, no.values))
        return typed


def _at_most(limit: int) -> Callable[[str], str]:
    def check(typed: str) -> str:
        if len(typed) > limit:
            raise _NotTakenError(Trouble.TOO_LONG, limit=limit, typed=len(typed))
        return typed

    return check


def _shaped(shape: re.Pattern[str], trouble: Trouble) -> Callable[[str], str]:
    def check(typed: str) -> str:
        if not shape.fullmatch(typed):
            raise _NotTakenError(trouble)
        return typed

    return check


def _date(typed: str) -> str:
    if (when := read_date(typed)) is None:
        raise _NotTakenError(Trouble.NOT_A_DATE)
    return when.isoformat()


def _amount(typed: str) -> str:
    if (amount := read_amount(typed)) is None:
        raise _NotTakenError(Trouble.NOT_AN_AMOUNT)
    return plain(amount)


def _hours(typed: str) -> str:
    if (hours := read_hours(typed)) is None:
        raise _NotTakenError(Trouble.NOT_HOURS)
    return plain(hours)


def _choice(typed: str) -> str:
    return " ".join(one for one in chosen(typed)[:MOST_ROWS] if _ID.fullmatch(one))


_FIELDS: Mapping[FieldKind, Callable[[str], str]] = {
    FieldKind.TEXT: _at_most(LONGEST_TEXT),
    FieldKind.LINE: _at_most(LONGEST_LINE),
    FieldKind.HOURS: _hours,
    FieldKind.CURRENCY: _shaped(_CURRENCY, Trouble.NOT_A_CURRENCY),
    FieldKind.EVIDENCE: _shaped(_UUID, Trouble.NOT_A_PIECE),
}
_COLUMNS: Mapping[ColumnKind, Callable[[str], str]] = {
    ColumnKind.TEXT: _at_most(LONGEST_CELL),
    ColumnKind.LINE: _at_most(LONGEST_LINE),
    ColumnKind.DATE: _date,
    ColumnKind.AMOUNT: _amount,
    ColumnKind.CHOICE: _choice,
}
