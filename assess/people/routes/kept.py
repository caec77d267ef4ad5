"""What somebody typed before their session ended is offered to them again."""

from uuid import UUID

from flask import flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from assess.people.pages import KeptPage
from assess.people.routes.blueprint import pages
from assess.web.access import open_to_signed_in
from assess.web.held_form import drop_held_form, held_form

KEYS = {"key", "version"}
"""Fields that nobody typed."""


def has_kept_typing() -> bool:
    """Tell whether something is held that is worth showing; forget it where nothing is."""
    held = held_form()
    if held is not None and not held["had_files"] and not _typed(held["fields"]):
        drop_held_form()
        return False
    return held is not None


@pages.get("/kept")
@open_to_signed_in
def kept() -> str | Response:
    held = held_form()
    if held is None:
        return redirect(url_for("overview.home"))
    return render_template(
        "people/kept.html",
        page=KeptPage(
            address=held["address"],
            fields=tuple((name, value) for name, value in held["fields"]),
            typed=tuple(_typed(held["fields"])),
            had_files=held["had_files"],
        ),
    )


@pages.post("/kept/drop")
@open_to_signed_in
def drop_kept() -> Response:
    drop_held_form()
    flash(_("What was kept has been put away."))
    return redirect(url_for("overview.home"))


@pages.before_app_request
def _drop_when_sent_again() -> None:
    """Forget what is held once its writer has sent it again."""
    held = session.get("held_form")
    if (
        held is not None
        and request.method == "POST"
        and current_user.is_authenticated
        and held["address"] == request.full_path.rstrip("?")
    ):
        drop_held_form()


def _typed(fields: list[tuple[str, str]]) -> list[str]:
    return [
        value for name, value in fields if name not in KEYS and value.strip() and not _is_id(value)
    ]


def _is_id(value: str) -> bool:
    try:
        UUID(value)
    except ValueError:
        return False
    return True
