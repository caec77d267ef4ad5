from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from assess.actor import Role
from assess.assessment.queries import (
    criterion_states,
    find_request,
    find_submission,
    list_changed_criteria,
    list_queue,
    list_ready_units,
    unit_record,
    waiting_for_practitioner,
)
from assess.assessment.queries.queue import PAGE, Show
from assess.assessment.rules import Outcome
from assess.assessment.service import see_answer
from assess.db import db
from assess.refusals import NotFoundError
from tests.services.assessment.case import Case
from tests.services.assessment.test_deeds_deciding import change_words
from tests.world import NOW, World

TODAY = NOW.date()


@contextmanager
def counted() -> Iterator[list[str]]:
    """Collect the statements that are sent meanwhile."""
    statements: list[str] = []

    def note(*happening: object) -> None:
        statements.append(str(happening[2]))

    connection = db.session().connection()
    sa.event.listen(connection, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        sa.event.remove(connection, "before_cursor_execute", note)


def busy(case: Case) -> None:
    """Give the unit a past: decided, asked, returned to the queue."""
    case.map_all()
    case.submit("P1", "P2", "P3")
    case.decide(Outcome.NOT_YET_MET, "P1")
    case.decide(Outcome.MET, "P2")
    case.ask("P1", "P3")
    case.submit("P1", "K1")


def test_the_facts_of_every_criterion_come_in_order(case: Case) -> None:
    busy(case)

    facts = list(criterion_states(db.session(), [case.unit.id])[case.unit.id].values())

    assert [one.label for one in facts] == ["P1", "P2", "P3", "K1", "K2"]
    assert [one.state.value for one in facts] == [
        "submitted",
        "met",
        "submitted",
        "submitted",
        "evidenced",
    ]
    assert [one.open_requests for one in facts] == [1, 0, 1, 0, 0]
    assert facts[0].decision is not None
    assert (facts[0].decision.outcome, facts[0].decision.assessor) == (
        Outcome.NOT_YET_MET,
        case.assessor.name,
    )
    assert facts[0].decision.feedback == "Say why."
    assert facts[1].submitted_at is not None
    assert facts[4].submitted_at is None


def test_units_do_not_mix(case: Case, world: World) -> None:
    busy(case)
    standard, practitioner = case.standard, world.actor(Role.PRACTITIONER, case.provider)
    other = world.enrolment(practitioner, standard, assessor=case.assessor)

    states = criterion_states(db.session(), [case.unit.id, other.id])

    assert {one.state.value for one in states[other.id].values()} == {"open"}
    assert criterion_states(db.session(), []) == {}


def test_the_reads_send_the_same_statements_whatever_the_size(case: Case, world: World) -> None:
    session = db.session()
    cases = [case]

    def send() -> int:
        ids = [one.unit.id for one in cases]
        view = case.view()
        with counted() as statements:
            states = criterion_states(session, ids)
            waiting_for_practitioner(session, ids, states)
            unit_record(session, view)
            list_changed_criteria(session, view, states[case.unit.id].values())
            list_queue(session, case.assessor, today=TODAY)
            list_ready_units(session, case.assessor)
        return len(statements)

    empty = send()
    busy(case)
    for _ in range(2):
        cases.append(Case(world))
        busy(cases[-1])

    assert send() == empty == 1 + 2 + 7 + 0 + 2 + 1


def test_the_queue_is_oldest_first_with_what_waits(case: Case, world: World) -> None:
    case.map("P1", "P2")
    practitioner = world.actor(Role.PRACTITIONER, case.provider)
    later = Case(world)
    later.unit = world.enrolment(practitioner, later.standard, assessor=case.assessor)
    later.practitioner, later.assessor, later.provider = practitioner, case.assessor, case.provider
    later.evidence = world.evidence(practitioner)
    later.map("K1")
    later.now += timedelta(hours=1)
    later.submit("K1")
    case.submit("P1", "P2")

    queue = list_queue(db.session(), case.assessor, today=TODAY)

    assert [(one.unit_id, one.stage, one.criteria) for one in queue.waiting] == [
        (case.unit.id, "submitted", 2),
        (later.unit.id, "submitted", 1),
    ]
    assert queue.waiting[0].practitioner == case.practitioner.name
    assert queue.waiting[0].started_at == case.now
    assert queue.waiting[0].due_on == date(2026, 12, 4)


def test_decided_and_withdrawn_work_leaves_the_queue(case: Case) -> None:
    case.map("P1")
    case.submit("P1")
    case.decide(Outcome.MET, "P1")

    assert list_queue(db.session(), case.assessor, today=TODAY).waiting == ()


def test_nobody_sees_another_queue(case: Case, world: World) -> None:
    case.map("P1")
    case.submit("P1")
    other_provider = Case(world)
    colleague = world.actor(Role.ASSESSOR, case.provider)

    for stranger in (other_provider.assessor, colleague, case.iqa):
        assert list_queue(db.session(), stranger, today=TODAY).counts[Show.ALL] == 0
    assert list_queue(db.session(), case.assessor, today=TODAY).counts[Show.ALL] == 1


def test_the_queue_comes_in_pages(case: Case, world: World) -> None:
    for _ in range(PAGE + 1):
        practitioner = world.actor(Role.PRACTITIONER, case.provider)
        case.unit = world.enrolment(practitioner, case.standard, assessor=case.assessor)
        case.practitioner, case.evidence = practitioner, world.evidence(practitioner)
        case.map("P1")
        case.submit("P1")

    first = list_queue(db.session(), case.assessor, today=TODAY)
    second = list_queue(db.session(), case.assessor, today=TODAY, number=2)

    assert (len(first.waiting), first.counts[Show.ALL], first.pages) == (PAGE, PAGE + 1, 2)
    assert len(second.waiting) == 1


@pytest.mark.parametrize(
    ("today", "late", "this_week"),
    [
        (date(2026, 11, 28), 0, 0),
        (date(2026, 11, 30), 0, 1),
        (date(2026, 12, 4), 0, 1),
        (date(2026, 12, 5), 1, 1),
    ],
)
def test_the_queue_knows_what_is_late_and_what_is_promised_this_week(
    case: Case, today: date, late: int, this_week: int
) -> None:
    case.map("P1")
    case.submit("P1")

    shown = {show: list_queue(db.session(), case.assessor, today=today, show=show) for show in Show}

    assert shown[Show.ALL].counts == {Show.ALL: 1, Show.LATE: late, Show.THIS_WEEK: this_week}
    assert {show: len(page.waiting) for show, page in shown.items()} == shown[Show.ALL].counts


def test_an_answer_waits_until_it_is_taken_up_or_seen(case: Case) -> None:
    case.map("P1")
    first, second = case.ask("P1", "P2"), case.ask("P3")
    case.answer(first)
    case.answer(second)
    queue = list_queue(db.session(), case.assessor, today=TODAY)
    assert [(one.stage, one.subject_id, one.criteria) for one in queue.waiting] == [
        ("answered", first, 2),
        ("answered", second, 1),
    ]

    case.set_action("P2")
    case.do(see_answer, request_id=second)

    assert list_queue(db.session(), case.assessor, today=TODAY).waiting == ()


def test_a_unit_that_only_needs_signing_off_is_ready(case: Case) -> None:
    case.meet_all()
    assert [one.unit_id for one in list_ready_units(db.session(), case.assessor)] == [case.unit.id]

    case.sign_off()
    assert list_ready_units(db.session(), case.assessor) == []


def test_what_one_practitioner_has_met_makes_nobody_elses_unit_ready(case: Case) -> None:
    beginner = case.world.actor(Role.PRACTITIONER, case.provider)
    case.world.enrolment(beginner, case.standard, assessor=case.assessor)
    case.meet_all()

    assert [one.unit_id for one in list_ready_units(db.session(), case.assessor)] == [case.unit.id]


def test_a_unit_with_one_criterion_left_is_not_ready(case: Case) -> None:
    case.map_all()
    case.submit("P1", "P2", "P3", "K1", "K2")
    case.decide(Outcome.MET, "P1", "P2", "P3", "K1")

    assert list_ready_units(db.session(), case.assessor) == []


def test_changed_words_are_found_where_they_were_decided_on(case: Case) -> None:
    case.meet_all()
    change_words(case, "P2")
    facts = criterion_states(db.session(), [case.unit.id])[case.unit.id]

    changed = list_changed_criteria(db.session(), case.view(), facts.values())

    assert changed == {case.id_of("P2")}


@pytest.mark.parametrize("who", ["assessor", "iqa", "practitioner"])
def test_a_submission_and_a_question_are_found_by_those_of_the_unit(case: Case, who: str) -> None:
    case.map("P1")
    submission, request = case.submit("P1"), case.ask("P1")
    actor = getattr(case, who)

    found = find_submission(db.session(), actor, submission)
    assert not found.may_be_withdrawn
    assert find_request(db.session(), actor, request).unit.id == case.unit.id


def test_a_submission_and_a_question_are_missing_for_everybody_else(
    case: Case, world: World
) -> None:
    case.map("P1")
    submission, request = case.submit("P1"), case.ask("P1")
    other = Case(world)
    colleague = world.actor(Role.ASSESSOR, case.provider)

    for actor in (other.assessor, other.practitioner, colleague):
        with pytest.raises(NotFoundError):
            find_submission(db.session(), actor, submission)
        with pytest.raises(NotFoundError):
            find_request(db.session(), actor, request)
