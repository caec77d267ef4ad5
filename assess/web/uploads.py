"""Uploads go straight to the file store as they arrive, hashed on the way, never into memory."""

from typing import IO, Any

from flask import Request

from assess.files import IncomingFile
from assess.web.extensions import the_files

FORM_ROOM = 4 * 1024 * 1024
"""What the fields beside the files of one post may take."""


class UploadRequest(Request):
    """Gives each uploaded file a place in the file store while it arrives."""

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        del total_content_length, content_type, content_length
        if not filename:
            return super()._get_file_stream(0, None)
        incoming = the_files().receive()
        self.environ.setdefault("assess.incoming", []).append(incoming)
        return incoming  # type: ignore[return-value] # a raw stream of bytes is all that is used


def close_uploads(environ: dict[str, Any]) -> None:
    """Remove what arrived and was not kept: a refused form leaves no file behind."""
    for incoming in environ.pop("assess.incoming", []):
        assert isinstance(incoming, IncomingFile)  # noqa: S101 (narrows the type)
        incoming.close()


def upload_room(limit: int, files: int = 10) -> int:
    """Give how large one post may be, in bytes."""
    return limit * files + FORM_ROOM


def close_at_the_end(environ: dict[str, Any], incoming: IncomingFile) -> None:
    """Have a file that was made while the request ran closed with those that came with it."""
    environ.setdefault("assess.incoming", []).append(incoming)
