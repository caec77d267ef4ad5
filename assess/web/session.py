"""Sessions live on the server: the cookie is a random token, and signing out ends it everywhere.

The database holds only the token's hash, so a copy of the database opens no session.
"""

import hashlib
import secrets
from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from flask import Flask, Request, Response
from flask.sessions import SessionInterface, SessionMixin
from sqlalchemy.orm import Mapped, mapped_column
from werkzeug.datastructures import CallbackDict

from assess.db import Identified, Model, db, read_one, writing
from assess.settings import Settings

SEEN_EVERY = timedelta(minutes=2)


class WebSession(Identified, Model):
    __tablename__ = "web_session"

    token_hash: Mapped[str] = mapped_column(unique=True)
    person_id: Mapped[UUID | None] = mapped_column(index=True)
    data: Mapped[dict[str, Any]]
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime] = mapped_column(index=True)


# Built once: it runs for every page.
BY_TOKEN = sa.select(
    WebSession.id,
    WebSession.data,
    WebSession.started_at,
    WebSession.seen_at,
    WebSession.person_id,
).where(WebSession.token_hash == sa.bindparam("token_hash"))


class ServerSession(CallbackDict[str, Any], SessionMixin):
    """The session of one request, and where it came from."""

    def __init__(self, data: dict[str, Any], row: Any = None) -> None:  # noqa: ANN401 (a database row)
        def changed(_: object) -> None:
            self.modified = True

        super().__init__(data, changed)
        self.row = row
        self.modified = False
        self.renew = False
        """Set at sign-in and sign-out: the old token dies and a new one is given."""


class DatabaseSessions(SessionInterface):
    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.cookie = "__Host-assess" if settings.secure_cookies else "assess_session"

    def open_session(self, app: Flask, request: Request) -> ServerSession:
        del app
        token = request.cookies.get(self.cookie)
        if not token or request.path.startswith("/static/"):
            return ServerSession({})
        row = read_one(db.session(), BY_TOKEN, {"token_hash": _hash(token)})
        now = datetime.now(UTC)
        if row is None or self._is_over(row.started_at, row.seen_at, now):
            return ServerSession({})
        return ServerSession(dict(row.data), row)

    def _is_over(self, started_at: datetime, seen_at: datetime, now: datetime) -> bool:
        idle = timedelta(minutes=self.settings.idle_minutes)
        whole = timedelta(hours=self.settings.session_hours)
        return now - seen_at > idle or now - started_at > whole

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        del app
        assert isinstance(session, ServerSession)  # noqa: S101 (narrows the type)
        now = datetime.now(UTC)
        if session.row is None and not session:
            return
        if session.row is None or session.renew:
            self._start(session, response, now)
        elif session.modified or now - session.row.seen_at > SEEN_EVERY:
            with writing() as database:
                database.execute(
                    sa.update(WebSession)
                    .where(WebSession.id == session.row.id)
                    .values(
                        data=dict(session),
                        seen_at=now,
                        person_id=session.get("person_id") and UUID(session["person_id"]),
                    )
                )

    def _start(self, session: ServerSession, response: Response, now: datetime) -> None:
        token = secrets.token_urlsafe(32)
        person_id = session.get("person_id")
        with writing() as database:
            if session.row is not None:
                database.execute(sa.delete(WebSession).where(WebSession.id == session.row.id))
            if session:
                database.add(
                    WebSession(
                        token_hash=_hash(token),
                        person_id=UUID(person_id) if person_id else None,
                        data=dict(session),
                        started_at=now,
                        seen_at=now,
                    )
                )
        if not session:
            response.delete_cookie(self.cookie, path="/", secure=self.settings.secure_cookies)
            return
        response.set_cookie(
            self.cookie,
            token,
            httponly=True,
            samesite="Lax",
            path="/",
            secure=self.settings.secure_cookies,
        )


def end_sessions_of(person_id: UUID, *, but: UUID | None = None) -> None:
    """End a person's sessions everywhere, inside the caller's transaction."""
    ended = sa.delete(WebSession).where(WebSession.person_id == person_id)
    db.session.execute(ended if but is None else ended.where(WebSession.id != but))


def end_sessions_in(role_holding_ids: Collection[UUID]) -> None:
    """End the sessions of people who work in some roles; their sessions in others live on."""
    roles = [str(one) for one in role_holding_ids]
    db.session.execute(
        sa.delete(WebSession).where(WebSession.data["role_holding_id"].as_string().in_(roles))
    )


def sweep_sessions(now: datetime, settings: Settings) -> None:
    """Remove the rows of sessions that are over."""
    with writing() as database:
        database.execute(
            sa.delete(WebSession).where(
                WebSession.seen_at < now - timedelta(hours=settings.session_hours)
            )
        )


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
