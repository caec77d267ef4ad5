"""Opens every page of the service, for each role, in both languages, wide and narrow.

The pages come from the app's own addresses: a new page is looked at without a line here,
as long as its address is made of arguments that `EXAMPLES` knows.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page
from playwright.sync_api import Error as BrowserError
from werkzeug.routing import Rule

from assess.actor import Actor, Role
from assess.bilingual import Language
from assess.web.access import EVERYONE, roles_of
from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.served import Served, serve
from tests.journeys.watching import find_overflow, find_violations, watch
from tests.world import World

NO_PAGES = {"web.static", "web.live", "web.ready"}
"""Addresses that answer with something else than a page."""

VISITORS = (None, *Role)


@dataclass(frozen=True)
class Inhabited:
    """A service with one provider, one person for each role, and a unit under way."""

    served: Served
    actors: dict[Role, Actor]
    examples: dict[str, object]


@pytest.fixture(scope="module")
def inhabited(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Inhabited]:
    with serve(database_url, tmp_path_factory.mktemp("served")) as served:
        yield _settle(served, served.world)


def _settle(served: Served, world: World) -> Inhabited:
    provider = world.provider()
    actors = {role: world.actor(role, provider) for role in Role}
    world.actor(Role.MANAGER, world.provider(), world.person())
    made = world.standard(urn="INSSMA99")
    practitioner = actors[Role.PRACTITIONER]
    unit = world.enrolment(practitioner, made, assessor=actors[Role.ASSESSOR], iqa=actors[Role.IQA])
    evidence = world.evidence(practitioner, title="A plan of the campaign")
    world.mapping(evidence, unit, made.criteria["P1"])
    examples: dict[str, object] = {
        "unit_id": unit.id,
        "urn": made.urn,
        "edition": "1",
        "label": "P1",
        "criterion_id": made.criteria["P1"],
        "person_id": practitioner.person_id,
        "evidence_id": evidence.id,
    }
    return Inhabited(served, actors, examples)


EXAMPLES = {"unit_id", "urn", "edition", "label", "criterion_id", "person_id", "evidence_id"}


def _pages(app: Flask) -> list[Rule]:
    return [
        rule
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and rule.endpoint not in NO_PAGES
    ]


def test_every_address_is_made_of_arguments_that_have_an_example(the_app: Flask) -> None:
    unknown = {
        rule.rule: missing
        for rule in _pages(the_app)
        if (missing := rule.arguments - EXAMPLES - {"language"})
    }

    assert not unknown


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("role", VISITORS)
def test_every_page_of_a_role_is_accessible(
    browser: Browser, inhabited: Inhabited, role: Role | None, language: Language
) -> None:
    served = inhabited.served
    wrong: list[str] = []
    with watch(browser, served.address, size=DESKTOP, language=language) as page:
        if role is not None:
            served.let_in(page, inhabited.actors[role])
        for address in _addresses(inhabited, role, language):
            wrong += [f"{address}: {trouble}" for trouble in _look_at(page, address)]

    assert not wrong, "\n".join(wrong)


def _addresses(inhabited: Inhabited, role: Role | None, language: Language) -> list[str]:
    """Give the addresses of the pages that somebody in this role may open."""
    app = inhabited.served.app
    addresses = []
    with app.test_request_context():
        adapter = app.create_url_adapter(None) or app.url_map.bind("localhost")
        for rule in _pages(app):
            open_to = roles_of(app, rule.endpoint)
            if open_to is not EVERYONE and role not in open_to:
                continue
            values = {name: inhabited.examples.get(name) for name in rule.arguments}
            if "language" in rule.arguments:
                values["language"] = language
            addresses.append(adapter.build(rule.endpoint, values))
    return sorted(set(addresses))


def _look_at(page: Page, address: str) -> list[str]:
    try:
        answer = page.goto(address)
    except BrowserError as failed:
        if "Download is starting" in failed.message:
            return []
        raise
    if answer is None or answer.status != 200:
        return [f"answers {answer and answer.status}"]
    if urlsplit(page.url).path != urlsplit(address).path:
        return []
    wrong = find_violations(page)
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    wrong += [f"on a phone: {violation}" for violation in find_violations(page)]
    wrong += [f"on a phone, too wide: {part}" for part in find_overflow(page)]
    page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})
    return wrong
