"""What the pages that take evidence have in common: files, refusals, the answer to a script."""

from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from flask import jsonify, redirect, request, url_for
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from assess.db import db
from assess.evidence.forms.words import tell
from assess.evidence.queries import find_piece
from assess.evidence.service import Arrived, inspect_file
from assess.refusals import RefusedError
from assess.web.access import current_actor
from assess.web.extensions import the_files, the_settings
from assess.web.page_form import ConfirmForm, PageForm
from assess.web.uploads import close_at_the_end

if TYPE_CHECKING:
    from assess.files import IncomingFile

FROM_SCRIPT = "X-Assess-Upload"
"""Sent by the script that shows progress: it wants an address to go to, not a redirect."""


def arrived_files(form: Any) -> list[Arrived] | None:  # noqa: ANN401 (any form with `files`)
    """Look at the files of a post; None where one is refused, with the message beside the field."""
    arrived: list[Arrived] = []
    for upload in form.files.data or []:
        try:
            arrived.append(_look_at(upload, remove_location=bool(form.remove_location.data)))
        except RefusedError as refusal:
            refuse(form, refusal)
    return None if form.files.errors else arrived


def _look_at(upload: FileStorage, *, remove_location: bool) -> Arrived:
    # Every file of a post is one of the store's, see assess/web/uploads.
    incoming = cast("IncomingFile", upload.stream)
    arrived = inspect_file(
        the_files(), incoming, upload.filename or "", remove_location=remove_location
    )
    close_at_the_end(request.environ, arrived.incoming)
    return arrived


def refuse(form: PageForm, refusal: RefusedError) -> None:
    tell(form, refusal, limit_mb=the_settings().upload_limit_mb)


def go_to(address: str) -> Response:
    if FROM_SCRIPT in request.headers:
        return jsonify({"address": address})
    return redirect(address)


def next_address(evidence_id: UUID) -> str:
    """Give where to go from evidence that was saved: to its criteria, while a file is open.

    Its own page then suggests criteria, this once. What was added for a CPD activity goes there.
    """
    if activity_id := request.args.get("activity", type=UUID):
        return url_for("cpd.activity_evidence", activity_id=activity_id, evidence=evidence_id)
    piece = find_piece(db.session(), current_actor(), evidence_id)
    if piece.leaves_file_open:
        return url_for("evidence.map_piece", evidence_id=evidence_id)
    return url_for("evidence.piece", evidence_id=evidence_id, added="")


def fresh_form() -> ConfirmForm:
    """Give a button of its own: each deed on a page has its own key."""
    return ConfirmForm(formdata=None)


def had_files() -> bool:
    """Tell whether files came with the post: a page shown again cannot choose them again."""
    return any(upload.filename for upload in request.files.values())
