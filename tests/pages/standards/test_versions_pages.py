from pathlib import Path

import pytest
from flask import Flask

from assess.assessment.rules import Outcome
from assess.db import db, writing
from assess.standards.queries import list_editions
from assess.standards.rules.library_file import read_library_file
from assess.standards.service import import_standard
from tests.services.assessment.test_moving_units import PLAN, REWORDED, Moving
from tests.visitor import Visitor
from tests.world import NOW, World

LIBRARY = Path(__file__).parents[3] / "standards"


@pytest.fixture
def moving(world: World) -> Moving:
    return Moving(world)


@pytest.fixture
def office(app: Flask, moving: Moving) -> Visitor:
    return Visitor(app, moving.manager)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_two_versions_stand_side_by_side_with_the_changed_words_marked(
    visitor: Visitor, moving: Moving, language: str
) -> None:
    page = visitor.visit(f"/{language}/standards/{moving.new.urn}/2/changes")
    rows = page.soup.select("tbody tr")

    assert [mark.get_text() for mark in page.soup.select("ins")] == ["all of", "target"]
    assert len(rows) == 5
    assert PLAN in page.text
    assert REWORDED in page.text


def test_a_standard_leads_to_what_changed_and_an_older_one_to_the_newer(
    visitor: Visitor, moving: Moving
) -> None:
    older = visitor.visit(f"/en/standards/{moving.new.urn}/1")
    newer = visitor.visit(f"/en/standards/{moving.new.urn}/2")

    assert "There is a newer version" in older.text
    assert "What changed since the version before" in newer.text


@pytest.mark.parametrize("address", ["2/changes?from=9", "9/changes", "2/changes?from=2"])
def test_a_version_that_is_not_there_is_not_found(
    visitor: Visitor, moving: Moving, address: str
) -> None:
    visitor.visit(f"/en/standards/{moving.new.urn}/{address}", status=404)


def test_a_manager_moves_units_with_a_reason(office: Visitor, moving: Moving) -> None:
    moving.map("P1", "P3")
    moving.submit("P1", "P3")
    moving.decide(Outcome.MET, "P1", "P3")
    page = office.visit(f"/en/standards/{moving.new.urn}/2/units")
    done = office.submit(page, units=[str(moving.unit.id)], reason="We all go on.")
    history = office.visit(f"/en/units/{moving.unit.id}/moves")

    assert "The units have been moved." in done.soup.get_text()
    assert moving.view().edition == "2"
    assert "We all go on." in history.text
    assert "P1 → P2" in history.text
    assert "A piece of evidence" in history.text, "what stood on the criterion that is gone"


def test_a_move_without_a_reason_loses_nothing(office: Visitor, moving: Moving) -> None:
    page = office.visit(f"/en/standards/{moving.new.urn}/2/units")
    again = office.submit(page, units=[str(moving.unit.id)])

    assert again.errors == ["Write why they are moved"]
    assert again.fields()["units"] == [str(moving.unit.id)]
    assert moving.view().edition == "1"


def test_what_keeps_a_unit_back_is_said_with_its_name_and_criteria(
    office: Visitor, moving: Moving
) -> None:
    moving.map("P3")
    moving.submit("P3")
    page = office.visit(f"/en/standards/{moving.new.urn}/2/units")
    again = office.submit(page, units=[str(moving.unit.id)], reason="We all go on.")

    assert moving.practitioner.name in again.errors[0]
    assert "P3" in again.errors[0]


def test_a_signed_off_unit_is_listed_but_not_offered(office: Visitor, moving: Moving) -> None:
    moving.meet_all()
    moving.sign_off()
    page = office.visit(f"/cy/standards/{moving.new.urn}/2/units")

    assert page.soup.select("[name=units]") == []
    assert moving.practitioner.name in page.text


def test_a_unit_that_was_never_moved_says_so(app: Flask, moving: Moving) -> None:
    page = Visitor(app, moving.practitioner).visit(f"/cy/units/{moving.unit.id}/moves")

    assert "Nid yw'r uned hon wedi'i symud" in page.text


def test_the_pages_of_a_moved_unit_open(app: Flask, moving: Moving) -> None:
    moving.map("P1", "P2", "P3", "K1")
    moving.submit("P1", "P2", "P3", "K1")
    moving.decide(Outcome.MET, "P1", "P2", "P3")
    moving.decide(Outcome.NOT_YET_MET, "K1")
    moving.move()
    practitioner, assessor = Visitor(app, moving.practitioner), Visitor(app, moving.assessor)

    for address in ("", f"units/{moving.unit.id}", f"units/{moving.unit.id}/P3", "evidence"):
        practitioner.visit(f"/en/{address}")
    desk = assessor.visit(f"/en/units/{moving.unit.id}/desk")
    assert REWORDED in desk.text
    piece = practitioner.visit(f"/en/evidence/{moving.evidence.id}")
    assert "P3" in piece.text


def test_versions_are_sorted_as_numbers(app: Flask, moving: Moving) -> None:
    with app.app_context():
        for edition in ("10", "9"):
            text = (LIBRARY / "INSSMA11-1.toml").read_text(encoding="utf-8")
            renewed = text.replace('version = "1"', f'version = "{edition}"', 1)
            with writing() as session:
                import_standard(session, standard=read_library_file(renewed), now=NOW)
        found = list_editions(db.session(), urn="INSSMA11", provider_id=moving.provider.id)
        assert [one.edition for one in found] == ["9", "10"]
