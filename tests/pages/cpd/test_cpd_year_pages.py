from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from assess.actor import Actor, Role
from assess.bilingual import Language
from assess.cpd.pages.year_chart import letter_of
from assess.cpd.queries.packs import list_packs
from assess.cpd.rules.kinds import ActivityKind, CpdUnit
from assess.cpd.rules.years import years_after
from assess.people.models import Provider
from assess.web.language import in_language
from tests.counting import counted_statements
from tests.cpd_record import activity, membership, reflection, without_amount
from tests.visitor import Page, Visitor
from tests.world import World

TODAY = datetime.now(UTC).date()
START = years_after(TODAY, -1) + timedelta(days=40)
"""A year that began eleven months ago, so that every test has days to be done in."""

GAP = f"gap-{START.isoformat()}-"
"""What the names of the fields on the year's first gap begin with."""


@pytest.fixture
def provider(world: World) -> Provider:
    return world.provider()


@pytest.fixture
def rhian(world: World, provider: Provider) -> Actor:
    return world.actor(Role.PRACTITIONER, provider, world.person(name="Rhian"))


@pytest.fixture
def rhian_at(app: Flask, rhian: Actor) -> Visitor:
    return Visitor(app, rhian)


def ago(days: int) -> str:
    return (TODAY - timedelta(days=days)).isoformat()


def year_at(made: UUID, language: str = "en") -> str:
    return f"/{language}/cpd/memberships/{made}/years/{START.isoformat()}"


def typed(name: str, day: date) -> dict[str, Any]:
    return {
        f"{name}__day": str(day.day),
        f"{name}__month": str(day.month),
        f"{name}__year": str(day.year),
    }


def words_of_gap(words: str) -> dict[str, Any]:
    return {f"{GAP}words": words}


def rows_of(page: Page) -> list[list[str]]:
    """Give the cells of the table of what is asked."""
    return [
        [" ".join(cell.get_text(" ").split()) for cell in row.select("th, td")]
        for row in page.soup.select("table")[0].select("tbody tr")
    ]


def test_without_a_year_the_page_says_what_to_do(rhian_at: Visitor) -> None:
    page = rhian_at.visit("/en/cpd/years")

    assert "No year is set up yet" in page.text
    assert page.soup.select_one('a[href="/en/cpd/memberships/new"]')


def test_a_membership_is_set_up_and_leads_to_its_year(rhian_at: Visitor) -> None:
    form = rhian_at.visit("/en/cpd/memberships/new")

    page = rhian_at.submit(form, pack="cim-member", **typed("starts_on", START))

    assert "CIM member, fellow or chartered marketer" in page.text
    link = page.soup.select_one('.assess-card a[href*="/years/"]')
    assert link is not None
    assert "Asked, done and missing" in rhian_at.visit(str(link["href"])).text


@pytest.mark.parametrize("amount", ["20,5", "20.5", "20h30"])
def test_an_own_target_is_typed_as_people_type_it(rhian_at: Visitor, amount: str) -> None:
    form = rhian_at.visit("/en/cpd/memberships/new")

    page = rhian_at.submit(form, pack="own-target", target=amount, **typed("starts_on", START))

    assert "Your own target: 20.5 hours" in page.text


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({}, "Choose one of the answers shown"),
        ({"pack": "made-up"}, "Choose one of the answers shown"),
        ({"pack": "set"}, "Enter the first day of your year"),
        ({"pack": "set", **typed("starts_on", date(1940, 1, 1))}, "Enter a day in 1950 or later"),
        ({"pack": "set", **typed("starts_on", date(2090, 1, 1))}, "Enter a day within the next"),
        ({"pack": "own-target", **typed("starts_on", START)}, "Enter how much you aim for"),
        (
            {"pack": "own-target", "target": "much", **typed("starts_on", START)},
            "Enter an amount such as 20 or 7.5",
        ),
        (
            {"pack": "own-target", "target": "-4", **typed("starts_on", START)},
            "The amount must be more than nought",
        ),
    ],
)
def test_what_cannot_be_set_up_is_said_beside_its_field(
    rhian_at: Visitor, changes: dict[str, Any], message: str
) -> None:
    form = rhian_at.visit("/en/cpd/memberships/new")

    page = rhian_at.submit(form, **changes)

    assert any(message in error for error in page.errors), page.errors


def test_one_pack_is_set_up_once(world: World, rhian: Actor, rhian_at: Visitor) -> None:
    membership(world, rhian, "set", START)
    form = rhian_at.visit("/cy/cpd/memberships/new")

    page = rhian_at.submit(form, pack="set", **typed("starts_on", START))

    assert page.errors


def test_a_membership_is_ended_and_another_is_taken_out(
    world: World, rhian: Actor, rhian_at: Visitor
) -> None:
    ended, mistaken = membership(world, rhian, "set", START), membership(world, rhian, "ewc", START)
    form = rhian_at.visit(f"/en/cpd/memberships/{ended}")

    rhian_at.submit(form, **typed("ends_on", TODAY))
    page = rhian_at.visit(f"/en/cpd/memberships/{mistaken}")
    page = rhian_at.submit(page, form='form[action$="/removal"]')

    assert "SET member" in page.text
    assert "EWC registrant" not in page.text


def test_an_end_typed_on_an_old_page_writes_over_nothing(
    world: World, rhian: Actor, rhian_at: Visitor
) -> None:
    made = membership(world, rhian, "set", START)
    one = rhian_at.visit(f"/en/cpd/memberships/{made}")
    rhian_at.submit(one, **typed("ends_on", TODAY))

    fields = one.fields() | {
        "key": "",
        "ends_on-day": "1",
        "ends_on-month": "1",
        "ends_on-year": str(TODAY.year + 1),
    }
    page = rhian_at.post(one.address, fields, status=409)

    assert "has changed since you opened this page" in page.text


def test_a_membership_that_was_used_is_not_taken_out(
    world: World, rhian: Actor, rhian_at: Visitor
) -> None:
    made = membership(world, rhian, "set", START)
    rhian_at.submit(rhian_at.visit(year_at(made)), answer_done="yes")

    page = rhian_at.visit(f"/en/cpd/memberships/{made}")
    page = rhian_at.submit(page, form='form[action$="/removal"]')

    assert "End it instead" in page.errors[0]


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("pack", [pack.key for pack in list_packs().current(TODAY)])
def test_the_rules_of_every_pack_and_an_empty_year_under_them_are_shown(
    world: World, rhian: Actor, rhian_at: Visitor, pack: str, language: str
) -> None:
    target = {"target_hundredths": 2000, "target_unit": CpdUnit.HOURS}
    made = membership(world, rhian, pack, START, **(target if pack == "own-target" else {}))

    rhian_at.visit(f"/{language}/cpd/rules/{pack}")
    rhian_at.visit(year_at(made, language))


def test_a_pack_shows_its_older_version_with_what_is_not_stated(rhian_at: Visitor) -> None:
    page = rhian_at.visit("/en/cpd/rules/set")

    assert "No minimum" in page.text
    assert "Institute for Learning (IfL), before SET" in page.text
    assert "From: not stated. Until: not stated." in page.text
    assert "Second-hand: somebody else's account" in page.text


def test_caps_of_an_older_account_are_marked_as_such(rhian_at: Visitor) -> None:
    text = rhian_at.visit("/en/cpd/rules/cim-member").text

    assert "Older, and second-hand: somebody else's account." in text
    assert "Hours or credits Not stated" in text


def test_rules_that_nobody_has_are_not_found(rhian_at: Visitor) -> None:
    rhian_at.visit("/en/cpd/rules/made-up", status=404)


def test_a_year_says_what_is_done_and_what_is_missing(
    world: World, rhian: Actor, rhian_at: Visitor
) -> None:
    made = membership(world, rhian, "cim-affiliate", START)
    activity(world, rhian, ago(20), hundredths=1250, unit=CpdUnit.CREDITS)

    page = rhian_at.visit(year_at(made))

    assert rows_of(page)[0] == ["35 credits Required", "12.5 credits", "22.5 credits"]
    assert "Something that is required is missing" in page.text


def test_what_is_advised_is_told_apart_from_what_is_required(
    world: World, rhian: Actor, rhian_at: Visitor
) -> None:
    made = membership(world, rhian, "cipd", START)

    page = rhian_at.visit(year_at(made))

    assert rows_of(page)[0][0] == (
        "30 hours (only what was planned beforehand counts) "
        "About 30 hours of planned learning are advised. They are not required. "
        "Advised, not required"
    )
    assert "Nothing is said to be required" in page.text


def test_a_decimal_is_written_as_the_language_writes_it(
    world: World, rhian: Actor, rhian_at: Visitor
) -> None:
    made = membership(world, rhian, "cipd", START)
    activity(world, rhian, ago(20), hundredths=1250)

    assert "12.5 awr" in rhian_at.visit(year_at(made, "cy")).text


def test_what_no_body_states_is_not_made_up(world: World, rhian: Actor, rhian_at: Visitor) -> None:
    made = membership(world, rhian, "social-care-wales", START)

    page = rhian_at.visit(year_at(made))

    assert rows_of(page)[0][:2] == ["Hours or credits: not stated", "Nothing counted"]
    assert "How much is not stated" in page.text


def test_activities_without_hours_count_as_activities(
    world: World, rhian: Actor, rhian_at: Visitor
) -> None:
    made = membership(world, rhian, "hcpc", START)
    without_amount(world, rhian, ago(30), title="Read a book")
    without_amount(world, rhian, ago(20), kind=ActivityKind.OTHER)

    page = rhian_at.visit(year_at(made))

    assert "2 activities" in rows_of(page)[1][1]
    assert "Activities by month and kind" in page.text
    assert "Read a book" in page.text


def test_the_chart_is_told_by_pattern_and_letter_and_is_a_table_too(
    world: World, rhian: Actor, rhian_at: Visitor
) -> None:
    made = membership(world, rhian, "cipd", START)
    activity(world, rhian, ago(20), hundredths=600)
    activity(world, rhian, ago(20), hundredths=300, kind=ActivityKind.SELF_DIRECTED)

    page = rhian_at.visit(year_at(made))

    chart = page.soup.select_one("svg.assess-year")
    assert chart is not None
    assert chart.get("role") == "img"
    assert {str(bar["fill"]) for bar in chart.select("rect.assess-year__bar")} == {
        "url(#formal-1)",
        "url(#self-directed-1)",
    }
    assert {text.get_text() for text in chart.select(".assess-year__letter")} == {"F", "S"}
    assert "9" in {text.get_text() for text in chart.select(".assess-year__figure")}
    last = page.soup.select("table")[1].select("tbody tr")[-1]
    cells = [cell.get_text(strip=True) for cell in last.select("th, td")]
    assert cells == ["Together", "6", "3", "9", "2"]
    assert "style=" not in str(chart)


def test_kinds_begin_with_different_letters_in_both_languages(app: Flask) -> None:
    for language in Language:
        with app.test_request_context(), in_language(language):
            assert len({letter_of(kind) for kind in ActivityKind}) == len(ActivityKind)


def test_questions_are_answered_in_the_words_of_the_language(
    world: World, rhian: Actor, rhian_at: Visitor
) -> None:
    made = membership(world, rhian, "set", START)
    page = rhian_at.visit(year_at(made, "cy"))
    assert "Nac oes" in page.text

    answers: dict[str, Any] = {"answer_done": "yes", "answer_evidence-of-impact": "no"}
    page = rhian_at.submit(page, **answers)

    assert "2 o 4" in page.text
    checked = {
        str(box["name"]): str(box["value"])
        for box in page.soup.select("input[type=radio][checked]")
    }
    assert checked["answer_done"] == "yes"
    assert checked["answer_evidence-of-impact"] == "no"


def test_answers_from_two_tabs_are_both_shown(
    world: World, rhian: Actor, rhian_at: Visitor
) -> None:
    made = membership(world, rhian, "set", START)
    one, other = rhian_at.visit(year_at(made)), rhian_at.visit(year_at(made))
    rhian_at.submit(one, answer_done="yes")

    page = rhian_at.submit(other, answer_done="no", status=409)

    inset = page.soup.select_one("main .govuk-inset-text")
    assert inset is not None
    assert "Have you done CPD? Yes" in " ".join(inset.get_text(" ").split())
    assert page.soup.select_one("input[name=answer_done][value=no][checked]")
    page = rhian_at.submit(page)
    assert page.soup.select_one("input[name=answer_done][value=no][checked]")


def test_an_answer_that_is_none_is_refused(world: World, rhian: Actor, rhian_at: Visitor) -> None:
    made = membership(world, rhian, "set", START)

    page = rhian_at.submit(rhian_at.visit(year_at(made)), answer_done="perhaps")

    assert page.errors == ["Choose one of the answers shown"]


def test_reflections_are_marked_and_counted_no_more(
    world: World, rhian: Actor, rhian_at: Visitor
) -> None:
    made = membership(world, rhian, "cim-member", START)
    one = reflection(world, rhian)
    form = rhian_at.visit(f"{year_at(made)}/statements")

    page = rhian_at.submit(form, kind="core", reflections=str(one))
    assert rows_of(page)[1][1:] == ["1 of 4", "Core: 1, Technical: 2"]
    page = rhian_at.submit(page, form='form[action$="/removal"]')

    assert rows_of(page)[1][1:] == ["0 of 4", "Core: 2, Technical: 2"]


def test_marking_nothing_or_what_is_not_ones_own_is_refused(
    world: World, rhian: Actor, rhian_at: Visitor, provider: Provider
) -> None:
    made = membership(world, rhian, "cim-member", START)
    reflection(world, rhian)
    strange = reflection(world, world.actor(Role.PRACTITIONER, provider))
    form = rhian_at.visit(f"{year_at(made)}/statements")

    assert rhian_at.submit(form, kind="core").errors == ["Choose at least one reflection"]
    assert rhian_at.submit(form, kind="core", reflections=str(strange)).errors == [
        "Choose from the answers shown"
    ]
    assert rhian_at.submit(form, kind="x", reflections="").errors


def test_a_pack_without_statements_has_no_page_for_them(
    world: World, rhian: Actor, rhian_at: Visitor
) -> None:
    made = membership(world, rhian, "set", START)

    rhian_at.visit(f"{year_at(made)}/statements", status=404)


def test_without_reflections_the_page_says_so(
    world: World, rhian: Actor, rhian_at: Visitor
) -> None:
    made = membership(world, rhian, "cim-member", START)

    assert "No reflections yet" in rhian_at.visit(f"{year_at(made)}/statements").text


def test_a_gap_is_explained_in_the_language_it_is_written_in(
    world: World, rhian: Actor, rhian_at: Visitor
) -> None:
    made = membership(world, rhian, "hcpc", START)
    without_amount(world, rhian, ago(5))
    page = rhian_at.visit(year_at(made))
    assert rows_of(page)[2][1:] == ["0 of 1 explained", "1 to explain"]

    said_in_welsh: dict[str, Any] = {f"{GAP}words": "Roeddwn i ffwrdd.", f"{GAP}language": "cy"}
    page = rhian_at.submit(page, form='form[action*="/gaps/"]', **said_in_welsh)

    assert rows_of(page)[2][1] == "1 of 1 explained"
    said = page.soup.select_one('.assess-own-words[lang="cy"]')
    assert said is not None
    assert "Roeddwn i ffwrdd." in said.get_text()


def test_a_gap_is_not_explained_by_nothing_nor_by_more_than_is_kept(
    world: World, rhian: Actor, rhian_at: Visitor
) -> None:
    made = membership(world, rhian, "hcpc", START)
    page = rhian_at.visit(year_at(made))
    form = 'form[action*="/gaps/"]'

    assert rhian_at.submit(page, form=form).errors == ["Say why there is a gap"]
    long = "x" * 5_001
    refused = rhian_at.submit(page, form=form, **words_of_gap(long))
    assert "5,000 characters or fewer" in refused.errors[0]
    assert long in refused.html


def test_words_on_a_gap_that_is_gone_are_given_back(
    world: World, rhian: Actor, rhian_at: Visitor
) -> None:
    made = membership(world, rhian, "hcpc", START)
    page = rhian_at.visit(year_at(made))
    without_amount(world, rhian, START.isoformat(), ends_on=TODAY)

    page = rhian_at.submit(page, form='form[action*="/gaps/"]', **words_of_gap("I was away."))

    assert "This gap has changed" in page.errors[0]
    assert "I was away." in page.text


def test_a_list_is_paged_and_comes_as_a_file(world: World, rhian: Actor, rhian_at: Visitor) -> None:
    made = membership(world, rhian, "hcpc", START)
    for number in range(51):
        activity(world, rhian, ago(60), title=f"Activity {number}")

    first = rhian_at.visit(year_at(made))
    assert len(first.soup.select("table")[-1].select("tbody tr")) == 50
    second = rhian_at.visit(f"{year_at(made)}?page=2")
    assert len(second.soup.select("table")[-1].select("tbody tr")) == 1
    table = rhian_at.client.get(f"{year_at(made)}/table/csv")
    assert len(table.get_data(as_text=True).strip().splitlines()) == 52


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_year_comes_as_csv_and_xlsx(
    world: World, rhian: Actor, rhian_at: Visitor, kind: str
) -> None:
    made = membership(world, rhian, "cipd", START)
    activity(world, rhian, ago(60), title="=1+1", learned="\u202eright to left \U0001f600")

    answer = rhian_at.client.get(f"{year_at(made)}/table/{kind}")

    assert answer.status_code == 200
    assert kind in answer.headers["Content-Disposition"]
    if kind == "csv":
        text = answer.get_data(as_text=True)
        assert "'=1+1" in text
        assert "2.5" in text


def test_another_kind_of_file_is_none(world: World, rhian: Actor, rhian_at: Visitor) -> None:
    made = membership(world, rhian, "cipd", START)

    assert rhian_at.client.get(f"{year_at(made)}/table/doc").status_code == 404


def test_a_year_is_declared_once_and_again_after_a_change(
    world: World, rhian: Actor, rhian_at: Visitor
) -> None:
    made = membership(world, rhian, "cipd", START)
    form = rhian_at.visit(f"{year_at(made)}/declaration")

    assert rhian_at.submit(form).errors == ["Tick the box to declare it"]
    page = rhian_at.submit(form, declared="y")
    assert "your record has not changed since" in page.text
    rhian_at.submit(form, declared="y")
    activity(world, rhian, ago(3))
    assert "Changed since you declared it" in rhian_at.visit(year_at(made)).text
    page = rhian_at.submit(rhian_at.visit(f"{year_at(made)}/declaration"), declared="y")

    assert len(page.soup.select(".assess-lines li")) == 2


def test_a_year_that_lies_ahead_is_shown_and_not_declared(
    world: World, rhian: Actor, rhian_at: Visitor
) -> None:
    start = TODAY + timedelta(days=30)
    made = membership(world, rhian, "cipd", start)
    address = f"/en/cpd/memberships/{made}/years/{start.isoformat()}"

    assert "Not begun yet" in rhian_at.visit(address).text
    form = rhian_at.visit(f"{address}/declaration")
    assert rhian_at.submit(form, declared="y").errors == ["This period has not begun yet"]


def test_somebody_elses_year_is_not_found(app: Flask, world: World, rhian: Actor) -> None:
    made = membership(world, rhian, "set", START)
    other = Visitor(app, world.actor(Role.PRACTITIONER, world.provider()))

    for address in (
        year_at(made),
        f"{year_at(made)}/declaration",
        f"{year_at(made)}/statements",
        f"{year_at(made)}/table/csv",
        f"/en/cpd/memberships/{made}",
    ):
        other.visit(address, status=404)


def test_a_year_takes_as_many_statements_whatever_it_holds(
    world: World, rhian: Actor, rhian_at: Visitor
) -> None:
    made = membership(world, rhian, "cim-member", START)
    rhian_at.visit(year_at(made))
    with counted_statements() as empty:
        rhian_at.visit(year_at(made))
    for day in range(10):
        activity(world, rhian, ago(10 + day))
    with counted_statements() as full:
        rhian_at.visit(year_at(made))

    assert len(full) == len(empty)
