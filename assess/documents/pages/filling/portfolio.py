from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from assess.bilingual import Bilingual, Language
from assess.documents.pages.filling.criteria import Unit, printed_criteria
from assess.documents.pages.filling.evidence import numbered_evidence, printed_evidence
from assess.documents.pages.filling.moves import printed_moves
from assess.documents.pages.portfolio import (
    PrintedEnrolment,
    PrintedPortfolio,
    PrintedProof,
    PrintedSignOff,
    PrintedSubmission,
    PrintedUnit,
    PrintedUnitState,
    PrintedWithdrawal,
)
from assess.documents.pages.texts import Authored, PrintChoice, StandardText

if TYPE_CHECKING:
    from assess.assessment.queries import SignOffView, SubmissionView
    from assess.documents.queries import PortfolioFacts, UnitFacts
    from assess.enrolment.queries import UnitView


def printed_portfolio(
    facts: "PortfolioFacts", *, choice: PrintChoice, now: datetime
) -> PrintedPortfolio:
    numbers = numbered_evidence(facts)
    return PrintedPortfolio(
        practitioner=facts.practitioner,
        provider=_in_languages(facts.provider, choice),
        printed_at=now,
        units=tuple(_unit(one, numbers) for one in facts.units),
        evidence=tuple(printed_evidence(facts, numbers)),
    )


def _in_languages(name: Bilingual, choice: PrintChoice) -> str:
    texts = [name.text_in(language) for language in choice.languages]
    return " / ".join(dict.fromkeys(text for text in texts if text))


def _unit(facts: "UnitFacts", numbers: dict[UUID, int]) -> PrintedUnit:
    unit, record = facts.unit, facts.record
    translations = _working_translations(unit)
    is_signed = record.live_sign_off is not None
    labels = {one.id: one.label for one in facts.criteria}
    return PrintedUnit(
        urn=unit.urn,
        version=unit.edition,
        title=StandardText(unit.title, translations),
        state=PrintedUnitState.SIGNED_OFF if is_signed else PrintedUnitState.IN_PROGRESS,
        enrolment=_enrolment(facts),
        criteria=tuple(printed_criteria(Unit(facts, translations, numbers, labels))),
        note=_together(facts.notes),
        moves=tuple(printed_moves(facts.moves)),
        submissions=tuple(
            _submission(one, unit.practitioner, labels) for one in reversed(record.submissions)
        ),
        sign_offs=tuple(_sign_off(one) for one in reversed(record.sign_offs)),
    )


def _working_translations(unit: "UnitView") -> frozenset[Language]:
    language = unit.working_translation
    return frozenset() if language is None else frozenset({language})


def _together(notes: tuple[Bilingual, ...]) -> Bilingual | None:
    if not notes:
        return None
    return Bilingual(
        "\n".join(note.en for note in notes if note.en) or None,
        "\n".join(note.cy for note in notes if note.cy) or None,
    )


def _enrolment(facts: "UnitFacts") -> PrintedEnrolment:
    unit, more = facts.unit, facts.enrolment
    language = unit.assessment_language
    return PrintedEnrolment(
        started_on=unit.starts_on,
        assessor=unit.assessor,
        iqa=unit.iqa,
        cohort=unit.cohort or None,
        uln=more.learner_number or None,
        qualification=more.qualification or None,
        awarding_body=more.awarding_body or None,
        registration_number=more.registration_number or None,
        registered_on=more.registered_on,
        ends_on=unit.ends_on,
        language_of_assessment=language.value if language else None,
    )


def _submission(
    one: "SubmissionView", practitioner: str, labels: dict[UUID, str]
) -> PrintedSubmission:
    language = one.declaration_language
    return PrintedSubmission(
        submitted_by=practitioner,
        submitted_at=one.submitted_at,
        labels=tuple(labels[each] for each in one.criterion_ids if each in labels),
        declaration=Authored(one.declaration, language),
        help_and_tools=Authored(one.help_used, language) if one.help_used else None,
        withdrawn_at=one.withdrawn_at,
    )


def _sign_off(one: "SignOffView") -> PrintedSignOff:
    withdrawal = None
    if one.withdrawn_at is not None:
        withdrawal = PrintedWithdrawal(
            one.withdrawn_by or "",
            one.withdrawn_at,
            Authored(one.reason or "", one.reason_language or ""),
        )
    return PrintedSignOff(
        signed_by=one.assessor,
        signed_at=one.signed_at,
        proof=PrintedProof(one.proved_by.replace(" ", "_")),
        proved_at=one.proved_at,
        snapshot_sha256=one.sha256,
        withdrawal=withdrawal,
    )
