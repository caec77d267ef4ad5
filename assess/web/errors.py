"""Error pages: in the reader's language, with a way on, and nothing of the machine in them."""

import logging

from flask import Flask, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from uuid_utils.compat import uuid4
from werkzeug.exceptions import HTTPException

from assess.db import db
from assess.refusals import NotFoundError
from assess.web.access import other_roles_of_page

log = logging.getLogger(__name__)
PAGES = {404, 413, 429}
"""The statuses with a page of their own; any other client error gets the page of 400."""


def set_up_errors(app: Flask) -> None:
    app.register_error_handler(NotFoundError, _not_found)
    app.register_error_handler(CSRFError, _form_too_old)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(OperationalError, _database_away)
    app.register_error_handler(Exception, _unexpected)


def _not_found(error: NotFoundError) -> tuple[str, int]:
    del error
    return render_template("errors/404.html"), 404


def _form_too_old(error: CSRFError) -> tuple[str, int]:
    del error
    return render_template("errors/form_too_old.html", typed=_typed()), 400


def _http_error(error: HTTPException) -> tuple[str, int] | HTTPException:
    status = error.code or 500
    if status < 400:  # noqa: PLR2004 (a redirect is no error)
        return error
    if status == 403:  # noqa: PLR2004 (another role)
        return _another_role(), status
    page = status if status in PAGES else 400 if status < 500 else 500  # noqa: PLR2004 (the two kinds of error)
    return render_template(f"errors/{page}.html", reference=""), status


def _another_role() -> str:
    """Offer the reader's role that opens the page: mails lead to pages of one role only."""
    return render_template(
        "errors/403.html", others=other_roles_of_page(), address=request.full_path.rstrip("?")
    )


def _database_away(error: OperationalError) -> tuple[str, int]:
    db.session.rollback()
    log.error("the database did not answer", exc_info=error)
    return render_template("errors/503.html"), 503


def _unexpected(error: Exception) -> tuple[str, int]:
    db.session.rollback()
    reference = str(uuid4())[:8]
    log.error("error %s at %s", reference, request.path, exc_info=error)
    return render_template("errors/500.html", reference=reference), 500


def _typed() -> list[tuple[str, str]]:
    """Give what was typed into a form that came too late, so that it can be copied."""
    hidden = {"csrf_token", "key", "password", "new_password", "code"}
    return [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name not in hidden and value.strip()
    ]
