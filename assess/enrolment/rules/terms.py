"""Who may work with whom on a unit, and what an enrolment says."""

import re
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from assess.actor import Role
from assess.bilingual import Language
from assess.refusals import RefusedError

_LEARNER_NUMBER = re.compile(r"[1-9][0-9]{9}")


@dataclass(frozen=True)
class Terms:
    """Everything about an enrolment but who is enrolled on what. All but the start is optional."""

    starts_on: date
    ends_on: date | None = None
    cohort: str = ""
    assessor_id: UUID | None = None
    iqa_id: UUID | None = None
    qualification: str = ""
    awarding_body: str = ""
    registration_number: str = ""
    registered_on: date | None = None
    learner_number: str = ""
    """The ULN."""

    assessment_language: Language | None = None
    certificate_claimed_on: date | None = None


@dataclass(frozen=True)
class Place:
    """Somebody's place on a standard, on terms of their own."""

    practitioner_id: UUID
    standard_id: UUID
    terms: Terms


class MayNotEnrolError(RefusedError):
    """Only managers enrol, and only at their own provider."""


class NobodyChosenError(RefusedError):
    field = "practitioners"


class OwnAssessorError(RefusedError):
    """Nobody assesses their own work."""

    field = "assessor"


class OwnQualityAssurerError(RefusedError):
    """Nobody quality-assures their own work."""

    field = "iqa"


class AssessorIsQualityAssurerError(RefusedError):
    """Whoever decides is not the one who checks the decision."""

    field = "iqa"


class EndsBeforeStartError(RefusedError):
    field = "ends_on"


class LearnerNumberShapeError(RefusedError):
    field = "learner_number"


class NotOneLearnerError(RefusedError):
    """A registration or learner number is one person's; several were chosen."""

    field = "practitioners"


class AlreadyEnrolledError(RefusedError):
    """Somebody chosen is on a chosen standard already. Nobody has been enrolled."""

    field = "practitioners"


class ClaimedBeforeStartError(RefusedError):
    """A certificate is claimed for work that has been done."""

    field = "certificate_claimed_on"


def check_may_enrol(role: Role) -> None:
    if role is not Role.MANAGER:
        raise MayNotEnrolError(f"{role} enrols nobody")


def check_people(*, practitioner_id: UUID, assessor_id: UUID | None, iqa_id: UUID | None) -> None:
    """Refuse a unit whose practitioner, assessor and IQA are not three people."""
    if assessor_id == practitioner_id:
        raise OwnAssessorError("a practitioner does not assess their own work")
    if iqa_id == practitioner_id:
        raise OwnQualityAssurerError("a practitioner does not quality-assure their own work")
    if assessor_id is not None and assessor_id == iqa_id:
        raise AssessorIsQualityAssurerError("an IQA does not check their own decisions")


def check_terms(terms: Terms) -> None:
    if terms.ends_on is not None and terms.ends_on < terms.starts_on:
        raise EndsBeforeStartError("it would end before it begins")
    claimed = terms.certificate_claimed_on
    if claimed is not None and claimed < terms.starts_on:
        raise ClaimedBeforeStartError("a certificate is claimed after the start")
    if terms.learner_number and not _LEARNER_NUMBER.fullmatch(terms.learner_number):
        raise LearnerNumberShapeError("a ULN has ten digits and does not begin with 0")


def check_individual_facts(terms: Terms, *, practitioners: int) -> None:
    """Refuse one person's numbers for several people."""
    if practitioners == 0:
        raise NobodyChosenError("nobody is chosen")
    if practitioners > 1 and (terms.learner_number or terms.registration_number):
        raise NotOneLearnerError("a number is one person's")
