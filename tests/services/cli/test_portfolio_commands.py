import json
from pathlib import Path

from assess.actor import Role
from assess.db import db
from assess.standards.queries import find_standard_id, list_criteria, load_standard
from tests.services.cli.installed import Installed
from tests.services.documents.printed import fold, pdf_text
from tests.world import MadeStandard, World


def enrol_rhian(world: World) -> dict[str, str]:
    """Enrol somebody on the real INSSMA11, with one piece of evidence."""
    session = db.session()
    standard_id = find_standard_id(session, urn="INSSMA11")
    criteria = list_criteria(session, standard_ids=[standard_id])
    provider = world.provider(name_en="Coleg Test College")
    person = world.person(name="Rhian Ŵyn Morgan")
    practitioner = world.actor(Role.PRACTITIONER, provider, person)
    standard = MadeStandard(
        standard_id, "INSSMA11", standard_id, standard_id, {one.label: one.id for one in criteria}
    )
    unit = world.enrolment(practitioner, standard)
    evidence = world.evidence(practitioner, title="Cynllun yr ymgyrch", language="cy")
    world.mapping(evidence, unit, standard.criteria["P1"])
    return {"unit": str(unit.id), "portfolio": str(practitioner.role_holding_id)}


def test_the_list_names_each_unit_as_promised(installed: Installed) -> None:
    with installed.world() as world:
        ids = enrol_rhian(world)

    answer = installed.run("portfolio", "list", "--json")

    assert answer.status == 0
    assert json.loads(answer.out) == [
        {
            "id": ids["unit"],
            "portfolio": ids["portfolio"],
            "practitioner": "Rhian Ŵyn Morgan",
            "urn": "INSSMA11",
            "state": "in progress",
            "provider": "Coleg Test College",
        }
    ]
    plain = installed.run("portfolio", "list").out
    assert ids["unit"] in plain
    assert "Rhian Ŵyn Morgan" in plain


def test_a_unit_and_a_portfolio_print_by_their_ids(installed: Installed, tmp_path: Path) -> None:
    with installed.world() as world:
        ids = enrol_rhian(world)
        session = db.session()
        standard = load_standard(session, find_standard_id(session, urn="INSSMA11"))
    out = tmp_path / "rhian.pdf"

    for wanted in (ids["unit"], ids["portfolio"]):
        out.unlink(missing_ok=True)
        answer = installed.run("portfolio", "print", wanted, "--lang", "cy", "-o", str(out))

        assert answer.status == 0, answer.err
        assert "Rhian Ŵyn Morgan" in answer.out
        text = pdf_text(out)
        assert [
            one.label for one in standard.criteria if fold(one.text.cy or "?") not in text
        ] == []
        assert "Ymarferydd" in text
        assert "Practitioner" not in text


def test_an_id_that_is_none_is_said_plainly(installed: Installed, tmp_path: Path) -> None:
    out = tmp_path / "nothing.pdf"

    for wanted in ("018f2f00-0000-7000-8000-000000000000", "not-an-id"):
        answer = installed.run("portfolio", "print", wanted, "--lang", "en", "-o", str(out))

        assert answer.status == 1
        assert answer.err.strip() == f"no unit and no portfolio has the id {wanted}"
        assert not out.exists()


def test_what_cannot_run_is_status_two(installed: Installed, tmp_path: Path) -> None:
    nowhere = str(tmp_path / "missing" / "a.pdf")

    assert installed.run("portfolio", "print", "x", "--lang", "en", "-o", nowhere).status == 2
    assert installed.run("portfolio", "print", "x", "--lang", "fr", "-o", "a.pdf").status == 2
