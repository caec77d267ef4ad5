"""Reflections, as their writer and their readers meet them."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask import Flask

from assess.actor import Actor, Role
from assess.db import db
from assess.drafts.models import Draft
from assess.enrolment.models import Enrolment
from assess.reflection.models import ReflectionVersion
from assess.reflection.queries import list_reflected_criteria, list_reflections_of_unit
from tests.visitor import Page, Visitor
from tests.world import MadeStandard, World

Words = Callable[[], list[str]]


@pytest.fixture
def actor(world: World) -> Actor:
    return world.actor(Role.PRACTITIONER, world.provider())


@pytest.fixture
def standard(world: World) -> MadeStandard:
    return world.standard()


@pytest.fixture
def unit(world: World, actor: Actor, standard: MadeStandard) -> Enrolment:
    return world.enrolment(actor, standard)


@pytest.fixture
def mine(app: Flask, actor: Actor) -> Visitor:
    return Visitor(app, actor)


@pytest.fixture
def saved_words(world: World) -> Words:
    def words() -> list[str]:
        with world.context():
            return list(
                db.session.scalars(
                    sa.select(ReflectionVersion.words).order_by(ReflectionVersion.number)
                )
            )

    return words


def address_of(unit: Enrolment, label: str = "P1", under: str = "en") -> str:
    return f"/{under}/units/{unit.id}/reflections/{label}"


def keep(mine: Visitor, page: Page, words: str, *, status: int = 204) -> None:
    """Send a draft as the script does."""
    form = page.soup.select_one("form[data-reflection]")
    assert form is not None
    fields = page.fields("form[data-reflection]") | {"words": words, "place": form["data-place"]}
    answer = mine.client.put(
        str(form["data-keep"]), data=fields, headers={"X-CSRFToken": fields["csrf_token"]}
    )
    assert answer.status_code == status


@pytest.mark.parametrize(("under", "heading"), [("en", "Reflection on"), ("cy", "Myfyrdod ar")])
def test_every_save_is_a_version(
    mine: Visitor, unit: Enrolment, saved_words: Words, under: str, heading: str
) -> None:
    page = mine.visit(address_of(unit, under=under))
    assert page.heading == f"{heading} INSSMA99 P1"

    page = mine.submit(page, words="Y cyntaf", language="cy")
    page = mine.submit(page, words="Yr ail")

    assert saved_words() == ["Y cyntaf", "Yr ail"]
    assert page.soup.select_one('textarea[lang="cy"]') is not None
    assert page.fields()["words"].strip() == "Yr ail"


def test_100000_characters_are_stored_whole(
    mine: Visitor, unit: Enrolment, saved_words: Words
) -> None:
    mine.submit(mine.visit(address_of(unit)), words="ŵ" * 100_000)

    assert saved_words() == ["ŵ" * 100_000]


def test_100001_characters_are_refused_and_stay_in_the_box(
    mine: Visitor, unit: Enrolment, saved_words: Words
) -> None:
    page = mine.submit(mine.visit(address_of(unit)), words="ŵ" * 100_001)

    assert page.errors == ["This must be 100,000 characters or fewer; it has 100,001"]
    assert page.fields()["words"].strip() == "ŵ" * 100_001
    assert saved_words() == []


def test_a_second_tab_that_started_earlier_is_shown_both_texts(
    mine: Visitor, unit: Enrolment, saved_words: Words
) -> None:
    first, second = mine.visit(address_of(unit)), mine.visit(address_of(unit))
    mine.submit(first, words="From the first tab")

    both = mine.submit(second, words="From the second tab", status=409)

    assert "From the first tab" in both.text
    assert both.fields()["words"].strip() == "From the second tab"
    assert saved_words() == ["From the first tab"]


def test_from_the_page_with_both_texts_they_are_saved_together(
    mine: Visitor, unit: Enrolment, saved_words: Words
) -> None:
    first, second = mine.visit(address_of(unit)), mine.visit(address_of(unit))
    mine.submit(first, words="One")
    both = mine.submit(second, words="Two", status=409)

    mine.submit(both, words="One and two")

    assert saved_words() == ["One", "One and two"]


def test_a_double_post_saves_one_version(
    mine: Visitor, unit: Enrolment, saved_words: Words
) -> None:
    page = mine.visit(address_of(unit))

    mine.submit(page, words="Once")
    mine.submit(page, words="Once")

    assert saved_words() == ["Once"]


def test_what_each_tab_was_typing_is_offered_again(
    mine: Visitor, unit: Enrolment, saved_words: Words
) -> None:
    first, second = mine.visit(address_of(unit)), mine.visit(address_of(unit))
    keep(mine, first, "Typed in the first")
    keep(mine, second, "Typed in the second")
    keep(mine, second, "Typed on in the second")

    back = mine.visit(address_of(unit))
    assert "Typed in the first" in back.text
    assert "Typed on in the second" in back.text
    saved = mine.submit(back, form="[data-draft-of] form")

    assert len(saved_words()) == 1
    assert len(saved.soup.select("[data-draft-of]")) == 1


def test_a_draft_that_is_not_wanted_is_forgotten(mine: Visitor, unit: Enrolment) -> None:
    page = mine.visit(address_of(unit))
    keep(mine, page, "Not this")

    page = mine.submit(mine.visit(address_of(unit)), form='form[action$="/removal"]')

    assert "Not this" not in page.text


def test_a_draft_too_long_is_not_kept(mine: Visitor, unit: Enrolment) -> None:
    keep(mine, mine.visit(address_of(unit)), "ŵ" * 400_001, status=422)


def test_a_draft_after_the_sessions_end_changes_nothing(
    app: Flask, mine: Visitor, unit: Enrolment, world: World
) -> None:
    page = mine.visit(address_of(unit))
    signed_out = Visitor(app)
    token = signed_out.visit("/en/sign-in").soup.select_one("[name=csrf_token]")
    fields = page.fields() | {"words": "Lost?", "csrf_token": token["value"] if token else ""}

    answer = signed_out.client.put("/en/drafts", data=fields | {"place": "reflection/new"})

    assert answer.status_code in {302, 400}
    with world.context():
        assert db.session.scalar(sa.select(sa.func.count()).select_from(Draft)) == 0


def test_drafts_are_their_writers_alone(app: Flask, world: World, mine: Visitor) -> None:
    provider = world.provider()
    writer, assessor = (
        world.actor(Role.PRACTITIONER, provider),
        world.actor(Role.ASSESSOR, provider),
    )
    unit = world.enrolment(writer, world.standard("INSSMA90"), assessor=assessor)
    theirs = Visitor(app, writer)
    page = theirs.visit(address_of(unit))
    keep(theirs, page, "Half a thought")
    theirs.submit(page, words="A whole thought")

    seen = Visitor(app, assessor).visit(address_of(unit))

    assert "A whole thought" in seen.text
    assert "Half a thought" not in seen.text
    assert seen.soup.select_one("main textarea") is None
    mine.visit(address_of(unit), status=404)


def test_an_assessor_reads_and_does_not_write(app: Flask, world: World, saved_words: Words) -> None:
    provider = world.provider()
    writer, assessor = (
        world.actor(Role.PRACTITIONER, provider),
        world.actor(Role.ASSESSOR, provider),
    )
    unit = world.enrolment(writer, world.standard("INSSMA90"), assessor=assessor)
    writing = Visitor(app, writer).visit(address_of(unit)).fields()
    reader = Visitor(app, assessor)
    token = reader.visit("/en/questions").fields("form[data-add]")["csrf_token"]

    page = reader.post(address_of(unit), writing | {"words": "Not mine", "csrf_token": token})

    assert page.soup.select_one("main textarea") is None
    assert saved_words() == []


@pytest.mark.parametrize("label", ["P99", "p1", "<b>"])
def test_a_criterion_that_is_none_is_no_page(mine: Visitor, unit: Enrolment, label: str) -> None:
    mine.visit(address_of(unit, label), status=404)


def test_control_characters_are_taken_out(
    mine: Visitor, unit: Enrolment, saved_words: Words
) -> None:
    mine.submit(mine.visit(address_of(unit)), words="A\x00B\x1bC")

    assert saved_words() == ["ABC"]


def test_a_unit_gives_the_newest_version_by_criterion(
    mine: Visitor, world: World, actor: Actor, unit: Enrolment, standard: MadeStandard
) -> None:
    page = mine.submit(mine.visit(address_of(unit)), words="One")
    mine.submit(page, words="Two")
    mine.submit(mine.visit(address_of(unit, "K1")), words="Three")

    with world.context():
        found = list_reflections_of_unit(db.session(), actor, unit.id)
        reflected = list_reflected_criteria(db.session(), actor, unit_ids=[unit.id])

    assert {key: [(one.number, one.words) for one in some] for key, some in found.items()} == {
        standard.criteria["P1"]: [(2, "Two")],
        standard.criteria["K1"]: [(1, "Three")],
    }
    assert reflected == {(unit.id, criterion) for criterion in found}
