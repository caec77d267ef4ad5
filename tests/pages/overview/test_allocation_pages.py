"""Units without an assessor or an IQA: suggested, adjusted, and given many at once."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from assess.actor import Actor, Role
from assess.assessment.models import JointSession, JointSessionUnit, Judgement, Request, SignOff
from assess.assessment.rules import RequestKind
from assess.bilingual import Language
from assess.db import db, new_id
from assess.enrolment.models import Allocation, Competence, Enrolment
from assess.people.models import Provider, RoleHolding
from tests.counting import counted_statements
from tests.visitor import Page, Visitor
from tests.world import NOW, MadeStandard, World

PAGE = "/en/allocation"


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


@pytest.fixture
def aled(world: World, provider: Provider) -> Actor:
    return world.actor(Role.ASSESSOR, provider, world.person(name="Aled Rees"), capacity=5)


@pytest.fixture
def bethan(world: World, provider: Provider) -> Actor:
    return world.actor(
        Role.ASSESSOR,
        provider,
        world.person(name="Bethan Huws"),
        capacity=5,
        judges_in=["en", "cy"],
    )


def enrolled(world: World, provider: Provider, standard: MadeStandard, **values: Any) -> Enrolment:  # noqa: ANN401 (columns)
    name = values.pop("name", "Rhys Pugh")
    site = values.pop("site", "")
    rhys = world.actor(Role.PRACTITIONER, provider, world.person(name=name), site=site)
    return world.enrolment(rhys, standard, **values)


def holders(app: Flask) -> dict[str, object]:
    with app.app_context():
        rows = db.session.execute(sa.select(Enrolment.id, Enrolment.assessor_id))
        return {str(unit_id): assessor_id for unit_id, assessor_id in rows}


def why(page: Page) -> list[str]:
    """Give the reasons in the rows, in their order."""
    return [
        cell.get_text(" ", strip=True) for cell in page.soup.select('form td[data-column="Why"]')
    ]


def chosen(page: Page, unit: Enrolment) -> str:
    return str(page.fields()[f"person-{unit.id}"])


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_suggestions_are_confirmed_all_at_once_and_recorded(
    app: Flask,
    office: Visitor,
    world: World,
    provider: Provider,
    standard: MadeStandard,
    aled: Actor,
    bethan: Actor,
    language: str,
) -> None:
    units = [enrolled(world, provider, standard, name=f"Practitioner {n}") for n in range(4)]

    page = office.submit(office.visit(f"/{language}/allocation"))

    assert page.address == f"/{language}/allocation"
    given = holders(app)
    assert [given[str(unit.id)] for unit in units].count(aled.person_id) == 2
    assert [given[str(unit.id)] for unit in units].count(bethan.person_id) == 2
    with app.app_context():
        assert db.session.scalar(sa.select(sa.func.count(Allocation.id))) == 4
    assert not page.soup.select("input[name=unit]")


def test_the_manager_changes_a_suggestion_and_leaves_a_unit_out(
    app: Flask,
    office: Visitor,
    world: World,
    provider: Provider,
    standard: MadeStandard,
    aled: Actor,
    bethan: Actor,
) -> None:
    first = enrolled(world, provider, standard, name="Anna")
    second = enrolled(world, provider, standard, name="Beth")
    page = office.visit(PAGE)
    other = aled if chosen(page, first) == str(bethan.person_id) else bethan

    fields = page.fields() | {
        "unit": [str(first.id)],
        f"person-{first.id}": str(other.person_id),
    }
    page = office.post(PAGE, fields)

    assert holders(app) == {str(first.id): other.person_id, str(second.id): None}
    assert [box["value"] for box in page.soup.select("input[name=unit]")] == [str(second.id)]


def test_each_suggestion_says_why(
    office: Visitor,
    world: World,
    provider: Provider,
    standard: MadeStandard,
    aled: Actor,
    bethan: Actor,
) -> None:
    for number in range(2):
        enrolled(world, provider, standard, name=f"Z {number}", assessor=bethan)
    welsh = enrolled(world, provider, standard, name="Anna", assessment_language=Language.WELSH)
    plain = enrolled(world, provider, standard, name="Beth")

    page = office.visit(PAGE)

    assert why(page) == ["2 of 5 open units, judges in Welsh", "0 of 5 open units"]
    assert chosen(page, welsh) == str(bethan.person_id)
    assert chosen(page, plain) == str(aled.person_id)


def test_where_nobody_fits_the_row_says_so_and_is_not_ticked(
    office: Visitor, world: World, provider: Provider, standard: MadeStandard, aled: Actor
) -> None:
    unit = enrolled(world, provider, standard, assessment_language=Language.WELSH)
    world.save(
        Competence(
            provider_id=provider.id,
            person_id=aled.person_id,
            standard_id=world.standard("INSSMA98").id,
            created_at=NOW,
        )
    )
    plain = enrolled(world, provider, standard, name="Zoe")

    page = office.visit(PAGE)

    assert why(page) == [
        "nobody judges in the language of assessment",
        "nobody who fits is competent in the standard",
    ]
    assert (chosen(page, unit), chosen(page, plain)) == ("", "")
    assert "unit" not in page.fields()
    page = office.submit(page)
    assert page.errors == ["Tick at least one unit, and choose somebody for each that you tick"]


def test_nobody_is_offered_their_own_unit_or_the_other_role_of_one(
    office: Visitor, world: World, provider: Provider, standard: MadeStandard, aled: Actor
) -> None:
    person = world.person(name="Ceri Both")
    learning = world.actor(Role.PRACTITIONER, provider, person)
    world.actor(Role.ASSESSOR, provider, person)
    checking = world.actor(Role.IQA, provider, person)
    own = world.enrolment(learning, standard)
    checked = enrolled(world, provider, standard, iqa=checking)

    page = office.visit(PAGE)

    for unit in (own, checked):
        offered = page.soup.select(f'select[name="person-{unit.id}"] option')
        assert [option["value"] for option in offered] == ["", str(aled.person_id)]
    fields = page.fields() | {f"person-{own.id}": str(person.id)}
    page = office.post(PAGE, fields, status=409)
    assert page.errors[0].startswith("Somebody you chose cannot have one of these units")


def test_a_unit_given_by_somebody_else_meanwhile_stops_all_and_keeps_what_was_chosen(
    app: Flask,
    office: Visitor,
    world: World,
    provider: Provider,
    standard: MadeStandard,
    aled: Actor,
    bethan: Actor,
) -> None:
    first = enrolled(world, provider, standard, name="Anna")
    second = enrolled(world, provider, standard, name="Beth")
    opened = office.visit(PAGE)
    fields = opened.fields() | {
        f"person-{first.id}": str(bethan.person_id),
        f"person-{second.id}": str(bethan.person_id),
    }
    office.submit(office.visit(f"/en/enrolments/{second.id}/assessor"), person=str(aled.person_id))

    page = office.post(PAGE, fields, status=409)

    assert page.errors[0].startswith("Somebody else changed one of these units")
    assert holders(app) == {str(first.id): None, str(second.id): aled.person_id}
    assert chosen(page, first) == str(bethan.person_id)
    office.submit(page)
    assert holders(app)[str(first.id)] == bethan.person_id


def test_a_second_post_gives_nothing_twice(
    app: Flask,
    office: Visitor,
    world: World,
    provider: Provider,
    standard: MadeStandard,
    aled: Actor,
) -> None:
    enrolled(world, provider, standard)
    page = office.visit(PAGE)
    for _ in range(2):
        assert office.submit(page).address == PAGE

    with app.app_context():
        people = db.session.scalars(sa.select(Allocation.person_id)).all()
    assert people == [aled.person_id]


@pytest.mark.parametrize(
    "rubbish",
    [
        {"unit": ["x"]},
        {"unit": []},
        {"unit": [str(new_id())]},
        {"person-x": "y"},
    ],
)
def test_rubbish_gives_nothing(
    app: Flask,
    office: Visitor,
    world: World,
    provider: Provider,
    standard: MadeStandard,
    aled: Actor,
    rubbish: dict[str, Any],
) -> None:
    del aled
    unit = enrolled(world, provider, standard)
    fields = office.visit(PAGE).fields() | {"unit": []} | rubbish
    answer = office.client.post(PAGE, data=fields)

    assert answer.status_code < 500
    assert holders(app) == {str(unit.id): None}


def test_a_leavers_units_come_back_with_their_name(
    app: Flask,
    office: Visitor,
    world: World,
    provider: Provider,
    standard: MadeStandard,
    aled: Actor,
    bethan: Actor,
) -> None:
    unit = enrolled(world, provider, standard, assessor=aled)
    assert "Rhys Pugh" not in office.visit(PAGE).text
    office.submit(office.visit(f"/en/people/{aled.person_id}/leave"))

    page = office.visit(PAGE)

    assert "Aled Rees had it and has left" in page.text
    office.submit(page)
    assert holders(app)[str(unit.id)] == bethan.person_id


def test_a_practitioner_who_has_left_and_a_unit_signed_off_wait_for_nobody(
    app: Flask,
    office: Visitor,
    world: World,
    provider: Provider,
    standard: MadeStandard,
    aled: Actor,
) -> None:
    done = enrolled(world, provider, standard, name="Done")
    gone = enrolled(world, provider, standard, name="Gone")
    world.save(
        SignOff(
            provider_id=provider.id,
            enrolment_id=done.id,
            assessor_id=aled.person_id,
            signed_at=NOW,
            proved_at=NOW,
            proved_by="password",
            snapshot={},
            sha256="0" * 64,
        )
    )
    with app.app_context():
        db.session.execute(
            sa.update(RoleHolding)
            .where(RoleHolding.person_id == gone.practitioner_id)
            .values(ended_at=NOW)
        )
        db.session.commit()

    assert office.visit(PAGE).soup.select("input[name=unit]") == []


def test_the_list_is_narrowed_by_cohort_and_standard(
    office: Visitor, world: World, provider: Provider, standard: MadeStandard
) -> None:
    other = world.standard("INSSMA98")
    enrolled(world, provider, standard, name="Anna", cohort="Autumn")
    enrolled(world, provider, other, name="Beth", cohort="Autumn")
    enrolled(world, provider, other, name="Ceri", cohort="Spring")

    def shown(query: str) -> list[str]:
        labels = office.visit(f"{PAGE}?{query}").soup.select("label.govuk-checkboxes__label")
        return [label.get_text().split(",")[0] for label in labels]

    assert shown("cohort=Autumn") == ["Anna", "Beth"]
    assert shown(f"cohort=Autumn&standard={other.id}") == ["Beth"]
    assert shown("standard=rubbish") == ["Anna", "Beth", "Ceri"]
    assert shown(f"cohort=Spring&standard={standard.id}") == []


@pytest.mark.parametrize("language", ["en", "cy"])
def test_iqas_are_given_units_on_a_page_of_their_own(
    app: Flask,
    office: Visitor,
    world: World,
    provider: Provider,
    standard: MadeStandard,
    aled: Actor,
    language: str,
) -> None:
    iqa = world.actor(Role.IQA, provider)
    unit = enrolled(world, provider, standard, assessor=aled)
    claimed = enrolled(
        world, provider, standard, name="Claimed", certificate_claimed_on=date(2026, 11, 1)
    )

    office.submit(office.visit(f"/{language}/allocation/quality-assurers"))

    with app.app_context():
        assert db.session.get_one(Enrolment, unit.id).iqa_id == iqa.person_id
        assert db.session.get_one(Enrolment, claimed.id).iqa_id is None


@pytest.mark.parametrize("language", ["en", "cy"])
def test_last_contact_and_next_visit_are_shown_of_each_unit_and_of_the_assessor(
    office: Visitor,
    world: World,
    provider: Provider,
    standard: MadeStandard,
    aled: Actor,
    language: str,
) -> None:
    quiet = enrolled(world, provider, standard, name="Quiet", assessor=aled)
    unit = enrolled(world, provider, standard, name="Lively", assessor=aled)
    soon = datetime.now(UTC) + timedelta(days=9)
    action = Request(
        id=new_id(),
        provider_id=provider.id,
        enrolment_id=unit.id,
        kind=RequestKind.ACTION,
        words="Come",
        language="en",
        asked_by_id=aled.person_id,
        asked_at=datetime(2026, 10, 5, 12, tzinfo=UTC),
    )
    visit = JointSession(
        id=new_id(),
        provider_id=provider.id,
        criterion_id=standard.criteria["P1"],
        planned_by_id=aled.person_id,
        starts_at=soon,
        minutes=60,
        place="Bala",
        words="",
        language="en",
        created_at=NOW,
    )
    judged = Judgement(
        provider_id=provider.id,
        enrolment_id=unit.id,
        assessor_id=aled.person_id,
        feedback="Good",
        feedback_language="en",
        made_at=datetime(2026, 10, 7, 12, tzinfo=UTC),
    )
    world.save(action, judged, visit)
    world.save(
        JointSessionUnit(
            provider_id=provider.id,
            joint_session_id=visit.id,
            enrolment_id=unit.id,
            request_id=action.id,
        )
    )

    page = office.visit(f"/{language}/allocation/assessors/{aled.person_id}")

    month = "October" if language == "en" else "Hydref"
    rows = [row.get_text(" ", strip=True) for row in page.soup.select("main tbody tr")]
    assert rows[0].startswith("Quiet")
    assert f"7 {month} 2026" in rows[1]
    assert str(soon.year) in rows[1]
    assert str(quiet.id) in page.html
    assert f"7 {month} 2026" in office.visit(f"/{language}/allocation").text


def test_an_assessors_record_on_a_unit_is_contact_too(
    office: Visitor, world: World, provider: Provider, standard: MadeStandard, aled: Actor
) -> None:
    rhys = world.actor(Role.PRACTITIONER, provider, world.person(name="Rhys"))
    unit = world.enrolment(rhys, standard, assessor=aled)
    elsewhere = world.enrolment(rhys, world.standard("INSSMA98"), assessor=aled)
    seen = world.evidence(rhys, made_by=aled)
    world.mapping(seen, unit, standard.criteria["P1"])

    page = office.visit(f"/en/allocation/assessors/{aled.person_id}")

    rows = {
        str(unit_id): row.get_text(" ", strip=True)
        for unit_id in (unit.id, elsewhere.id)
        for row in page.soup.select("main tbody tr")
        if str(unit_id) in str(row)
    }
    assert "21 November 2026" in rows[str(unit.id)]
    assert "21 November 2026" not in rows[str(elsewhere.id)]


def test_an_empty_provider_is_told_whom_to_invite(office: Visitor) -> None:
    page = office.visit(PAGE)

    assert "Nobody holds this role yet." in page.text
    assert page.soup.select_one("main form[method=post]") is None


def test_nobody_of_another_provider_is_seen_or_offered(
    office: Visitor, world: World, standard: MadeStandard
) -> None:
    other = world.provider()
    world.actor(Role.ASSESSOR, other, world.person(name="Their Assessor"))
    enrolled(world, other, standard, name="Their Practitioner")

    page = office.visit(PAGE)

    assert "Their" not in page.text


def test_the_page_takes_as_many_statements_for_many_units_as_for_few(
    office: Visitor, world: World, provider: Provider, standard: MadeStandard, aled: Actor
) -> None:
    del aled
    enrolled(world, provider, standard, name="One")
    office.visit(PAGE)
    with counted_statements() as few:
        office.visit(PAGE)
    for number in range(60):
        enrolled(world, provider, standard, name=f"Practitioner {number}")
    for _ in range(8):
        world.actor(Role.ASSESSOR, provider)

    with counted_statements() as many:
        page = office.visit(PAGE)

    assert len(page.soup.select("input[name=unit]")) == 50
    assert "Page 1 of 2" in page.text
    assert len(many) == len(few)
