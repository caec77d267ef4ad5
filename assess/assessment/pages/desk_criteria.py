"""The right side of the desk: the criteria that the piece shows in full, the others in a line."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from flask_babel import gettext as _
from flask_babel import ngettext

from assess.assessment.pages.desk_doubts import doubts_on
from assess.assessment.rules import CriterionState
from assess.assessment.rules.deciding import may_decide
from assess.evidence.rules.locators import Locator, show_locator
from assess.evidence.rules.sections import named

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from assess.assessment.pages.desk import DeskFacts
    from assess.assessment.queries import DecisionView, DoubtView, RequestView
    from assess.bilingual import Bilingual, Language
    from assess.evidence.queries import MappingHead
    from assess.evidence.queries.judged import JudgedPiece
    from assess.evidence.rules import LocatorKind
    from assess.evidence.rules.locators import PlaceFile
    from assess.reflection.queries import ReflectionView
    from assess.standards.queries import CriterionOutline


@dataclass(frozen=True)
class DeskPlace:
    """Where in the piece a criterion is shown."""

    mapping_id: UUID
    locator: Locator
    shown: str
    """As people type it: 1:23."""

    file_id: UUID | None
    """The file that it is in, of the version on the desk where that has it; None where unsaid."""

    @property
    def kind(self) -> LocatorKind:
        return self.locator.kind

    @property
    def value(self) -> str:
        return self.locator.value

    @property
    def is_section(self) -> bool:
        return self.locator.section is not None


@dataclass(frozen=True)
class DeskCriterion:
    view: CriterionOutline
    note: Bilingual
    state: CriterionState
    state_name: str
    places: tuple[DeskPlace, ...]
    may_be_decided: bool
    is_mapped: bool
    """Whether the piece on the desk is mapped to it."""

    words_changed: bool
    """Whether the words are newer than the decision, which wants reaffirming."""

    decision: DecisionView | None
    earlier: tuple[DecisionView, ...]
    requests: tuple[RequestView, ...]
    reflections: tuple[ReflectionView, ...]
    doubts: tuple[DoubtView, ...]


class OtherCriterion(NamedTuple):
    """Dozens on each desk: a tuple is quicker to make, and to find again among what is kept."""

    label: str
    words: str
    language: str
    state_name: str
    evidence: str
    """How much there is, in words; nothing where there is none."""


@cache
def state_names(language: Language) -> dict[CriterionState, str]:
    """Name the states of criteria in the page's language."""
    del language  # the names are in it
    return {
        CriterionState.OPEN: _("Nothing yet"),
        CriterionState.EVIDENCED: _("Evidence added"),
        CriterionState.SUBMITTED: _("Submitted"),
        CriterionState.NOT_YET_MET: _("Not yet met"),
        CriterionState.MET: _("Met"),
    }


def desk_criteria(facts: DeskFacts, language: Language) -> tuple[DeskCriterion, ...]:
    """Lay out the criteria on the desk, in the standard's order."""
    decisions: dict[UUID, list[DecisionView]] = defaultdict(list)
    for decision in facts.record.decisions:
        decisions[decision.criterion_id].append(decision)
    mappings: dict[UUID, list[MappingHead]] = defaultdict(list)
    for mapping in facts.mappings:
        mappings[mapping.criterion_id].append(mapping)
    names = state_names(language)
    return tuple(
        _desk_criterion(facts, view, mappings[view.id], decisions[view.id], names)
        for view in facts.criteria
        if view.id in facts.on_desk and view.id in facts.states
    )


def _desk_criterion(
    facts: DeskFacts,
    view: CriterionOutline,
    mappings: list[MappingHead],
    decisions: list[DecisionView],
    names: dict[CriterionState, str],
) -> DeskCriterion:
    standing = facts.states[view.id]
    decision = next((one for one in decisions if one.stands), None)
    return DeskCriterion(
        view=view,
        note=facts.notes[view.id],
        state=standing.state,
        state_name=names[standing.state],
        places=tuple(_places(mappings, facts.piece)),
        may_be_decided=may_decide(standing),
        is_mapped=bool(mappings),
        words_changed=view.id in facts.changed,
        decision=decision,
        earlier=tuple(one for one in decisions if one is not decision),
        requests=tuple(one for one in facts.record.requests if view.id in one.criterion_ids),
        reflections=facts.record.reflections.get(view.id, ()),
        doubts=doubts_on(facts.record, view.id, *(mapping.id for mapping in mappings)),
    )


def _places(mappings: Iterable[MappingHead], piece: JudgedPiece | None) -> list[DeskPlace]:
    names = piece.version.section_names if piece else ()
    return [
        DeskPlace(
            mapping.id,
            locator := named(mapping.locator, names),
            show_locator(locator),
            _file_id(mapping.locator.file, piece),
        )
        for mapping in mappings
    ]


def _file_id(named: PlaceFile | None, piece: JudgedPiece | None) -> UUID | None:
    here = piece.version.same_file(named) if piece else None
    file = here or named
    return file.id if file else None


def other_criteria(facts: DeskFacts, language: Language) -> tuple[OtherCriterion, ...]:
    """Give the other criteria, in the page's language or else in the one that has words."""
    names = state_names(language)
    # Many criteria have as much evidence as each other: each amount is put into words once.
    amounts = {number: _amount(number) for number in {one.mapped for one in facts.states.values()}}
    return tuple(
        OtherCriterion(
            label=view.label,
            words=view.words.text_in(language) or view.words.text_in(language.other) or "",
            language=(language if view.words.text_in(language) else language.other).value,
            state_name=names[standing.state],
            evidence=amounts[standing.mapped],
        )
        for view in facts.criteria
        if view.id not in facts.on_desk and (standing := facts.states.get(view.id))
    )


def _amount(number: int) -> str:
    if not number:
        return ""
    return str(ngettext("%(num)s piece of evidence", "%(num)s pieces of evidence", number))
