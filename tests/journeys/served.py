"""Serves the service from a thread, for a browser in the same test."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from argon2 import PasswordHasher
from flask import Flask
from playwright.sync_api import Page
from werkzeug.serving import WSGIRequestHandler, make_server

from assess.actor import Actor
from assess.app import create_app
from assess.db import db
from assess.files import DiskStore
from assess.people.models import Credential, Person
from assess.settings import Settings
from tests.visitor import Visitor
from tests.world import World

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

PASSWORD = "a long enough passphrase"
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""Tests need no slow hash; how slow it was made stands in the hash itself."""


class Quiet(WSGIRequestHandler):
    """Keeps connections open and the test's own output readable."""

    protocol_version = "HTTP/1.1"

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        del code, size


@dataclass(frozen=True)
class Served:
    app: Flask
    world: World
    address: str

    def give_password(self, person_id: UUID, password: str = PASSWORD) -> str:
        """Give somebody a password, and give back the address that they sign in with."""
        with self.app.app_context():
            session = db.session()
            session.get_one(Credential, person_id).password_hash = CHEAP.hash(password)
            email = session.get_one(Person, person_id).email
            session.info.clear()
            session.commit()
        return email

    def sign_in(self, page: Page, actor: Actor, password: str = PASSWORD) -> None:
        """Sign somebody in by the sign-in page, as they would."""
        email = self.give_password(actor.person_id, password)
        page.goto(f"{self.address}/{actor.language.value}/sign-in")
        page.locator("main input[name=email]").fill(email)
        page.locator("main input[name=password]").fill(password)
        page.locator("main form[method=post] button[type=submit]").click()

    def let_in(self, page: Page, actor: Actor) -> None:
        """Open a session for somebody without the sign-in page."""
        visitor = Visitor(self.app, actor)
        cookie = visitor.client.get_cookie("assess_session")
        assert cookie is not None
        page.context.add_cookies(
            [{"name": cookie.key, "value": cookie.value, "url": self.address, "httpOnly": True}]
        )


@contextmanager
def serve(database_url: str, folder: Path, *, demo: bool = False) -> Iterator[Served]:
    """Answer on a free port of this machine until the block ends."""
    assert database_url.startswith("sqlite:///"), "journeys run on SQLite"
    copy = folder / "assess.db"
    _copy_database(Path(database_url.removeprefix("sqlite:///")), copy)
    settings = Settings(
        database_url=f"sqlite:///{copy}", data_dir=folder, upload_limit_mb=5, assess_demo=demo
    )
    files = DiskStore(folder / "files", settings.upload_limit)
    app = create_app(settings, files=files)
    app.config["RATELIMIT_ENABLED"] = False
    server = make_server("127.0.0.1", 0, _closing(app), threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever, name="served", daemon=True)
    thread.start()
    try:
        yield Served(app, World(app, files), f"http://127.0.0.1:{server.server_port}")
    finally:
        server.shutdown()
        thread.join(timeout=10)
        server.server_close()
        with app.app_context():
            db.engine.dispose()


def _closing(app: "WSGIApplication") -> "WSGIApplication":
    """Close an answer's file also when the browser leaves in the middle of it.

    Werkzeug's server for development drains the connection before it closes the answer, and
    does not come to the second when the browser resets the connection during the first.
    """

    def answer(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterator[bytes]:
        body = app(environ, start_response)
        try:
            yield from body
        finally:
            if close := getattr(body, "close", None):
                close()

    return answer


def _copy_database(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)
