from flask import Flask

from assess.actor import Role
from tests.visitor import Visitor
from tests.world import World


def test_an_address_that_is_no_page_is_answered_in_its_language(visitor: Visitor) -> None:
    page = visitor.visit("/cy/dim-byd", status=404)

    assert page.soup.html is not None
    assert page.soup.html["lang"] == "cy"


def test_a_signed_in_visitor_opens_the_start_page(app: Flask, world: World) -> None:
    provider = world.provider()
    visitor = Visitor(app, world.actor(Role.PRACTITIONER, provider))

    page = visitor.visit("/")

    assert page.address == "/en/"


def test_the_way_in_for_somebody_signed_out_is_the_sign_in_page(visitor: Visitor) -> None:
    assert visitor.visit("/en/").address == "/en/sign-in"
