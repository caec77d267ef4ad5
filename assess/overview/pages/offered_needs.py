"""What somebody may need to learn: criteria that lack evidence, and what assessors said."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from assess.assessment.rules.kinds import CriterionState, RequestKind
from assess.assessment.rules.states import CriterionFacts, StandingDecision
from assess.bilingual import Bilingual, Language
from assess.cpd.rules.kinds import NeedSource

if TYPE_CHECKING:
    from assess.assessment.queries import WaitingRequest
    from assess.cpd.queries.needs import NeedView
    from assess.enrolment.queries import UnitView


@dataclass(frozen=True)
class OfferedNeed:
    key: str
    """Names it when it is taken."""

    urn: str
    labels: tuple[str, ...]
    words: str
    language: str
    source: NeedSource
    criterion_id: UUID | None
    is_taken: bool = False


@dataclass(frozen=True)
class OfferedUnit:
    urn: str
    gaps: tuple[OfferedNeed, ...]


@dataclass(frozen=True)
class OfferedNeedsPage:
    feedback: tuple[OfferedNeed, ...]
    units: tuple[OfferedUnit, ...]
    """Those in which a criterion has no evidence yet."""

    def find(self, key: str) -> OfferedNeed | None:
        offered = [*self.feedback, *(gap for unit in self.units for gap in unit.gaps)]
        return next((one for one in offered if one.key == key), None)


@dataclass(frozen=True)
class Sources:
    """What the offers are read from, for some units of one practitioner."""

    words: Mapping[UUID, Bilingual]
    states: Mapping[UUID, Mapping[UUID, CriterionFacts]]
    requests: Sequence["WaitingRequest"]


def offered_needs(
    units: Sequence["UnitView"],
    sources: Sources,
    needs: Iterable["NeedView"],
    language: Language,
) -> OfferedNeedsPage:
    """Lay out what is offered; what is among the open needs already is marked so."""
    taken = {(one.source, one.criterion_id, one.words) for one in needs}
    gaps = {(source, criterion_id) for source, criterion_id, _words in taken}
    offered_units = []
    for unit in units:
        found = [
            _gap(unit, one, sources.words[one.criterion_id], language, gaps)
            for one in sources.states[unit.id].values()
            if one.state is CriterionState.OPEN and one.criterion_id in sources.words
        ]
        offered_units.append(OfferedUnit(unit.urn, tuple(found)))
    said = {words for source, _id, words in taken if source is NeedSource.FEEDBACK}
    return OfferedNeedsPage(
        feedback=tuple(_feedback(units, sources, said)),
        units=tuple(one for one in offered_units if one.gaps),
    )


def _gap(
    unit: "UnitView",
    facts: CriterionFacts,
    words: Bilingual,
    language: Language,
    taken: Collection[tuple[NeedSource, UUID | None]],
) -> OfferedNeed:
    if (text := words.text_in(language)) is None:
        language = language.other
        text = words.text_in(language) or ""
    return OfferedNeed(
        key=f"gap-{facts.criterion_id}",
        urn=unit.urn,
        labels=(facts.label,),
        words=f"{unit.urn} {facts.label}: {text}",
        language=language.value,
        source=NeedSource.GAP,
        criterion_id=facts.criterion_id,
        is_taken=(NeedSource.GAP, facts.criterion_id) in taken,
    )


def _feedback(
    units: Sequence["UnitView"], sources: Sources, said: Collection[str]
) -> list[OfferedNeed]:
    """Give feedback on what is not yet met, once for all that it was given on, and open actions."""
    offered = []
    for unit in units:
        together: dict[tuple[datetime, str], list[tuple[CriterionFacts, StandingDecision]]]
        together = defaultdict(list)
        for one in sources.states[unit.id].values():
            if one.state is CriterionState.NOT_YET_MET and one.decision and one.decision.feedback:
                together[one.decision.decided_at, one.decision.feedback].append((one, one.decision))
        for pairs in together.values():
            first, decision = pairs[0]
            offered.append(
                OfferedNeed(
                    key=f"feedback-{decision.id}",
                    urn=unit.urn,
                    labels=tuple(facts.label for facts, _decision in pairs),
                    words=decision.feedback,
                    language=decision.feedback_language,
                    source=NeedSource.FEEDBACK,
                    criterion_id=first.criterion_id,
                    is_taken=decision.feedback in said,
                )
            )
        offered += [
            _action(unit, request, sources.states[unit.id], said)
            for request in sources.requests
            if request.unit_id == unit.id and request.kind is RequestKind.ACTION
        ]
    return offered


def _action(
    unit: "UnitView",
    request: "WaitingRequest",
    states: Mapping[UUID, CriterionFacts],
    said: Collection[str],
) -> OfferedNeed:
    ids = [one.criterion_id for one in states.values() if one.label in request.labels]
    return OfferedNeed(
        key=f"action-{request.id}",
        urn=unit.urn,
        labels=request.labels,
        words=request.words,
        language=request.language,
        source=NeedSource.FEEDBACK,
        criterion_id=next(iter(ids), None),
        is_taken=request.words in said,
    )
