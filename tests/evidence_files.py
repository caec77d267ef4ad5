"""Small files of each kind, made by hand for tests, and names that were made to do harm."""

import io
import unicodedata
import zipfile

import pikepdf
import pillow_heif
from PIL import Image

POSITION = {1: "N", 2: (53.0, 13.0, 30.0), 3: "W", 4: (4.0, 7.0, 45.0)}
"""A place in Bangor, as a phone writes it into a photograph."""


HOSTILE_NAMES = [
    "../../etc/passwd.txt",
    "..\\..\\windows\\system.txt",
    "/etc/shadow.txt",
    "C:\\boot.txt",
    "....//....//a.txt",
    "a\x00.txt",
    "\x00",
    "a.exe\x00.txt",
    "a\r\nSet-Cookie: b=c.txt",
    "a\nb.txt",
    "a\tb.txt",
    "a\x7fb.txt",
    'a"b.txt',
    "a'b.txt",
    "a`b.txt",
    "a;b.txt",
    'a"; filename="b.exe.txt',
    "a%22b.txt",
    "a%0d%0ab.txt",
    "a,b.txt",
    "\u202egpj.txt",
    "a\u2066b\u2069.txt",
    "\u200fa.txt",
    unicodedata.normalize("NFC", "ŵŷ.txt"),
    unicodedata.normalize("NFD", "ŵŷ.txt"),
    "n" * 296 + ".txt",
    "ŵ" * 200,
    "ŵ" * 200 + ".txt",
    "\N{PARTY POPPER}" * 43 + ".txt",
    "CON",
    "NUL.txt",
    "aux.txt",
    "com1.txt",
    "LPT1",
    "$(id)",
    "$(id).txt",
    "`id`.txt",
    "|id.txt",
    "{{7*7}}",
    "{{7*7}}.txt",
    "${7*7}.txt",
    "<script>alert(1)</script>.txt",
    "<img src=x onerror=alert(1)>",
]


def pdf(pages: int, *, password: str = "") -> bytes:
    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page()
    out = io.BytesIO()
    encryption = pikepdf.Encryption(owner=password, user=password) if password else False
    document.save(out, deterministic_id=not password, encryption=encryption)
    return out.getvalue()


def _photograph(
    size: tuple[int, int], *, position: bool, turned: bool
) -> tuple[Image.Image, bytes]:
    image = Image.new("RGB", size, "teal")
    exif = Image.Exif()
    exif[0x010F] = "A phone"
    if turned:
        exif[0x0112] = 6
    if position:
        exif.get_ifd(0x8825).update(POSITION)
    return image, exif.tobytes()


def jpeg(
    size: tuple[int, int] = (60, 40), *, position: bool = False, turned: bool = False
) -> bytes:
    image, exif = _photograph(size, position=position, turned=turned)
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif, comment=b"a comment of the camera")
    return out.getvalue()


def heic(size: tuple[int, int] = (60, 40), *, position: bool = False) -> bytes:
    pillow_heif.register_heif_opener()
    image, exif = _photograph(size, position=position, turned=False)
    out = io.BytesIO()
    image.save(out, "HEIF", exif=exif)
    return out.getvalue()


def png(size: tuple[int, int] = (60, 40), *, position: bool = False) -> bytes:
    image, exif = _photograph(size, position=position, turned=False)
    out = io.BytesIO()
    image.save(out, "PNG", exif=exif)
    return out.getvalue()


def docx(*, macros: bool = False, main: str = "wordprocessingml.document.main+xml") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            '<Types><Override PartName="/word/document.xml" ContentType="'
            f'application/vnd.openxmlformats-officedocument.{main}"/></Types>',
        )
        archive.writestr("word/document.xml", "<w:document/>")
        if macros:
            archive.writestr("word/vbaProject.bin", b"macros")
    return out.getvalue()


def odt() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "<office:document-content/>")
    return out.getvalue()


def zip_of(entries: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        )
        for number in range(entries):
            archive.writestr(f"word/{number}", b"")
    return out.getvalue()


def wav(seconds: int = 1) -> bytes:
    size = 8000 * seconds
    return (
        b"RIFF" + (36 + size).to_bytes(4, "little") + b"WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00"
        b"\x40\x1f\x00\x00\x40\x1f\x00\x00\x01\x00\x08\x00data" + size.to_bytes(4, "little")
    ) + b"\x80" * size
