"""The pages of a piece of evidence: seen, changed, mapped, recorded, confirmed, deleted."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from assess.actor import Actor, Role
from assess.evidence.models import Evidence, EvidenceVersion, Mapping
from assess.evidence.rules import EvidenceForm
from assess.people.models import Provider
from tests.evidence_files import wav
from tests.visitor import Page, Visitor
from tests.world import MadeStandard, World

Count = Callable[[type[Any]], int]


@pytest.fixture
def evidence(world: World, actor: Actor) -> Evidence:
    return world.evidence(actor, title="Cynllun", language="cy", text="Beth wnes i.")


def address_of(evidence: Evidence, more: str = "", under: str = "en") -> str:
    return f"/{under}/evidence/{evidence.id}{more}"


@pytest.mark.parametrize("under", ["en", "cy"])
def test_a_piece_keeps_the_language_it_was_written_in(
    mine: Visitor, evidence: Evidence, under: str
) -> None:
    page = mine.visit(address_of(evidence, under=under))

    assert page.heading == "Cynllun"
    assert page.soup.select_one('.assess-text[lang="cy"]') is not None
    assert "Beth wnes i." in page.text


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (
            {"form": EvidenceForm.ADDRESS, "address": "https://example.org/a"},
            "https://example.org/a",
        ),
        ({"form": EvidenceForm.POINTER, "held_at": "The red folder"}, "The red folder"),
    ],
    ids=["address", "pointer"],
)
def test_of_an_address_or_a_pointer_the_page_says_what_is_hashed(
    world: World, actor: Actor, mine: Visitor, values: dict[str, Any], words: str
) -> None:
    page = mine.visit(address_of(world.evidence(actor, **values)))

    assert words in page.text
    assert "Of the description above: the thing itself is not kept here." in page.text


def test_an_edit_makes_a_version(mine: Visitor, evidence: Evidence, count: Count) -> None:
    form = mine.visit(address_of(evidence, "/new-version"))

    page = mine.submit(form, text="Beth wnes i wedyn.", why="Mwy")

    assert "Beth wnes i wedyn." in page.text
    assert "Version 2" in page.text
    assert "Beth wnes i." in page.text
    assert count(EvidenceVersion) == 2


def test_a_stale_edit_shows_both_texts_and_loses_neither(
    mine: Visitor, evidence: Evidence, count: Count
) -> None:
    first = mine.visit(address_of(evidence, "/new-version"))
    second = mine.visit(address_of(evidence, "/new-version"))
    mine.submit(first, text="From the first tab")

    page = mine.submit(second, text="From the second tab", status=409)

    assert "From the first tab" in page.text
    assert "From the second tab" in page.text
    assert count(EvidenceVersion) == 2


def test_a_double_edit_makes_one_version(mine: Visitor, evidence: Evidence, count: Count) -> None:
    form = mine.visit(address_of(evidence, "/new-version"))

    mine.submit(form, text="Once")
    mine.submit(form, text="Once")

    assert count(EvidenceVersion) == 2


def test_evidence_is_mapped_to_more_and_a_mapping_removed(
    mine: Visitor, evidence: Evidence, standard: MadeStandard, count: Count
) -> None:
    form = mine.visit(address_of(evidence, "/criteria"))
    wanted = [str(standard.criteria[label]) for label in ("P1", "K2")]
    page = mine.post(
        form.address,
        form.fields() | {"mapped": wanted, f"where-{wanted[0]}": "time", f"at-{wanted[0]}": "83"},
    )
    assert "INSSMA99 P1 , at 1:23" in page.text

    mine.submit(page, form='form[action$="/removal"]')

    assert count(Mapping) == 1


def test_somebody_elses_mapping_is_not_removed(
    app: Flask, world: World, provider: Provider, evidence: Evidence, mine: Visitor, count: Count
) -> None:
    stranger = world.actor(Role.PRACTITIONER, provider)
    standard = world.standard("INSSMA88")
    theirs = world.mapping(
        world.evidence(stranger), world.enrolment(stranger, standard), standard.criteria["P1"]
    )
    token = mine.visit(address_of(evidence, "/criteria")).fields()["csrf_token"]

    mine.post(
        address_of(evidence, f"/criteria/{theirs.id}/removal"), {"csrf_token": token}, status=404
    )

    assert count(Mapping) == 1
    Visitor(app, stranger).visit("/en/evidence")


def test_what_was_never_submitted_is_deleted_after_a_question(
    mine: Visitor, evidence: Evidence, count: Count
) -> None:
    question = mine.visit(address_of(evidence, "/deletion"))
    assert question.heading == "Delete “Cynllun”?"

    page = mine.submit(question)

    assert page.heading == "Evidence"
    assert count(Evidence) == 0
    assert mine.submit(question).heading == "Evidence"


@pytest.mark.parametrize("more", ["", "/new-version", "/criteria", "/deletion"])
def test_somebody_elses_evidence_is_no_page(
    app: Flask, world: World, provider: Provider, evidence: Evidence, more: str
) -> None:
    stranger = Visitor(app, world.actor(Role.PRACTITIONER, provider))

    stranger.visit(address_of(evidence, more), status=404)


def test_the_library_is_searched_and_says_when_it_is_empty(
    app: Flask, world: World, mine: Visitor, actor: Actor
) -> None:
    assert "No evidence yet" in mine.visit("/en/evidence").text
    for number in range(51):
        world.evidence(actor, title=f"Piece {number}")

    first, second = mine.visit("/en/evidence"), mine.visit("/en/evidence?page=2")
    found = mine.visit("/en/evidence?q=piece+50")

    assert "51 pieces of evidence" in first.text
    assert (
        len(first.soup.select(".assess-list li")),
        len(second.soup.select(".assess-list li")),
    ) == (50, 1)
    assert "Piece 50" in found.text
    assert "1 piece of evidence" in found.text
    assert "Nothing was found" in mine.visit("/en/evidence?q=100%25").text
    assert "51 darn o dystiolaeth" in mine.visit("/cy/evidence").text
    stranger = Visitor(app, world.actor(Role.MANAGER, world.provider()))
    assert "No evidence yet" in stranger.visit("/en/evidence").text


@pytest.fixture
def assessor(world: World, provider: Provider) -> Actor:
    return world.actor(Role.ASSESSOR, provider)


def record(app: Flask, world: World, actor: Actor, assessor: Actor, **changes: Any) -> Page:  # noqa: ANN401 (what is typed)
    standard = world.standard("INSSMA90")
    unit = world.enrolment(actor, standard, assessor=assessor)
    visitor = Visitor(app, assessor)
    form = visitor.visit(f"/en/units/{unit.id}/record?criterion=P1")
    assert len(form.soup.select('input[name^="question-"]')) == 5
    return visitor.submit(form, **changes)


def test_questioning_is_recorded_and_confirmed(
    app: Flask, world: World, actor: Actor, assessor: Actor, mine: Visitor
) -> None:
    page = record(
        app, world, actor, assessor, kind="questioning", **{"question-0": "Why?", "answer-0": "So."}
    )
    assert "Why?" in page.text
    assert page.heading == "Questioning"

    before = mine.visit(page.address)
    assert f"{assessor.name} recorded this." in before.text
    after = mine.submit(before, form='form[action$="/confirmation"]')

    assert "recorded this." not in after.text
    assert "/new-version" not in after.html


def test_a_recorded_discussion_is_heard_in_the_page(
    app: Flask, world: World, actor: Actor, assessor: Actor
) -> None:
    page = record(
        app,
        world,
        actor,
        assessor,
        kind="professional discussion",
        files=[(io.BytesIO(wav()), "trafodaeth.wav")],
    )

    assert page.soup.select_one("audio.assess-file__sound") is not None


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"text": "Seen", "mapped": []}, "Tick at least one criterion"),
        ({"text": ""}, "Type the text"),
        ({"text": "Seen", "kind": "work product"}, "Choose one of the answers shown"),
        ({"answer-0": "So."}, "Enter the question that was answered"),
    ],
    ids=["no criterion", "nothing", "not theirs", "no question"],
)
def test_a_record_that_cannot_be_says_why(
    app: Flask, world: World, actor: Actor, assessor: Actor, changes: dict[str, Any], words: str
) -> None:
    assert record(app, world, actor, assessor, **changes).errors == [words]


def test_nobody_records_for_a_unit_that_is_not_theirs(
    app: Flask, world: World, provider: Provider, actor: Actor
) -> None:
    unit = world.enrolment(actor, world.standard("INSSMA89"))
    other = Visitor(app, world.actor(Role.ASSESSOR, provider))

    other.visit(f"/en/units/{unit.id}/record", status=404)


def test_a_kept_question_stands_ready_when_questioning_is_recorded(
    app: Flask, world: World, actor: Actor, assessor: Actor
) -> None:
    standard = world.standard("INSSMA87")
    unit = world.enrolment(actor, standard, assessor=assessor)
    visitor = Visitor(app, assessor)
    bank = visitor.visit("/en/questions")

    bank = visitor.submit(
        bank,
        form="form[data-add]",
        words="Pam?",
        language="cy",
        criterion=str(standard.criteria["P1"]),
    )
    assert "INSSMA87 P1 (version 1): Pam?" in bank.text
    form = visitor.visit(f"/cy/units/{unit.id}/record")
    first = form.soup.select_one("#question-0")
    assert first is not None
    assert (first["value"], first["lang"]) == ("Pam?", "cy")

    assert "Pam?" not in visitor.submit(bank, form='form[action$="/retirement"]').text


def test_the_assessor_notes_where_a_thing_was_seen(
    app: Flask, world: World, actor: Actor, assessor: Actor
) -> None:
    standard = world.standard("INSSMA86")
    unit = world.enrolment(actor, standard, assessor=assessor)
    pointer = world.evidence(actor, form=EvidenceForm.POINTER, held_at="The red folder")
    world.mapping(pointer, unit, standard.criteria["P1"])
    visitor = Visitor(app, assessor)
    page = visitor.visit(address_of(pointer))

    wrong = visitor.submit(page, form="form[data-sight]", seen_on__year="2999", place="Bangor")
    right = visitor.submit(page, form="form[data-sight]", place="Bangor")

    assert wrong.errors == ["The date must not be in the future"]
    assert f"{assessor.name} saw it on" in right.text
    assert "Bangor" in right.text
