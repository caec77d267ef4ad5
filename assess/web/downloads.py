"""What we make for people to download: tables and papers."""

import io
from collections.abc import Iterable, Sequence
from typing import TypeVar
from urllib.parse import quote

from flask import send_file
from werkzeug.wrappers import Response

from assess.refusals import NotFoundError
from assess.sheets import SheetKind, write_sheet
from assess.web.security import FILE_POLICY

Answer = TypeVar("Answer", bound=Response)


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
    return sealed(send_file(io.BytesIO(data), mimetype=media_type), "attachment", name)


def sealed(response: Answer, how: str, name: str) -> Answer:
    """Give an answer with a file the name that it is kept under; nothing in the file may run."""
    response.headers["Content-Disposition"] = content_disposition(how, name)
    response.headers["Content-Security-Policy"] = FILE_POLICY
    return response


def content_disposition(how: str, name: str) -> str:
    """Write the header of RFC 6266: the exact name in UTF-8, and a plain one for old readers."""
    plain = "".join(
        letter if letter.isascii() and letter.isprintable() and letter not in '"\\%' else "_"
        for letter in name
    )
    return f"{how}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
