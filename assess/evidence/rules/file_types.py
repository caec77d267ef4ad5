"""The types of files that are taken: one table, for the check, the page and the answer."""

import re
from dataclasses import dataclass
from enum import StrEnum

from assess.refusals import RefusedError

ENDING = re.compile(r"\.([A-Za-z0-9]{1,8})$")


class Shown(StrEnum):
    """How a page shows a file."""

    PDF = "pdf"
    IMAGE = "image"
    AUDIO = "audio"
    VIDEO = "video"
    TEXT = "text"
    DOWNLOAD = "download"


class Structure(StrEnum):
    """How the content is checked, beyond its first bytes."""

    PDF = "pdf"
    IMAGE = "image"
    MEDIA = "media"
    TEXT = "text"
    OPEN_XML = "open xml"
    OPEN_DOCUMENT = "open document"
    OLD_OFFICE = "old office"


@dataclass(frozen=True)
class FileType:
    name: str
    endings: tuple[str, ...]
    media_type: str
    shown: Shown
    structure: Structure
    known_as: tuple[str, ...] = ()
    """What the content's first bytes are recognised as, by the `filetype` library's endings."""

    marker: bytes = b""
    """What the container of an Office document says it holds."""


def _office(name: str, ending: str, media: str, main: str) -> FileType:
    return FileType(
        name,
        (ending,),
        f"application/vnd.openxmlformats-officedocument.{media}",
        Shown.DOWNLOAD,
        Structure.OPEN_XML,
        marker=f"application/vnd.openxmlformats-officedocument.{main}.main+xml".encode(),
    )


def _open_document(name: str, ending: str, media: str) -> FileType:
    media_type = f"application/vnd.oasis.opendocument.{media}"
    return FileType(
        name,
        (ending,),
        media_type,
        Shown.DOWNLOAD,
        Structure.OPEN_DOCUMENT,
        marker=media_type.encode(),
    )


def _image(name: str, endings: tuple[str, ...], media: str, *known_as: str) -> FileType:
    return FileType(name, endings, f"image/{media}", Shown.IMAGE, Structure.IMAGE, known_as)


def _audio(name: str, endings: tuple[str, ...], media: str, *known_as: str) -> FileType:
    return FileType(name, endings, f"audio/{media}", Shown.AUDIO, Structure.MEDIA, known_as)


def _video(name: str, endings: tuple[str, ...], media: str, *known_as: str) -> FileType:
    return FileType(name, endings, f"video/{media}", Shown.VIDEO, Structure.MEDIA, known_as)


def _text(name: str, ending: str) -> FileType:
    return FileType(name, (ending,), "text/plain", Shown.TEXT, Structure.TEXT)


def _old_office(name: str, ending: str, media: str) -> FileType:
    return FileType(name, (ending,), f"application/{media}", Shown.DOWNLOAD, Structure.OLD_OFFICE)


FILE_TYPES = (
    FileType("PDF", ("pdf",), "application/pdf", Shown.PDF, Structure.PDF, ("pdf",)),
    _image("JPEG", ("jpg", "jpeg"), "jpeg", "jpg"),
    _image("HEIC", ("heic", "heif"), "heic", "heic"),
    _image("PNG", ("png",), "png", "png", "apng"),
    _image("GIF", ("gif",), "gif", "gif"),
    _image("WebP", ("webp",), "webp", "webp"),
    _image("TIFF", ("tif", "tiff"), "tiff", "tif"),
    _audio("MP3", ("mp3",), "mpeg", "mp3"),
    _audio("M4A", ("m4a",), "mp4", "m4a", "mp4", "m4v"),
    _audio("WAV", ("wav",), "wav", "wav"),
    _audio("Ogg", ("ogg", "oga", "opus"), "ogg", "ogg"),
    _audio("FLAC", ("flac",), "flac", "flac"),
    _audio("AAC", ("aac",), "aac", "aac"),
    _video("MP4", ("mp4", "m4v"), "mp4", "mp4", "m4v"),
    _video("QuickTime", ("mov",), "quicktime", "mov"),
    _video("WebM", ("webm",), "webm", "webm", "mkv"),
    _video("3GP", ("3gp",), "3gpp", "3gp"),
    _text("TXT", "txt"),
    _text("CSV", "csv"),
    _text("Markdown", "md"),
    _office("Word", "docx", "wordprocessingml.document", "wordprocessingml.document"),
    _office("Excel", "xlsx", "spreadsheetml.sheet", "spreadsheetml.sheet"),
    _office("PowerPoint", "pptx", "presentationml.presentation", "presentationml.presentation"),
    _open_document("OpenDocument text", "odt", "text"),
    _open_document("OpenDocument spreadsheet", "ods", "spreadsheet"),
    _open_document("OpenDocument presentation", "odp", "presentation"),
    _old_office("Word 97", "doc", "msword"),
    _old_office("Excel 97", "xls", "vnd.ms-excel"),
    _old_office("PowerPoint 97", "ppt", "vnd.ms-powerpoint"),
)

PLAIN_TEXT = next(kind for kind in FILE_TYPES if kind.endings == ("txt",))
ACCEPTED = ",".join(f".{ending}" for kind in FILE_TYPES for ending in kind.endings)
"""For the `accept` of a file input."""

_BY_ENDING = {ending: kind for kind in FILE_TYPES for ending in kind.endings}
_BY_MEDIA_TYPE = {kind.media_type: kind for kind in reversed(FILE_TYPES)}


class FileError(RefusedError):
    """A file cannot be taken. Carries its name, for the message."""

    field = "files"

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class EmptyFileError(FileError):
    """There is nothing in it."""


class TooLargeError(FileError):
    """It is larger than the service takes."""


class UnknownTypeError(FileError):
    """It is of no type that is taken."""


class NotWhatItSaysError(FileError):
    """Its content is not of the type that its name says."""


class MacroError(FileError):
    """An Office document with programs in it."""


class UnreadableError(FileError):
    """The content begins as it should but cannot be opened: damaged, or a trap."""


class LocationStaysError(FileError):
    """The position could not be taken out of this photograph."""


def ending_of(name: str) -> str | None:
    """Give the ending of a file's name in lower case, or None where it has none."""
    found = ENDING.search(name)
    return found[1].lower() if found else None


def type_by_name(name: str) -> FileType | None:
    """Give the type that a name claims; None where the name claims nothing.

    Raises:
        UnknownTypeError: when it claims a type that is not taken.

    """
    ending = ending_of(name)
    if ending is None:
        return None
    if ending not in _BY_ENDING:
        raise UnknownTypeError(name)
    return _BY_ENDING[ending]


def type_by_content(known_as: str | None) -> FileType | None:
    """Give the type that the first bytes alone make certain, for a name that says nothing."""
    return next((kind for kind in FILE_TYPES if known_as in kind.known_as), None)


def shown_as(media_type: str) -> Shown:
    """Say how a stored file is shown, by its media type."""
    kind = _BY_MEDIA_TYPE.get(media_type)
    return kind.shown if kind else Shown.DOWNLOAD
