import pytest
import sqlalchemy as sa

from assess.actor import Role
from assess.assessment.models import Submission
from assess.assessment.rules import CriterionState, Outcome
from assess.assessment.rules.people import NotThePractitionerError
from assess.assessment.rules.submitting import (
    AlreadySubmittedError,
    AssessmentBegunError,
    NoEvidenceError,
)
from assess.assessment.service import withdraw_submission
from assess.bilingual import Language
from assess.db import db
from assess.evidence.models import EvidenceVersion
from assess.journal.queries import find_faults
from assess.mail import OutgoingMail
from assess.refusals import NotFoundError
from tests.services.assessment.case import Case, vouch_for_everything
from tests.world import World


def test_submitting_puts_criteria_forward_and_keeps_the_declaration(case: Case) -> None:
    case.map("P1", "P2")

    case.submit("P1", "P2")

    [submission] = case.record().submissions
    assert submission.criterion_ids == tuple(case.ids(["P1", "P2"]))
    assert submission.declaration == "It is my own work."
    assert submission.help_used == "A spelling checker."
    assert case.state("P1") is CriterionState.SUBMITTED
    assert case.state("P3") is CriterionState.OPEN


def test_what_is_submitted_is_frozen_as_it_stands(case: Case) -> None:
    case.map("P1")

    case.submit("P1")

    version = db.session.scalars(sa.select(EvidenceVersion)).one()
    assert case.record().submissions[0].evidence_version_ids == (version.id,)
    assert version.submitted_at == case.now


def test_the_assessor_is_told_in_their_language(world: World) -> None:
    case = Case(world)
    assessor = world.person(language=Language.WELSH, name="Aseswr")
    world.actor(Role.ASSESSOR, case.provider, assessor)
    case.unit.assessor_id = assessor.id
    world.save(case.unit)
    case.map("P1")

    case.submit("P1")

    mail = db.session.scalars(sa.select(OutgoingMail)).one()
    assert (mail.to_name, mail.language, mail.kind) == ("Aseswr", "cy", "submitted")
    assert mail.facts["title"].endswith("title cy")
    assert mail.facts["labels"] == "P1"
    assert "spelling" not in str(mail.facts)


def test_a_unit_without_an_assessor_takes_submissions_and_tells_nobody(world: World) -> None:
    case = Case(world)
    case.unit.assessor_id = None
    world.save(case.unit)
    case.map("P1")

    case.submit("P1")

    assert db.session.scalar(sa.select(sa.func.count(OutgoingMail.id))) == 0


def test_a_refused_submission_leaves_nothing_behind(case: Case) -> None:
    case.map("P1")

    with pytest.raises(NoEvidenceError):
        case.submit("P1", "P2")

    assert case.record().submissions == ()
    assert db.session.scalar(sa.select(sa.func.count(Submission.id))) == 0


def test_a_criterion_is_not_submitted_twice_at_once(case: Case) -> None:
    case.map("P1")
    case.submit("P1")

    with pytest.raises(AlreadySubmittedError):
        case.submit("P1")


def test_a_criterion_of_another_standard_is_like_a_missing_one(case: Case, world: World) -> None:
    other = world.standard("INSSMA77")

    with pytest.raises(NotFoundError):
        case.submit(criterion_ids=[other.criteria["P1"]])


def test_somebody_elses_unit_is_like_a_missing_one(case: Case, world: World) -> None:
    case.map("P1")
    stranger = Case(world)

    with pytest.raises(NotFoundError):
        case.submit("P1", actor=stranger.practitioner)


def test_nobody_submits_for_the_practitioner(case: Case) -> None:
    case.map("P1")

    with pytest.raises(NotThePractitionerError):
        case.submit("P1", actor=case.assessor)


def test_a_submission_can_be_withdrawn_and_made_again(case: Case) -> None:
    case.map("P1")
    first = case.submit("P1")

    case.do(withdraw_submission, case.practitioner, submission_id=first)

    assert case.state("P1") is CriterionState.EVIDENCED
    case.submit("P1")
    assert case.state("P1") is CriterionState.SUBMITTED
    assert [one.withdrawn_at is None for one in case.record().submissions] == [True, False]


def test_after_the_first_decision_a_submission_stays(case: Case) -> None:
    case.map("P1", "P2")
    submission = case.submit("P1", "P2")
    case.decide(Outcome.MET, "P1")

    with pytest.raises(AssessmentBegunError):
        case.do(withdraw_submission, case.practitioner, submission_id=submission)


def test_after_the_first_question_a_submission_stays(case: Case) -> None:
    case.map("P1", "P2")
    submission = case.submit("P1", "P2")
    case.ask("P2")

    with pytest.raises(AssessmentBegunError):
        case.do(withdraw_submission, case.practitioner, submission_id=submission)


def test_a_question_from_before_or_on_other_criteria_does_not_hold_a_submission(
    case: Case,
) -> None:
    case.map("P1")
    case.answer(case.ask("P1"))
    submission = case.submit("P1")
    case.ask("P2")

    case.do(withdraw_submission, case.practitioner, submission_id=submission)

    assert case.state("P1") is CriterionState.EVIDENCED


def test_withdrawing_brings_back_the_decision_before(case: Case) -> None:
    case.map("P1")
    case.submit("P1")
    case.decide(Outcome.NOT_YET_MET, "P1")
    again = case.submit("P1")

    case.do(withdraw_submission, case.practitioner, submission_id=again)

    assert case.state("P1") is CriterionState.NOT_YET_MET


def test_only_the_practitioner_withdraws(case: Case, world: World) -> None:
    case.map("P1")
    submission = case.submit("P1")

    with pytest.raises(NotThePractitionerError):
        case.do(withdraw_submission, case.assessor, submission_id=submission)
    with pytest.raises(NotFoundError):
        case.do(withdraw_submission, Case(world).practitioner, submission_id=submission)


def test_the_journal_vouches_for_submissions(case: Case) -> None:
    case.map("P1", "P2")
    vouch_for_everything(case.provider.id)

    first = case.submit("P1")
    case.do(withdraw_submission, case.practitioner, submission_id=first)
    case.submit("P1", "P2")

    assert find_faults(db.session()) == []
