"""What is taken as evidence, by its content."""

import io

import pytest
from PIL import Image

from assess.evidence.rules.file_types import (
    FILE_TYPES,
    EmptyFileError,
    FileError,
    MacroError,
    NotWhatItSaysError,
    TooLargeError,
    UnknownTypeError,
    UnreadableError,
)
from assess.evidence.service import Arrived, inspect_file
from assess.files import IncomingFile, MemoryStore
from tests.evidence_files import HOSTILE_NAMES, docx, heic, jpeg, odt, pdf, png, wav, zip_of


def _id(value: object) -> str | None:
    """Name a case without its bytes, which are not the same each time."""
    return f"{len(value)} bytes" if isinstance(value, bytes) else None


GPS = 0x8825
XMP = b"http://ns.adobe.com/xap/1.0/\x00"
OLD_MACROS = "_VBA_PROJECT".encode("utf-16-le")


def arrive(data: bytes, limit: int | None = None) -> IncomingFile:
    incoming = MemoryStore(limit).receive()
    incoming.write(data)
    return incoming


def inspect(data: bytes, name: str, *, remove_location: bool = False) -> Arrived:
    store = MemoryStore()
    incoming = arrive(data)
    try:
        arrived = inspect_file(store, incoming, name, remove_location=remove_location)
    finally:
        incoming.close()
    if arrived.incoming is not incoming:
        store.keep(arrived.incoming)
    return arrived


def cleaned(data: bytes, name: str) -> bytes:
    """Give the file as it is stored when its position was to be taken out."""
    store, incoming = MemoryStore(), arrive(data)
    arrived = inspect_file(store, incoming, name, remove_location=True)
    assert arrived.location_removed
    return store.files[store.keep(arrived.incoming).sha256]


def has_position(data: bytes) -> bool:
    with Image.open(io.BytesIO(data)) as image:
        return any(image.getexif().get_ifd(GPS).values())


@pytest.mark.parametrize(
    ("data", "name", "media_type"),
    [
        (pdf(2), "plan.pdf", "application/pdf"),
        (pdf(2), "PLAN.PDF", "application/pdf"),
        (jpeg(), "a.jpg", "image/jpeg"),
        (heic(), "a.heic", "image/heic"),
        (png(), "a.png", "image/png"),
        (wav(), "a.wav", "audio/wav"),
        (
            docx(),
            "a.docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        (odt(), "a.odt", "application/vnd.oasis.opendocument.text"),
        ("Ŵyl".encode(), "a.txt", "text/plain"),
        ("Ŵyl".encode("utf-16"), "a.txt", "text/plain"),
        ("caffè".encode("cp1252"), "a.csv", "text/plain"),
        (pdf(2), "no ending", "application/pdf"),
        (b"words", "no ending", "text/plain"),
    ],
    ids=_id,
)
def test_what_is_what_it_says_is_taken(data: bytes, name: str, media_type: str) -> None:
    assert inspect(data, name).media_type == media_type


@pytest.mark.parametrize(
    ("data", "name", "refusal"),
    [
        (b"", "a.pdf", EmptyFileError),
        (b"<html>", "a.html", UnknownTypeError),
        (b"<svg/>", "a.svg", UnknownTypeError),
        (b"MZ\x90", "a.exe", UnknownTypeError),
        (b"words", "a.txt\x00.exe", UnknownTypeError),
        (b"MZ\x90\x00", "no ending", UnknownTypeError),
        (zip_of(3), "a.zip", UnknownTypeError),
        (docx(), "a.docm", UnknownTypeError),
        (docx(macros=True), "a.docx", MacroError),
        (docx(main="document.macroEnabled.main+xml"), "a.docx", MacroError),
        (docx(main="spreadsheetml.sheet.main+xml"), "a.docx", NotWhatItSaysError),
        (zip_of(6000), "a.docx", UnreadableError),
        (docx()[:100], "a.docx", UnreadableError),
        (docx(), "a.odt", NotWhatItSaysError),
        (b"words", "a.docx", NotWhatItSaysError),
        (b"words", "a.pdf", NotWhatItSaysError),
        (jpeg(), "a.png", NotWhatItSaysError),
        (png(), "a.pdf", NotWhatItSaysError),
        (pdf(1), "a.txt", NotWhatItSaysError),
        (b"<html>" + pdf(1), "a.pdf", NotWhatItSaysError),
        (b"#EXTM3U\nhttp://127.0.0.1/", "a.mp4", NotWhatItSaysError),
        (b"a\x00b", "a.txt", NotWhatItSaysError),
        (b"\x81\x8d", "a.txt", NotWhatItSaysError),
        (b"%PDF-1.4 and then nothing", "a.pdf", UnreadableError),
        (jpeg()[:200], "a.jpg", UnreadableError),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + OLD_MACROS, "a.doc", MacroError),
    ],
    ids=_id,
)  # fmt: skip
def test_what_is_not_is_refused(data: bytes, name: str, refusal: type[FileError]) -> None:
    with pytest.raises(refusal):
        inspect(data, name)


def test_a_file_over_the_limit_is_refused() -> None:
    incoming = arrive(b"abcdef", limit=5)

    with pytest.raises(TooLargeError):
        inspect_file(MemoryStore(), incoming, "a.txt")

    incoming.close()


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_text_under_a_hostile_name_is_taken(name: str) -> None:
    assert inspect(b"words", name).media_type == "text/plain"


def test_an_image_of_too_many_pixels_is_refused() -> None:
    bomb = bytearray(png())
    bomb[16:24] = (60_000).to_bytes(4) * 2

    with pytest.raises(UnreadableError):
        inspect(bytes(bomb), "bomb.png")


def test_the_pages_of_a_pdf_are_counted_unless_it_has_a_password() -> None:
    assert inspect(pdf(3), "a.pdf").pages == 3
    assert inspect(pdf(3, password="open"), "a.pdf").pages is None


@pytest.mark.parametrize(
    ("data", "name", "size"),
    [
        (jpeg((60, 40), turned=True), "a.jpg", (40, 60)),
        (jpeg((3000, 1500)), "a.jpg", (2000, 1000)),
        (heic((60, 40)), "a.heic", (60, 40)),
    ],
    ids=_id,
)
def test_a_preview_is_an_upright_jpeg_of_at_most_2000_pixels(
    data: bytes, name: str, size: tuple[int, int]
) -> None:
    preview = inspect(data, name).preview

    assert preview is not None
    with Image.open(io.BytesIO(preview)) as image:
        assert (image.format, image.size) == ("JPEG", size)
        assert not image.getexif()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (jpeg(position=True), "a.jpg"),
        (heic(position=True), "a.heic"),
        (png(position=True), "a.png"),
    ],
    ids=_id,
)
def test_the_position_is_taken_out_and_the_picture_stays(data: bytes, name: str) -> None:
    assert has_position(data)

    clean = cleaned(data, name)

    assert not has_position(clean)
    with Image.open(io.BytesIO(data)) as before, Image.open(io.BytesIO(clean)) as after:
        assert before.tobytes() == after.tobytes()


def test_the_position_in_a_photographs_notes_is_taken_out() -> None:
    notes = b'<x exif:GPSLatitude="53,13.5N" exif:Other="1"/><exif:GPSAltitude>7</exif:GPSAltitude>'
    segment = b"\xff\xe1" + (len(notes) + 31).to_bytes(2) + XMP + notes
    data = jpeg()[:2] + segment + jpeg()[2:]

    clean = cleaned(data, "a.jpg")

    assert b"53,13.5N" not in clean
    assert b"GPSAltitude" not in clean
    assert b'exif:Other="1"' in clean
    assert len(clean) == len(data)


def test_an_ending_belongs_to_one_type() -> None:
    endings = [ending for kind in FILE_TYPES for ending in kind.endings]

    assert len(endings) == len(set(endings))
