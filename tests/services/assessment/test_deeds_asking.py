from datetime import date
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from assess.assessment.queries import criterion_states, waiting_for_practitioner
from assess.assessment.queries.waiting import Waiting
from assess.assessment.rules import Check, Outcome, RequestKind
from assess.assessment.rules.asking import (
    AlreadyAnsweredError,
    AlreadySettledError,
    DueDateNeededError,
    DueDatePastError,
    NothingToReturnError,
    WrongPlaceError,
)
from assess.assessment.rules.people import NotTheAssessorError, NotThePractitionerError
from assess.assessment.service import note_doubt, return_work, settle_doubt
from assess.db import db
from assess.evidence.models import Mapping
from assess.journal.queries import find_faults
from assess.mail import OutgoingMail
from assess.refusals import NotFoundError, StaleError
from tests.services.assessment.case import Case, vouch_for_everything
from tests.world import World


def waiting(case: Case) -> Waiting:
    session = db.session()
    states = criterion_states(session, [case.unit.id])
    return waiting_for_practitioner(session, [case.unit.id], states)


def hand_back(case: Case, *labels: str) -> UUID:
    return case.do(
        return_work,
        unit_id=case.unit.id,
        criterion_ids=case.ids(labels),
        message="Look at these again.",
        language="en",
    )


def test_a_question_waits_for_the_practitioner_who_is_told_without_its_words(case: Case) -> None:
    request_id = case.ask("P1", "P2", words="Who was there?")

    [request] = waiting(case).requests
    assert (request.id, request.labels, request.words) == (
        request_id,
        ("P1", "P2"),
        "Who was there?",
    )
    mail = db.session.scalars(sa.select(OutgoingMail)).one()
    assert (mail.kind, mail.to_name) == ("question", case.practitioner.name)
    assert "Who was there" not in str(mail.facts)


def test_an_answer_is_given_in_place_and_stays(case: Case) -> None:
    request_id = case.ask("P1")

    case.answer(request_id, answer="Y ddau ohonom.", language="cy")

    [request] = case.record().requests
    assert (request.answer, request.answer_language) == ("Y ddau ohonom.", "cy")
    assert request.answered_at == case.now
    assert waiting(case).requests == ()
    with pytest.raises(AlreadyAnsweredError):
        case.answer(request_id, version=2)


def test_an_answer_from_an_old_page_overwrites_nothing(case: Case) -> None:
    request_id = case.ask("P1")
    case.answer(request_id, answer="The first answer.")

    with pytest.raises(StaleError) as stale:
        case.answer(request_id, answer="The second answer.")

    assert stale.value.current == {"answer": "The first answer."}
    assert case.record().requests[0].answer == "The first answer."


def test_only_the_practitioner_answers(case: Case, world: World) -> None:
    request_id = case.ask("P1")

    with pytest.raises(NotThePractitionerError):
        case.answer(request_id, actor=case.assessor)
    with pytest.raises(NotFoundError):
        case.answer(request_id, actor=Case(world).practitioner)


def test_an_action_has_a_date_that_is_not_past(case: Case) -> None:
    with pytest.raises(DueDateNeededError):
        case.set_action("P1", due_on=None)
    with pytest.raises(DueDatePastError):
        case.set_action("P1", due_on=date(2026, 11, 20))

    case.set_action("P1", due_on=date(2026, 11, 21))

    [request] = case.record().requests
    assert (request.kind, request.due_on) == (RequestKind.ACTION, date(2026, 11, 21))


def test_a_question_on_another_standards_criterion_is_not_found(case: Case, world: World) -> None:
    with pytest.raises(NotFoundError):
        case.ask(criterion_ids=[world.standard("INSSMA76").criteria["P1"]])


def test_only_what_needs_work_is_handed_back(case: Case) -> None:
    case.map("P1", "P2", "P3")
    case.submit("P1", "P2", "P3")
    case.decide(Outcome.NOT_YET_MET, "P1")
    case.decide(Outcome.MET, "P2")
    case.ask("P3")

    with pytest.raises(NothingToReturnError):
        hand_back(case, "P1", "P2")
    hand_back(case, "P1", "P3")

    [returned] = case.record().returns
    assert returned.criterion_ids == tuple(case.ids(["P1", "P3"]))
    assert [one.kind for one in db.session.scalars(sa.select(OutgoingMail))] == [
        "submitted",
        "question",
        "returned",
    ]


def test_returned_work_waits_until_it_is_put_forward_again(case: Case) -> None:
    case.map("P1", "P2")
    case.submit("P1", "P2")
    case.decide(Outcome.NOT_YET_MET, "P1", "P2")
    hand_back(case, "P1", "P2")
    assert waiting(case).returns[0].labels == ("P1", "P2")

    case.submit("P1")
    assert waiting(case).returns[0].labels == ("P2",)
    case.submit("P2")
    assert waiting(case).returns == ()


def doubt(case: Case, check: Check, **place: Any) -> UUID:  # noqa: ANN401 (an id by its name)
    return case.do(
        note_doubt, unit_id=case.unit.id, check=check, words="Whose is it?", language="en", **place
    )


def test_each_doubt_stands_where_it_belongs(case: Case) -> None:
    case.map("P1")
    mapping_id = db.session.scalars(sa.select(Mapping.id)).one()

    doubt(case, Check.VALID, mapping_id=mapping_id)
    doubt(case, Check.AUTHENTIC, evidence_id=case.evidence.id)
    doubt(case, Check.CURRENT, evidence_id=case.evidence.id)
    doubt(case, Check.SUFFICIENT, criterion_id=case.id_of("P1"))

    assert [one.check for one in case.record().doubts] == [
        Check.SUFFICIENT,
        Check.CURRENT,
        Check.AUTHENTIC,
        Check.VALID,
    ]
    with pytest.raises(WrongPlaceError):
        doubt(case, Check.VALID, evidence_id=case.evidence.id)


def test_a_doubt_about_somebody_elses_thing_is_not_found(case: Case, world: World) -> None:
    case.map("P1")
    other = Case(world)
    other.map("P1")
    theirs = db.session.scalars(
        sa.select(Mapping.id).where(Mapping.enrolment_id == other.unit.id)
    ).one()

    with pytest.raises(NotFoundError):
        doubt(case, Check.VALID, mapping_id=theirs)
    with pytest.raises(NotFoundError):
        doubt(case, Check.CURRENT, evidence_id=other.evidence.id)
    with pytest.raises(NotFoundError):
        doubt(case, Check.SUFFICIENT, criterion_id=other.id_of("P1"))


def test_a_settled_doubt_stays_on_record(case: Case, world: World) -> None:
    doubt_id = doubt(case, Check.SUFFICIENT, criterion_id=case.id_of("P1"))

    with pytest.raises(NotFoundError):
        case.do(settle_doubt, Case(world).assessor, doubt_id=doubt_id)
    with pytest.raises(NotTheAssessorError):
        case.do(settle_doubt, case.iqa, doubt_id=doubt_id)
    case.do(settle_doubt, doubt_id=doubt_id)

    [noted] = case.record().doubts
    assert not noted.is_open
    with pytest.raises(AlreadySettledError):
        case.do(settle_doubt, doubt_id=doubt_id)


def test_the_journal_vouches_for_questions_doubts_and_returns(case: Case) -> None:
    case.map("P1")
    vouch_for_everything(case.provider.id)

    case.answer(case.ask("P1"))
    case.set_action("P2")
    doubt_id = doubt(case, Check.SUFFICIENT, criterion_id=case.id_of("P1"))
    case.do(settle_doubt, doubt_id=doubt_id)
    hand_back(case, "P2")

    assert find_faults(db.session()) == []
