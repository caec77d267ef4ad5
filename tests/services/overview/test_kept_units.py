"""What the map keeps of units in memory: after a deed it must be what the database holds."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

import pytest
import sqlalchemy as sa
from flask import Flask

from assess.actor import Role
from assess.assessment.rules import Outcome
from assess.assessment.service import withdraw_sign_off, withdraw_submission
from assess.db import db
from assess.enrolment.models import Enrolment
from assess.evidence.models import Mapping
from assess.evidence.rules.mappings import Wanted
from assess.evidence.service import map_evidence, unmap_evidence
from assess.overview.queries.cells import MapUnit
from assess.overview.queries.kept import DEEDS_FOLLOWED, forget_units, load_units
from tests.counting import counted_statements
from tests.services.assessment.case import Case
from tests.world import World


@dataclass
class Cohort:
    """The unit of a case, and another that nothing happens in."""

    app: Flask
    case: Case
    other: Enrolment

    def units(self) -> dict[UUID, MapUnit]:
        columns = tuple(self.case.standard.criteria.values())
        wanted = [(one.id, columns) for one in (self.case.unit, self.other)]
        with self.app.app_context():
            found = load_units(db.session(), self.case.provider.id, wanted)
        return {unit.id: unit for unit in found}

    def fresh_units(self) -> dict[UUID, MapUnit]:
        forget_units()
        return self.units()


@pytest.fixture
def cohort(app: Flask, world: World) -> Cohort:
    case = Case(world)
    practitioner = world.actor(Role.PRACTITIONER, case.provider)
    return Cohort(app, case, world.enrolment(practitioner, case.standard, assessor=case.assessor))


def _map(case: Case, *labels: str) -> UUID:
    return case.do(
        map_evidence,
        case.practitioner,
        evidence_id=case.evidence.id,
        wanted=[Wanted(one) for one in case.ids(labels)],
    )


def _unmap(case: Case) -> UUID:
    _map(case, "P2")
    with case.world.context():
        mapping_id = db.session.scalars(
            sa.select(Mapping.id).where(Mapping.criterion_id == case.id_of("P2"))
        ).one()
    return case.do(
        unmap_evidence, case.practitioner, evidence_id=case.evidence.id, mapping_id=mapping_id
    )


def _submitted(case: Case) -> UUID:
    _map(case, *case.standard.criteria)
    return case.submit("P1", "P2")


def _decide(case: Case) -> UUID:
    _submitted(case)
    case.decide(Outcome.NOT_YET_MET, "P1")
    return case.decide(Outcome.MET, "P1", "P2")


def _withdraw_submission(case: Case) -> UUID:
    return case.do(withdraw_submission, case.practitioner, submission_id=_submitted(case))


def _ask_and_answer(case: Case) -> UUID:
    _submitted(case)
    return case.answer(case.ask("P1"))


def _sign_off(case: Case) -> UUID:
    _map(case, *case.standard.criteria)
    case.submit(*case.standard.criteria)
    case.decide(Outcome.MET, *case.standard.criteria)
    return case.sign_off()


def _withdraw_sign_off(case: Case) -> UUID:
    return case.do(
        withdraw_sign_off, sign_off_id=_sign_off(case), reason="A mistake.", language="en"
    )


DEEDS = (
    _map, _unmap, _submitted, _decide, _withdraw_submission, _ask_and_answer, _sign_off,
    _withdraw_sign_off,
)  # fmt: skip


@pytest.mark.parametrize("do", DEEDS)
def test_after_each_deed_the_map_reads_what_the_database_holds(
    cohort: Cohort, do: Callable[[Case], UUID]
) -> None:
    _map(cohort.case, "K1")
    before = cohort.units()

    do(cohort.case)

    after = cohort.units()
    assert after == cohort.fresh_units()
    assert len(after) == len(before) == 2


def test_a_unit_that_nothing_happened_in_is_not_read_again(cohort: Cohort) -> None:
    _map(cohort.case, "K1")
    before = cohort.units()

    _decide(cohort.case)

    after = cohort.units()
    assert after[cohort.other.id] is before[cohort.other.id]
    assert after[cohort.case.unit.id] != before[cohort.case.unit.id]


def test_after_very_many_deeds_everything_is_read_again(cohort: Cohort) -> None:
    _map(cohort.case, "K1")
    before = cohort.units()

    for _ in range(DEEDS_FOLLOWED + 1):
        _map(cohort.case, "K1")

    after = cohort.units()
    assert after == before
    assert after[cohort.other.id] is not before[cohort.other.id]


def test_nothing_is_kept_of_a_provider_without_a_journal(cohort: Cohort) -> None:
    before = cohort.units()

    cohort.case.map("P1")

    assert cohort.units() != before


def test_as_many_statements_are_sent_after_a_deed_whatever_the_cohort(
    app: Flask, world: World
) -> None:
    counts = []
    for people in (1, 40):
        case = Case(world)
        columns = tuple(case.standard.criteria.values())
        units = [(case.unit.id, columns)]
        for _ in range(people):
            other = world.actor(Role.PRACTITIONER, case.provider)
            units.append((world.enrolment(other, case.standard).id, columns))
        _map(case, "K1")
        with app.app_context():
            load_units(db.session(), case.provider.id, units)
        _map(case, "P1")
        with app.app_context(), counted_statements() as sent:
            assert len(load_units(db.session(), case.provider.id, units)) == people + 1
        counts.append(len(sent))

    assert counts[0] == counts[1]
    assert counts[0] <= 7
