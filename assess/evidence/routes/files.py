"""Serves what people uploaded: as it came, unable to do anything."""

import codecs
from uuid import UUID

from flask import Response, request
from werkzeug.wsgi import wrap_file

from assess.db import db
from assess.evidence.queries import find_file
from assess.evidence.routes.blueprint import pages
from assess.evidence.rules.file_types import Shown
from assess.refusals import NotFoundError
from assess.web.access import current_actor, open_to_signed_in
from assess.web.downloads import sealed
from assess.web.extensions import the_files

IN_PAGE = {Shown.PDF, Shown.AUDIO, Shown.VIDEO, Shown.TEXT}
"""What is served to be shown. Of an image it is the preview that is shown."""

HEAD = 64 * 1024


@pages.get("/evidence/files/<uuid:file_id>")
@open_to_signed_in
def file(file_id: UUID) -> Response:
    found = find_file(db.session(), current_actor(), file_id)
    shown = found.shown in IN_PAGE and "download" not in request.args
    media_type = found.media_type
    if found.shown is Shown.TEXT:
        media_type = f"text/plain; charset={_encoding_of(found.sha256)}"
    response = _serve(found.sha256, media_type, found.size)
    return sealed(response, "inline" if shown else "attachment", found.name)


@pages.get("/evidence/files/<uuid:file_id>/preview")
@open_to_signed_in
def preview(file_id: UUID) -> Response:
    """Serve an image as a JPEG that every browser shows, turned upright."""
    found = find_file(db.session(), current_actor(), file_id)
    if found.preview_sha256 is None:
        raise NotFoundError
    response = _serve(found.preview_sha256, "image/jpeg", None)
    return sealed(response, "inline", f"{found.name}.jpg")


def read_text(sha256: str) -> str:
    """Read a short text file, in whichever of the usual encodings it is."""
    with the_files().open(sha256) as stored:
        return stored.read().decode(_encoding_of(sha256), "replace").lstrip("\ufeff")


def _serve(sha256: str, media_type: str, size: int | None) -> Response:
    stored = the_files().open(sha256)
    if size is None:
        size = stored.seek(0, 2)
        stored.seek(0)
    response = Response(wrap_file(request.environ, stored), direct_passthrough=True)
    response.headers["Content-Type"] = media_type
    response.content_length = size
    response.set_etag(sha256)
    response.make_conditional(request, accept_ranges=True, complete_length=size)
    return response


def _encoding_of(sha256: str) -> str:
    with the_files().open(sha256) as stored:
        head = stored.read(HEAD)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head, final=len(head) < HEAD)
    except UnicodeDecodeError:
        return "windows-1252"
    return "utf-8"
