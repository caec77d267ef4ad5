"""What its writer may take away again, and what stays."""

import pytest
import sqlalchemy as sa

from assess.cpd.models import CpdActivity, CpdActivityReflection
from assess.cpd.rules.kinds import ActivityKind
from assess.db import db, new_id, writing
from assess.drafts.models import Draft
from assess.drafts.service import keep_draft
from assess.journal.queries import find_faults
from assess.reflection.models import ReflectionVersion
from assess.reflection.queries import (
    find_own_reflection,
    find_reflection,
)
from assess.reflection.rules.mapping import StillNamedError, SubmittedError
from assess.reflection.rules.saving import place_alone
from assess.reflection.service import (
    delete_reflection,
    freeze_reflections,
)
from assess.refusals import NotFoundError
from tests.services.reflection.own_work import LATER, Work, make_work
from tests.world import NOW, World


@pytest.fixture
def work(world: World) -> Work:
    return make_work(world)


def test_a_private_one_is_deleted_with_its_versions_mappings_and_drafts(work: Work) -> None:
    reflection_id = work.write("One")
    work.revise(reflection_id, "Two", 1)
    work.map(reflection_id, [work.standard.criteria["P1"]])
    with work.world.context():
        with writing() as session:
            keep_draft(
                session,
                actor=work.writer,
                place=place_alone(reflection_id),
                tab_id=new_id(),
                started_from=2,
                content={"words": "Three"},
                now=NOW,
            )
        with writing() as session:
            delete_reflection(session, actor=work.writer, reflection_id=reflection_id, now=LATER)

        assert db.session().scalars(sa.select(ReflectionVersion)).all() == []
        assert db.session().scalars(sa.select(Draft)).all() == []
        with pytest.raises(NotFoundError):
            find_reflection(db.session(), work.writer, reflection_id)
        faults = find_faults(db.session())
    assert [one.reason for one in faults if one.reason.startswith("reflection")] == []


def test_what_was_submitted_or_hangs_on_an_activity_is_not_deleted(work: Work) -> None:
    world, first = work.world, work.standard.criteria["P1"]
    submitted, attached = work.write(), work.write()
    work.map(submitted, [first])
    activity = CpdActivity(
        id=new_id(),
        provider_id=work.writer.provider_id,
        person_id=work.writer.person_id,
        title="A course",
        kind=ActivityKind.FORMAL,
        is_planned=False,
        starts_on=NOW.date(),
        ends_on=NOW.date(),
        given_by="",
        learned="",
        applied="",
        impact="",
        impact_on="",
        next_step="",
        language="en",
        created_at=NOW,
    )
    hung = CpdActivityReflection(
        id=new_id(),
        provider_id=work.writer.provider_id,
        activity_id=activity.id,
        reflection_id=attached,
    )
    world.save(activity, hung)
    with world.context(), writing() as session:
        freeze_reflections(session, enrolment_id=work.unit.id, criterion_ids=[first], now=LATER)
        session.info.clear()

    for reflection_id, refusal in ((submitted, SubmittedError), (attached, StillNamedError)):
        with world.context(), pytest.raises(refusal), writing() as session:
            delete_reflection(session, actor=work.writer, reflection_id=reflection_id, now=LATER)
        with world.context():
            assert find_own_reflection(db.session(), work.writer, reflection_id).number == 1
