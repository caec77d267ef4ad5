from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa

from assess.actor import Actor, Role
from assess.db import db, new_id, writing
from assess.enrolment.models import Allocation, Competence, Enrolment
from assess.enrolment.queries import find_enrolment, find_unit
from assess.enrolment.queries.allocations import list_allocations
from assess.enrolment.queries.competence import list_competence
from assess.enrolment.rules import (
    AssessorIsQualityAssurerError,
    MayNotEnrolError,
    OwnAssessorError,
    Terms,
)
from assess.enrolment.rules.allocating import (
    NothingChosenError,
    Reason,
    ReasonMissingError,
    SamePersonError,
)
from assess.enrolment.service import change_enrolment, enrol_practitioners
from assess.enrolment.service.allocating import Given, allocate_units, reassign_unit
from assess.enrolment.service.competence import record_competence
from assess.journal.models import JournalDetail
from assess.journal.service import once
from assess.refusals import NotFoundError, StaleError
from tests.world import NOW, World


class Centre:
    """A provider with two practitioners enrolled, and people to give their units to."""

    def __init__(self, world: World) -> None:
        self.provider = world.provider()
        self.manager, self.rhys, self.gwen, self.aled, self.bethan, self.iqa = (
            world.actor(role, self.provider)
            for role in (
                Role.MANAGER,
                Role.PRACTITIONER,
                Role.PRACTITIONER,
                Role.ASSESSOR,
                Role.ASSESSOR,
                Role.IQA,
            )
        )
        self.standard = world.standard()
        with writing() as session:
            self.unit, self.other = enrol_practitioners(
                session,
                actor=self.manager,
                practitioner_ids=[self.rhys.person_id, self.gwen.person_id],
                standard_ids=[self.standard.id],
                terms=Terms(starts_on=date(2026, 9, 1)),
                now=NOW,
            )

    def version(self, unit_id: UUID) -> int:
        return find_enrolment(db.session(), self.manager, unit_id).version

    def given(self, unit_id: UUID, person: Actor) -> Given:
        return Given(unit_id, person.person_id, self.version(unit_id))


@pytest.fixture
def centre(world: World) -> Centre:
    return Centre(world)


def allocate(
    centre: Centre, *given: Given, role: Role = Role.ASSESSOR, actor: Actor | None = None
) -> None:
    with writing() as session:
        allocate_units(session, actor=actor or centre.manager, role=role, given=given, now=NOW)


def reassign(
    centre: Centre, person: Actor, reason: str = "On leave", role: Role = Role.ASSESSOR
) -> None:
    with writing() as session:
        reassign_unit(
            session,
            actor=centre.manager,
            role=role,
            given=centre.given(centre.unit, person),
            reason=Reason(reason, "en"),
            now=NOW + timedelta(hours=1),
        )


def vouched_for(table: str) -> set[UUID]:
    """Give the rows of a table that the journal has an entry for."""
    details = db.session.scalars(sa.select(JournalDetail.payload))
    rows = [row for payload in details for row in payload["rows"]]
    return {UUID(row["id"]) for row in rows if row["table"] == table}


def ids_of(table: type[Allocation | Competence]) -> set[UUID]:
    return set(db.session.scalars(sa.select(table.id)))


def count() -> int:
    return db.session.scalar(sa.select(sa.func.count(Allocation.id))) or 0


def test_many_units_are_given_at_once_each_with_its_row_and_its_entry(centre: Centre) -> None:
    allocate(
        centre, centre.given(centre.unit, centre.aled), centre.given(centre.other, centre.bethan)
    )

    session = db.session()
    assert find_unit(session, centre.manager, centre.unit).assessor_id == centre.aled.person_id
    assert find_unit(session, centre.manager, centre.other).assessor_id == centre.bethan.person_id
    assert count() == 2
    assert vouched_for("allocation") == ids_of(Allocation)


def test_a_second_post_gives_nothing_twice(centre: Centre) -> None:
    given, key = [centre.given(centre.unit, centre.aled)], new_id()
    for _ in range(2):
        once(
            centre.manager,
            key,
            lambda session: allocate_units(
                session, actor=centre.manager, role=Role.ASSESSOR, given=given, now=NOW
            ),
        )

    assert count() == 1


def test_where_one_unit_was_changed_meanwhile_none_is_given(centre: Centre) -> None:
    stale = centre.given(centre.other, centre.aled)
    allocate(centre, centre.given(centre.other, centre.bethan))

    with pytest.raises(StaleError) as refused:
        allocate(centre, centre.given(centre.unit, centre.aled), stale)

    assert list(refused.value.current) == [str(centre.other)]
    assert find_unit(db.session(), centre.manager, centre.unit).assessor_id is None
    assert count() == 1


@pytest.mark.parametrize(
    ("role", "who", "refusal"),
    [
        (Role.ASSESSOR, lambda centre: centre.iqa, NotFoundError),
        (Role.IQA, lambda centre: centre.aled, NotFoundError),
        (Role.ASSESSOR, lambda centre: centre.rhys, NotFoundError),
    ],
)
def test_a_unit_goes_only_to_somebody_in_the_role(
    centre: Centre, role: Role, who: Callable[[Centre], Actor], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        allocate(centre, centre.given(centre.unit, who(centre)), role=role)
    assert count() == 0


def test_nobody_gets_their_own_unit_or_both_roles_of_one(centre: Centre, world: World) -> None:
    person = world.person()
    both = world.actor(Role.ASSESSOR, centre.provider, person)
    world.actor(Role.IQA, centre.provider, person)
    learning = world.person()
    world.actor(Role.PRACTITIONER, centre.provider, learning)
    self_assessing = world.actor(Role.ASSESSOR, centre.provider, learning)
    own = world.enrolment(
        replace(self_assessing, role=Role.PRACTITIONER), world.standard("INSSMA98")
    )
    allocate(centre, centre.given(centre.unit, both))

    with pytest.raises(AssessorIsQualityAssurerError):
        allocate(centre, centre.given(centre.unit, both), role=Role.IQA)
    with pytest.raises(OwnAssessorError):
        allocate(centre, centre.given(own.id, self_assessing))
    assert count() == 1


def test_only_managers_allocate_and_only_at_their_own_provider(
    centre: Centre, world: World
) -> None:
    given = centre.given(centre.unit, centre.aled)
    with pytest.raises(MayNotEnrolError):
        allocate(centre, given, actor=centre.aled)
    with pytest.raises(NotFoundError):
        allocate(centre, given, actor=world.actor(Role.MANAGER, world.provider()))
    with pytest.raises(NothingChosenError):
        allocate(centre)


def test_a_reassignment_keeps_who_had_the_unit_and_why_it_moved(centre: Centre) -> None:
    allocate(centre, centre.given(centre.unit, centre.aled))
    reassign(centre, centre.bethan, "Aled is on leave")

    newest, first = list_allocations(db.session(), centre.manager, centre.unit)
    assert (newest.person, newest.reason) == (centre.bethan.name, "Aled is on leave")
    assert (first.person, first.by) == (centre.aled.name, centre.manager.name)
    assert list_allocations(db.session(), centre.aled, centre.unit) == []


def test_a_unit_is_taken_from_somebody_only_with_a_reason_and_given_to_another(
    centre: Centre,
) -> None:
    reassign(centre, centre.aled, "")

    with pytest.raises(ReasonMissingError):
        reassign(centre, centre.bethan, "")
    with pytest.raises(SamePersonError):
        reassign(centre, centre.aled)
    assert count() == 1


def test_enrolling_and_changing_an_enrolment_keep_the_record_whole(centre: Centre) -> None:
    def change(terms: Terms) -> None:
        with writing() as session:
            change_enrolment(
                session,
                actor=centre.manager,
                unit_id=centre.unit,
                version=centre.version(centre.unit),
                terms=terms,
                now=NOW,
            )

    terms = Terms(starts_on=date(2026, 9, 1), assessor_id=centre.aled.person_id)
    change(terms)
    change(replace(terms, cohort="Autumn", iqa_id=centre.iqa.person_id))
    change(replace(terms, assessor_id=None, iqa_id=centre.iqa.person_id))

    rows = db.session.execute(
        sa.select(Allocation.role, Allocation.person_id).order_by(Allocation.id)
    ).all()
    assert [tuple(row) for row in rows] == [
        (Role.ASSESSOR, centre.aled.person_id),
        (Role.IQA, centre.iqa.person_id),
        (Role.ASSESSOR, None),
    ]
    assert vouched_for("allocation") == ids_of(Allocation)


def test_whoever_is_enrolled_with_people_has_them_on_record(centre: Centre, world: World) -> None:
    with writing() as session:
        (unit_id,) = enrol_practitioners(
            session,
            actor=centre.manager,
            practitioner_ids=[centre.rhys.person_id],
            standard_ids=[world.standard("INSSMA98").id],
            terms=Terms(
                starts_on=date(2026, 9, 1),
                assessor_id=centre.aled.person_id,
                iqa_id=centre.iqa.person_id,
            ),
            now=NOW,
        )

    given = list_allocations(db.session(), centre.manager, unit_id)
    assert {(one.role, one.person) for one in given} == {
        (Role.ASSESSOR, centre.aled.name),
        (Role.IQA, centre.iqa.name),
    }


def test_competence_is_recorded_of_those_who_judge_and_in_standards_that_are_seen(
    centre: Centre, world: World
) -> None:
    theirs = world.standard("INSSMA97", owner_id=world.provider().id)

    def record(person: Actor, *standards: UUID, seen: Collection[str] = ()) -> None:
        with writing() as session:
            record_competence(
                session,
                actor=centre.manager,
                person_id=person.person_id,
                standard_ids=standards,
                seen=seen,
                now=NOW,
            )

    record(centre.aled, centre.standard.id)
    record(centre.aled, seen=[centre.standard.urn])
    record(centre.aled, centre.standard.id)
    with pytest.raises(StaleError):
        record(centre.aled)
    with pytest.raises(NotFoundError):
        record(centre.rhys, centre.standard.id)
    with pytest.raises(NotFoundError):
        record(centre.aled, theirs.id)
    assert list_competence(db.session(), centre.manager, centre.aled.person_id) == [
        centre.standard.urn
    ]
    assert ids_of(Competence) < vouched_for("competence")


def test_the_unit_itself_knows_its_newest_holder(centre: Centre) -> None:
    reassign(centre, centre.iqa, role=Role.IQA)

    assert db.session.get_one(Enrolment, centre.unit).iqa_id == centre.iqa.person_id
