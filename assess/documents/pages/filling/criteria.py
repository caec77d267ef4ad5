from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from assess.assessment.rules import Check, Outcome, RequestKind
from assess.bilingual import Bilingual, Language
from assess.documents.pages.criterion import (
    PrintedAnswer,
    PrintedCriterion,
    PrintedDecision,
    PrintedMapping,
    PrintedPart,
    PrintedPassage,
    PrintedPlace,
    PrintedQuestion,
    PrintedReflection,
    PrintedReturn,
    PrintedState,
)
from assess.documents.pages.filling.doubts import printed_doubts
from assess.documents.pages.filling.sections import section_name
from assess.documents.pages.texts import Authored, StandardText
from assess.evidence.rules import LocatorKind
from assess.evidence.rules.locators import show_locator

if TYPE_CHECKING:
    from assess.assessment.queries import DecisionView, RequestView, ReturnView
    from assess.documents.queries import UnitFacts
    from assess.evidence.queries import MappingView
    from assess.standards.queries import CriterionView


@dataclass(frozen=True)
class Unit:
    """What the criteria of one unit are filled from."""

    facts: "UnitFacts"
    working_translations: frozenset[Language]
    numbers: dict[UUID, int]
    """Evidence's id → its E number."""

    labels: dict[UUID, str]


def printed_criteria(unit: Unit) -> Iterator[PrintedCriterion]:
    for criterion in unit.facts.criteria:
        yield _criterion(unit, criterion)


def _criterion(unit: Unit, criterion: "CriterionView") -> PrintedCriterion:
    facts, state = unit.facts, unit.facts.states[criterion.id].state
    return PrintedCriterion(
        label=criterion.label,
        part=PrintedPart(criterion.kind.value),
        text=StandardText(criterion.words, unit.working_translations),
        state=PrintedState(state.value.replace(" ", "_")),
        group=_said(criterion.group),
        note=_said(criterion.note),
        mappings=tuple(
            _mapping(unit, mapping)
            for piece in facts.pieces
            for mapping in piece.mappings
            if mapping.criterion_id == criterion.id
        ),
        reflections=_reflections(unit, criterion.id),
        decisions=tuple(
            _decision(unit, one)
            for one in facts.record.decisions
            if one.criterion_id == criterion.id
        ),
        returns=tuple(
            _return(unit, one, criterion.id)
            for one in facts.record.returns
            if criterion.id in one.criterion_ids
        ),
        questions=tuple(
            _question(one, facts.unit.practitioner)
            for one in reversed(facts.record.requests)
            if criterion.id in one.criterion_ids
        ),
        sufficient_doubts=printed_doubts(facts.record.doubts, Check.SUFFICIENT, about=criterion.id),
    )


def _said(text: Bilingual) -> Bilingual | None:
    return text if text.en or text.cy else None


def _mapping(unit: Unit, mapping: "MappingView") -> PrintedMapping:
    kind, section = mapping.locator.kind, mapping.locator.section
    return PrintedMapping(
        evidence_number=unit.numbers[mapping.evidence_id],
        locator=section.number if section else show_locator(mapping.locator),
        place=None if kind is LocatorKind.WHOLE else PrintedPlace(kind.value),
        file=mapping.locator.file.name if mapping.locator.file else None,
        section=section_name(section) if section else None,
        valid_doubts=printed_doubts(unit.facts.record.doubts, Check.VALID, about=mapping.id),
    )


def _reflections(unit: Unit, criterion_id: UUID) -> tuple[PrintedReflection, ...]:
    return tuple(
        PrintedReflection(
            tuple(PrintedPassage(one.heading, one.text) for one in found.passages),
            found.language,
            found.saved_at,
            found.title,
        )
        for found in unit.facts.reflections.get(criterion_id, ())
        if found.words
    )


def _decision(unit: Unit, one: "DecisionView") -> PrintedDecision:
    beside = {
        other.criterion_id
        for other in unit.facts.record.decisions
        if other.judgement_id == one.judgement_id and other.id != one.id
    }
    feedback = Authored(one.feedback, one.feedback_language) if one.feedback else None
    return PrintedDecision(
        met=one.outcome is Outcome.MET,
        decided_by=one.assessor,
        decided_at=one.decided_at,
        feedback=feedback,
        together_with=tuple(unit.labels[each] for each in unit.labels if each in beside),
        on_working_translation=one.on_working_translation,
        stands=one.stands,
    )


def _return(unit: Unit, one: "ReturnView", criterion_id: UUID) -> PrintedReturn:
    return PrintedReturn(
        message=Authored(one.message, one.language),
        returned_by=one.assessor,
        returned_at=one.returned_at,
        together_with=tuple(
            unit.labels[each]
            for each in one.criterion_ids
            if each != criterion_id and each in unit.labels
        ),
    )


def _question(one: "RequestView", practitioner: str) -> PrintedQuestion:
    answers: tuple[PrintedAnswer, ...] = ()
    if one.answered_at is not None:
        answer = Authored(one.answer, one.answer_language)
        answers = (PrintedAnswer(answer, practitioner, one.answered_at),)
    return PrintedQuestion(
        asked=Authored(one.words, one.language),
        asked_by=one.asked_by,
        asked_at=one.asked_at,
        is_action=one.kind is RequestKind.ACTION,
        due_on=one.due_on,
        answers=answers,
    )
