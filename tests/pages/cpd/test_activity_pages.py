import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from assess.actor import Actor, Role
from assess.bilingual import Language
from assess.clocks.rules import day_in_london
from assess.cpd.models import CpdActivity, CpdActivityCriterion, CpdActivityEvidence
from assess.cpd.rules.kinds import ActivityKind, CpdUnit
from assess.db import db, new_id
from assess.people.models import Provider
from tests.counting import counted_statements
from tests.visitor import Page, Visitor
from tests.world import NOW, World

TODAY = day_in_london(datetime.now(UTC))


@pytest.fixture
def actor(world: World) -> Actor:
    return world.actor(Role.PRACTITIONER, world.provider())


@pytest.fixture
def reader(app: Flask, actor: Actor) -> Visitor:
    return Visitor(app, actor)


def day(name: str, when: Any) -> dict[str, Any]:  # noqa: ANN401 (a date)
    return {f"{name}-day": when.day, f"{name}-month": when.month, f"{name}-year": when.year}


def log(reader: Visitor, status: int = 200, page_language: str = "en", **typed: Any) -> Page:  # noqa: ANN401 (what is typed)
    page = reader.visit(f"/{page_language}/cpd/activities/new")
    fields = {"title": "A course on messages", "kind": "formal", "amount": "2,5"} | typed
    return reader.submit(page, status=status, **fields)


def activity(world: World, actor: Actor, **values: Any) -> CpdActivity:  # noqa: ANN401 (columns)
    texts = ("given_by", "learned", "applied", "impact", "impact_on", "next_step")
    made = CpdActivity(
        **{
            "id": new_id(),
            "provider_id": actor.provider_id,
            "person_id": actor.person_id,
            "title": "A course",
            "kind": ActivityKind.FORMAL,
            "is_planned": False,
            "starts_on": TODAY,
            "ends_on": TODAY,
            "done_on": TODAY,
            "hundredths": 250,
            "unit": CpdUnit.HOURS,
            **dict.fromkeys(texts, ""),
            "language": "en",
            "created_at": NOW,
        }
        | values
    )
    world.save(made)
    return made


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize(("language", "amount"), [("en", "2.5 hours"), ("cy", "2.5 awr")])
def test_four_answers_log_an_activity_whatever_the_role(
    app: Flask, world: World, role: Role, language: str, amount: str
) -> None:
    reader = Visitor(app, world.actor(role, world.provider()))

    page = log(reader, page_language=language)

    assert page.heading == "A course on messages"
    assert amount in page.text
    assert amount in reader.visit(f"/{language}/cpd/activities").text


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"title": " "}, "title"),
        ({"kind": "spying"}, "kind"),
        ({"amount": "-1"}, "amount"),
        ({"amount": "25"}, "amount"),
        ({"amount": "lots"}, "amount"),
        ({"starts_on-day": "31", "starts_on-month": "2"}, "starts_on"),
        (day("starts_on", TODAY + timedelta(days=1)), "starts_on"),
        (day("ends_on", TODAY - timedelta(days=1)), "ends_on"),
        ({"title": "x" * 201}, "title"),
        ({"learned": "x" * 100_001}, "learned"),
        ({"state": "planned", "starts_on-year": "9999"}, "starts_on"),
        ({"need": "1" * 32}, "need"),
        ({"language": "Welsh"}, "language"),
        ({"unit": "days"}, "unit"),
    ],
)
@pytest.mark.parametrize("language", list(Language))
def test_what_cannot_be_is_refused_beside_its_field(
    reader: Visitor, typed: Mapping[str, Any], field: str, language: Language
) -> None:
    page = log(reader, page_language=language.value, **{"learned": "Kept words", **typed})

    assert page.errors
    [link] = page.soup.select(".govuk-error-summary__list a")
    assert link["href"] == f"#{field}"
    if "learned" not in typed:
        assert "Kept words" in page.html


def test_hours_over_two_days_may_be_more_than_24(reader: Visitor) -> None:
    yesterday = TODAY - timedelta(days=1)
    typed = day("starts_on", yesterday) | day("ends_on", TODAY) | {"amount": "30"}

    assert "30 hours" in log(reader, **typed).text


def test_emoji_and_right_to_left_text_stand_as_they_were_typed(reader: Visitor) -> None:
    words = "שלום 🌱 ŵŷ " + "x" * 99_000

    page = log(reader, learned=words, title="مرحبا 🎉")

    assert page.heading == "مرحبا 🎉"
    assert words in page.html


def test_a_second_post_of_one_form_logs_one_activity(reader: Visitor) -> None:
    page = reader.visit("/en/cpd/activities/new")

    for _ in range(2):
        reader.submit(page, title="Once", kind="other")

    assert "1 activity" in reader.visit("/en/cpd/activities").text


def test_a_planned_activity_is_done_in_one_press(
    world: World, actor: Actor, reader: Visitor
) -> None:
    activity(world, actor, done_on=None, starts_on=TODAY - timedelta(days=3), ends_on=TODAY)

    page = reader.submit(reader.visit("/en/cpd"), form='form[action*="/done"]')

    assert "Done" in page.text
    assert "Put it back" not in page.text
    assert not page.soup.select('form[action$="/done"]')


def test_a_plan_is_not_done_on_a_day_to_come(world: World, actor: Actor, reader: Visitor) -> None:
    made = activity(world, actor, done_on=None)
    page = reader.visit(f"/en/cpd/activities/{made.id}")

    page = reader.submit(page, **day("done_on", TODAY + timedelta(days=1)))

    assert page.errors == [
        "This is still to come. Plan it, or enter a day that is not in the future"
    ]


def test_two_tabs_editing_one_activity_lose_nothing(
    world: World, actor: Actor, reader: Visitor
) -> None:
    made = activity(world, actor, learned="As it was")
    address = f"/en/cpd/activities/{made.id}/change"
    first, second = reader.visit(address), reader.visit(address)
    reader.submit(first, learned="The first tab's words", amount="3", kind="other")

    page = reader.submit(second, learned="The second tab's words", status=409)

    for current in ("The first tab's words", "3 hours", "Other"):
        assert current in {found.get_text() for found in page.soup.select("main pre")}
    assert page.fields()["learned"] == "The second tab's words"
    page = reader.submit(page)
    assert "The second tab's words" in page.text


def test_removing_is_taken_back_by_a_press(world: World, actor: Actor, reader: Visitor) -> None:
    made = activity(world, actor)
    page = reader.visit(f"/en/cpd/activities/{made.id}")

    page = reader.submit(page, form='form[action$="/removal"]')
    assert "counts no more" in page.text
    assert "A course" not in reader.visit("/en/cpd").text
    page = reader.submit(
        reader.visit(f"/en/cpd/activities/{made.id}"), form='form[action$="/restoring"]'
    )
    assert "A course" in reader.visit("/en/cpd").text


def test_criteria_of_a_standard_nobody_enrolled_them_on_are_ticked(
    world: World, actor: Actor, reader: Visitor
) -> None:
    standard = world.standard("INSSMA77")
    made = activity(world, actor)
    page = reader.visit(f"/cy/cpd/activities/{made.id}/criteria")
    assert "INSSMA77" in page.text

    page = reader.visit(f"/cy/cpd/activities/{made.id}/criteria/INSSMA77/1")
    page = reader.submit(page, chosen=[str(standard.criteria["K1"])])

    assert "INSSMA77 K1" in page.text
    assert "words of K1 in cy" in page.text


def test_evidence_is_chosen_and_taken_off_again(
    world: World, actor: Actor, reader: Visitor
) -> None:
    piece = world.evidence(actor, title="The minutes")
    made = activity(world, actor)
    chooser = reader.visit(f"/en/cpd/activities/{made.id}/evidence")

    page = reader.submit(chooser, chosen=[str(piece.id)])
    assert "The minutes" in page.text
    assert "The minutes" in reader.submit(chooser, chosen=[str(piece.id)]).text
    page = reader.submit(page, form=f'form[action*="{piece.id}"]')
    assert "The minutes" not in page.text


@pytest.mark.parametrize("kind", ["evidence", "reflections"])
def test_somebody_elses_piece_is_refused_like_a_missing_one(
    world: World, actor: Actor, reader: Visitor, kind: str
) -> None:
    theirs = world.evidence(world.actor(Role.PRACTITIONER, world.provider()))
    world.evidence(actor)
    made = activity(world, actor)
    answers = []
    for wanted in (theirs.id, new_id()):
        page = reader.visit(f"/en/cpd/activities/{made.id}/{kind}")
        fields = {"csrf_token": page.soup.select_one("[name=csrf_token]")["value"]}  # type: ignore[index] # there is one
        answers.append(reader.post(page.address, fields | {"chosen": str(wanted)}).errors)

    assert answers[0] == answers[1] == (["Choose from the answers shown"])


@pytest.mark.parametrize("field", ["evidence", "criterion"])
def test_a_hidden_id_of_nobody_is_not_found(
    world: World, actor: Actor, reader: Visitor, field: str
) -> None:
    del actor
    theirs = world.evidence(world.actor(Role.PRACTITIONER, world.provider()))
    private = world.standard(owner_id=world.provider().id)
    wanted = {"evidence": theirs.id, "criterion": private.criteria["P1"]}[field]

    log(reader, status=404, **{field: str(wanted)})
    log(reader, status=404, **{field: str(new_id())})


def test_a_piece_of_evidence_starts_an_activity(
    world: World, actor: Actor, reader: Visitor
) -> None:
    piece = world.evidence(actor, title="Cofnodion", language="cy")
    page = reader.visit(f"/en/evidence/{piece.id}")
    [link] = page.soup.select('a[href*="cpd/activities/new"]')

    page = reader.visit(str(link["href"]))
    assert page.fields()["title"] == "Cofnodion"
    page = reader.submit(page, kind="practice-based")

    assert page.soup.select_one(f'a[href$="/evidence/{piece.id}"]')


def test_a_criterion_starts_an_activity(world: World, actor: Actor, reader: Visitor) -> None:
    standard = world.standard()
    unit = world.enrolment(actor, standard)
    page = reader.visit(f"/en/units/{unit.id}/K1")
    [link] = page.soup.select('a[href*="cpd/activities/new"]')

    page = reader.submit(reader.visit(str(link["href"])), title="Reading", kind="self-directed")

    assert f"{standard.urn} K1" in page.text


def test_one_activity_is_cpd_and_evidence(world: World, actor: Actor, reader: Visitor) -> None:
    standard = world.standard()
    unit = world.enrolment(actor, standard)
    page = reader.visit(f"/en/cpd/activities/new?criterion={standard.criteria['K1']}")
    page = reader.submit(page, title="Cwrs", kind="formal", language="cy", learned="Gwrando.")

    piece = reader.submit(page, form='form[action$="/account"]')

    assert piece.address.startswith("/en/evidence/")
    assert "Yr hyn a ddysgais" in piece.text
    assert "Gwrando." in piece.text
    assert f"{standard.urn} K1" in piece.text
    assert "Cwrs" in reader.visit(f"/en/units/{unit.id}/K1").text
    again = reader.visit(page.address)
    assert again.soup.select_one(f'a[href="{piece.address}"]')
    assert reader.post(f"{page.address}/account", again.fields('form[action$="/removal"]')).address
    assert reader.visit("/en/evidence").text.count("Cwrs") == 1


def test_nothing_written_is_no_evidence_yet(world: World, actor: Actor, reader: Visitor) -> None:
    made = activity(world, actor)

    page = reader.submit(
        reader.visit(f"/en/cpd/activities/{made.id}"), form='form[action$="/account"]'
    )

    assert page.errors == [
        "First write what you learned, how you applied it or what difference it made"
    ]


def test_the_list_is_narrowed_and_taken_away_as_a_table(
    world: World, actor: Actor, reader: Visitor
) -> None:
    activity(world, actor, title="Tŷ agored", learned="=1+1")
    activity(world, actor, title="Another", kind=ActivityKind.OTHER)

    page = reader.visit("/en/cpd/activities?q=TY&kind=formal&state=done")
    assert "1 activity" in page.text
    [csv, xlsx] = [str(link["href"]) for link in page.soup.select("a[download]")]
    table = reader.client.get(csv).get_data(as_text=True)
    assert "Tŷ agored" in table
    assert "Another" not in table
    assert '"\'=1+1"' in table
    assert '"2.5","Hours"' in table
    assert reader.client.get(xlsx).status_code == 200
    reader.visit("/en/cpd/activities/table/exe", status=404)
    assert "No activity is like that" in reader.visit("/en/cpd/activities?q=nothing").text


@pytest.mark.parametrize(
    "query",
    [
        "year=x",
        "year=-5",
        "year=99999",
        "kind=x",
        "state=x",
        "page=x",
        "page=0",
        "page=99",
        "q=%00",
    ],
)
def test_no_address_of_the_list_breaks_it(
    world: World, actor: Actor, reader: Visitor, query: str
) -> None:
    activity(world, actor)

    reader.visit(f"/en/cpd/activities?{query}")


def test_a_long_list_has_pages(world: World, actor: Actor, reader: Visitor) -> None:
    for number in range(51):
        activity(world, actor, title=f"Number {number}", starts_on=TODAY - timedelta(days=number))

    page = reader.visit("/en/cpd/activities")
    assert "Page 1 of 2" in page.text
    assert "Number 50" not in page.text
    assert "Number 50" in reader.visit("/en/cpd/activities?page=2").text


@pytest.mark.parametrize("address", ["cpd", "cpd/activities", "cpd/activities/table/csv"])
def test_pages_of_the_record_take_the_same_statements_whatever_its_size(
    world: World, actor: Actor, reader: Visitor, address: str
) -> None:
    counts = []
    for _ in range(2):
        for _ in range(4):
            activity(world, actor)
        reader.client.get(f"/en/{address}")
        with counted_statements() as sent:
            assert reader.client.get(f"/en/{address}").status_code == 200
        counts.append(len(sent))

    assert counts[0] == counts[1] <= 9, counts


def test_drafts_are_listed_with_a_way_to_continue(
    world: World, actor: Actor, reader: Visitor
) -> None:
    made = activity(world, actor)
    for place, title in (("activity/new", "Half a title"), (f"activity/{made.id}", "Changed")):
        form = reader.visit("/en/cpd/activities/new").fields()
        body = form | {"place": place, "title": title, "amount": "2h30"}
        assert reader.client.put("/en/drafts", data=body).status_code == 204

    page = reader.visit("/en/cpd")
    links = [str(one["href"]) for one in page.soup.select("#main-content a[href*='draft=']")]
    assert len(links) == 2
    filled = {reader.visit(link).fields()["title"] for link in links}
    assert filled == {"Half a title", "Changed"}
    new = next(link for link in links if "/new" in link)
    reader.submit(reader.visit(new), kind="other")
    assert "Half a title" in reader.visit("/en/cpd/activities").text
    assert len(reader.visit("/en/cpd").soup.select("#main-content a[href*='draft=']")) == 1


def test_somebody_elses_record_stays_theirs(app: Flask, world: World, actor: Actor) -> None:
    made = activity(world, actor, learned="Private words")
    with world.context():
        provider = db.session.get_one(Provider, actor.provider_id)
    manager = Visitor(app, world.actor(Role.MANAGER, provider))

    manager.visit(f"/en/cpd/activities/{made.id}", status=404)


def test_a_calendar_address_is_shown_once_and_read_without_signing_in(
    app: Flask, world: World, actor: Actor, reader: Visitor
) -> None:
    activity(world, actor, title="Cynhadledd", language="cy", done_on=None, learned="Private")
    page = reader.visit("/en/cpd/calendar")

    page = reader.submit(page)
    found = re.search(r"http://localhost(/en/cpd/calendar/[\w-]+)", page.text)
    assert found
    assert found[1] not in reader.visit("/en/cpd/calendar").text
    answer = app.test_client().get(found[1])
    assert answer.mimetype == "text/calendar"
    written = answer.get_data(as_text=True)
    assert "SUMMARY;LANGUAGE=cy:Cynhadledd" in written
    assert f"DTSTART;VALUE=DATE:{TODAY:%Y%m%d}" in written
    assert f"DTEND;VALUE=DATE:{TODAY + timedelta(days=1):%Y%m%d}" in written
    assert "Private" not in written
    reader.submit(reader.visit("/en/cpd/calendar"), form='form[action$="/revoking"]')
    assert app.test_client().get(found[1]).status_code == 404
    assert app.test_client().get("/en/cpd/calendar/made-up").status_code == 404


def test_the_calendars_name_is_in_its_owners_language_whatever_the_address_says(
    app: Flask, world: World
) -> None:
    welsh = world.person(language=Language.WELSH)
    actor = world.actor(Role.ASSESSOR, world.provider(), welsh)
    reader = Visitor(app, actor)

    page = reader.submit(reader.visit("/en/cpd/calendar"))
    found = re.search(r"http://localhost(/cy/cpd/calendar/[\w-]+)", page.text)
    assert found
    for address in (found[1], found[1].replace("/cy/", "/en/")):
        written = app.test_client().get(address).get_data(as_text=True)
        assert "NAME:DPP wedi’i gynllunio" in written  # noqa: RUF001 (as Welsh writes it)


def test_new_evidence_and_a_new_reflection_come_back_to_their_activity(
    world: World, actor: Actor, reader: Visitor
) -> None:
    made = activity(world, actor)
    address = f"/en/evidence/new?activity={made.id}"
    fields = reader.visit(address).fields("form[data-upload]")
    offered = {"offered_as": "text", "text": "What I said there.", "title": "My talk"}
    page = reader.post(address, fields | offered)
    assert page.address == f"/en/cpd/activities/{made.id}/evidence"
    page = reader.submit(page)
    assert "My talk" in page.text

    address = f"/en/reflections/new?activity={made.id}"
    fields = reader.visit(address).fields("form[data-autosave]")
    page = reader.post(address, fields | {"title": "On my talk", "words": "Long."})
    assert page.address == f"/en/cpd/activities/{made.id}/reflections"
    page = reader.submit(page)
    assert "On my talk" in page.text
    assert "Reflected on" in page.text


@pytest.mark.parametrize("kind", ["", "/evidence", "/reflections", "/criteria", "/change"])
def test_a_page_of_an_activity_takes_the_same_statements_whatever_hangs_on_it(
    world: World, actor: Actor, reader: Visitor, kind: str
) -> None:
    standard = world.standard()
    counts = []
    for size in (1, 5):
        made = activity(world, actor)
        labels = list(standard.criteria)[:size]
        world.save(
            *(
                CpdActivityCriterion(
                    id=new_id(),
                    provider_id=actor.provider_id,
                    activity_id=made.id,
                    criterion_id=standard.criteria[label],
                )
                for label in labels
            )
        )
        for _ in range(size):
            piece = world.evidence(actor)
            world.save(
                CpdActivityEvidence(
                    id=new_id(),
                    provider_id=actor.provider_id,
                    activity_id=made.id,
                    evidence_id=piece.id,
                )
            )
            world.evidence(actor)
        reader.visit(f"/en/cpd/activities/{made.id}{kind}")
        with counted_statements() as sent:
            reader.visit(f"/en/cpd/activities/{made.id}{kind}")
        counts.append(len(sent))

    assert counts[0] == counts[1] <= 12, counts
