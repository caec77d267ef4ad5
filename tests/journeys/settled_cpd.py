"""CPD records with something in every stage, so that each of their pages shows something."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from assess.actor import Actor, Role
from assess.cpd.rules.activities import Typed
from assess.cpd.rules.amounts import Amount
from assess.cpd.rules.kinds import ActivityKind, CpdUnit
from assess.cpd.service.activities import Links, add_activity
from assess.cpd.service.needs import Noted, note_need
from assess.db import new_id, writing
from tests.world import NOW, World

COURSE = Typed(
    title="A course on messages that people pass on",
    kind=ActivityKind.FORMAL,
    starts_on=date(2026, 11, 19),
    ends_on=date(2026, 11, 20),
    is_done=True,
    is_planned=True,
    language="en",
    amount=Amount(250, CpdUnit.HOURS),
    given_by="A college",
    learned="People first.\n\nThen the message.",
)
WRITTEN = {
    "done": replace(COURSE, learned="", title="Cwrs am negeseuon", language="cy"),
    "reflected": COURSE,
    "applied": replace(COURSE, applied="In the spring campaign.", impact="More calls."),
    "planned": replace(
        COURSE,
        is_done=False,
        learned="",
        starts_on=date(2026, 12, 1),
        ends_on=date(2026, 12, 1),
        amount=None,
    ),
    "overdue": replace(COURSE, is_done=False, learned="", title="A talk that was planned"),
}


def keep_records(
    world: World, actors: dict[Role, Actor], *, criterion_id: UUID, evidence_id: UUID
) -> dict[str, object]:
    """Let everybody keep a record; give a need and an activity of each, by role."""
    ids: dict[str, object] = {}
    for role, actor in actors.items():
        links = Links([criterion_id], [evidence_id] if role is Role.PRACTITIONER else [])
        with world.context(), writing() as session:
            ids[f"{role} need_id"] = note_need(
                session, actor=actor, noted=Noted("To ask before I tell.", "en"), now=NOW
            )
        for typed in WRITTEN.values():
            with world.context(), writing() as session:
                ids[f"{role} activity_id"] = add_activity(
                    session, actor=actor, typed=typed, links=links, tab_id=new_id(), now=NOW
                )
    return ids
