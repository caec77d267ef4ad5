"""Whatever waited before there were clocks gets the clock that its deed would have started."""

import importlib.util
from datetime import date
from pathlib import Path
from types import ModuleType

import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.operations import Operations

from assess.assessment.rules import Outcome
from assess.assessment.service import return_work
from assess.clocks.models import Clock
from assess.clocks.service import remind
from assess.db import db
from tests.services.assessment.case import Case
from tests.world import World

VERSIONS = Path(__file__).parents[3] / "migrations" / "versions"


def migration() -> ModuleType:
    path = VERSIONS / "0004_clocks_and_stopping_mail.py"
    spec = importlib.util.spec_from_file_location("clocks_migration", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def migrate() -> None:
    """Take the clocks away, and let the migration find what waits."""
    db.session.execute(sa.delete(Clock))
    with Operations.context(MigrationContext.configure(db.session.connection())):
        migration()._start_clocks()  # noqa: SLF001 (the rest of it makes tables, which are there)
    db.session.commit()


def running() -> set[tuple[object, ...]]:
    db.session.expire_all()
    clocks = db.session.scalars(sa.select(Clock).where(Clock.stopped_at.is_(None)))
    return {
        (one.stage, one.subject_id, one.enrolment_id, one.provider_id, one.waits_for,
         one.started_at, one.due_on)
        for one in clocks
    }  # fmt: skip


def make_waiting(world: World) -> Case:
    """Leave one thing of each sort waiting, beside others that are done with."""
    done = Case(world)
    done.meet_all()
    done.answer(done.ask("P1"))
    done.sign_off()
    case = Case(world)
    case.provider.turnaround_days = 4
    world.save(case.provider)
    case.map_all()
    case.submit("P1", "P2", "P3")
    case.decide(Outcome.NOT_YET_MET, "P1", "P2", "P3")
    for label in ("P1", "P2"):
        case.do(
            return_work,
            unit_id=case.unit.id,
            criterion_ids=case.ids([label]),
            message="Once more.",
            language="en",
        )
    case.submit("P2", "K1")
    case.ask("P3")
    case.set_action("P3", due_on=date(2026, 12, 24))
    case.answer(case.ask("P3"))
    return case


def test_what_waits_gets_the_clocks_that_its_deeds_would_have_started(world: World) -> None:
    make_waiting(world)
    started = running()
    assert {stage for stage, *_ in started} == {
        "submitted",
        "returned",
        "question",
        "action",
        "answered",
    }

    migrate()

    assert running() == started


def test_nobody_is_told_of_what_was_late_before_there_were_clocks(world: World) -> None:
    case = make_waiting(world)

    migrate()

    assert remind(now=case.now.replace(year=2027)) == 0
