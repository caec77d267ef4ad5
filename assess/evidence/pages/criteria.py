"""The list of criteria to tick, by standard, as every page with one shows it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assess.evidence.rules.kinds import LocatorKind
from assess.evidence.rules.locators import Place, typed_value
from assess.standards.rules.crosswalk import Place as CriterionPlace
from assess.standards.rules.crosswalk import Strength

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from uuid import UUID

    from assess.bilingual import Bilingual, Language
    from assess.evidence.forms.mapped import MappedField
    from assess.evidence.queries import MappableUnit, MappingView
    from assess.evidence.rules.locators import Locator, PlaceFile
    from assess.standards.queries import CriterionView
    from assess.standards.rules.crosswalk import Counterpart

DEFAULT = Place()


@dataclass(frozen=True)
class Words:
    """Words with the language that they are in."""

    text: str
    language: str


@dataclass(frozen=True)
class CriterionRow:
    id: str
    label: str
    words: Words
    is_ticked: bool
    place: Place
    error: str | None
    is_frozen: bool
    alike: tuple[AlikeRow, ...] = ()
    """Criteria of the person's other standards that the same evidence may show."""


@dataclass(frozen=True)
class AlikeRow:
    id: str
    urn: str
    label: str
    same_in_welsh: bool


@dataclass(frozen=True)
class CriterionGroup:
    unit_id: UUID
    urn: str
    title: Words
    is_open: bool
    rows: tuple[CriterionRow, ...]

    @property
    def ticked(self) -> int:
        return sum(row.is_ticked for row in self.rows)


def in_page_language(text: Bilingual, language: Language) -> Words:
    """Give a standard's words in the page's language, else in the other one, marked so."""
    words = text.text_in(language)
    if words is not None:
        return Words(words, language.value)
    return Words(text.text_in(language.other) or "", language.other.value)


def criterion_groups(
    units: list[MappableUnit],
    field: MappedField,
    language: Language,
    *,
    opened: UUID | None = None,
    frozen: Mapping[str, MappingView] | None = None,
) -> tuple[CriterionGroup, ...]:
    """Lay out what may be ticked. A group is open where something in it is ticked."""
    frozen = frozen or {}
    groups = []
    places = {
        CriterionPlace(mappable.unit.urn, mappable.unit.edition, one.label): str(one.id)
        for mappable in units
        for one in mappable.criteria
    }
    ticked = field.data.keys() | frozen.keys()
    for mappable in units:
        rows = tuple(
            replace(
                _row(one, field, language, frozen),
                alike=_alike(mappable.alike.get(one.label, ()), places),
            )
            for one in mappable.criteria
        )
        groups.append(
            CriterionGroup(
                unit_id=mappable.unit.id,
                urn=mappable.unit.urn,
                title=in_page_language(mappable.unit.title, language),
                is_open=len(units) == 1
                or mappable.unit.id == opened
                or any(row.is_ticked for row in rows)
                or any(one.id in ticked for row in rows for one in row.alike),
                rows=rows,
            )
        )
    return tuple(groups)


def _alike(
    counterparts: Iterable[Counterpart], places: Mapping[CriterionPlace, str]
) -> tuple[AlikeRow, ...]:
    """Give those that can be ticked on the same page. Nobody ticks them but the person."""
    return tuple(
        AlikeRow(
            places[one.place],
            one.place.urn,
            one.place.label,
            one.strength is Strength.SAME_IN_WELSH,
        )
        for one in counterparts
        if one.place in places
    )


def _row(
    criterion: CriterionView,
    field: MappedField,
    language: Language,
    frozen: Mapping[str, MappingView],
) -> CriterionRow:
    key = str(criterion.id)
    return CriterionRow(
        id=key,
        label=criterion.label,
        words=in_page_language(criterion.words, language),
        is_ticked=key in field.data or key in frozen,
        place=field.data.get(key, DEFAULT),
        error=field.place_errors.get(key),
        is_frozen=key in frozen,
    )


def places_of(mappings: Iterable[MappingView], files: Sequence[PlaceFile]) -> dict[str, Place]:
    """Give mappings as the field of a form shows them."""
    return {str(one.criterion_id): _place(one.locator, files) for one in mappings}


def _place(locator: Locator, files: Sequence[PlaceFile]) -> Place:
    """Give a place as it would be typed; its file is the one of these with the same bytes."""
    same = [file for file in files if locator.file and file.sha256 == locator.file.sha256]
    file_id = str(same[0].id) if same else ""
    return Place(locator.kind.value, typed_value(locator), file_id)


def preselected(units: list[MappableUnit], unit_id: UUID | None, label: str) -> dict[str, Place]:
    """Give the criterion that the visitor came from, where it is one of these."""
    return {
        str(criterion.id): Place(LocatorKind.WHOLE.value)
        for mappable in units
        for criterion in mappable.criteria
        if mappable.unit.id == unit_id and criterion.label == label
    }
