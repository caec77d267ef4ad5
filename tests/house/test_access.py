"""Every page says who may open it: a declared matrix, checked against the app's own routes."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from assess.actor import Role
from assess.web.access import EVERYONE, SIGNED_IN, roles_of
from tests.visitor import Visitor
from tests.world import World

DECLARED: dict[str, str | list[str]] = {
    f"{part}.{endpoint}": who
    for part, rows in tomllib.loads(
        Path(__file__).with_name("access_matrix.toml").read_text()
    ).items()
    for endpoint, who in rows.items()
}
MADE_UP = UUID("0190f3a4-0000-7000-8000-000000000000")
FILLED_IN = {"uuid": MADE_UP, "language": "en", "integer": 1}
KEBAB = re.compile(r"/(([a-z0-9]+(-[a-z0-9]+)*|<[^>]+>)(/|$))*")


def declared(who: frozenset[object]) -> str | list[str]:
    if who is EVERYONE:
        return "everyone"
    return "signed in" if who == SIGNED_IN else [role.value for role in Role if role in who]


def addresses_of(app: Flask, endpoint: str) -> Iterator[tuple[Rule, str]]:
    """Give each address of an endpoint, ids that nobody has filled in."""
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules(endpoint):
        values = {name: FILLED_IN.get(_kind(rule, name), "x") for name in rule.arguments}
        yield rule, adapter.build(endpoint, values)


def _kind(rule: Rule, argument: str) -> str:
    converter = rule._converters[argument]  # noqa: SLF001 (werkzeug says it nowhere else)
    return type(converter).__name__.removesuffix("Converter").lower()


def methods_of(rule: Rule) -> list[str]:
    return sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})


@pytest.fixture
def visitors(app: Flask, world: World) -> dict[Role, Visitor]:
    provider = world.provider()
    return {role: Visitor(app, world.actor(role, provider)) for role in Role}


def test_the_declared_matrix_is_the_apps_own(the_app: Flask) -> None:
    assert {
        endpoint: declared(roles_of(the_app, endpoint)) for endpoint in the_app.view_functions
    } == DECLARED


@pytest.mark.parametrize("endpoint", sorted(DECLARED))
def test_whoever_is_signed_out_opens_only_what_is_for_everyone(app: Flask, endpoint: str) -> None:
    for rule, address in addresses_of(app, endpoint):
        for method in methods_of(rule):
            answer = app.test_client().open(address, method=method)
            if DECLARED[endpoint] == "everyone":
                assert answer.status_code < 500
                assert answer.status_code != 403
            else:
                assert answer.status_code == 302, (method, address, answer.status_code)
                assert answer.headers["Location"] == "/en/sign-in"


@pytest.mark.parametrize("endpoint", sorted(DECLARED))
def test_each_role_opens_what_the_matrix_says_and_nothing_else(
    app: Flask, visitors: dict[Role, Visitor], endpoint: str
) -> None:
    who = DECLARED[endpoint]
    for rule, address in addresses_of(app, endpoint):
        for role, visitor in visitors.items():
            allowed = who in {"everyone", "signed in"} if isinstance(who, str) else role in who
            for method in methods_of(rule):
                answer = visitor.client.open(
                    address, method=method, follow_redirects=method == "GET"
                )
                cell = f"{role} {method} {address}: {answer.status_code}"
                if not allowed:
                    assert answer.status_code == 403, cell
                elif method == "GET":
                    assert _is_let_in(rule, answer), cell
                else:
                    assert answer.status_code == 400, f"{cell}, without its token"


def _is_let_in(rule: Rule, answer: TestResponse) -> bool:
    if answer.request.path == "/en/sign-in":
        return False
    return answer.status_code in ({404} if "uuid" in rule.rule else {200, 404})


@pytest.mark.parametrize("endpoint", sorted(DECLARED))
def test_an_id_that_nobody_has_is_not_found_whatever_is_sent(
    app: Flask, visitors: dict[Role, Visitor], endpoint: str
) -> None:
    for rule, address in addresses_of(app, endpoint):
        if "uuid" not in rule.rule:
            continue
        for role in Role:
            if role not in roles_of(app, endpoint):
                continue
            visitor = visitors[role]
            token = visitor.visit("/en/account").fields()["csrf_token"]
            for method in methods_of(rule):
                answer = visitor.client.open(
                    address,
                    method=method,
                    data={"csrf_token": token},
                    follow_redirects=method == "GET",
                )
                assert answer.status_code == 404, f"{role} {method} {address}"


def test_addresses_are_kebab_case_and_ids_are_typed(the_app: Flask) -> None:
    for rule in the_app.url_map.iter_rules():
        assert KEBAB.fullmatch(rule.rule), rule.rule
        for name in rule.arguments:
            if name.endswith("_id"):
                assert f"<uuid:{name}>" in rule.rule, rule.rule


def test_every_page_has_an_address_in_both_languages(the_app: Flask) -> None:
    without = {
        rule.endpoint
        for rule in the_app.url_map.iter_rules()
        if not rule.rule.startswith("/<language:language>/")
    }

    assert without <= {"web.front", "web.live", "web.ready", "web.static", "web.verify"}
