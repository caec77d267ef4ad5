"""What the script sends while somebody types, as the server answers it."""

from uuid import UUID

import pytest
from flask import Flask

from assess.actor import Actor, Role
from assess.db import db, new_id
from assess.drafts.queries import list_drafts
from assess.drafts.rules import DraftView
from tests.visitor import Visitor
from tests.world import World

PLACE = "activity/new"


@pytest.fixture
def actor(world: World) -> Actor:
    return world.actor(Role.ASSESSOR, world.provider())


@pytest.fixture
def mine(app: Flask, actor: Actor) -> Visitor:
    return Visitor(app, actor)


def put(mine: Visitor, status: int = 204, **fields: str | list[str]) -> str:
    token = mine.visit("/en/account").fields()["csrf_token"]
    answer = mine.client.put(
        "/en/drafts",
        data={"csrf_token": token, "key": str(new_id()), "place": PLACE} | fields,
    )
    assert answer.status_code == status
    return answer.get_data(as_text=True)


def drafts_of(world: World, actor: Actor) -> list[DraftView]:
    with world.context():
        return list_drafts(db.session(), actor, PLACE)


def test_a_forms_own_fields_are_kept_and_nothing_secret(
    world: World, actor: Actor, mine: Visitor
) -> None:
    tab = str(new_id())

    put(mine, tab_id=tab, started_from="3", title="A\x00 course", row=["1", "2"], password="hush")

    [kept] = drafts_of(world, actor)
    assert kept.content == {"title": "A course", "row": ["1", "2"]}
    assert (kept.tab_id, kept.started_from) == (UUID(tab), 3)


@pytest.mark.parametrize("started_from", ["", "-1", "x", "²", "9" * 5000])
def test_a_version_that_is_none_counts_as_none(
    world: World, actor: Actor, mine: Visitor, started_from: str
) -> None:
    put(mine, tab_id="not an id", started_from=started_from, title="A course")

    assert [kept.started_from for kept in drafts_of(world, actor)] == [0]


def test_what_cannot_be_kept_is_refused_with_the_reason(
    mine: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert put(mine, 422, title="ŵ" * 400_001) == "too-long"
    assert put(mine, 422, place="no such place", title="A course") == "refused"
    monkeypatch.setattr("assess.drafts.rules.MOST_DRAFTS", 0)
    assert put(mine, 422, title="A course") == "too-many"


def test_forgetting_leads_back_to_a_page_of_ours(world: World, actor: Actor, mine: Visitor) -> None:
    for back, place in (("/en/account", "/en/account"), ("//evil.test/", "/en/queue")):
        put(mine, title="A course")
        [kept] = drafts_of(world, actor)
        token = mine.visit("/en/account").fields()["csrf_token"]

        page = mine.post(f"/en/drafts/{kept.id}/removal", {"csrf_token": token, "back": back})

        assert page.address == place
        assert drafts_of(world, actor) == []


def test_somebody_elses_draft_is_not_found(
    app: Flask, world: World, actor: Actor, mine: Visitor
) -> None:
    put(mine, title="A course")
    [kept] = drafts_of(world, actor)
    other = Visitor(app, world.actor(Role.MANAGER, world.provider()))
    token = other.visit("/en/account").fields()["csrf_token"]

    other.post(f"/en/drafts/{kept.id}/removal", {"csrf_token": token}, status=404)

    assert len(drafts_of(world, actor)) == 1


def test_the_script_learns_whether_what_was_sent_was_saved(
    world: World, actor: Actor, app: Flask
) -> None:
    provider = world.provider()
    writer = world.actor(Role.PRACTITIONER, provider)
    unit = world.enrolment(writer, world.standard("INSSMA90"))
    theirs, mine = Visitor(app, writer), Visitor(app, actor)
    page = theirs.visit(f"/en/units/{unit.id}/reflections/P1")
    asked = f"/en/drafts/saved?key={page.fields('form[data-autosave]')['key']}"

    assert theirs.client.get(asked).get_json() == {"saved": False}
    theirs.submit(page, form="form[data-autosave]", words="A thought")

    assert theirs.client.get(asked).get_json() == {"saved": True}
    assert mine.client.get(asked).get_json() == {"saved": False}
    assert theirs.client.get("/en/drafts/saved?key=x").get_json() == {"saved": False}
