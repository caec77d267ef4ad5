"""What we make for people to download: tables and papers."""

import io
from collections.abc import Iterable, Sequence

from flask import send_file
from werkzeug.wrappers import Response

from assess.refusals import NotFoundError
from assess.sheets import SheetKind, write_sheet
from assess.web.security import FILE_POLICY


def sheet_kind(typed: str) -> SheetKind:
    """Give the kind of file that an address names; any other is no address of ours."""
    try:
        return SheetKind(typed)
    except ValueError as unknown:
        raise NotFoundError from unknown


def send_sheet(
    kind: SheetKind, header: Sequence[str], rows: Iterable[Sequence[str]], *, title: str
) -> Response:
    """Answer with a table, its file named by the title."""
    data = write_sheet(kind, header, rows, title)
    return send_file_of(data, kind.media_type, name=f"{title}.{kind.value}")


def send_file_of(data: bytes, media_type: str, *, name: str) -> Response:
    """Answer with a file that we made, to be kept under a name."""
    response = send_file(
        io.BytesIO(data), mimetype=media_type, as_attachment=True, download_name=name
    )
    response.headers["Content-Security-Policy"] = FILE_POLICY
    return response
