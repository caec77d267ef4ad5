"""Two tabs at the same moment, on a database of their own that really commits."""

import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask
from uuid_utils.compat import uuid7

from assess.app import create_app
from assess.assessment.rules import Outcome
from assess.assessment.rules.deciding import NothingNewError
from assess.assessment.rules.people import SignedOffError
from assess.assessment.rules.submitting import AlreadySubmittedError
from assess.db import db
from assess.files import MemoryStore
from assess.refusals import RefusedError
from assess.settings import Settings
from tests.conftest import _copy_postgresql
from tests.services.assessment.case import Case
from tests.world import World

Outcomes = list[UUID | RefusedError]


@pytest.fixture
def busy_app(
    request: pytest.FixtureRequest, database_url: str, tmp_path: Path, worker_id: str
) -> Iterator[Flask]:
    """The service on a copy of the database that outlives no test."""
    shared: Path = request.getfixturevalue("tmp_path_factory").getbasetemp()
    shared = shared.parent if worker_id != "master" else shared
    if database_url.startswith("postgresql"):
        address = _copy_postgresql(shared, f"{worker_id}_{uuid7().hex[-8:]}")
    else:
        shutil.copy(shared / "template.db", tmp_path / "assess.db")
        address = f"sqlite:///{tmp_path / 'assess.db'}"
    app = create_app(Settings(database_url=address, data_dir=tmp_path), files=MemoryStore())
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def case(busy_app: Flask) -> Case:
    return Case(World(busy_app, MemoryStore()))


def at_once(app: Flask, *deeds: Callable[[], UUID]) -> Outcomes:
    """Do deeds in threads that start together; give what came of each."""
    start, outcomes = threading.Barrier(len(deeds)), Outcomes()

    def run(deed: Callable[[], UUID]) -> None:
        with app.app_context():
            start.wait()
            try:
                outcomes.append(deed())
            except RefusedError as refusal:
                outcomes.append(refusal)
            finally:
                db.session.remove()

    threads = [threading.Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def refusals(outcomes: Outcomes) -> list[type[RefusedError]]:
    return [type(one) for one in outcomes if isinstance(one, RefusedError)]


def test_a_unit_is_signed_off_once(busy_app: Flask, case: Case) -> None:
    case.meet_all()

    outcomes = at_once(busy_app, *[case.sign_off] * 4)

    assert refusals(outcomes) == [SignedOffError] * 3
    assert len(case.record().sign_offs) == 1


def test_a_criterion_is_decided_on_what_stands(busy_app: Flask, case: Case) -> None:
    case.map("P1")
    case.submit("P1")

    outcomes = at_once(busy_app, *[lambda: case.decide(Outcome.MET, "P1", feedback="")] * 4)

    assert refusals(outcomes) == [NothingNewError] * 3
    assert len(case.record().decisions) == 1


def test_a_criterion_is_submitted_once(busy_app: Flask, case: Case) -> None:
    case.map("P1")

    outcomes = at_once(busy_app, *[lambda: case.submit("P1")] * 4)

    assert refusals(outcomes) == [AlreadySubmittedError] * 3
    assert len(case.record().submissions) == 1
