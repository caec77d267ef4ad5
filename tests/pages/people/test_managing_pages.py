import re
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from assess.actor import Actor, Role
from assess.db import db
from assess.mail import OutgoingMail
from assess.people.models import OneTimeLink, Person, Provider, RoleHolding
from assess.people.queries import find_person
from assess.people.rules import LinkPurpose
from assess.web.mailing import put_into_words
from tests.pages.people.conftest import PASSWORD
from tests.visitor import Page, Visitor
from tests.world import NOW, World

INVITED: dict[str, Any] = {
    "name": "Nia Puw",
    "email": "Nia@Example.test",
    "roles": ["practitioner"],
}


@pytest.fixture
def manager(world: World) -> Actor:
    return world.actor(Role.MANAGER, world.provider(name_en="Dyfed Training"))


@pytest.fixture
def office(app: Flask, manager: Actor) -> Visitor:
    return Visitor(app, manager)


def invite(office: Visitor, pages: str = "en", **changes: Any) -> Page:  # noqa: ANN401 (what is typed)
    page = office.visit(f"/{pages}/people/invite")
    return office.submit(page, **(INVITED | changes))


def invitation_links(app: Flask) -> list[str]:
    with app.app_context():
        mails = db.session.scalars(sa.select(OutgoingMail).order_by(OutgoingMail.id)).all()
        bodies = [put_into_words(mail, "https://assess.example").body for mail in mails]
    return [
        found.group(1)
        for body in bodies
        if (found := re.search(r"https://assess\.example(/\S+)", body))
    ]


@pytest.mark.parametrize("language", ["en", "cy"])
def test_somebody_invited_chooses_a_password_and_is_in(
    app: Flask, office: Visitor, language: str
) -> None:
    page = invite(office, language, language="cy")
    assert page.heading == "Nia Puw"
    assert "nia@example.test" in page.text
    (link,) = invitation_links(app)
    assert link.startswith("/cy/invitation/")
    link = link.replace("/cy/", f"/{language}/")
    visitor = Visitor(app)
    for _ in range(2):
        page = visitor.visit(link)
    assert visitor.submit(page, new_password="nia puw 123456").errors

    page = visitor.submit(page, new_password=PASSWORD)

    assert page.address == f"/{language}/"
    assert "Nia Puw" in page.soup.get_text()
    assert visitor.visit(link, status=404).heading


def test_a_second_post_of_one_invitation_invites_once(app: Flask, office: Visitor) -> None:
    page = office.visit("/en/people/invite")
    first = office.submit(page, **INVITED)
    second = office.submit(page, **INVITED)

    assert first.address == second.address
    assert len(invitation_links(app)) == 1


def test_an_address_in_another_case_is_somebody_already_here(office: Visitor) -> None:
    invite(office)
    page = invite(office, email="NIA@example.TEST")

    assert page.errors == ["Somebody with this e-mail address is already among your people"]


def test_an_address_with_an_account_elsewhere_gets_the_same_answer(
    app: Flask, office: Visitor, gwen: Actor
) -> None:
    del gwen
    texts = set()
    for email in ("gwen@example.test", "new@example.test"):
        page = invite(office, email=email)
        office_text = page.text.replace(email, "EMAIL")
        texts.add(re.sub(r"\d+ \w+ \d+, \d\d:\d\d", "THEN", office_text))
    assert len(texts) == 1
    assert "Gwen" not in texts.pop()
    assert "Gwen Lewis" not in office.visit("/en/people").text

    visitor = Visitor(app)
    page = visitor.visit(invitation_links(app)[0])
    assert "Gwen Lewis" in page.text
    assert visitor.submit(page, password="not the right one").errors
    page = visitor.submit(page, password=PASSWORD)
    assert "Dyfed Training" in page.soup.get_text()
    assert "Gwen Lewis" in office.visit("/en/people").text


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"name": " "}, "Enter their name"),
        ({"name": "\x00\x07"}, "Enter their name"),
        ({"name": "x" * 201}, "This must be 200 characters or fewer; it has 201"),
        ({"email": "nia"}, "Enter an e-mail address in the right form"),
        ({"email": "nia@example.test\nBcc: x@y.test"}, "Enter an e-mail address in the right form"),
        ({"roles": []}, "Choose at least one role"),
        ({"roles": ["owner"]}, "Choose from the answers shown"),
        ({"language": "fr"}, "Choose one of the answers shown"),
        (
            {
                "assessor_qualified_on__day": "31",
                "assessor_qualified_on__month": "2",
                "assessor_qualified_on__year": "2024",
            },
            "Enter a real date",
        ),
        (
            {
                "roles": ["iqa"],
                "iqa_qualified_on__day": "1",
                "iqa_qualified_on__month": "1",
                "iqa_qualified_on__year": "2999",
            },
            "The date qualified must not be in the future",
        ),
    ],
)
def test_what_will_not_do_is_said_beside_its_field_and_the_rest_stays(
    app: Flask, office: Visitor, changes: dict[str, Any], message: str
) -> None:
    page = invite(office, site="Aberaeron", **changes)

    assert [error for error in page.errors if error.startswith(message)], page.errors
    assert page.fields()["site"] == "Aberaeron"
    assert not invitation_links(app)


def test_a_name_with_a_line_break_does_not_break_into_the_mail(app: Flask, office: Visitor) -> None:
    invite(office, name="Nia\r\nBcc: all@example.test")

    with app.app_context():
        mail = db.session.scalars(sa.select(OutgoingMail)).one()
    assert mail.to_name == "Nia Bcc: all@example.test"


def test_fields_that_no_form_has_change_nothing(
    app: Flask, office: Visitor, manager: Actor, world: World
) -> None:
    other = world.provider()
    page = office.visit("/en/people/invite")
    office.post(
        "/en/people/invite",
        page.fields()
        | INVITED
        | {"language": "en", "provider_id": other.id, "id": manager.person_id, "role": "manager"},
    )
    with app.app_context():
        person = db.session.scalars(
            sa.select(Person).where(Person.email == "nia@example.test")
        ).one()
        (holding,) = db.session.scalars(
            sa.select(RoleHolding).where(RoleHolding.person_id == person.id)
        )
    assert (holding.provider_id, holding.role) == (manager.provider_id, Role.PRACTITIONER)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_an_invitation_is_sent_again_and_taken_back(
    app: Flask, office: Visitor, language: str
) -> None:
    page = invite(office, language)
    page = office.submit(page, form="#resend")
    first, second = invitation_links(app)
    Visitor(app).visit(first, status=404)
    Visitor(app).visit(second)

    page = office.submit(page, form="#revoke")

    Visitor(app).visit(second, status=404)
    assert not page.soup.select("#resend")
    assert "Nia" not in office.visit(f"/{language}/people").text
    assert "Nia" in office.visit(f"/{language}/people?role=left").text


def test_a_link_that_has_expired_is_shown_as_such(app: Flask, office: Visitor) -> None:
    page = invite(office)
    with app.app_context():
        link = db.session.scalars(sa.select(OneTimeLink)).one()
        assert link.purpose is LinkPurpose.INVITATION
        link.expires_at = NOW
        db.session.commit()

    assert "The link has expired" in office.visit(page.address).text


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_role_is_given_with_its_site_and_date_and_ended(
    app: Flask, office: Visitor, manager: Actor, gwen: Actor, world: World, language: str
) -> None:
    del gwen
    person = world.actor(Role.ASSESSOR, world_provider(app, manager))
    theirs = Visitor(app, person)
    page = office.visit(f"/{language}/people/{person.person_id}")

    page = office.submit(
        page,
        role="iqa",
        site="Aberaeron",
        qualified_on__day="27",
        qualified_on__month="3",
        qualified_on__year="2024",
    )
    assert "Aberaeron" in page.text
    assert ("27 March 2024" if language == "en" else "27 Mawrth 2024") in page.text
    page = office.visit(f"/{language}/roles/{person.role_holding_id}/end")
    office.submit(page)

    assert theirs.visit("/en/account").address == "/en/sign-in"
    with app.app_context():
        roles = find_person(db.session(), manager, person.person_id).roles
    assert [role.role for role in roles if role.ended_at is None] == [Role.IQA]


def world_provider(app: Flask, manager: Actor) -> Provider:
    with app.app_context():
        return db.session.get_one(Provider, manager.provider_id)


def test_the_only_manager_stays(office: Visitor, manager: Actor) -> None:
    page = office.visit(f"/en/roles/{manager.role_holding_id}/end")
    page = office.submit(page)

    assert page.errors[0].startswith("This is the provider's only manager")


def test_a_date_that_is_none_is_refused_on_the_persons_page(
    office: Visitor, manager: Actor
) -> None:
    page = office.visit(f"/en/people/{manager.person_id}")
    page = office.submit(
        page,
        role="assessor",
        qualified_on__day="31",
        qualified_on__month="2",
        qualified_on__year="2024",
    )

    assert page.errors[0].startswith("Enter a real date")
    assert page.fields()["qualified_on-day"] == "31"


def test_the_list_finds_by_name_address_and_role(
    app: Flask, office: Visitor, manager: Actor, world: World
) -> None:
    provider = world_provider(app, manager)
    world.actor(Role.ASSESSOR, provider, world.person(name="Siân Ŵyn 50%"))
    world.actor(Role.IQA, provider, world.person(name="Tom", email="tom_smith@example.test"))

    for asked, found in (
        ({"q": "siân"}, {"Siân Ŵyn 50%"}),
        ({"q": "50%"}, {"Siân Ŵyn 50%"}),
        ({"q": "TOM_SMITH"}, {"Tom"}),
        ({"q": "_"}, {"Tom"}),
        ({"role": "iqa"}, {"Tom"}),
        ({"role": "nonsense"}, {"Siân Ŵyn 50%", "Tom", manager.name}),
        ({"q": "x" * 300}, {"Siân Ŵyn 50%", "Tom", manager.name}),
        ({"page": "99"}, {"Siân Ŵyn 50%", "Tom", manager.name}),
        ({"page": "x"}, {"Siân Ŵyn 50%", "Tom", manager.name}),
    ):
        page = office.visit("/en/people", query_string=asked)
        names = {cell.get_text(strip=True) for cell in page.soup.select("tbody th")}
        assert names == found, asked
    page = office.visit("/cy/people", query_string={"q": "\x00nobody at all"})
    assert not page.soup.select("tbody th")


def test_fifty_people_stand_on_a_page_and_each_on_one(
    app: Flask, office: Visitor, manager: Actor, world: World
) -> None:
    provider = world_provider(app, manager)
    for number in range(60):
        world.actor(Role.PRACTITIONER, provider, world.person(name=f"Learner {number:02}"))
    first = office.visit("/en/people?role=practitioner")
    second = office.visit(str(first.soup.select("a[rel=next]")[0]["href"]))

    names = [
        cell.get_text(strip=True)
        for page in (first, second)
        for cell in page.soup.select("tbody th")
    ]
    assert len(first.soup.select("tbody th")) == 50
    assert names == [f"Learner {number:02}" for number in range(60)]
    assert not second.soup.select("a[rel=next]")
