"""What was typed into a page whose session had ended is held until its writer is back."""

from typing import Any
from urllib.parse import urlsplit

from flask import request, session

LIMIT = 400_000
"""Characters held at most: four of the longest reflections."""

NEVER_HELD = {"csrf_token", "password", "new_password", "code"}


def hold_form() -> None:
    """Keep the fields of a post that came too late, in the visitor's own new session."""
    if not _comes_from_our_page():
        return
    fields = [
        (name, value) for name, value in request.form.items(multi=True) if name not in NEVER_HELD
    ]
    if fields and sum(len(value) for _, value in fields) <= LIMIT:
        session["held_form"] = {
            "address": request.full_path.rstrip("?"),
            "fields": fields,
            "had_files": bool(request.files),
        }


def held_form() -> dict[str, Any] | None:
    form: dict[str, Any] | None = session.get("held_form")
    return form


def drop_held_form() -> None:
    session.pop("held_form", None)


def _comes_from_our_page() -> bool:
    """Tell whether one of our own pages sent this; older browsers say so by Origin alone."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return False
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == request.host
