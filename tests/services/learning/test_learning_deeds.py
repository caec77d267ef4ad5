from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from assess.actor import Actor, Role
from assess.db import db, new_id, writing
from assess.journal.models import JournalEntry
from assess.learning.models import RequiredLearning
from assess.learning.queries.lessons import LessonChoice, find_lesson, list_lessons
from assess.learning.rules import Audience, EntryKind
from assess.learning.rules.entries import EntryRetiredError, EntryTerms, NotManagerError
from assess.learning.rules.lessons import (
    LessonText,
    NotTickedError,
    NotWriterError,
    OwnLessonError,
)
from assess.learning.service.entries import add_entry, change_entry, retire_entry
from assess.learning.service.lessons import Published, publish_lesson
from assess.learning.service.required import end_requirement, require_entry
from assess.learning.service.reviewing import approve_lesson, mark_lesson
from assess.refusals import NotFoundError, StaleError
from tests.shared_learning import write_entry, write_lesson
from tests.world import NOW, World

TERMS = EntryTerms(EntryKind.COURSE, "A course", "", "", "", "", "", "en", "", "", None, None)
TEXT = LessonText("Ask", "First ask.", "en")


def publish(actor: Actor, audience: Audience = Audience.EVERYONE, *, ticked: bool = True) -> UUID:
    with writing() as session:
        return publish_lesson(
            session,
            actor=actor,
            published=Published(TEXT, audience, "", "", ticked),
            tab_id=new_id(),
            now=NOW,
        )


@pytest.mark.parametrize("role", [Role.ASSESSOR, Role.IQA, Role.MANAGER])
def test_only_practitioners_pass_lessons_on(world: World, role: Role) -> None:
    with world.context(), pytest.raises(NotWriterError):
        publish(world.actor(role, world.provider()))


def test_a_lesson_without_the_tick_is_refused_by_the_deed_too(world: World) -> None:
    with world.context(), pytest.raises(NotTickedError):
        publish(world.actor(Role.PRACTITIONER, world.provider()), ticked=False)


def test_a_manager_who_wrote_a_lesson_does_not_review_it(world: World) -> None:
    provider, person = world.provider(), world.person()
    author = world.actor(Role.PRACTITIONER, provider, person)
    manager = world.actor(Role.MANAGER, provider, person)
    with world.context():
        lesson_id = publish(author)
        with pytest.raises(OwnLessonError), writing() as session:
            approve_lesson(session, actor=manager, lesson_id=lesson_id, seen=1, now=NOW)


@pytest.mark.parametrize("role", [Role.PRACTITIONER, Role.ASSESSOR, Role.IQA])
def test_only_managers_of_that_provider_review(world: World, role: Role) -> None:
    provider = world.provider()
    with world.context():
        lesson_id = publish(world.actor(Role.PRACTITIONER, provider))
        others = (world.actor(role, provider), world.actor(Role.MANAGER, world.provider()))
        for other in others:
            with pytest.raises(NotFoundError), writing() as session:
                approve_lesson(session, actor=other, lesson_id=lesson_id, seen=1, now=NOW)


def test_what_leaves_the_database_for_another_provider_holds_no_name(world: World) -> None:
    author = world.actor(Role.PRACTITIONER, world.provider(), world.person(name="Rhys Bevan"))
    stranger = world.actor(Role.MANAGER, world.provider())
    lesson = write_lesson(
        world,
        author,
        audience=Audience.EVERYONE,
        cohort="Autumn",
        reason="Said to Rhys",
        earlier=[{"title": "Rhys", "words": "Rhys", "language": "en"}],
    )
    with world.context():
        session = db.session()
        seen = [find_lesson(session, stranger, lesson.id)]
        seen += list_lessons(session, stranger, LessonChoice(), limit=5)

    assert len(seen) == 2
    assert not [one for one in seen if "Rhys" in str(one) or "Autumn" in str(one)]
    assert not [one for one in seen if str(author.person_id) in str(one)]
    assert not [one for one in seen if str(author.provider_id) in str(one)]


def test_nobody_marks_what_they_may_not_read(world: World) -> None:
    lesson = write_lesson(world, world.actor(Role.PRACTITIONER, world.provider()))
    stranger = world.actor(Role.PRACTITIONER, world.provider())
    with world.context(), pytest.raises(NotFoundError), writing() as session:
        mark_lesson(session, actor=stranger, lesson_id=lesson.id, is_useful=True, now=NOW)


@pytest.mark.parametrize("role", [Role.PRACTITIONER, Role.ASSESSOR, Role.IQA])
def test_only_managers_keep_the_catalogue(world: World, role: Role) -> None:
    actor = world.actor(role, world.provider())
    entry = write_entry(world, actor)
    values: dict[str, Any] = {"actor": actor, "now": NOW}
    with world.context():
        with pytest.raises(NotManagerError), writing() as session:
            add_entry(session, terms=TERMS, criteria="", tab_id=new_id(), **values)
        with pytest.raises(NotManagerError), writing() as session:
            retire_entry(session, entry_id=entry.id, **values)
        with pytest.raises(NotManagerError), writing() as session:
            require_entry(session, entry_id=entry.id, role=Role.IQA, **values)


def test_a_change_of_the_criteria_alone_is_seen_by_the_other_tab(world: World) -> None:
    world.standard()
    manager = world.actor(Role.MANAGER, world.provider())
    entry = write_entry(world, manager)
    with world.context():

        def change(criteria: str) -> None:
            with writing() as session:
                change_entry(
                    session,
                    actor=manager,
                    entry_id=entry.id,
                    terms=TERMS,
                    criteria=criteria,
                    seen=1,
                    tab_id=new_id(),
                    now=NOW,
                )

        change("INSSMA99 P1")
        with pytest.raises(StaleError):
            change("INSSMA99 P2")


def test_a_requirement_is_one_row_however_often_it_is_asked_and_ended(world: World) -> None:
    manager = world.actor(Role.MANAGER, world.provider())
    entry = write_entry(world, manager)
    with world.context():
        for _twice in range(2):
            for _again in range(2):
                with writing() as session:
                    required_id = require_entry(
                        session, actor=manager, entry_id=entry.id, role=Role.IQA, now=NOW
                    )
            for _again in range(2):
                with writing() as session:
                    end_requirement(session, actor=manager, required_id=required_id, now=NOW)
        session = db.session()
        assert session.scalar(sa.select(sa.func.count(RequiredLearning.id))) == 1
        deeds = session.scalars(
            sa.select(JournalEntry.deed)
            .where(JournalEntry.subject_id == required_id)
            .order_by(JournalEntry.seq)
        )
        assert list(deeds) == ["require_entry", "end_requirement"] * 2


def test_what_is_retired_is_asked_of_nobody(world: World) -> None:
    manager = world.actor(Role.MANAGER, world.provider())
    entry = write_entry(world, manager, retired_at=NOW)
    with world.context(), pytest.raises(EntryRetiredError), writing() as session:
        require_entry(session, actor=manager, entry_id=entry.id, role=Role.IQA, now=NOW)
