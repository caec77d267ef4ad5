"""Somebody else's object is answered exactly like one that does not exist, on every route."""

import re
from uuid import UUID

import pytest
from flask import Flask
from werkzeug.routing import Rule

from assess.actor import Actor, Role
from assess.assessment.models import JointSession, JointSessionUnit, Request, SignOff, Submission
from assess.assessment.rules import RequestKind
from assess.bilingual import Language
from assess.cpd.models import CpdActivity, CpdNeed
from assess.cpd.rules.kinds import ActivityKind, NeedSource
from assess.db import db, new_id
from assess.drafts.models import Draft
from assess.enrolment.models import Cohort, Import
from assess.evidence.models import BankQuestion, EvidenceFile, EvidenceVersion
from assess.jobs import Job
from assess.notifications.models import Notification
from assess.people.models import Provider, Site
from assess.reflection.models import Reflection, ReflectionVersion
from assess.web.access import roles_of
from tests.cpd_record import write_year
from tests.house.test_access import MADE_UP, methods_of
from tests.plan_templates import write_plan
from tests.shared_learning import share_learning
from tests.visitor import Visitor
from tests.world import NOW, MadeStandard, World

OTHERWISE = {
    "language": "en",
    "section": "goals",
    "number": 1,
    "label": "P1",
    "labels": "bg",
    "urn": "INSSMA99",
    "edition": "1",
    "starts_on": "2026-01-01",
    "first": "2026-01-01",
    "kind": "csv",
    "pack": "cim-member",
}
"""What an address may have beside ids."""

CHANGING = re.compile(r'(name="(csrf_token|key)" value=)"[^"]*"')


def objects_of(world: World, provider: Provider, standard: MadeStandard) -> dict[str, UUID]:
    """Make one object of each kind at a provider; give its id under its name in addresses."""
    rhys = world.actor(Role.PRACTITIONER, provider)
    assessor, iqa = world.actor(Role.ASSESSOR, provider), world.actor(Role.IQA, provider)
    unit = world.enrolment(rhys, standard, assessor=assessor, iqa=iqa)
    piece = world.evidence(rhys)
    mapping = world.mapping(piece, unit, standard.criteria["P1"])
    with world.context():
        version = db.session.query(EvidenceVersion).filter_by(evidence_id=piece.id).one()
    ids = {
        "person_id": rhys.person_id,
        "role_holding_id": rhys.role_holding_id,
        "unit_id": unit.id,
        "evidence_id": piece.id,
        "mapping_id": mapping.id,
        "tab_id": new_id(),
    } | {name: new_id() for name in ("file_id", "request_id", "submission_id", "sign_off_id")}
    ids |= share_learning(world, rhys)
    ids |= {"question_id": new_id(), "print_id": new_id(), "site_id": new_id()}
    ids |= {"cohort_id": new_id(), "import_id": new_id()}
    ids["joint_session_id"] = _session(world, ids, provider, assessor, standard)
    ids["plan_id"] = write_plan(world, rhys)
    ids["notification_id"], ids["draft_id"] = new_id(), new_id()
    ids["reflection_id"] = new_id()
    world.save(*_further(ids, provider.id, rhys, assessor, version.id))
    ids |= _record(world, rhys) | write_year(world, rhys, Role.MANAGER)
    return ids


def _record(world: World, actor: Actor) -> dict[str, UUID]:
    """Keep a CPD record: a need, and an activity for it."""
    of = {"provider_id": actor.provider_id, "person_id": actor.person_id, "language": "en"}
    need = CpdNeed(
        id=new_id(), words="To listen.", source=NeedSource.OWN, noted_on=NOW.date(), **of
    )
    texts = ("given_by", "learned", "applied", "impact", "impact_on", "next_step")
    activity = CpdActivity(
        id=new_id(),
        title="A talk",
        kind=ActivityKind.OTHER,
        is_planned=True,
        starts_on=NOW.date(),
        ends_on=NOW.date(),
        created_at=NOW,
        need_id=need.id,
        **dict.fromkeys(texts, ""),
        **of,
    )
    world.save(need, activity)
    return {"need_id": need.id, "activity_id": activity.id}


def _session(
    world: World,
    ids: dict[str, UUID],
    provider: Provider,
    assessor: Actor,
    standard: MadeStandard,
) -> UUID:
    """Make a joint session that the unit is invited to."""
    planned = JointSession(
        id=new_id(),
        provider_id=provider.id,
        criterion_id=standard.criteria["P1"],
        planned_by_id=assessor.person_id,
        starts_at=NOW,
        minutes=60,
        place="Room 2",
        words="Come.",
        language="en",
        created_at=NOW,
    )
    action = Request(
        id=new_id(),
        provider_id=provider.id,
        enrolment_id=ids["unit_id"],
        kind=RequestKind.ACTION,
        words="Come.",
        language="en",
        asked_by_id=assessor.person_id,
        asked_at=NOW,
    )
    of = {"provider_id": provider.id, "enrolment_id": ids["unit_id"]}
    invited = JointSessionUnit(id=new_id(), joint_session_id=planned.id, request_id=action.id, **of)
    world.save(planned, action, invited)
    return planned.id


def _further(
    ids: dict[str, UUID], provider_id: UUID, rhys: Actor, assessor: Actor, version_id: UUID
) -> list[
    Notification
    | EvidenceFile
    | Request
    | Submission
    | SignOff
    | BankQuestion
    | Cohort
    | Site
    | Import
    | Job
    | Draft
    | Reflection
    | ReflectionVersion
]:
    return [
        EvidenceFile(
            id=ids["file_id"],
            provider_id=provider_id,
            evidence_version_id=version_id,
            position=1,
            name="plan.pdf",
            media_type="application/pdf",
            size=3,
            sha256="0" * 64,
        ),
        Request(
            id=ids["request_id"],
            provider_id=provider_id,
            enrolment_id=ids["unit_id"],
            kind=RequestKind.QUESTION,
            words="Why?",
            language="en",
            asked_by_id=assessor.person_id,
            asked_at=NOW,
        ),
        Submission(
            id=ids["submission_id"],
            provider_id=provider_id,
            enrolment_id=ids["unit_id"],
            submitted_at=NOW,
            declaration="My own work.",
            declaration_language="en",
            help_used="",
        ),
        SignOff(
            id=ids["sign_off_id"],
            provider_id=provider_id,
            enrolment_id=ids["unit_id"],
            assessor_id=assessor.person_id,
            signed_at=NOW,
            proved_at=NOW,
            proved_by="password",
            snapshot={},
            sha256="0" * 64,
        ),
        BankQuestion(
            id=ids["question_id"],
            provider_id=provider_id,
            words="Why?",
            language="en",
            created_by_id=assessor.person_id,
            created_at=NOW,
        ),
        Cohort(id=ids["cohort_id"], provider_id=provider_id, name="Autumn", created_at=NOW),
        Site(id=ids["site_id"], provider_id=provider_id, name="Aberaeron", created_at=NOW),
        Notification(
            id=ids["notification_id"],
            provider_id=provider_id,
            person_id=rhys.person_id,
            kind="question",
            facts={"request_id": str(ids["request_id"])},
            created_at=NOW,
        ),
        Import(
            id=ids["import_id"],
            provider_id=provider_id,
            person_id=rhys.person_id,
            file_name="people.csv",
            columns=["name", "email"],
            rows=[[2, ["Beca", "beca@example.test"]]],
            unsaid_language=Language.WELSH,
            created_at=NOW,
        ),
        Job(
            id=ids["print_id"],
            kind="print",
            payload={},
            created_at=NOW,
            provider_id=provider_id,
            person_id=rhys.person_id,
        ),
        Reflection(
            id=ids["reflection_id"],
            provider_id=provider_id,
            practitioner_id=rhys.person_id,
            newest=1,
            created_at=NOW,
        ),
        ReflectionVersion(
            id=new_id(),
            provider_id=provider_id,
            reflection_id=ids["reflection_id"],
            number=1,
            title="Nobody else's",
            words="What I thought.",
            language="en",
            saved_at=NOW,
        ),
        Draft(
            id=ids["draft_id"],
            provider_id=provider_id,
            person_id=rhys.person_id,
            place="activity/new",
            tab_id=new_id(),
            started_from=0,
            content={"title": "A course"},
            saved_at=NOW,
        ),
    ]


def rules_with_ids(app: Flask) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if "uuid" in rule.rule]


@pytest.mark.parametrize("role", list(Role))
def test_no_object_of_another_provider_opens_on_any_route(
    app: Flask, world: World, role: Role
) -> None:
    standard = world.standard()
    theirs = objects_of(world, world.provider(), standard)
    visitor = Visitor(app, world.actor(role, world.provider()))

    assert _tried(app, visitor, role, theirs) > 10


@pytest.mark.parametrize("role", [Role.PRACTITIONER, Role.ASSESSOR, Role.IQA])
def test_no_object_of_somebody_elses_unit_opens_at_the_same_provider(
    app: Flask, world: World, role: Role
) -> None:
    standard, provider = world.standard(), world.provider()
    theirs = objects_of(world, provider, standard)
    del theirs["question_id"]  # a provider's questions are all of its assessors'
    del theirs["entry_id"]  # and its catalogue is everybody's there
    visitor = Visitor(app, world.actor(role, provider))

    assert _tried(app, visitor, role, theirs) > 10


def test_every_id_in_an_address_is_among_the_objects_tried(app: Flask, world: World) -> None:
    named = {name for rule in rules_with_ids(app) for name in rule.arguments if "_id" in name}

    assert named <= set(objects_of(world, world.provider(), world.standard()))


def _tried(app: Flask, visitor: Visitor, role: Role, theirs: dict[str, UUID]) -> int:
    adapter, count = app.url_map.bind("localhost"), 0
    token = visitor.visit("/en/account").fields()["csrf_token"]
    for rule in rules_with_ids(app):
        named = {name for name in rule.arguments if name.endswith("_id")}
        if role not in roles_of(app, rule.endpoint) or not named <= set(theirs):
            continue
        for method in methods_of(rule):
            answers = []
            for ids in (theirs, dict.fromkeys(theirs, MADE_UP)):
                values = OTHERWISE | {name: ids[name] for name in named}
                address = adapter.build(rule.endpoint, values)
                answer = visitor.client.open(
                    address,
                    method=method,
                    data={"csrf_token": token},
                    follow_redirects=method == "GET",
                )
                text = CHANGING.sub(r"\1", answer.get_data(as_text=True))
                for name in named:
                    text = text.replace(str(ids[name]), "ID")
                answers.append((answer.status_code, text))
            assert answers[0] == answers[1], f"{role} {method} {rule.rule}: {answers[0][0]}"
            assert answers[0][0] == 404, f"{role} {method} {rule.rule}: {answers[0][0]}"
            count += 1
    return count


def test_the_same_objects_do_open_to_those_whose_they_are(app: Flask, world: World) -> None:
    """Otherwise a page that opens to nobody would pass for one that keeps its secrets."""
    provider = world.provider()
    theirs = objects_of(world, provider, world.standard())
    manager = Visitor(app, world.actor(Role.MANAGER, provider))

    for address in (
        f"/en/people/{theirs['person_id']}",
        f"/en/roles/{theirs['role_holding_id']}/end",
        f"/en/enrolments/{theirs['unit_id']}",
        f"/en/units/{theirs['unit_id']}",
        f"/en/evidence/{theirs['evidence_id']}",
    ):
        manager.visit(address)
