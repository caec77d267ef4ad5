from pathlib import Path

import pytest
from flask import Flask

from assess.actor import Role
from assess.db import db, writing
from assess.standards.queries import list_criteria
from assess.standards.rules.library_file import read_library_file
from assess.standards.service import import_standard
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
