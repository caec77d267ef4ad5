"""Opens every page of the service, for each role, in both languages, wide and narrow.

The pages come from the app's own addresses: a new page is looked at without a line here,
as long as its address is made of arguments that tests/journeys/settled.py has examples of.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page
from werkzeug.routing import Rule

from assess.actor import Role
from assess.bilingual import Language
from assess.web.access import EVERYONE, roles_of
from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.served import serve
from tests.journeys.settled import Settled, settle
from tests.journeys.watching import find_overflow, find_violations, watch

NO_PAGES = {
    "web.static",
    "web.live",
    "web.ready",
    "documents.progress",
    "documents.download",
    "documents.plan",
    "documents.blank_plan",
    "assessment.calendar",
    "cpd.activities_table",
    "cpd.feed_file",
    "cpd.year_table",
    "enrolment.import_progress",
    "enrolment.import_template",
    "enrolment.people_table",
    "enrolment.enrolments_table",
    "overview.turnaround_table",
    "overview.units_table",
}
"""Addresses that answer with something else than a page."""

DIFFERENT_BY_ROLE = {"overview.help_page"}
"""Of the pages that everybody may open, those that each role sees differently."""

VISITORS = (None, *Role)
POSTING = re.compile(r"<main.*<form[^>]*method=\"post\"", re.DOTALL)
REFUSED = "refused, with its reasons"
EMPTY_AND_SEND = """(form) => {
  for (const field of form.querySelectorAll("input, textarea, select")) {
    if (["hidden", "submit", "button", "file"].includes(field.type)) continue;
    if (["checkbox", "radio"].includes(field.type)) field.checked = false;
    else field.value = "";
  }
  form.submit();
}"""
Look = Callable[[Page, str], list[str]]


@pytest.fixture(scope="module")
def settled(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settled]:
    with serve(database_url, tmp_path_factory.mktemp("served"), demo=True) as served:
        yield settle(served)


def _pages(app: Flask) -> list[Rule]:
    return [
        rule
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and rule.endpoint not in NO_PAGES
    ]


def test_every_address_is_made_of_arguments_that_have_an_example(settled: Settled) -> None:
    """Of what everybody keeps for themselves, such as CPD, there is one for each role."""
    unknown = {
        rule.rule: missing
        for rule in _pages(settled.served.app)
        if (missing := rule.arguments - _known(settled, rule))
    }

    assert not unknown


def _known(settled: Settled, rule: Rule) -> set[str]:
    return {name for role in VISITORS for name in settled.values_for(rule, Language.ENGLISH, role)}


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("role", VISITORS)
def test_every_page_of_a_role_is_accessible(
    browser: Browser, settled: Settled, role: Role | None, language: Language
) -> None:
    wrong = _walk(browser, settled, role, language, _look_at)

    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("role", VISITORS)
def test_every_form_of_a_role_sent_empty_is_answered_accessibly(
    browser: Browser,
    database_url: str,
    tmp_path: Path,
    role: Role | None,
    language: Language,
) -> None:
    # Some forms do their deed with nothing typed, so each walk has a service of its own.
    with serve(database_url, tmp_path, demo=True) as served:
        answers = _walk(browser, settle(served), role, language, _send_empty)
    wrong = [answer for answer in answers if not answer.endswith(REFUSED)]

    assert not wrong, "\n".join(wrong)
    assert answers or role is Role.IQA, "no form was refused: the walk has gone wrong"


def _walk(
    browser: Browser, settled: Settled, role: Role | None, language: Language, look: Look
) -> list[str]:
    """Open each page of a role and give what `look` finds there."""
    served = settled.served
    found: list[str] = []
    with watch(browser, served.address, size=DESKTOP, language=language) as page:
        if role is not None:
            served.let_in(page, settled.actors[role])
        for address in _addresses(settled, role, language):
            found += [f"{address}: {one}" for one in look(page, address)]
    return found


def _addresses(settled: Settled, role: Role | None, language: Language) -> list[str]:
    """Give the addresses of the pages that somebody in this role may open."""
    app = settled.served.app
    addresses = []
    with app.test_request_context():
        adapter = app.create_url_adapter(None) or app.url_map.bind("localhost")
        for rule in _pages(app):
            if not _is_looked_at(app, rule.endpoint, role):
                continue
            values = settled.values_for(rule, language, role)
            if rule.arguments - set(values):
                continue
            addresses.append(adapter.build(rule.endpoint, values))
    return sorted(set(addresses))


def _is_looked_at(app: Flask, endpoint: str, role: Role | None) -> bool:
    open_to = roles_of(app, endpoint)
    if open_to is not EVERYONE:
        return role in open_to
    return role in {None, Role.PRACTITIONER} or endpoint in DIFFERENT_BY_ROLE


def _look_at(page: Page, address: str) -> list[str]:
    answer = page.request.head(address, max_redirects=0)
    if 300 <= answer.status < 400:
        return []
    if answer.status != 200:
        return [f"answers {answer.status}"]
    if not answer.headers.get("content-type", "").startswith("text/html"):
        return []
    page.goto(address)
    return _find_wrong(page)


def _send_empty(page: Page, address: str) -> list[str]:
    answer = page.request.get(address, max_redirects=0)
    is_page = answer.headers.get("content-type", "").startswith("text/html")
    if answer.status != 200 or not is_page or not POSTING.search(answer.text()):
        return []
    page.goto(address)
    form = page.locator("main form[method=post]").first
    with page.expect_navigation():
        form.evaluate(EMPTY_AND_SEND)
    if not page.locator(".govuk-error-summary").count():
        return []
    return [*_find_wrong(page), REFUSED]


def _find_wrong(page: Page) -> list[str]:
    wrong = find_violations(page)
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    wrong += [f"on a phone: {violation}" for violation in find_violations(page)]
    wrong += [f"on a phone, too wide: {part}" for part in find_overflow(page)]
    page.set_viewport_size({"width": DESKTOP[0], "height": DESKTOP[1]})
    return wrong
