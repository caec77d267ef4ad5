"""Times a list of 1,000 people who are invited and enrolled in one job."""

import time
from datetime import UTC, datetime

from flask import Flask

from assess.actor import Role
from assess.app import do_waiting_work
from assess.bilingual import Language
from assess.db import db, writing
from assess.enrolment.queries import count_units
from assess.enrolment.queries.importing import find_import
from assess.enrolment.rules.importing import plan_mark
from assess.enrolment.service import keep_list, plan_of, request_import
from assess.files import MemoryStore
from assess.sheets import read_sheet
from tests.world import World

ENROLMENTS = 1000


def time_import(app: Flask) -> float:
    """Give how many seconds the job takes from its start to its end."""
    world = World(app, MemoryStore())
    manager = world.actor(Role.MANAGER, world.provider())
    with app.app_context():
        rows = ["Name,E-mail,Site,Cohort,Standard,Start,End"] + [
            f"Practitioner {number},import{number}@example.test,Bangor,Autumn,INSSMA11,"
            "2026-09-01,2027-07-31"
            for number in range(ENROLMENTS)
        ]
        now = datetime.now(UTC)
        with writing() as session:
            import_id = keep_list(
                session,
                actor=manager,
                file_name="people.csv",
                sheet=read_sheet("\n".join(rows).encode()),
                language=Language.ENGLISH,
                now=now,
            )
        plan = plan_of(db.session(), manager, find_import(db.session(), manager, import_id))
        with writing() as session:
            request_import(
                session, actor=manager, import_id=import_id, mark=plan_mark(plan), now=now
            )
    started = time.perf_counter()
    do_waiting_work(app)
    taken = time.perf_counter() - started
    with app.app_context():
        if count_units(db.session(), manager) != ENROLMENTS:
            raise RuntimeError("the list was not imported")
    return taken
