"""How fresh a proof of identity must be before a deed that counts, and the way to a new one."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit

from flask import redirect, request, session, url_for
from werkzeug.wrappers import Response

from assess.actor import Actor
from assess.web.extensions import the_settings
from assess.web.held_form import hold_form


def proof_is_fresh(actor: Actor, now: datetime) -> bool:
    """Tell whether the person has proved who they are within the last minutes."""
    return now - actor.proved_at < timedelta(minutes=the_settings().proof_minutes)


def proved_by() -> str:
    """Give how the person last proved who they are: password, or password and code."""
    return str(session.get("proved_by", "password"))


def redirect_to_proof() -> Response:
    """Ask the person to prove themselves again, then come back to the page asked for.

    What a post brought is held, and offered again afterwards.
    """
    if request.method == "POST":
        hold_form()
    return redirect(url_for("people.prove", next=request.full_path.rstrip("?")))


def is_inside_site(address: str) -> bool:
    """Tell whether an address leads to a page of ours: a path, and nothing a browser reads past."""
    if not address.startswith("/") or any(ord(letter) <= ord(" ") for letter in address):
        return False
    if address.startswith("//") or "\\" in address:
        return False
    parts = urlsplit(address)
    return not parts.scheme and not parts.netloc
