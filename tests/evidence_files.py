"""Small files of each kind, made by hand for tests, and names that were made to do harm."""

import io
import struct
import unicodedata
import zipfile

import pikepdf
import pillow_heif
from PIL import Image, ImageDraw
from PIL.TiffImagePlugin import TiffImageFile

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


def jbig2_pdf(size: tuple[int, int] = (200, 120)) -> bytes:
    """Give a page as scanners make them: one JBIG2 image, its left half black."""
    width, height = size
    document = pikepdf.new()
    page = document.add_blank_page(page_size=size)
    image = document.make_stream(
        _jbig2(width, height),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=width,
        Height=height,
        ColorSpace=pikepdf.Name.DeviceGray,
        BitsPerComponent=1,
        Filter=pikepdf.Name.JBIG2Decode,
    )
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Scan=image))
    page.Contents = document.make_stream(b"%d 0 0 %d 0 0 cm /Scan Do" % size)
    out = io.BytesIO()
    document.save(out, deterministic_id=True)
    return out.getvalue()


def _jbig2(width: int, height: int) -> bytes:
    """Give a profile, a page and a region, which is coded as for a fax.

    The reader that pdf.js has in JavaScript gives up at a profile, as at much else of JBIG2.
    """
    image = Image.new("1", (width, height), 0)
    ImageDraw.Draw(image).rectangle((0, 0, width // 2 - 1, height - 1), fill=1)
    out = io.BytesIO()
    image.save(out, "TIFF", compression="group4")
    out.seek(0)
    tags = TiffImageFile(out).tag_v2
    ((start,), (length,)) = tags[273], tags[279]
    page = struct.pack(">IIIIBH", width, height, 0, 0, 0, 0)
    region = struct.pack(">IIIIBB", width, height, 0, 0, 0, 1)
    region += out.getvalue()[start : start + length]
    segments = ((52, 0, struct.pack(">II", 1, 1)), (48, 1, page), (38, 1, region))
    return b"".join(
        struct.pack(">IBBBI", number, kind, 0, of_page, len(body)) + body
        for number, (kind, of_page, body) in enumerate(segments)
    )


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
