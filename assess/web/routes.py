"""Addresses that belong to no part: the way in, health, files of the look."""

from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa
from flask import Blueprint, abort, redirect, request, send_from_directory, url_for
from flask_login import current_user
from werkzeug.security import safe_join
from werkzeug.wrappers import Response

from assess.db import db
from assess.web.access import open_to_everyone
from assess.web.language import current_language
from assess.web.templating import STATIC

pages = Blueprint("web", __name__)


@pages.get("/")
@open_to_everyone
def front() -> Response:
    home = "overview.home" if current_user.is_authenticated else "people.sign_in"
    return redirect(url_for(home, language=current_language()))


@pages.get("/health/live")
@open_to_everyone
def live() -> dict[str, str]:
    return {"status": "live", "at": datetime.now(UTC).isoformat(timespec="seconds")}


@pages.get("/health/ready")
@open_to_everyone
def ready() -> dict[str, str]:
    db.session.execute(sa.select(1))
    return {"status": "ready"}


@pages.get("/static/<path:filename>")
@open_to_everyone
def static(filename: str) -> Response:
    path = safe_join(str(STATIC), filename)
    if path is None or filename.endswith(".gz"):
        abort(404)
    if "gzip" in request.headers.get("Accept-Encoding", "") and Path(f"{path}.gz").is_file():
        response = send_from_directory(STATIC, f"{filename}.gz", mimetype=_type_of(filename))
        response.headers["Content-Encoding"] = "gzip"
    else:
        response = send_from_directory(STATIC, filename, mimetype=_type_of(filename))
    response.headers["Vary"] = "Accept-Encoding"
    return response


def _type_of(filename: str) -> str | None:
    types = {".css": "text/css", ".js": "text/javascript", ".mjs": "text/javascript"}
    return types.get(Path(filename).suffix)
