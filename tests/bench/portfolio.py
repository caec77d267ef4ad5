"""Makes the portfolio that is measured: INSSMA11, 200 pieces of evidence, all of it submitted."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import cycle, islice
from uuid import UUID, uuid4

import sqlalchemy as sa
from flask import Flask

from assess.actor import Actor, Role
from assess.assessment.service import submit_criteria
from assess.bilingual import Language
from assess.cli.opening import bring_up_to_date
from assess.db import db, writing
from assess.files import MemoryStore
from assess.reflection.rules import Typed
from assess.reflection.service import save_reflection
from assess.standards.queries import find_standard_id, list_criteria
from tests.visitor import Visitor
from tests.world import MadeStandard, World

PIECES = 200


@dataclass(frozen=True)
class Portfolio:
    unit_id: UUID
    practitioner: Actor
    assessor: Actor
    practitioner_cookie: str
    assessor_cookie: str
    manager_cookie: str
    criterion_ids: list[UUID]
    text_ids: list[UUID]


def make_portfolio(app: Flask, *, pieces: int = PIECES) -> Portfolio:
    with app.app_context():
        bring_up_to_date()
        standard_id = find_standard_id(db.session(), urn="INSSMA11")
        criteria = list_criteria(db.session(), standard_ids=[standard_id])
        texts = [
            row.id
            for row in db.session.execute(
                sa.text("SELECT id FROM standard_text WHERE standard_id = :id"),
                {"id": standard_id.hex},
            )
        ]
    world = World(app, MemoryStore())
    provider = world.provider()
    practitioner = world.actor(Role.PRACTITIONER, provider)
    assessor = world.actor(Role.ASSESSOR, provider)
    labels = {criterion.label: criterion.id for criterion in criteria}
    standard = MadeStandard(standard_id, "INSSMA11", standard_id, standard_id, labels)
    unit = world.enrolment(practitioner, standard, assessor=assessor)
    places: Iterator[UUID] = cycle(labels.values())
    for number in range(pieces):
        evidence = world.evidence(practitioner, title=f"Piece {number} of the campaign")
        for criterion_id in islice(places, 2):
            world.mapping(evidence, unit, criterion_id)
    _write_and_submit(app, practitioner, unit.id, list(labels.values()))
    return Portfolio(
        unit.id,
        practitioner,
        assessor,
        cookie_of(app, practitioner),
        cookie_of(app, assessor),
        cookie_of(app, world.actor(Role.MANAGER, provider)),
        list(labels.values()),
        [UUID(str(one)) for one in texts],
    )


def _write_and_submit(
    app: Flask, practitioner: Actor, unit_id: UUID, criterion_ids: list[UUID]
) -> None:
    now = datetime.now(UTC)
    with app.app_context():
        for criterion_id in criterion_ids:
            with writing() as session:
                save_reflection(
                    session,
                    actor=practitioner,
                    now=now,
                    unit_id=unit_id,
                    criterion_id=criterion_id,
                    typed=Typed(
                        words="What I did, and what I would do otherwise. " * 10,
                        language="en",
                        started_from=0,
                        tab_id=uuid4(),
                    ),
                )
        with writing() as session:
            submit_criteria(
                session,
                actor=practitioner,
                now=now,
                unit_id=unit_id,
                criterion_ids=criterion_ids,
                declaration="This is my own work.",
                declaration_language=Language.ENGLISH,
                help_used="None",
            )


def cookie_of(app: Flask, actor: Actor) -> str:
    visitor = Visitor(app)
    visitor.sign_in(actor)
    cookie = visitor.client.get_cookie("assess_session")
    assert cookie is not None
    # As a browser sends them once it has seen a page.
    return f"{cookie.key}={cookie.value}; assess_language=en"
