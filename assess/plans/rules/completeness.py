"""How far a section is filled in, by a plain rule, and what is still missing.

A field counts unless it is optional. A text counts when something is in it; a table, when at
least one row is begun and every row that is begun has all of its columns; goals likewise, and
the part that binds a goal in time must name a date.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from assess.bilingual import Bilingual
from assess.plans.rules.content import ID, Content, Place, Row, is_begun, rows_of, text_of
from assess.plans.rules.figures import has_date
from assess.plans.rules.template import ColumnKind, Field, FieldKind, Section

TIME_BOUND = "time_bound"


class Lack(StrEnum):
    NOTHING = "nothing is written here"
    NO_ROW = "no row is begun"
    NO_CELL = "nothing stands in this column"
    NO_DATE = "no date is named"


@dataclass(frozen=True)
class Missing:
    place: Place
    lack: Lack


@dataclass(frozen=True)
class Completeness:
    done: int
    """Fields that are filled in, of those that count."""

    needed: int
    missing: tuple[Missing, ...]
    is_begun: bool

    @property
    def is_complete(self) -> bool:
        return self.done == self.needed


@dataclass(frozen=True)
class Remark:
    """What is pointed out, though nothing is refused for it."""

    place: Place
    words: Bilingual


def completeness_of(section: Section, content: Content) -> Completeness:
    done, missing = 0, []
    counted = [field for field in section.fields if not field.is_optional]
    for field in counted:
        lacks = list(_lacks(section, field, content))
        missing += lacks
        done += not lacks
    begun = any(_has_anything(field, content) for field in section.fields)
    return Completeness(done, len(counted), tuple(missing), begun)


def _has_anything(field: Field, content: Content) -> bool:
    if field.is_table:
        return any(is_begun(row) for row in rows_of(content, field.key))
    # A currency is chosen with the first row, and says nothing alone.
    return field.kind is not FieldKind.CURRENCY and bool(text_of(content, field.key))


def _lacks(section: Section, field: Field, content: Content) -> Iterator[Missing]:
    if not field.is_table:
        other = section.field(field.or_field)
        if not text_of(content, field.key) and not (other and text_of(content, other.key)):
            yield Missing(Place(field.key), Lack.NOTHING)
        return
    begun = [row for row in rows_of(content, field.key) if is_begun(row)]
    if not begun:
        yield Missing(Place(field.key), Lack.NO_ROW)
    for row in begun:
        yield from _lacks_of_row(field, row)


def _lacks_of_row(field: Field, row: Row) -> Iterator[Missing]:
    for column in field.columns:
        place = Place(field.key, row[ID], column.key)
        if column.is_optional or column.kind is ColumnKind.NAME:
            continue
        if not row.get(column.key):
            yield Missing(place, Lack.NO_CELL)
        elif _must_name_a_date(field, column.key) and not has_date(row[column.key]):
            yield Missing(place, Lack.NO_DATE)


def _must_name_a_date(field: Field, column: str) -> bool:
    return field.kind is FieldKind.GOALS and column == TIME_BOUND


def remarks_on(section: Section, content: Content) -> Iterator[Remark]:
    """Point out the rows that are begun and lack what the template says is worth a thought."""
    for field in section.fields:
        told = [column for column in field.columns if column.if_empty is not None]
        for row in rows_of(content, field.key) if told else ():
            for column in told:
                if is_begun(row) and not row.get(column.key) and column.if_empty is not None:
                    yield Remark(Place(field.key, row[ID], column.key), column.if_empty)
