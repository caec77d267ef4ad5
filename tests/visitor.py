"""A visitor opens pages as a browser would, and checks of each what must hold of every page."""

import secrets
from collections import Counter
from datetime import UTC, datetime
from typing import Any

import html5lib
from bs4 import BeautifulSoup
from flask import Flask
from werkzeug.test import TestResponse

from assess.actor import Actor
from assess.db import db
from assess.web.session import WebSession, _hash


class Page:
    """An answer, and what can be read in it."""

    def __init__(self, response: TestResponse) -> None:
        self.response = response
        self.status = response.status_code
        self.address = response.request.path
        self.html = response.get_data(as_text=True) if response.mimetype == "text/html" else ""
        self.soup = BeautifulSoup(self.html, "html.parser")

    @property
    def heading(self) -> str:
        found = self.soup.find("h1")
        return found.get_text(" ", strip=True) if found else ""

    @property
    def text(self) -> str:
        """The words of the page's main part, white space folded."""
        main = self.soup.find("main") or self.soup
        return " ".join(main.get_text(" ").split())

    @property
    def errors(self) -> list[str]:
        """The messages of the error summary."""
        return [
            link.get_text(" ", strip=True)
            for link in self.soup.select(".govuk-error-summary__list li")
        ]

    def fields(self, form: str = "main form[method=post]") -> dict[str, Any]:
        """Give what the page's form would send if nobody changed anything."""
        found = self.soup.select_one(form)
        assert found is not None, f"no form {form!r} at {self.address}"
        fields: dict[str, Any] = {}
        for control in found.select("input[name], textarea[name], select[name]"):
            name = str(control["name"])
            kind = control.get("type", "")
            if kind in {"submit", "button", "file"}:
                continue
            if kind in {"checkbox", "radio"}:
                if control.has_attr("checked"):
                    fields.setdefault(name, []).append(control.get("value", "on"))
                continue
            if control.name == "select":
                chosen = control.select_one("option[selected]") or control.select_one("option")
                fields[name] = chosen.get("value", "") if chosen else ""
            else:
                text = control.get_text() if control.name == "textarea" else None
                fields[name] = text if text is not None else control.get("value", "")
        return fields


class Visitor:
    def __init__(self, app: Flask, actor: Actor | None = None) -> None:
        self.app = app
        self.client = app.test_client()
        if actor is not None:
            self.sign_in(actor)

    def sign_in(self, actor: Actor, *, proved_at: datetime | None = None) -> None:
        """Open a session for somebody, without the sign-in page and its slow hash."""
        token = secrets.token_urlsafe(32)
        now = datetime.now(UTC)
        data = {
            "_user_id": str(actor.person_id),
            "_fresh": True,
            "person_id": str(actor.person_id),
            "role_holding_id": str(actor.role_holding_id),
            "proved_at": (proved_at or now).isoformat(),
            "proved_by": "password",
        }
        with self.app.app_context():
            db.session.add(
                WebSession(
                    token_hash=_hash(token),
                    person_id=actor.person_id,
                    data=data,
                    started_at=now,
                    seen_at=now,
                )
            )
            db.session.commit()
        self.client.set_cookie("assess_session", token)

    def visit(self, address: str, *, status: int = 200, **options: Any) -> Page:  # noqa: ANN401 (the client's own)
        return self._check(self.client.get(address, follow_redirects=True, **options), status)

    def post(self, address: str, fields: dict[str, Any], *, status: int = 200) -> Page:
        """Send fields as they are. Take the token and the key from the page's own form."""
        return self._check(self.client.post(address, data=fields, follow_redirects=True), status)

    def submit(
        self,
        page: Page,
        *,
        form: str = "main form[method=post]",
        status: int = 200,
        **changes: Any,  # noqa: ANN401 (what is typed)
    ) -> Page:
        """Send a page's form with some of its fields changed. A dash in a name is written __."""
        found = page.soup.select_one(form)
        fields = page.fields(form) | {
            name.replace("__", "-"): value for name, value in changes.items()
        }
        action = str(found.get("action") or page.address) if found else page.address
        return self.post(action, fields, status=status)

    def _check(self, response: TestResponse, status: int) -> Page:
        page = Page(response)
        assert page.status == status, f"{page.status} at {page.address}: {page.text[:500]}"
        if page.html:
            check_page(page)
        return page


def check_page(page: Page) -> None:
    """Check what must hold of every page: valid HTML, one h1, a title, ids used once, lang."""
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(page.html)
    assert not parser.errors, f"{page.address}: {parser.errors[:3]}"
    assert page.soup.title is not None
    headings = page.soup.find_all("h1")
    assert len(headings) == 1, f"{len(headings)} h1 at {page.address}"
    assert page.heading, f"an empty h1 at {page.address}"
    assert page.heading.split()[0] in page.soup.title.get_text()
    ids = Counter(str(tag["id"]) for tag in page.soup.find_all(id=True))
    assert not [name for name, times in ids.items() if times > 1], (
        page.address,
        ids.most_common(3),
    )
    language = page.soup.html["lang"] if page.soup.html else ""
    if page.address.startswith(("/en/", "/cy/")):
        assert language == page.address[1:3], page.address
    other = page.soup.select_one('a[rel="alternate"]')
    assert other is not None, f"no way to the other language at {page.address}"
    for control in page.soup.select("main input:not([type=hidden]), main select, main textarea"):
        labelled = (
            control.get("aria-label")
            or control.get("aria-labelledby")
            or (page.soup.find("label", attrs={"for": str(control.get("id", ""))}))
        )
        assert labelled, f"a control without a label at {page.address}: {control}"
