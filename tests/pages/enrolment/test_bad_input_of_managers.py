"""What a manager's pages are given by mistake: each is told in the page's language, by its row."""

import io
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from assess.actor import Actor, Role
from assess.db import db, writing
from assess.enrolment.models import Cohort, Enrolment, Import
from assess.people.models import Person, Provider
from assess.people.service import end_role
from tests.visitor import Page, Visitor
from tests.world import NOW, MadeStandard, World

HEADER = "Name,E-mail,Standard,Start,End,Assessor\n"
LANGUAGES = ("en", "cy")


@pytest.fixture
def provider(world: World) -> Provider:
    return world.provider()


@pytest.fixture
def manager(world: World, provider: Provider) -> Actor:
    return world.actor(Role.MANAGER, provider)


@pytest.fixture
def office(app: Flask, manager: Actor) -> Visitor:
    return Visitor(app, manager)


@pytest.fixture
def standard(world: World) -> MadeStandard:
    return world.standard()


def upload(office: Visitor, language: str, data: str) -> Page:
    fields: dict[str, Any] = office.visit(f"/{language}/imports").fields()
    fields["file"] = (io.BytesIO(data.encode()), "people.csv")
    return office.post(f"/{language}/imports", fields)


def mistakes(page: Page) -> list[list[str]]:
    rows = page.soup.select("main table tbody tr")
    return [[cell.get_text(" ", strip=True) for cell in row.select("th, td")] for row in rows]


def count(app: Flask, table: type[Import | Person | Cohort]) -> int:
    with app.app_context():
        return db.session.scalar(sa.select(sa.func.count()).select_from(table)) or 0


@pytest.mark.parametrize(
    ("language", "messages"),
    [
        ("en", ["Columns that are missing: E-mail address",
                "Columns that are not known: Shoe size"]),
        ("cy", ["Colofnau sydd ar goll: Cyfeiriad e-bost",
                "Colofnau nad ydym yn eu hadnabod: Shoe size"]),
    ],
)  # fmt: skip
def test_a_wrong_header_is_told_by_its_columns(
    app: Flask, office: Visitor, language: str, messages: list[str]
) -> None:
    page = upload(office, language, "Name,Shoe size\nAled,9\n")

    beside = page.soup.select(".govuk-form-group--error .govuk-error-message")
    told = " ".join(error.get_text(" ", strip=True) for error in beside)
    assert [message for message in messages if message not in told] == []
    assert page.errors
    assert count(app, Import) == 0


@pytest.mark.parametrize(
    ("language", "message"),
    [
        ("en", "The file is larger than 5 MB"),
        ("cy", "Mae\u2019r ffeil yn fwy na 5 MB"),
    ],
)
def test_fifty_megabytes_of_junk_are_refused_and_nothing_of_them_stays(
    app: Flask, office: Visitor, language: str, message: str
) -> None:
    fields = office.visit(f"/{language}/imports").fields()
    # Put together here: the client's own way leaves a large temporary file open.
    form = [
        f'Content-Disposition: form-data; name="{name}"\r\n\r\n{fields[name]}' for name in fields
    ]
    file = 'Content-Disposition: form-data; name="file"; filename="junk.csv"\r\n\r\n'
    body = (
        "".join(f"--edge\r\n{part}\r\n" for part in form).encode()
        + f"--edge\r\n{file}".encode()
        + b"\xfejunk\x00,;" * (50 * 1024 * 1024 // 8)
        + b"\r\n--edge--\r\n"
    )
    answer = office.client.post(
        f"/{language}/imports", data=body, content_type="multipart/form-data; boundary=edge"
    )

    assert Page(answer).errors[0].startswith(message)
    assert count(app, Import) == 0
    assert not app.extensions["assess_files"].files


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", [["3", "The whole row", "the row says the same as line 2"],
                ["4", "E-mail address",
                 "line 2 has this address for Siân Wyn: each person needs their own"],
                ["5", "Standard", "“NOSUCH9” is not the URN of a standard here"],
                ["6", "Expected end", "the end is before the start, 2026-09-01"],
                ["7", "Assessor's e-mail address", "nobody assesses their own work"]]),
        ("cy", [["3", "Y rhes gyfan", "mae\u2019r rhes yn dweud yr un peth â llinell 2"],
                ["4", "Cyfeiriad e-bost",
                 "mae\u2019r cyfeiriad hwn gan Siân Wyn yn llinell 2"],
                ["5", "Safon", "nid yw “NOSUCH9” yn URN safon sydd yma"],
                ["6", "Dyddiad gorffen disgwyliedig", "2026-09-01"],
                ["7", "Cyfeiriad e-bost yr aseswr", "nid yw neb yn asesu ei waith ei hun"]]),
    ],
)  # fmt: skip
def test_every_bad_row_of_a_list_is_named_with_its_reason(
    app: Flask, office: Visitor, standard: MadeStandard, language: str, words: list[list[str]]
) -> None:
    people = count(app, Person)
    rows = [
        f"Siân Wyn,sian@example.test,{standard.urn},,,",
        f"Siân Wyn,sian@example.test,{standard.urn},,,",
        "Sioned Wyn,SIAN@Example.test,,,,",
        "Beca,beca@example.test,NOSUCH9,,,",
        f"Cai,cai@example.test,{standard.urn},2026-09-01,2026-08-31,",
        f"Dai,dai@example.test,{standard.urn},,,DAI@example.test",
    ]
    page = upload(office, language, HEADER + "\n".join(rows))

    found = mistakes(page)
    assert [row[:2] for row in found] == [row[:2] for row in words]
    assert [row for row, said in zip(found, words, strict=True) if said[2] not in row[2]] == []
    assert not page.soup.select("input[name=mark]")
    assert count(app, Person) == people


@pytest.mark.parametrize(
    ("language", "message"),
    [
        ("en", "The cohort must not end before it starts"),
        ("cy", "Rhaid i\u2019r garfan beidio â gorffen cyn iddi ddechrau"),
    ],
)
def test_a_cohort_that_ends_before_it_starts_is_refused(
    app: Flask, office: Visitor, language: str, message: str
) -> None:
    days = {"starts_on": ("1", "9", "2026"), "ends_on": ("31", "8", "2026")}
    typed: dict[str, Any] = {
        f"{name}__{part}": value
        for name, said in days.items()
        for part, value in zip(("day", "month", "year"), said, strict=True)
    }
    page = office.submit(office.visit(f"/{language}/cohorts"), name="Spring", **typed)

    assert page.errors == [message]
    assert page.fields()["name"] == "Spring"
    assert count(app, Cohort) == 0


@pytest.mark.parametrize(
    ("language", "message", "on_the_list"),
    [
        ("en", "Nobody assesses their own work", "Somebody you chose cannot have one of these"),
        ("cy", "Nid oes neb yn asesu ei waith ei hun", "Ni all rhywun a ddewisoch"),
    ],
)  # fmt: skip
def test_an_assessor_is_not_given_their_own_unit_on_any_page(
    app: Flask, office: Visitor, world: World, provider: Provider, standard: MadeStandard,
    language: str, message: str, on_the_list: str,
) -> None:  # fmt: skip
    person = world.person(name="Ceri Both")
    learning = world.actor(Role.PRACTITIONER, provider, person)
    world.actor(Role.ASSESSOR, provider, person)
    world.actor(Role.ASSESSOR, provider)
    unit = world.enrolment(learning, standard)

    page = office.visit(f"/{language}/enrolments/{unit.id}")
    page = office.submit(page, assessor=str(person.id))
    assert page.errors[0].startswith(message)

    page = office.visit(f"/{language}/allocation")
    fields = page.fields() | {f"person-{unit.id}": str(person.id), "unit": [str(unit.id)]}
    page = office.post(f"/{language}/allocation", fields, status=409)
    assert page.errors[0].startswith(on_the_list)

    with app.app_context():
        assert db.session.get_one(Enrolment, unit.id).assessor_id is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_manager_whose_role_has_ended_imports_nothing_from_the_preview_that_is_open(
    app: Flask, office: Visitor, world: World, provider: Provider, manager: Actor, language: str
) -> None:
    other = world.actor(Role.MANAGER, provider)
    people = count(app, Person)
    page = upload(office, language, HEADER + "Beca,beca@example.test,,,,\n")
    assert page.soup.select("input[name=mark]")
    with app.app_context(), writing() as session:
        end_role(session, actor=other, role_holding_id=manager.role_holding_id, now=NOW)

    page = office.submit(page)

    assert page.address == f"/{language}/sign-in"
    assert count(app, Person) == people
