from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assess.reflection.rules.saving import LONGEST

if TYPE_CHECKING:
    from uuid import UUID

    from assess.bilingual import Bilingual, Language
    from assess.drafts.rules import Unsaved
    from assess.enrolment.queries import UnitView
    from assess.reflection.forms import ReflectionForm
    from assess.reflection.queries import (
        OwnReflection,
        OwnUnit,
        ReadReflection,
        ReflectionView,
    )
    from assess.standards.queries import CriterionView


@dataclass(frozen=True)
class ReflectPage:
    unit: UnitView
    criterion: CriterionView
    form: ReflectionForm | None
    """None for those who may only read."""

    versions: tuple[ReflectionView, ...]
    unsaved: Unsaved | None
    """What was typed and never saved. None for those who may only read."""

    @property
    def limit(self) -> int:
        return LONGEST

    @property
    def reflection_id(self) -> UUID | None:
        return self.versions[0].reflection_id if self.versions else None


@dataclass(frozen=True)
class Conflict:
    """Two texts at one place: the one that stands, and the one that was typed."""

    form: ReflectionForm
    current: ReflectionView
    unsaved: Unsaved

    @property
    def limit(self) -> int:
        return LONGEST


@dataclass(frozen=True)
class WritePage:
    """A reflection that stands on its own, being written."""

    form: ReflectionForm
    unsaved: Unsaved
    reflection_id: UUID | None

    @property
    def limit(self) -> int:
        return LONGEST


@dataclass(frozen=True)
class ReadPage:
    reflection: ReadReflection
    may_map: bool

    @property
    def versions(self) -> tuple[ReflectionView, ...]:
        return self.reflection.versions

    @property
    def is_private(self) -> bool:
        return self.reflection.unit_id is None and not self.reflection.criteria


@dataclass(frozen=True)
class ListPage:
    entries: tuple[OwnReflection, ...]
    found: int
    search: str
    number: int
    count: int
    """How many pages there are."""

    previous_address: str | None
    next_address: str | None
    unfinished: tuple[UnfinishedLine, ...]


@dataclass(frozen=True)
class UnfinishedLine:
    """Something that was typed and never saved: where to go on with it."""

    draft_id: UUID
    name: str
    language: str
    address: str


@dataclass(frozen=True)
class CriterionRow:
    id: str
    label: str
    words: str
    language: str
    is_ticked: bool
    is_there: bool
    """It is mapped already, or was written on this criterion."""


@dataclass(frozen=True)
class CriterionGroup:
    urn: str
    title: str
    language: str
    is_open: bool
    rows: tuple[CriterionRow, ...]


def criterion_groups(
    units: list[OwnUnit],
    *,
    ticked: set[str],
    there: set[UUID],
    language: Language,
    opened: UUID | None,
) -> tuple[CriterionGroup, ...]:
    """Lay out what may be ticked. A group is open where something in it is ticked."""
    groups = []
    for own in units:
        rows = tuple(
            CriterionRow(
                str(one.id),
                one.label,
                *_shown(one.words, language),
                is_ticked=str(one.id) in ticked or one.id in there,
                is_there=one.id in there,
            )
            for one in own.criteria
        )
        is_open = len(units) == 1 or own.unit.id == opened or any(row.is_ticked for row in rows)
        title = _shown(own.unit.title, language)
        groups.append(CriterionGroup(own.unit.urn, *title, is_open=is_open, rows=rows))
    return tuple(groups)


def _shown(text: Bilingual, language: Language) -> tuple[str, str]:
    """Give words in the page's language, else in the other one, with the language they are in."""
    words = text.text_in(language)
    if words is not None:
        return words, language.value
    return text.text_in(language.other) or "", language.other.value
