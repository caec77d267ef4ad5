"""Drafts in the database: whose they are, and what becomes of them."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from assess.actor import Actor, Role
from assess.db import db, new_id, writing
from assess.drafts.queries import find_draft, find_unsaved, list_drafts, list_drafts_under
from assess.drafts.rules import TooManyDraftsError
from assess.drafts.service import drop_draft, drop_drafts, keep_draft, move_drafts
from assess.refusals import NotFoundError
from tests.world import NOW, World

PLACE = "activity/new"


@pytest.fixture
def actor(world: World) -> Actor:
    return world.actor(Role.PRACTITIONER, world.provider())


def keep(
    world: World,
    actor: Actor,
    words: str,
    *,
    place: str = PLACE,
    tab_id: UUID | None = None,
    minutes: int = 0,
) -> UUID:
    with world.context(), writing() as session:
        return keep_draft(
            session,
            actor=actor,
            place=place,
            tab_id=tab_id or new_id(),
            started_from=2,
            content={"words": words, "criteria": ["a", "b"]},
            now=NOW + timedelta(minutes=minutes),
        )


def test_a_tab_has_one_draft_and_another_tab_its_own(world: World, actor: Actor) -> None:
    tab = new_id()
    keep(world, actor, "Hal", tab_id=tab)
    keep(world, actor, "Half a thought 😀 ملاحظة", tab_id=tab, minutes=1)
    keep(world, actor, "Another", minutes=2)

    with world.context():
        found = list_drafts(db.session(), actor, PLACE)

    assert [one.text("words") for one in found] == ["Another", "Half a thought 😀 ملاحظة"]
    assert (found[1].tab_id, found[1].started_from) == (tab, 2)
    assert found[1].content["criteria"] == ["a", "b"]


def test_a_draft_is_its_owners_alone_at_one_provider(world: World, actor: Actor) -> None:
    draft_id = keep(world, actor, "Mine")
    elsewhere = replace(actor, provider_id=world.provider().id)
    colleague = replace(actor, person_id=world.person().id)

    with world.context():
        for stranger in (elsewhere, colleague):
            assert list_drafts(db.session(), stranger, PLACE) == []
            with pytest.raises(NotFoundError):
                find_draft(db.session(), stranger, draft_id)
            with pytest.raises(NotFoundError), writing() as session:
                drop_draft(session, actor=stranger, draft_id=draft_id)
        assert find_draft(db.session(), actor, draft_id).text("words") == "Mine"


def test_the_deed_that_saves_drops_what_its_tab_had_kept(world: World, actor: Actor) -> None:
    tab = new_id()
    keep(world, actor, "Saved now", tab_id=tab)
    keep(world, actor, "Not saved")

    with world.context(), writing() as session:
        drop_drafts(session, actor=actor, place=PLACE, tab_id=tab)
        left = find_unsaved(session, actor, PLACE, names=["words"])

    assert [one.text("words") for one in left.drafts] == ["Not saved"]
    assert left.browser_key == f"assess.draft.{actor.person_id}.{actor.provider_id}.{PLACE}"


def test_unfinished_things_are_listed_by_how_their_place_begins(world: World, actor: Actor) -> None:
    keep(world, actor, "One", place="plan/1/goals")
    keep(world, actor, "Two", place="plan/10/goals")
    keep(world, actor, "Three", place="plan_1/goals")

    with world.context():
        found = list_drafts_under(db.session(), actor, "plan/1/")

    assert [one.text("words") for one in found] == ["One"]


def test_a_draft_follows_what_it_is_about(world: World, actor: Actor) -> None:
    keep(world, actor, "One", place="reflection/1/a")

    with world.context(), writing() as session:
        move_drafts(session, person_id=actor.person_id, places={"reflection/1/a": "reflection/1/b"})
        found = list_drafts(session, actor, "reflection/1/b")

    assert [one.text("words") for one in found] == ["One"]


def test_too_many_drafts_are_refused_and_none_is_lost(
    world: World, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assess.drafts.rules.MOST_DRAFTS", 2)
    first, second = keep(world, actor, "One"), keep(world, actor, "Two")

    with pytest.raises(TooManyDraftsError):
        keep(world, actor, "Three")

    with world.context():
        assert {one.id for one in list_drafts(db.session(), actor, PLACE)} == {first, second}
