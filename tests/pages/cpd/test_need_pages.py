import pytest
from flask import Flask

from assess.actor import Role
from assess.assessment.rules import Outcome
from tests.counting import counted_statements
from tests.services.assessment.case import Case
from tests.visitor import Page, Visitor
from tests.world import World

FORM = 'form[method="post"]:has([name="offer"])'


@pytest.fixture
def case(world: World) -> Case:
    return Case(world)


def note(reader: Visitor, words: str = "To listen before I speak.") -> Page:
    return reader.submit(reader.visit("/en/cpd/needs/new"), words=words)


def offers(page: Page) -> list[str]:
    return [str(field["value"]) for field in page.soup.select("[name=offer]")]


@pytest.mark.parametrize("role", list(Role))
def test_anybody_notes_a_need_changes_it_closes_it_and_opens_it_again(
    app: Flask, world: World, role: Role
) -> None:
    reader = Visitor(app, world.actor(role, world.provider()))

    assert "To listen before I speak." in note(reader).text
    page = reader.visit("/en/cpd/needs")
    [link] = [
        str(found["href"])
        for found in page.soup.select("#main-content a")
        if found.get_text().startswith("Change it")
    ]
    page = reader.submit(reader.visit(link), words="To listen first.")
    assert "To listen first." in page.text
    page = reader.submit(page, form='form[action$="/closing"]')
    assert "No needs yet" in page.text
    page = reader.visit("/en/cpd/needs?state=closed")
    assert "To listen first." in page.text
    page = reader.submit(page, form='form[action$="/reopening"]')
    assert "To listen first." in page.text


@pytest.mark.parametrize(
    ("words", "said"), [(" ", "Say what you need to learn"), ("x" * 100_001, "100,000 characters")]
)
def test_a_need_is_said_in_words_that_can_be_kept(
    app: Flask, world: World, words: str, said: str
) -> None:
    page = note(Visitor(app, world.actor(Role.IQA, world.provider())), words)

    assert said in page.errors[0]


def test_two_tabs_changing_a_need_lose_nothing(app: Flask, world: World) -> None:
    reader = Visitor(app, world.actor(Role.ASSESSOR, world.provider()))
    note(reader)
    [link] = [
        str(found["href"])
        for found in reader.visit("/en/cpd").soup.select("#main-content a[lang]")
        if "/needs/" in str(found["href"])
    ]
    first, second = reader.visit(link), reader.visit(link)
    reader.submit(first, words="From the first tab")

    page = reader.submit(second, words="From the second tab", status=409)

    assert "From the first tab" in page.text
    assert page.fields()["words"] == "From the second tab"
    assert "From the second tab" in reader.submit(page).text


def test_a_need_leads_to_a_plan_for_it(app: Flask, world: World) -> None:
    reader = Visitor(app, world.actor(Role.PRACTITIONER, world.provider()))
    page = note(reader)
    [link] = [
        str(found["href"]) for found in page.soup.select('#main-content a[href*="new?need="]')
    ]

    page = reader.visit(link)
    page = reader.submit(page, title="A day with the press office", kind="formal", state="planned")

    assert "To listen before I speak." in page.text
    assert "1 activity" in reader.visit("/en/cpd").text


def test_gaps_and_feedback_are_offered_and_one_press_takes_one(app: Flask, case: Case) -> None:
    case.map("P1", "P2")
    case.submit("P1", "P2")
    case.decide(Outcome.NOT_YET_MET, "P1", "P2", feedback="Ask the customers first.")
    case.set_action("P1")
    reader = Visitor(app, case.practitioner)

    page = reader.visit("/en/cpd/needs/offered")
    offered = offers(page)
    assert len(offered) == 2 + len(case.standard.criteria) - 2
    assert page.text.count("Ask the customers first.") == 1
    assert "Add the minutes." in page.text
    for key in (offered[0], offered[-1]):
        form = f'form:has([value="{key}"])'
        page = reader.submit(page, form=form)
        assert "It is among your needs now." in page.text
    assert page.text.count("(among your needs)") == 2
    assert "Ask the customers first." in reader.visit("/en/cpd/needs").text
    taken = reader.post("/en/cpd/needs/offered", page.fields(FORM) | {"offer": "gap-x"})
    assert "offered no more" in taken.text


def test_nobody_else_is_offered_anything(app: Flask, world: World) -> None:
    reader = Visitor(app, world.actor(Role.ASSESSOR, world.provider()))

    reader.visit("/en/cpd/needs/offered", status=403)
    assert not reader.visit("/en/cpd").soup.select('a[href$="/needs/offered"]')


def test_with_no_unit_nothing_is_suggested(app: Flask, world: World) -> None:
    reader = Visitor(app, world.actor(Role.PRACTITIONER, world.provider()))

    assert "Nothing is suggested" in reader.visit("/en/cpd/needs/offered").text


def test_offers_take_the_same_statements_whatever_their_number(app: Flask, world: World) -> None:
    counts = []
    for size in (1, 9):
        actor = world.actor(Role.PRACTITIONER, world.provider())
        for number in range(size):
            world.enrolment(actor, world.standard(f"INSSMA{size}{number}"))
        reader = Visitor(app, actor)
        reader.visit("/en/cpd/needs/offered")
        with counted_statements() as sent:
            reader.visit("/en/cpd/needs/offered")
        counts.append(len(sent))

    assert counts[0] == counts[1] <= 12, counts
