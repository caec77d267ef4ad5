"""The pages of an import, and the tables that are taken away and brought back."""

import io
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask

from assess.actor import Actor, Role
from assess.app import do_waiting_work
from assess.db import db
from assess.enrolment.queries import count_units
from assess.enrolment.rules.importing import MOST_PEOPLE
from assess.people.models import Provider
from assess.people.queries import count_people
from assess.people.service import end_role
from assess.sheets import MOST_ROWS, SheetKind, read_sheet, write_xlsx
from tests.counting import counted_statements
from tests.visitor import Page, Visitor
from tests.world import NOW, MadeStandard, World

HEADER = "Name,E-mail,Role,Standard,Assessor\n"


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


def upload(
    office: Visitor, data: str | bytes, *, name: str = "people.csv", language: str = "en"
) -> Page:
    page = office.visit(f"/{language}/imports")
    content = data.encode() if isinstance(data, str) else data
    fields: dict[str, Any] = page.fields() | {"file": (io.BytesIO(content), name)}
    return office.post(f"/{language}/imports", fields)


def words_of(page: Page, table: int = 0) -> list[list[str]]:
    rows = page.soup.select("main table")[table].select("tbody tr")
    return [[cell.get_text(" ", strip=True) for cell in row.select("th, td")] for row in rows]


def test_a_list_is_previewed_confirmed_and_imported(
    app: Flask, office: Visitor, manager: Actor, standard: MadeStandard
) -> None:
    page = upload(office, f"{HEADER}Siân Wyn,sian@example.test,,{standard.urn},\n")

    assert words_of(page) == [
        ["2", "Siân Wyn", "sian@example.test", "Practitioner", standard.urn, "Invited, Enrolled"]
    ]
    assert "1 person invited 1 enrolment" in page.text
    page = office.submit(page)
    assert page.soup.select_one("#import [data-progress] progress")
    progress = office.client.get(f"{page.address}/progress").get_json()
    assert (progress["isOnItsWay"], progress["words"]) == (True, "Waiting for its turn")

    do_waiting_work(app)

    assert "Imported 1 person invited 1 enrolment" in office.visit(page.address).text
    assert office.client.get(f"{page.address}/progress").get_json()["isOnItsWay"] is False
    with app.app_context():
        assert count_units(db.session(), manager) == 1


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", [["2", "E-mail address", "“sian” is not an e-mail address"],
                ["3", "Standard", "“NOSUCH” is not the URN of a standard here"],
                ["4", "The whole row", "the row says the same as line 3"]]),
        ("cy", [["2", "Cyfeiriad e-bost", "nid yw “sian” yn gyfeiriad e-bost"],
                ["3", "Safon", "nid yw “NOSUCH” yn URN safon sydd yma"],
                ["4", "Y rhes gyfan", "mae\u2019r rhes yn dweud yr un peth â llinell 3"]]),
    ],
)  # fmt: skip
def test_every_mistake_is_listed_by_its_line_in_the_language_of_the_page(
    app: Flask, office: Visitor, manager: Actor, language: str, words: list[list[str]]
) -> None:
    rows = "Siân,sian,,,\nBeca,beca@x.test,,NOSUCH,\nBeca,beca@x.test,,nosuch,\n"
    page = upload(office, HEADER + rows, language=language)

    assert [row for row in words_of(page) if row[0] != "4" or row[1] != words[1][1]] == words
    assert page.soup.select_one("main form input[type=file]"), "the mended list is uploaded here"
    assert not page.soup.select("input[name=mark]")
    with app.app_context():
        assert count_people(db.session(), manager) == 1


@pytest.mark.parametrize(
    ("data", "messages"),
    [
        (b"", ["The file is empty"]),
        (b"Name,E-mail\n", ["There is nobody in the list"]),
        (b"\x00\x01junk" * 1000, ["This is neither a CSV nor an XLSX file"]),
        (b"\xd0\xcf\x11\xe0", ["This workbook is of an older kind"]),
        (b'Name,E-mail\nAled,"x\n', ["Line 2: a quotation mark is not closed"]),
        (b"," .join([b"Name"] * 61), ["The list has more columns than are taken"]),
        (b"Name,E-mail\n" + b"A,a@x.test\n" * (MOST_PEOPLE + 1), ["The list has more than 2,000"]),
        (b"Name,E-mail\n" + b"A,a@x.test\n" * (MOST_ROWS + 1), ["The list has more than 2,000"]),
        (
            b"Name,Enw,Shoe size\nA,B,9\n",
            [
                "Columns that are missing: E-mail address",
                "Columns that are not known: Shoe size",
                "Columns that stand there twice: Name",
            ],
        ),
    ],
)  # fmt: skip
def test_a_file_that_is_no_list_is_refused_beside_its_field(
    office: Visitor, data: bytes, messages: list[str]
) -> None:
    page = upload(office, data)

    field_error = " ".join(
        error.get_text(" ", strip=True) for error in page.soup.select(".govuk-error-message")
    )
    assert page.errors
    assert [message for message in messages if message not in field_error] == []


def test_a_file_larger_than_any_list_is_refused(office: Visitor) -> None:
    fields = office.visit("/en/imports").fields()
    # Put together here: the client's own way leaves a large temporary file open.
    parts = [
        f'Content-Disposition: form-data; name="{name}"\r\n\r\n{fields[name]}' for name in fields
    ]
    parts.append(
        'Content-Disposition: form-data; name="file"; filename="junk.csv"\r\n\r\n'
        + "x" * (5 * 1024 * 1024 + 1)
    )
    body = "".join(f"--edge\r\n{part}\r\n" for part in parts) + "--edge--\r\n"
    answer = office.client.post(
        "/en/imports", data=body.encode(), content_type="multipart/form-data; boundary=edge"
    )

    assert Page(answer).errors[0].startswith("The file is larger than 5 MB")


def test_no_file_at_all_is_asked_for(office: Visitor) -> None:
    page = office.visit("/cy/imports")

    assert office.submit(page).errors == ["Dewiswch ffeil CSV neu XLSX"]


def test_a_list_with_nothing_to_do_has_no_button(office: Visitor) -> None:
    page = upload(office, HEADER + "Person,new@example.test,assessor,,\n")
    office.submit(page)
    do_waiting_work(office.app)

    page = upload(office, HEADER + "Person,new@example.test,Aseswr,,\n")

    assert "Nothing to do: everything in the list stands already." in page.text
    assert not page.soup.select("input[name=mark]")


WIDE = "Name,E-mail,Cohort,Registration number,Start,Standard,Assessor\n"


@pytest.mark.parametrize(
    ("language", "happens", "counted"),
    [
        ("en", ["Enrolment changed Cohort: “Mai” instead of “Medi”",
                "Start date: “1 October 2026” instead of “1 September 2026”",
                "Registration number: “R-17”, where nothing stood",
                "Stays as it is here, though the list says otherwise:",
                "Name, Assessor's e-mail address"], "1 enrolment changed"),
        ("cy", ["Newidir y cofrestriad Carfan: “Mai” yn lle “Medi”",
                "Dyddiad dechrau: “1 Hydref 2026” yn lle “1 Medi 2026”",
                "Rhif cofrestru: “R-17”, lle nad oedd dim",
                "Bydd yn aros fel y mae yma, er bod y rhestr yn dweud peth gwahanol:",
                "Enw, Cyfeiriad e-bost yr aseswr"], "1 cofrestriad yn cael ei newid"),
    ],
)  # fmt: skip
def test_a_row_that_differs_says_what_changes_and_what_stays(
    app: Flask, office: Visitor, world: World, provider: Provider, standard: MadeStandard,
    language: str, happens: list[str], counted: str,
) -> None:  # fmt: skip
    person = world.person(name="Rhys Pugh", email="rhys@example.test")
    rhys = world.actor(Role.PRACTITIONER, provider, person)
    world.enrolment(rhys, standard, cohort="Medi")
    row = f"Rhys P,RHYS@example.test,Mai,R-17,1/10/2026,{standard.urn},gone@example.test\n"

    page = upload(office, WIDE + row, language=language)

    assert words_of(page)[0][5] == " ".join(happens)
    assert counted in page.text
    office.submit(page)
    do_waiting_work(app)
    again = upload(office, WIDE + row, language=language)
    assert not again.soup.select("input[name=mark]")
    assert counted in office.visit(page.address).text


def test_what_changed_before_the_import_is_said_and_the_preview_is_shown_anew(
    app: Flask, office: Visitor, manager: Actor, world: World, provider: Provider,
    standard: MadeStandard,
) -> None:  # fmt: skip
    anna = world.actor(Role.ASSESSOR, provider, world.person(email="anna@example.test"))
    row = f"Siân,sian@example.test,,{standard.urn},anna@example.test\n"
    page = office.submit(upload(office, HEADER + row))
    with app.app_context():
        end_role(db.session(), actor=manager, role_holding_id=anna.role_holding_id, now=NOW)
        db.session.info.clear()
        db.session.commit()

    do_waiting_work(app)

    page = office.visit(page.address)
    assert "Nothing has been imported" in page.text
    assert words_of(page)[0][0] == "2"
    assert "anna@example.test" in words_of(page)[0][2]


def test_a_preview_that_is_out_of_date_is_not_imported(office: Visitor) -> None:
    page = upload(office, HEADER + "Siân,sian@example.test,,,\n")

    page = office.submit(page, mark="of another day")

    assert "What the list would do has changed since you looked" in page.html
    assert page.soup.select("input[name=mark]")


def test_what_is_typed_into_a_cell_is_shown_as_it_is_and_does_nothing(office: Visitor) -> None:
    page = upload(office, HEADER + "<b>Siân</b>\x1b,sian@example.test,,,\n".replace("\x1b", ""))

    assert words_of(page)[0][1] == "<b>Siân</b>"


@pytest.mark.parametrize("kind", list(SheetKind))
@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_template_is_a_header_that_the_import_takes(
    office: Visitor, kind: SheetKind, language: str
) -> None:
    answer = office.client.get(f"/{language}/imports/template/{kind}")
    sheet = read_sheet(answer.data)

    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.mimetype == kind.media_type.split(";")[0]
    assert sheet.header[:2] == (
        ("Name", "E-mail address") if language == "en" else ("Enw", "Cyfeiriad e-bost")
    )
    page = upload(office, write_xlsx(sheet.header, [["Siân", "s@x.test"]], "x"), name="x.xlsx")
    assert words_of(page)[0][5] == "Invited"


def test_a_kind_of_file_that_there_is_not_is_not_found(office: Visitor) -> None:
    for address in ("imports/template", "people/table", "enrolments/table", "units/table"):
        assert office.client.get(f"/en/{address}/exe").status_code == 404


@pytest.mark.parametrize("kind", list(SheetKind))
@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("table", ["people", "enrolments"])
def test_what_is_taken_away_comes_back_with_nothing_to_do(
    office: Visitor, world: World, provider: Provider, standard: MadeStandard,
    kind: SheetKind, language: str, table: str,
) -> None:  # fmt: skip
    formula = world.actor(Role.PRACTITIONER, provider, world.person(name="=1+1"), site="-Bala")
    left = world.actor(Role.PRACTITIONER, provider, ended_at=NOW)
    assessor = world.actor(Role.ASSESSOR, provider, ended_at=NOW)
    world.enrolment(formula, standard, assessor=assessor, cohort="@Medi", qualification="Lefel 4")
    world.enrolment(
        left, standard, learner_number="1234567890", certificate_claimed_on=date(2026, 9, 2)
    )
    answer = office.client.get(f"/{language}/{table}/table/{kind}")

    page = upload(office, answer.data, name=f"table.{kind}", language=language)

    assert words_of(page)
    assert not page.soup.select("input[name=mark]"), page.text
    nothing = "Nothing: it stands already" if language == "en" else "Dim: mae popeth yno eisoes"
    assert {row[5] for row in words_of(page)} == {nothing}


def test_the_table_of_enrolments_is_that_of_the_cohort_shown(
    office: Visitor, world: World, provider: Provider, standard: MadeStandard
) -> None:
    for cohort in ("Medi", "Mai"):
        world.enrolment(world.actor(Role.PRACTITIONER, provider), standard, cohort=cohort)
    page = office.visit("/en/enrolments?cohort=Medi")
    link = next(a for a in page.soup.select("main a[download]") if "csv" in str(a["href"]))

    sheet = read_sheet(office.client.get(str(link["href"])).data)

    assert [row.cells[sheet.header.index("Cohort")] for row in sheet.rows] == ["Medi"]


def test_units_are_taken_away_with_how_far_they_have_come(
    office: Visitor, world: World, provider: Provider, standard: MadeStandard
) -> None:
    world.enrolment(world.actor(Role.PRACTITIONER, provider), standard)
    address = office.visit("/cy/units").soup.select("main a[download]")[1]["href"]

    sheet = read_sheet(office.client.get(str(address)).data)

    assert sheet.header[:3] == ("Ymarferydd", "Safon", "Carfan")
    assert sheet.rows[0].cells[6:10] == ("5", "0", "0", "5")


def test_a_long_preview_is_paged_in_as_many_statements_as_a_short_one(office: Visitor) -> None:
    def statements(count: int) -> int:
        rows = "".join(f"P{number},p{number}@example.test,,,\n" for number in range(count))
        page = upload(office, HEADER + rows)
        with counted_statements() as sent:
            page = office.visit(f"{page.address}?page=2")
        assert len(words_of(page)) == (count if count < 50 else 20)
        return len(sent)

    assert statements(3) == statements(70)


def test_somebody_elses_import_is_not_found(office: Visitor, world: World, app: Flask) -> None:
    page = upload(office, HEADER + "Siân,sian@example.test,,,\n")
    other = Visitor(app, world.actor(Role.MANAGER, world.provider()))

    other.visit(page.address, status=404)
    other.visit(f"/en/imports/{uuid4()}", status=404)
