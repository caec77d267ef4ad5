"""Reflections that stand on their own, and the models, as their writers and readers meet them."""

from collections.abc import Callable

import pytest
from flask import Flask

from assess.actor import Actor, Role
from assess.db import db
from assess.enrolment.models import Enrolment
from assess.people.models import Provider
from assess.reflection.queries import list_own_reflections
from tests.visitor import Page, Visitor
from tests.world import MadeStandard, World

FORM = "form[data-reflection]"
Writing = Callable[..., Page]


@pytest.fixture
def provider(world: World) -> Provider:
    return world.provider()


@pytest.fixture
def actor(world: World, provider: Provider) -> Actor:
    return world.actor(Role.PRACTITIONER, provider)


@pytest.fixture
def assessor(world: World, provider: Provider) -> Actor:
    return world.actor(Role.ASSESSOR, provider)


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
def write(mine: Visitor) -> Writing:
    def writing(**fields: str) -> Page:
        page = mine.visit("/en/reflections/new")
        return mine.post(page.address, page.fields(FORM) | {"title": "Listening"} | fields)

    return writing


@pytest.mark.parametrize(("under", "heading"), [("en", "My reflections"), ("cy", "Fy myfyrdodau")])
def test_the_list_says_how_to_begin_where_there_is_nothing(
    mine: Visitor, under: str, heading: str
) -> None:
    page = mine.visit(f"/{under}/reflections")

    assert page.heading == heading
    assert page.soup.select_one(f'.assess-empty a[href="/{under}/reflections/new"]')


@pytest.mark.parametrize("role", list(Role))
def test_any_role_may_reflect(app: Flask, world: World, role: Role) -> None:
    visitor = Visitor(app, world.actor(role, world.provider()))
    page = visitor.visit("/cy/reflections/new")

    read = visitor.submit(page, form=FORM, title="Gwrando", words="Gwrandewais.")

    assert read.heading == "Gwrando"
    assert "Preifat: ni all neb arall" in read.text


@pytest.mark.parametrize(
    ("under", "headings"),
    [
        ("en", ["Description", "Action plan"]),
        ("cy", ["Disgrifiad", "Cynllun gweithredu"]),
    ],
)
def test_headings_are_in_the_readers_language_and_words_in_their_own(
    mine: Visitor, write: Writing, under: str, headings: list[str]
) -> None:
    page = write(model="gibbs", description="كتبت رسالة 😀", action_plan="Next", language="ar")

    read = mine.visit(page.address.replace("/en/", f"/{under}/"))

    shown = [tag.get_text() for tag in read.soup.select("main > h2.govuk-heading-s")]
    assert shown == headings
    words = read.soup.select_one('.assess-own-words[lang="ar"][dir="auto"]')
    assert words is not None
    assert words.get_text(strip=True) == "كتبت رسالة 😀"


def test_the_model_is_changed_without_javascript_and_nothing_is_lost(mine: Visitor) -> None:
    page = mine.visit("/en/reflections/new")
    page = mine.submit(page, form=FORM, words="Free words", model="kolb", switch="yes", title="T")

    shown = {tag["data-model"] for tag in page.soup.select("[data-model]:not([hidden])")}
    assert shown == {"free", "kolb"}
    assert page.fields(FORM)["words"].strip() == "Free words"
    assert page.errors == []

    read = mine.submit(page, form=FORM, experience="What I did")
    assert "Free words" not in read.text
    edited = mine.visit(f"{read.address}/edit")
    fields = edited.fields(FORM)
    assert (fields["model"], fields["experience"].strip()) == ("kolb", "What I did")
    assert fields["words"].strip() == "Free words"


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"title": "", "words": "Words"}, "Give it a title"),
        ({"words": ""}, "Write your reflection"),
        ({"model": "what", "words": "Under another"}, "Write your reflection"),
        ({"model": "nothing", "words": "Words"}, "Choose one of the answers shown"),
        (
            {"model": "what", "what": "ŵ" * 60_000, "so_what": "ŵ" * 50_000},
            "This must be 100,000 characters or fewer; it has 110,002",
        ),
    ],
)
def test_what_cannot_be_saved_is_refused_beside_its_box_and_stays_typed(
    world: World, actor: Actor, write: Writing, fields: dict[str, str], error: str
) -> None:
    page = write(**fields)

    assert page.errors == [error]
    typed = page.fields(FORM)
    assert all(typed[name].strip() == text for name, text in fields.items() if name != "model")
    with world.context():
        assert list_own_reflections(db.session(), actor).found == 0


def test_100000_characters_over_the_stages_are_stored_whole(write: Writing) -> None:
    read = write(model="what", what="ŵ" * 50_000, now_what="😀" * 49_998)

    assert "😀" * 49_998 in read.html
    assert "ŵ" * 50_000 in read.html


def test_a_double_post_makes_one_reflection(world: World, actor: Actor, mine: Visitor) -> None:
    page = mine.visit("/en/reflections/new")
    for _time in range(2):
        mine.submit(page, form=FORM, title="Once", words="Once")

    with world.context():
        assert list_own_reflections(db.session(), actor).found == 1


def test_two_tabs_give_both_texts_to_merge(mine: Visitor, write: Writing) -> None:
    read = write(words="One")
    first, second = (mine.visit(f"{read.address}/edit") for _tab in range(2))
    mine.submit(first, form=FORM, words="From the first tab")

    both = mine.submit(
        second, form=FORM, model="what", what="From the second tab", title="Mine", status=409
    )

    assert "From the first tab" in both.text
    fields = both.fields(FORM)
    assert (fields["what"].strip(), fields["title"]) == ("From the second tab", "Mine")
    merged = mine.submit(both, form=FORM, what="From both")
    assert "From both" in merged.text
    assert len(merged.soup.select("main details")) == 3


def test_it_is_mapped_and_unmapped_and_shown_on_the_criterion(
    app: Flask,
    world: World,
    actor: Actor,
    assessor: Actor,
    standard: MadeStandard,
    mine: Visitor,
    write: Writing,
) -> None:
    unit = world.enrolment(actor, standard, assessor=assessor)
    read = write(words="I listened.")
    theirs = Visitor(app, assessor)
    theirs.visit(read.address, status=404)
    page = mine.visit(f"{read.address}/criteria")
    assert page.soup.select_one(f'input[value="{standard.criteria["K1"]}"]')

    fields = page.fields() | {"criteria": [str(standard.criteria["P1"])]}
    read = mine.post(page.address, fields)

    assert "Private" not in read.text
    criterion = theirs.visit(f"/cy/units/{unit.id}/P1")
    assert "I listened." in criterion.text
    assert theirs.visit(read.address).soup.select_one("main form") is None

    read = mine.submit(read, form='form[action$="/removal"]')

    assert "Private" in read.text
    theirs.visit(read.address, status=404)


def test_a_criterion_of_nobodys_is_refused(mine: Visitor, unit: Enrolment, write: Writing) -> None:
    page = mine.visit(f"{write(words='Words').address}/criteria")

    for value in (str(unit.id), "x"):
        refused = mine.post(page.address, page.fields() | {"criteria": [value]})
        assert refused.errors == ["Choose from the answers shown"]


def test_the_list_searches_and_pages(
    mine: Visitor, write: Writing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assess.reflection.queries.own.PAGE_SIZE", 1)
    monkeypatch.setattr("assess.reflection.routes.listing.PAGE_SIZE", 1)
    write(title="Cŵyn", words="One")
    write(title="Another", words="Two")

    first = mine.visit("/en/reflections")
    assert "Page 1 of 2" in first.text
    assert "Cŵyn" in mine.visit("/en/reflections?page=2").text
    assert "1 reflection" in mine.visit("/en/reflections?q=cwyn").text
    nothing = mine.visit("/en/reflections?q=zzz")
    assert nothing.soup.select_one('main a[href="/en/reflections"]')
    for odd in ("-1", "x", "999999999"):
        mine.visit(f"/en/reflections?page={odd}")


def test_a_draft_is_gone_on_with_where_it_was_left_and_nowhere_else(mine: Visitor) -> None:
    page = mine.visit("/en/reflections/new")
    form = page.soup.select_one(FORM)
    assert form is not None
    fields = page.fields(FORM) | {
        "place": str(form["data-place"]),
        "title": "Half",
        "model": "what",
        "what": "Half a thought",
    }
    answer = mine.client.put(str(form["data-keep"]), data=fields)
    assert answer.status_code == 204
    listed = mine.visit("/en/reflections").soup.select_one('main li a[href*="draft="]')
    assert listed is not None

    back = mine.visit(str(listed["href"]))
    typed = back.fields(FORM)
    assert (typed["title"], typed["what"].strip()) == ("Half", "Half a thought")
    read = mine.submit(back, form=FORM)

    assert read.heading == "Half"
    assert mine.visit("/en/reflections").soup.select_one('main li a[href*="draft="]') is None
    mine.visit(f"{read.address}/edit?{str(listed['href']).split('?')[1]}", status=404)


def test_a_reflection_is_deleted_after_a_question(
    world: World, actor: Actor, mine: Visitor, write: Writing
) -> None:
    read = write(words="A mistake")
    asked = mine.visit(f"{read.address}/deletion")
    assert asked.heading == "Delete this reflection?"

    page = mine.submit(asked)

    assert page.heading == "My reflections"
    mine.visit(read.address, status=404)
    with world.context():
        assert list_own_reflections(db.session(), actor).found == 0
