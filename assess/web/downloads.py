"""A table as a file to download."""

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
    response = send_file(
        io.BytesIO(write_sheet(kind, header, rows, title)),
        mimetype=kind.media_type,
        as_attachment=True,
        download_name=f"{title}.{kind.value}",
    )
    response.headers["Content-Security-Policy"] = FILE_POLICY
    return response
