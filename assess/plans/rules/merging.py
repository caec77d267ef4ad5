"""Two tabs wrote in one section: what both changed is put side by side, the rest is joined.

Every field and every cell is compared with the version that the typing started from. What only
one side changed is taken over; where both did, the typed text stays and the other is shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assess.plans.rules.content import ID, Content, Place, Row, rows_of, text_of
from assess.plans.rules.template import Field, Section
from assess.refusals import StaleError


class StaleSectionError(StaleError):
    """The section was saved meanwhile. Carries the typed and the standing text, joined."""

    def __init__(self, merged: "Merged", newest: int) -> None:
        super().__init__({})
        self.merged = merged
        self.newest = newest


@dataclass(frozen=True)
class Merged:
    content: Mapping[str, Any]
    others: Mapping[Place, str]
    """What stands now where both sides changed it: by place."""

    taken_over: tuple[Place, ...]
    """What only the other side changed, and is now in the form."""


def merge(section: Section, *, base: Content, theirs: Content, mine: Content) -> Merged:
    content: dict[str, Any] = {}
    others: dict[Place, str] = {}
    taken: list[Place] = []
    for field in section.fields:
        if field.is_table:
            content[field.key] = _merge_rows(field, (base, theirs, mine), others, taken)
        else:
            before, there, here = (text_of(one, field.key) for one in (base, theirs, mine))
            texts = (before, there, here)
            content[field.key] = _merge_text(Place(field.key), texts, others, taken)
    return Merged(content, others, tuple(taken))


def _merge_text(
    place: Place, texts: tuple[str, str, str], others: dict[Place, str], taken: list[Place]
) -> str:
    base, theirs, mine = texts
    if theirs in {base, mine}:
        return mine
    if mine == base:
        taken.append(place)
        return theirs
    others[place] = theirs
    return mine


def _merge_rows(
    field: Field,
    contents: tuple[Content, Content, Content],
    others: dict[Place, str],
    taken: list[Place],
) -> list[Row]:
    """Join rows by their ids. A row that one side removed and the other changed stays."""
    base, theirs, mine = ({row[ID]: row for row in rows_of(one, field.key)} for one in contents)
    merged = []
    for row_id in [*mine, *(one for one in theirs if one not in mine)]:
        before, there, here = base.get(row_id), theirs.get(row_id), mine.get(row_id)
        if here is None and there == before:
            continue
        if there is None and before is not None and here == before:
            continue
        merged.append(_merge_row(field, row_id, (before, there, here), others, taken))
    return merged


def _merge_row(
    field: Field,
    row_id: str,
    rows: tuple[Row | None, Row | None, Row | None],
    others: dict[Place, str],
    taken: list[Place],
) -> Row:
    _before, there, here = rows
    if here is None or there is None:
        taken += [Place(field.key, row_id)] if here is None else []
        return here or there or {ID: row_id}
    out = {ID: row_id}
    for column in field.columns:
        place = Place(field.key, row_id, column.key)
        was, is_there, is_here = ((row or {}).get(column.key, "") for row in rows)
        out[column.key] = _merge_text(place, (was, is_there, is_here), others, taken)
    return out
