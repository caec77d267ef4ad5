"""A plan is started and filled in on pages, with and without a script."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask

from assess.actor import Actor, Role
from assess.db import db, writing
from assess.drafts.service import keep_draft
from assess.plans.queries import find_plan
from assess.plans.rules.places import place_of
from tests.counting import counted_statements
from tests.plan_templates import write_plan
from tests.visitor import Page, Visitor
from tests.world import NOW, World

FORM = "form[data-plan-section]"


@pytest.fixture
def rhys(world: World) -> Actor:
    return world.actor(Role.PRACTITIONER, world.provider())


@pytest.fixture
def plan_id(world: World, rhys: Actor) -> UUID:
    return write_plan(world, rhys)


@pytest.fixture
def office(app: Flask, rhys: Actor, plan_id: UUID) -> Visitor:
    assert plan_id
    return Visitor(app, rhys)


def open_section(office: Visitor, plan_id: UUID, key: str, query: str = "") -> Page:
    return office.visit(f"/en/plans/{plan_id}/{key}{query}")


def send(office: Visitor, page: Page, typed: dict[str, Any], status: int = 200) -> Page:
    """Send the section's form with some of its fields changed."""
    form = page.soup.select_one(FORM)
    assert form is not None
    return office.post(str(form["action"]), page.fields(FORM) | typed, status=status)


def stored(app: Flask, rhys: Actor, plan_id: UUID, key: str) -> Any:  # noqa: ANN401 (JSON)
    with app.app_context():
        return find_plan(db.session(), rhys, plan_id).section(key).content


@pytest.mark.parametrize("language", ["en", "cy"])
def test_somebody_without_a_plan_is_led_to_start_one(
    app: Flask, world: World, language: str
) -> None:
    actor = world.actor(Role.PRACTITIONER, world.provider())
    page = Visitor(app, actor).visit(f"/{language}/plans")

    assert page.soup.select_one(f'main a[href="/{language}/plans/start"]')


def test_a_plan_is_started_from_a_template_in_any_language(office: Visitor) -> None:
    page = office.visit("/en/plans/start")

    made = office.submit(page, title="Ein Plan", language="pt-BR")

    assert made.heading == "Ein Plan"
    assert "Not begun" in made.text
    assert "0 of 9 sections complete" in made.text


def test_a_plan_needs_a_title(office: Visitor) -> None:
    page = office.submit(office.visit("/en/plans/start"), title=" ")

    assert page.errors == ["Enter a title"]


def test_starting_twice_by_one_post_makes_one_plan(office: Visitor) -> None:
    page = office.visit("/en/plans/start")
    office.submit(page, title="Once")
    office.submit(page, title="Once")

    assert len(office.visit("/en/plans").soup.select("main .assess-card")) == 2


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_plan_says_how_far_it_is_and_what_it_shows(
    office: Visitor, plan_id: UUID, language: str
) -> None:
    page = office.visit(f"/{language}/plans/{plan_id}")

    assert page.heading == "План на информационната линия"
    labels = [one.get_text() for one in page.soup.select(".assess-says dt a")]
    assert labels[:5] == ["K4", "K8", "P3", "P7", "K2"]
    assert "P5, P10, P11" in page.text
    assert page.soup.select_one(".assess-sections h3 a")["lang"] == "bg"  # type: ignore[index]


def test_the_labels_are_shown_in_another_language_and_marked(
    office: Visitor, plan_id: UUID
) -> None:
    bulgarian = open_section(office, plan_id, "goals")
    english = open_section(office, plan_id, "goals", "?labels=en")
    welsh = open_section(office, plan_id, "goals", "?labels=cy")

    assert bulgarian.heading == "1. Цели"
    assert bulgarian.soup.select_one('legend[lang="bg"]')
    assert "Working translation" not in bulgarian.text
    assert english.heading == "1. Goals"
    assert "Working translation" in english.text
    assert welsh.heading == "1. Nodau"
    for page in (bulgarian, english, welsh):
        assert page.fields(FORM)["in-mission"] == "Целите подкрепят мисията ни."


def test_switching_the_labels_in_the_form_loses_nothing_typed(
    office: Visitor, plan_id: UUID
) -> None:
    page = open_section(office, plan_id, "goals")
    fields = page.fields(FORM) | {"in-mission": "typed and not saved", "do": "show"}

    shown = office.post(f"/en/plans/{plan_id}/goals?labels=cy", fields)

    assert shown.heading == "1. Nodau"
    assert shown.fields(FORM)["in-mission"] == "typed and not saved"


def test_a_section_is_saved_and_says_what_is_missing(
    app: Flask, office: Visitor, rhys: Actor, plan_id: UUID
) -> None:
    page = open_section(office, plan_id, "goals", "?labels=en")

    saved = send(office, page, {"in-goals-1-specific": "Second", "in-comparison": "x"})

    goals = stored(app, rhys, plan_id, "goals")["goals"]
    assert [one["specific"] for one in goals] == ["Повече обаждания до линията", "Second"]
    assert "Goal 2: Measurable : this is missing" in saved.text
    assert "2 of 3 fields filled in" in saved.text


def test_a_time_without_a_date_is_said_to_need_one(office: Visitor, plan_id: UUID) -> None:
    page = open_section(office, plan_id, "goals", "?labels=en")

    saved = send(office, page, {"in-goals-0-time_bound": "soon"})

    assert "Goal 1: Time-bound : name a date" in saved.text


def test_the_groups_of_section_two_are_chosen_in_section_five(
    app: Flask, office: Visitor, rhys: Actor, plan_id: UUID
) -> None:
    page = open_section(office, plan_id, "integrated-communication", "?labels=en")

    boxes = page.soup.select('input[name="in-channels-1-groups"]')
    assert [box["value"] for box in boxes] == ["row-1"]
    send(office, page, {"in-channels-1-groups": ["row-1"]})

    rows = stored(app, rhys, plan_id, "integrated-communication")["channels"]
    assert {row["id"]: row["groups"] for row in rows}["live-events"] == "row-1"


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "This channel serves no goal yet"), ("cy", "sianel hon yn gwasanaethu nod")],
)
def test_a_channel_that_serves_no_goal_is_pointed_out(
    office: Visitor, plan_id: UUID, language: str, words: str
) -> None:
    page = office.visit(f"/{language}/plans/{plan_id}/integrated-communication")

    [remark] = page.soup.select(".assess-remark")
    assert words in remark.get_text()
    assert "Strategy before tactics" in remark.get_text()


def test_a_row_is_added_and_removed_without_a_script_and_nothing_is_saved(
    app: Flask, office: Visitor, rhys: Actor, plan_id: UUID
) -> None:
    page = open_section(office, plan_id, "target-groups")
    more = send(office, page, {"do": "add:groups", "in-groups-0-name": "Changed"})

    assert len(more.soup.select("[data-row]")) == 2
    assert more.fields(FORM)["in-groups-0-name"] == "Changed"

    fewer = send(office, more, {"do": "remove:groups:row-1"})

    assert len(fewer.soup.select("[data-row]")) >= 1
    assert "Changed" not in fewer.html
    assert stored(app, rhys, plan_id, "target-groups")["groups"][0]["name"] == "Младежи"


@pytest.mark.parametrize(
    ("key", "field", "typed", "message"),
    [
        ("schedule", "in-tasks-0-start", "soon", "Enter a real date, for example 27 3 2026"),
        ("schedule", "in-tasks-0-end", "1 1 2027", "The end comes before the start"),
        ("budget", "in-costs-0-amount", "much", "Enter an amount of money, for example 1200.50"),
        ("budget", "in-currency", "Leva", "Choose a currency"),
        (
            "team-and-training",
            "in-hours_per_week",
            "200",
            "Enter the hours of a week, for example 2.5 or 2h30",
        ),
        ("in-the-organisation", "in-policy_evidence", "x", "Choose a piece of your own evidence"),
        (
            "goals",
            "in-mission",
            "ж" * 100_001,
            "This must be 100,000 characters or fewer; it has 100,001",
        ),
        (
            "target-groups",
            "in-groups-0-description",
            "x" * 5_001,
            "This must be 5,000 characters or fewer; it has 5,001",
        ),
    ],
)
def test_what_cannot_be_has_a_message_beside_its_field_and_stays_typed(
    office: Visitor, plan_id: UUID, key: str, field: str, typed: str, message: str
) -> None:
    page = send(office, open_section(office, plan_id, key), {field: typed})

    [link] = page.soup.select(".govuk-error-summary__list a")
    assert link.get_text().endswith(message)
    assert link["href"] == f"#{field}"
    assert page.soup.select_one(f'[id="{field}-error"]')
    if field not in {"in-currency", "in-policy_evidence"}:
        assert page.fields(FORM)[field] == typed


def test_too_many_rows_are_refused_with_the_limit(office: Visitor, plan_id: UUID) -> None:
    page = open_section(office, plan_id, "target-groups")
    rows = {f"in-groups-{n}-id": f"r{n}" for n in range(61)}
    names = {f"in-groups-{n}-name": f"Group {n}" for n in range(61)}

    refused = office.post(f"/en/plans/{plan_id}/target-groups", page.fields(FORM) | rows | names)

    assert "There can be 60 rows at most" in refused.text
    assert len(refused.soup.select("[data-row]")) == 61


def test_emoji_and_right_to_left_text_come_back_as_they_were(
    office: Visitor, plan_id: UUID
) -> None:
    words = "👩\u200d👩\u200d👧 مرحبا بالعالم ŵŷ"

    page = send(office, open_section(office, plan_id, "goals"), {"in-mission": words})

    assert page.fields(FORM)["in-mission"] == words
    area = page.soup.select_one("textarea#in-mission")
    assert area is not None
    assert (area["dir"], area["lang"]) == ("auto", "bg")


def test_a_text_of_a_hundred_thousand_characters_is_stored_whole(
    app: Flask, office: Visitor, rhys: Actor, plan_id: UUID
) -> None:
    words = "ж" * 100_000

    send(office, open_section(office, plan_id, "goals"), {"in-mission": words})

    assert stored(app, rhys, plan_id, "goals")["mission"] == words


def test_the_second_tab_gets_both_texts_and_can_put_them_together(
    app: Flask, office: Visitor, rhys: Actor, plan_id: UUID
) -> None:
    first, second = (open_section(office, plan_id, "goals") for _ in range(2))
    send(office, first, {"in-mission": "from the first tab"})

    both = send(
        office, second, status=409, typed={"in-mission": "from the second", "in-comparison": "new"}
    )

    assert "Nothing has been lost" in both.text
    assert both.fields(FORM)["in-mission"] == "from the second"
    [other] = both.soup.select(".assess-control pre")
    assert other.get_text() == "from the first tab"

    send(office, both, {"in-mission": "both of them"})
    content = stored(app, rhys, plan_id, "goals")
    assert (content["mission"], content["comparison"]) == ("both of them", "new")


def test_a_draft_is_offered_and_continued(
    app: Flask, office: Visitor, rhys: Actor, plan_id: UUID
) -> None:
    with app.app_context(), writing() as session:
        draft_id = keep_draft(
            session,
            actor=rhys,
            place=place_of(plan_id, "target-groups"),
            tab_id=uuid4(),
            started_from=1,
            content={
                "in-groups-0-id": "row-1",
                "in-groups-0-name": "never saved",
                "in-groups-0-description": "",
            },
            now=NOW,
        )

    page = open_section(office, plan_id, "target-groups")
    assert "never saved" in page.text
    assert "There is unsaved text" in office.visit(f"/en/plans/{plan_id}").text

    again = open_section(office, plan_id, "target-groups", f"?draft={draft_id}")
    assert again.fields(FORM)["in-groups-0-name"] == "never saved"
    open_wrong = office.visit(f"/en/plans/{plan_id}/goals?draft={draft_id}", status=404)
    assert open_wrong.status == 404


def test_the_schedule_is_a_chart_and_a_table(office: Visitor, plan_id: UUID) -> None:
    page = open_section(office, plan_id, "schedule")

    assert page.soup.select_one("svg.assess-gantt rect[width]")
    assert "1 February 2027" in page.text
    assert "style=" not in page.html
    assert page.fields(FORM)["in-tasks-0-start"] == "1 2 2027"


@pytest.mark.parametrize(
    ("labels", "total"),
    [("en", "€1,200.50"), ("cy", "€1,200.50"), ("bg", "1\u00a0200,50\u00a0€")],
)
def test_the_budget_adds_up_in_the_way_of_writing_of_the_labels(
    office: Visitor, plan_id: UUID, labels: str, total: str
) -> None:
    page = open_section(office, plan_id, "budget", f"?labels={labels}")

    strong = page.soup.select_one(".assess-total strong")
    assert strong is not None
    assert strong.get_text() == total


def test_saved_versions_can_be_read(office: Visitor, plan_id: UUID) -> None:
    page = open_section(office, plan_id, "target-groups")
    send(office, page, {"in-groups-0-name": "Журналисти"})

    first = office.visit(f"/en/plans/{plan_id}/target-groups/versions/1")
    second = office.visit(f"/cy/plans/{plan_id}/target-groups/versions/2")

    assert "Младежи" in first.text
    assert "Журналисти" in second.text
    office.visit(f"/en/plans/{plan_id}/target-groups/versions/3", status=404)


@pytest.mark.parametrize("key", ["goals", "integrated-communication", "schedule", "budget"])
def test_each_kind_of_section_reads_as_it_was_saved(
    office: Visitor, plan_id: UUID, key: str
) -> None:
    for labels in ("bg", "en", "cy"):
        page = office.visit(f"/en/plans/{plan_id}/{key}/versions/1?labels={labels}")
        assert page.soup.select(".assess-says dd, table td")


@pytest.mark.parametrize(
    "key",
    [
        *("goals", "target-groups", "social-strategy", "in-the-organisation"),
        *("integrated-communication", "evaluation", "team-and-training", "schedule", "budget"),
    ],
)
@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_section_has_its_page_in_both_languages(
    office: Visitor, plan_id: UUID, key: str, language: str
) -> None:
    page = office.visit(f"/{language}/plans/{plan_id}/{key}")

    assert page.soup.select_one(FORM)


def test_a_section_that_is_not_there_is_not_found(office: Visitor, plan_id: UUID) -> None:
    office.visit(f"/en/plans/{plan_id}/appendix", status=404)


def test_the_title_is_changed_and_a_second_tab_sees_both(office: Visitor, plan_id: UUID) -> None:
    first = office.visit(f"/en/plans/{plan_id}/details")
    second = office.visit(f"/en/plans/{plan_id}/details")
    office.submit(first, title="First title")

    both = office.submit(second, title="Second title", status=409)

    assert "First title" in both.text
    assert both.fields()["title"] == "Second title"
    assert office.submit(both).heading == "Second title"


def test_a_plan_is_removed_from_the_list(office: Visitor, plan_id: UUID) -> None:
    page = office.visit(f"/en/plans/{plan_id}/details")

    left = office.submit(page, form='form[action$="removal"]')

    assert "No plan yet" in left.text
    office.visit(f"/en/plans/{plan_id}", status=404)


def test_the_plan_is_no_page_for_anybody_else(app: Flask, world: World, plan_id: UUID) -> None:
    other = Visitor(app, world.actor(Role.PRACTITIONER, world.provider()))

    for path in ("", "/goals", "/evidence", "/details", "/goals/versions/1"):
        other.visit(f"/en/plans/{plan_id}{path}", status=404)


def test_long_lists_of_plans_are_paged(
    app: Flask, world: World, office: Visitor, rhys: Actor
) -> None:
    for _ in range(51):
        write_plan_head(world, rhys)

    assert len(office.visit("/en/plans").soup.select("main .assess-card")) == 50
    assert len(office.visit("/en/plans?page=2").soup.select("main .assess-card")) == 2
    office.visit("/en/plans?page=99999999")
    assert app


def write_plan_head(world: World, actor: Actor) -> None:
    from assess.db import new_id  # noqa: PLC0415 (only here)
    from assess.plans.models import Plan, PlanTemplate  # noqa: PLC0415 (only here)

    with world.context():
        template = db.session.query(PlanTemplate).first()
        assert template is not None
        world.save(
            Plan(
                id=new_id(),
                provider_id=actor.provider_id,
                person_id=actor.person_id,
                template_id=template.id,
                title="Another",
                language="en",
                created_at=NOW,
            )
        )


def test_the_pages_take_the_same_statements_however_much_is_written(
    office: Visitor, plan_id: UUID
) -> None:
    counts = []
    office.visit(f"/en/plans/{plan_id}")
    for _round in range(2):
        with counted_statements() as overview:
            office.visit(f"/en/plans/{plan_id}")
        with counted_statements() as section:
            open_section(office, plan_id, "target-groups")
        with counted_statements() as listing:
            office.visit("/en/plans")
        counts.append((len(overview), len(section), len(listing)))
        page = open_section(office, plan_id, "target-groups")
        rows = {f"in-groups-{n}-id": f"r{n}" for n in range(40)}
        names = {f"in-groups-{n}-name": f"Group {n}" for n in range(40)}
        office.post(f"/en/plans/{plan_id}/target-groups", page.fields(FORM) | rows | names)

    assert counts[0] == counts[1]
    assert max(counts[0]) <= 12
