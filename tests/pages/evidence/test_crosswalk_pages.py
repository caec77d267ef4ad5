from pathlib import Path

import pytest
from flask import Flask

from assess.actor import Role
from assess.db import db, writing
from assess.standards.queries import list_criteria
from assess.standards.rules.library_file import read_library_file
from assess.standards.service import import_standard
from tests.counting import counted_statements
from tests.visitor import Visitor
from tests.world import NOW, MadeStandard, World

LIBRARY = Path(__file__).parents[3] / "standards"


@pytest.fixture
def both(app: Flask) -> dict[str, MadeStandard]:
    """Bring in the two published standards."""
    made = {}
    with app.app_context():
        for path in LIBRARY.glob("*.toml"):
            with writing() as session:
                text = path.read_text(encoding="utf-8")
                done = import_standard(session, standard=read_library_file(text), now=NOW)
            found = list_criteria(db.session(), standard_ids=[done.standard_id])
            ids = {one.label: one.id for one in found}
            made[done.urn] = MadeStandard(
                done.standard_id, done.urn, done.standard_id, done.standard_id, ids
            )
    return made


@pytest.mark.usefixtures("both")
@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_criterion_names_its_counterpart_in_another_standard(
    visitor: Visitor, language: str
) -> None:
    page = visitor.visit(f"/{language}/standards/INSSMA11/1/P20")

    assert page.soup.select_one(f'main a[href="/{language}/standards/INSSMA12/1/P13"]')
    assert not visitor.visit(f"/{language}/standards/INSSMA11/1/P2").soup.select(
        f'main a[href^="/{language}/standards/INSSMA12"]'
    )


def test_the_mapping_form_offers_the_counterpart_and_never_ticks_it(
    app: Flask, world: World, both: dict[str, MadeStandard]
) -> None:
    rhys = world.actor(Role.PRACTITIONER, world.provider())
    unit = world.enrolment(rhys, both["INSSMA11"])
    piece = world.evidence(rhys)
    world.mapping(piece, unit, both["INSSMA11"].criteria["P20"])
    visitor = Visitor(app, rhys)
    alone = visitor.visit(f"/en/evidence/{piece.id}/criteria")
    assert "It may show" not in alone.text

    world.enrolment(rhys, both["INSSMA12"])
    page = visitor.visit(f"/en/evidence/{piece.id}/criteria")
    other = both["INSSMA12"].criteria["P13"]

    assert "It may show INSSMA12 P13, too" in page.text
    assert page.soup.select_one(f'a[href="#mapped-{other}"]')
    box = page.soup.select_one(f"#mapped-{other}")
    assert box is not None
    assert not box.has_attr("checked")
    assert box.find_parent("details", open=True)


@pytest.mark.parametrize(
    ("language", "says"), [("en", "Also serves INSSMA12 P13"), ("cy", "Hefyd yn gwasanaethu")]
)
def test_a_units_own_page_offers_the_same_evidence_for_the_counterpart(
    app: Flask, world: World, both: dict[str, MadeStandard], language: str, says: str
) -> None:
    rhys = world.actor(Role.PRACTITIONER, world.provider())
    one, other = (world.enrolment(rhys, both[urn]) for urn in ("INSSMA11", "INSSMA12"))
    piece = world.evidence(rhys, title="A record of what went wrong")
    world.mapping(piece, one, both["INSSMA11"].criteria["P20"])
    counterpart = both["INSSMA12"].criteria["P13"]
    mine = Visitor(app, rhys)

    page = mine.visit(f"/{language}/units/{one.id}/P20")
    assert says in page.text
    assert page.soup.select_one(f'main a[href="/{language}/units/{other.id}/P13"]')
    offer = page.soup.select_one(f'main a[href$="#mapped-{counterpart}"]')
    assert offer is not None
    form = mine.visit(str(offer["href"]).split("#")[0])
    assert form.soup.select_one(f"details[open] #mapped-{counterpart}:not([checked])")

    world.mapping(piece, other, counterpart)
    after = mine.visit(f"/{language}/units/{one.id}/P20")
    assert after.soup.select_one(f'main a[href$="#mapped-{counterpart}"]') is None
    assert says in after.text


def test_a_counterpart_that_the_practitioner_is_not_enrolled_on_leads_to_its_standard(
    app: Flask, world: World, both: dict[str, MadeStandard]
) -> None:
    provider = world.provider()
    rhys = world.actor(Role.PRACTITIONER, provider)
    sian = world.actor(Role.ASSESSOR, provider)
    unit = world.enrolment(rhys, both["INSSMA11"], assessor=sian)
    world.enrolment(world.actor(Role.PRACTITIONER, provider), both["INSSMA12"])

    for reader in (rhys, sian):
        page = Visitor(app, reader).visit(f"/en/units/{unit.id}/P11")
        assert "related, in other words" in page.text
        assert page.soup.select_one('main a[href="/en/standards/INSSMA12/1/P1"]')
    assert "Also serves" not in Visitor(app, rhys).visit(f"/en/units/{unit.id}/P2").text


def test_an_assessor_sees_the_unit_of_a_counterpart_only_where_it_is_theirs(
    app: Flask, world: World, both: dict[str, MadeStandard]
) -> None:
    provider = world.provider()
    rhys = world.actor(Role.PRACTITIONER, provider)
    sian = world.actor(Role.ASSESSOR, provider)
    unit = world.enrolment(rhys, both["INSSMA11"], assessor=sian)
    other = world.enrolment(rhys, both["INSSMA12"])

    page = Visitor(app, sian).visit(f"/en/units/{unit.id}/P20")
    assert str(other.id) not in page.html


def test_the_counterparts_take_one_statement_and_none_where_there_are_none(
    app: Flask, world: World, both: dict[str, MadeStandard]
) -> None:
    rhys = world.actor(Role.PRACTITIONER, world.provider())
    one, other = (world.enrolment(rhys, both[urn]) for urn in ("INSSMA11", "INSSMA12"))
    mine, counts = Visitor(app, rhys), dict[str, set[int]]()
    for label in ("P2", "P20"):
        mine.visit(f"/en/units/{one.id}/{label}")
        for _ in range(2):
            piece = world.evidence(rhys)
            world.mapping(piece, one, both["INSSMA11"].criteria[label])
            world.mapping(piece, other, both["INSSMA12"].criteria["P13"])
            with counted_statements() as sent:
                mine.visit(f"/en/units/{one.id}/{label}")
            counts.setdefault(label, set()).add(len(sent))

    [without], [with_them] = counts["P2"], counts["P20"]
    assert with_them == without + 1
