"""Starts a session once somebody has proved who they are, and says who is signed in."""

from datetime import UTC, datetime
from typing import cast
from uuid import UUID

from flask import redirect, session, url_for
from flask_login import login_user
from werkzeug.wrappers import Response

from assess.actor import Actor
from assess.bilingual import Bilingual
from assess.db import db, writing
from assess.people.queries import find_factor_state, list_held_roles
from assess.people.routes.kept import has_kept_typing
from assess.people.service import rehash_password
from assess.web.session import ServerSession
from assess.web.signed_in import OtherRole, SignedIn

CARRIED_OVER = ("held_form", "next")
"""What a visitor's session keeps when it becomes a signed-in one."""


def load_signed_in(person_id: str) -> SignedIn | None:
    """Give the person whom the session names, in the role that it names, or None.

    A role that has ended opens nothing from the next request on.
    """
    roles = list_held_roles(db.session(), person_id=UUID(person_id))
    if not roles:
        return None
    chosen = next(
        (role for role in roles if str(role.role_holding_id) == session.get("role_holding_id")),
        roles[0],
    )
    return SignedIn(
        actor=Actor(
            person_id=chosen.person_id,
            provider_id=chosen.provider_id,
            role_holding_id=chosen.role_holding_id,
            role=chosen.role,
            name=chosen.name,
            language=chosen.language,
            proved_at=datetime.fromisoformat(session["proved_at"]),
        ),
        email=chosen.email,
        provider=Bilingual(chosen.provider_en, chosen.provider_cy),
        practitioner_word=chosen.practitioner_word.value,
        others=tuple(
            OtherRole(
                role.role_holding_id,
                role.role,
                Bilingual(role.provider_en, role.provider_cy),
                role.provider_id,
            )
            for role in roles
            if role is not chosen
        ),
        lacks_factor=chosen.lacks_factor,
    )


def this_session() -> ServerSession:
    return cast("ServerSession", session)


def arrive(
    person_id: UUID, password: str, *, role_holding_id: UUID | None = None
) -> Response | None:
    """Take somebody in whose password was right: to the code page, or on.

    None where they hold no role any more.
    """
    if not list_held_roles(db.session(), person_id=person_id):
        return None
    with writing() as database:
        rehash_password(database, person_id=person_id, password=password)
    if find_factor_state(db.session(), person_id=person_id).is_on:
        session["awaiting_code"] = {
            "person_id": str(person_id),
            "since": datetime.now(UTC).isoformat(),
            "role_holding_id": str(role_holding_id or ""),
        }
        this_session().renew = True
        return redirect(url_for("people.code"))
    start_session(person_id, proved_by="password", role_holding_id=str(role_holding_id or ""))
    return go_on()


def start_session(person_id: UUID, *, proved_by: str, role_holding_id: str = "") -> None:
    """Begin a signed-in session under a new token; the visitor's own is over."""
    carried = {name: session[name] for name in CARRIED_OVER if name in session}
    session.clear()
    session.update(carried)
    session["person_id"] = str(person_id)
    session["role_holding_id"] = role_holding_id
    note_proof(proved_by)
    signed_in = load_signed_in(str(person_id))
    if signed_in is None:
        session.clear()
        return
    session["role_holding_id"] = str(signed_in.actor.role_holding_id)
    login_user(signed_in)


def note_proof(proved_by: str) -> None:
    """Note how and when the person proved who they are; the session goes on under a new token."""
    session["proved_at"] = datetime.now(UTC).isoformat()
    session["proved_by"] = proved_by
    this_session().renew = True


def go_on() -> Response:
    """Lead somebody who has just proved themselves to what they were at, or home."""
    address = session.pop("next", None)
    if has_kept_typing():
        return redirect(url_for("people.kept"))
    return redirect(address or url_for("overview.home"))
