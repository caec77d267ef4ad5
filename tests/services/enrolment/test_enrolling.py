from dataclasses import replace
from datetime import date

import pytest

from assess.actor import Actor, Role
from assess.bilingual import Language
from assess.db import db, writing
from assess.enrolment.models import Enrolment
from assess.enrolment.queries import (
    count_units,
    find_enrolment,
    find_unit,
    list_cohorts,
    list_units,
)
from assess.enrolment.rules import (
    AlreadyEnrolledError,
    AssessorIsQualityAssurerError,
    MayNotEnrolError,
    NobodyChosenError,
    NotOneLearnerError,
    OwnAssessorError,
    Terms,
)
from assess.enrolment.service import change_enrolment, enrol_practitioners
from assess.journal.queries import find_faults
from assess.people.models import Provider, RoleHolding
from assess.refusals import NotFoundError, StaleError
from tests.world import NOW, World

TERMS = Terms(starts_on=date(2026, 9, 1), cohort="Autumn 2026")


class Centre:
    """A provider with its people and two standards."""

    def __init__(self, world: World) -> None:
        self.provider: Provider = world.provider()
        self.manager = world.actor(Role.MANAGER, self.provider)
        self.rhys = world.actor(Role.PRACTITIONER, self.provider)
        self.gwen = world.actor(Role.PRACTITIONER, self.provider)
        self.assessor = world.actor(Role.ASSESSOR, self.provider)
        self.iqa = world.actor(Role.IQA, self.provider)
        self.standard, self.other = world.standard("INSSMA98"), world.standard("INSSMA99")


@pytest.fixture
def centre(world: World) -> Centre:
    return Centre(world)


def enrol(centre: Centre, *people: Actor, actor: Actor | None = None, **changes: object) -> None:
    with writing() as session:
        enrol_practitioners(
            session,
            actor=actor or centre.manager,
            practitioner_ids=[person.person_id for person in people],
            standard_ids=[centre.standard.id],
            terms=replace(TERMS, **changes),  # type: ignore[arg-type] # fields by name
            now=NOW,
        )


def test_each_practitioner_is_enrolled_on_each_standard_on_the_same_terms(centre: Centre) -> None:
    terms = replace(
        TERMS,
        assessor_id=centre.assessor.person_id,
        iqa_id=centre.iqa.person_id,
        ends_on=date(2027, 6, 30),
        assessment_language=Language.WELSH,
        cohort="  Autumn\t2026 ",
    )
    with writing() as session:
        made = enrol_practitioners(
            session,
            actor=centre.manager,
            practitioner_ids=[centre.rhys.person_id, centre.gwen.person_id],
            standard_ids=[centre.standard.id, centre.other.id],
            terms=terms,
            now=NOW,
        )

    units = list_units(db.session(), centre.manager)
    assert {unit.id for unit in units} == set(made)
    assert len({(unit.practitioner_id, unit.standard_id) for unit in units}) == 4
    assert {unit.cohort for unit in units} == {"Autumn 2026"}
    assert {unit.assessor_id for unit in units} == {centre.assessor.person_id}
    assert count_units(db.session(), centre.assessor) == 4
    assert count_units(db.session(), centre.rhys) == 2
    faults = [fault.reason for fault in find_faults(db.session())]
    assert not [reason for reason in faults if "enrolment" in reason and "no entry" not in reason]


def test_nobody_is_enrolled_when_one_of_them_stands_already(centre: Centre) -> None:
    enrol(centre, centre.rhys)
    with pytest.raises(AlreadyEnrolledError):
        enrol(centre, centre.rhys, centre.gwen)

    assert count_units(db.session(), centre.manager) == 1


def test_nobody_works_with_themselves(centre: Centre, world: World) -> None:
    world.save(
        RoleHolding(
            provider_id=centre.provider.id,
            person_id=centre.rhys.person_id,
            role=Role.ASSESSOR,
            created_at=NOW,
        ),
        RoleHolding(
            provider_id=centre.provider.id,
            person_id=centre.assessor.person_id,
            role=Role.IQA,
            created_at=NOW,
        ),
    )
    with pytest.raises(OwnAssessorError):
        enrol(centre, centre.gwen, centre.rhys, assessor_id=centre.rhys.person_id)
    with pytest.raises(AssessorIsQualityAssurerError):
        enrol(
            centre,
            centre.gwen,
            assessor_id=centre.assessor.person_id,
            iqa_id=centre.assessor.person_id,
        )
    assert count_units(db.session(), centre.manager) == 0


def test_somebody_without_the_role_here_is_nobody(centre: Centre, world: World) -> None:
    other = world.provider()
    their_assessor, their_iqa = world.actor(Role.ASSESSOR, other), world.actor(Role.IQA, other)
    with pytest.raises(NotFoundError):
        enrol(centre, world.actor(Role.PRACTITIONER, other))
    with pytest.raises(NotFoundError):
        enrol(centre, centre.assessor)
    with pytest.raises(NotFoundError):
        enrol(centre, centre.rhys, assessor_id=their_assessor.person_id)
    with pytest.raises(NotFoundError):
        enrol(centre, centre.rhys, assessor_id=centre.iqa.person_id)
    with pytest.raises(NotFoundError):
        enrol(centre, centre.rhys, iqa_id=their_iqa.person_id)


def test_a_leaver_is_given_no_more_work(centre: Centre, world: World) -> None:
    left = world.actor(Role.ASSESSOR, centre.provider, ended_at=NOW)

    with pytest.raises(NotFoundError):
        enrol(centre, centre.rhys, assessor_id=left.person_id)


def test_a_standard_of_another_provider_is_not_found(centre: Centre, world: World) -> None:
    theirs = world.standard("OTHERS1", owner_id=world.provider().id)
    with pytest.raises(NotFoundError), writing() as session:
        enrol_practitioners(
            session,
            actor=centre.manager,
            practitioner_ids=[centre.rhys.person_id],
            standard_ids=[theirs.id],
            terms=TERMS,
            now=NOW,
        )


def test_one_persons_numbers_are_not_given_to_two(centre: Centre) -> None:
    with pytest.raises(NotOneLearnerError):
        enrol(centre, centre.rhys, centre.gwen, learner_number="1234567890")
    enrol(centre, centre.rhys, learner_number=" 1234 567 890 ")

    (unit,) = list_units(db.session(), centre.manager)
    view = find_enrolment(db.session(), centre.manager, unit.id)
    assert view.terms.learner_number == "1234567890"


def test_an_enrolment_needs_somebody_on_something(centre: Centre) -> None:
    with pytest.raises(NobodyChosenError):
        enrol(centre)
    with pytest.raises(NobodyChosenError), writing() as session:
        enrol_practitioners(
            session,
            actor=centre.manager,
            practitioner_ids=[centre.rhys.person_id],
            standard_ids=[],
            terms=TERMS,
            now=NOW,
        )


def test_only_managers_enrol_and_change(centre: Centre) -> None:
    enrol(centre, centre.rhys, assessor_id=centre.assessor.person_id)
    (unit,) = list_units(db.session(), centre.manager)
    with pytest.raises(MayNotEnrolError):
        enrol(centre, centre.gwen, actor=centre.assessor)
    with pytest.raises(MayNotEnrolError), writing() as session:
        change_enrolment(
            session, actor=centre.rhys, unit_id=unit.id, version=1, terms=TERMS, now=NOW
        )


def change(centre: Centre, version: int, actor: Actor | None = None, **changes: object) -> None:
    unit = list_units(db.session(), centre.manager)[0]
    with writing() as session:
        change_enrolment(
            session,
            actor=actor or centre.manager,
            unit_id=unit.id,
            version=version,
            terms=replace(TERMS, **changes),  # type: ignore[arg-type] # fields by name
            now=NOW,
        )


def test_a_change_by_somebody_else_is_not_overwritten(centre: Centre) -> None:
    enrol(centre, centre.rhys)
    change(centre, 1, cohort="Spring 2027")
    with pytest.raises(StaleError) as stale:
        change(centre, 1, cohort="Summer 2027")

    assert stale.value.current["cohort"] == "Spring 2027"
    assert stale.value.current["version"] == "2"
    assert list_cohorts(db.session(), centre.manager) == ["Spring 2027"]


def test_an_assessor_who_has_left_may_stay_but_not_be_chosen_anew(
    centre: Centre, world: World
) -> None:
    enrol(centre, centre.rhys, assessor_id=centre.assessor.person_id)
    holding = db.session.get_one(RoleHolding, centre.assessor.role_holding_id)
    holding.ended_at = NOW
    world.save()
    change(centre, 1, assessor_id=centre.assessor.person_id, cohort="Spring 2027")
    change(centre, 2, assessor_id=None)

    with pytest.raises(NotFoundError):
        change(centre, 3, assessor_id=centre.assessor.person_id)


def test_an_enrolment_of_another_provider_is_not_found(centre: Centre, world: World) -> None:
    enrol(centre, centre.rhys)
    stranger = world.actor(Role.MANAGER, world.provider())
    unit = list_units(db.session(), centre.manager)[0]

    with pytest.raises(NotFoundError):
        change(centre, 1, actor=stranger)
    with pytest.raises(NotFoundError):
        find_enrolment(db.session(), stranger, unit.id)
    assert count_units(db.session(), stranger) == 0


def test_cohorts_narrow_the_list(centre: Centre) -> None:
    enrol(centre, centre.rhys)
    enrol(centre, centre.gwen, cohort="Spring 2027")

    session = db.session()
    assert list_cohorts(session, centre.manager) == ["Autumn 2026", "Spring 2027"]
    assert count_units(session, centre.manager, cohort="Spring 2027") == 1
    (unit,) = list_units(session, centre.manager, cohort="Spring 2027")
    assert unit.practitioner_id == centre.gwen.person_id


def test_a_practitioner_who_has_not_come_goes_by_the_name_that_was_typed(
    centre: Centre, world: World
) -> None:
    known_elsewhere = world.person(name="Dr Elsewhere")
    invited = world.actor(
        Role.PRACTITIONER, centre.provider, known_elsewhere, invited_as="Nia Typed"
    )
    enrol(centre, invited)

    (unit,) = list_units(db.session(), centre.manager)
    assert unit.practitioner == "Nia Typed"
    assert find_unit(db.session(), centre.manager, unit.id).practitioner == "Nia Typed"


def test_the_database_itself_refuses_an_assessor_of_own_work(centre: Centre, world: World) -> None:
    with pytest.raises(Exception, match="not_own_assessor"):
        world.save(
            Enrolment(
                provider_id=centre.provider.id,
                practitioner_id=centre.rhys.person_id,
                standard_id=centre.standard.id,
                assessor_id=centre.rhys.person_id,
                starts_on=date(2026, 9, 1),
                created_at=NOW,
            )
        )
