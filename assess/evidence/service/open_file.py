"""Opens one file that a stranger made, in a process of its own with little memory and time.

Run as `python -I open_file.py WHAT PATH [OUT]` by assess/child.py.
"""

import json
import re
import struct
import sys
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from assess.child import limit_this_process

LARGEST_OUTPUT = 64 * 1024 * 1024
PREVIEW = 2000
"""Pixels of a preview's longer side."""

LONGEST_DIRECTORY = 5_000
"""Entries of an Office document; a bomb has more."""

LONGEST_TYPES = 1_000_000


def open_pdf(path: Path, out: Path | None) -> dict[str, Any]:
    import pikepdf  # noqa: PLC0415 (each kind of file needs its own library only)

    del out
    try:
        with pikepdf.open(path) as document:
            return {"pages": len(document.pages)}
    except pikepdf.PasswordError:
        return {"pages": None}


def open_image(path: Path, out: Path | None) -> dict[str, Any]:
    """Write a JPEG of the image, upright, on white where it is transparent."""
    from PIL import Image, ImageOps  # noqa: PLC0415 (as above)

    warnings.simplefilter("error", Image.DecompressionBombWarning)
    _know_heic()
    with Image.open(path) as image:
        kind = (image.format or "").lower()
        image.draft("RGB", (PREVIEW, PREVIEW))
        upright = ImageOps.exif_transpose(image)
        upright.thumbnail((PREVIEW, PREVIEW))
        if upright.mode not in {"RGB", "L"}:
            clear = upright.convert("RGBA")
            upright = Image.new("RGB", clear.size, "white")
            upright.paste(clear, mask=clear.getchannel("A"))
    assert out is not None  # noqa: S101 (an image is always opened for its preview)
    upright.convert("RGB").save(out, "JPEG", quality=85, optimize=True)
    return {"kind": kind, "width": upright.width, "height": upright.height}


def _know_heic() -> None:
    import pillow_heif  # noqa: PLC0415 (as above)

    pillow_heif.register_heif_opener()


def open_archive(path: Path, out: Path | None) -> dict[str, Any]:
    """Read what an Office document says of itself, without unpacking it."""
    del out
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        if len(names) > LONGEST_DIRECTORY:
            raise ValueError("more entries than any document has")
        says = ""
        for entry in ("[Content_Types].xml", "mimetype"):
            if entry in names:
                with archive.open(entry) as part:
                    says += part.read(LONGEST_TYPES).decode("utf-8", "replace") + "\n"
    lower = [name.lower() for name in names]
    macros = "macroenabled" in says.lower() or any(
        name.endswith("vbaproject.bin") or name.startswith(("basic/", "scripts/")) for name in lower
    )
    return {"says": says, "macros": macros}


GPS_POINTER = 0x8825
TIFF_START = re.compile(rb"II\x2a\x00|MM\x00\x2a")
XMP_POSITION = re.compile(
    rb"exif:GPS\w+=(?P<q>[\"'])[^\"']*(?P=q)|<exif:GPS(?P<t>\w+)>.*?</exif:GPS(?P=t)>", re.DOTALL
)


def remove_location(path: Path, out: Path | None) -> dict[str, Any]:
    """Copy a photograph with its position blanked and every picture element as it was."""
    from PIL import Image  # noqa: PLC0415 (as above)

    assert out is not None  # noqa: S101 (there is always a copy)
    data = path.read_bytes()
    if data.startswith(b"\x89PNG"):
        clean = _png_without_notes(data)
    else:
        changed = bytearray(data)
        for start in TIFF_START.finditer(data):
            _blank_gps(changed, start.start())
        for found in XMP_POSITION.finditer(data):
            changed[found.start() : found.end()] = b" " * (found.end() - found.start())
        clean = bytes(changed)
    out.write_bytes(clean)
    _know_heic()
    with Image.open(out) as image:
        left = {tag for tag, value in image.getexif().get_ifd(GPS_POINTER).items() if value}
    return {"removed": not left and not XMP_POSITION.search(clean), "changed": clean != data}


def _png_without_notes(data: bytes) -> bytes:
    kept, place = [data[:8]], 8
    while place + 12 <= len(data):
        length, name = struct.unpack(">I4s", data[place : place + 8])
        if name not in {b"eXIf", b"tEXt", b"zTXt", b"iTXt"}:
            kept.append(data[place : place + 12 + length])
        place += 12 + length
        if name == b"IEND":
            break
    return b"".join(kept)


def _blank_gps(data: bytearray, start: int) -> None:
    """Empty the position's table in the EXIF data that begins here, values included."""
    order = "<" if data[start : start + 2] == b"II" else ">"
    for tag, _, _, value in _entries(data, start, _number(data, start + 4, order), order):
        if tag != GPS_POINTER:
            continue
        for _, kind, count, place in _entries(data, start, value, order):
            size = count * {2: 1, 3: 2, 4: 4, 5: 8, 7: 1, 9: 4, 10: 8}.get(kind, 1)
            if size > 4 and start + place + size <= len(data):  # noqa: PLR2004 (bytes that fit in the entry)
                data[start + place : start + place + size] = bytes(size)
        amount = struct.unpack_from(f"{order}H", data, start + value)[0]
        data[start + value : start + value + 2 + 12 * amount] = bytes(2 + 12 * amount)


def _entries(
    data: bytearray, start: int, table: int, order: str
) -> list[tuple[int, int, int, int]]:
    place = start + table
    if place + 2 > len(data):
        return []
    amount = struct.unpack_from(f"{order}H", data, place)[0]
    if amount > 512 or place + 2 + 12 * amount > len(data):  # noqa: PLR2004 (no real table is longer)
        return []
    return [
        struct.unpack_from(f"{order}HHII", data, place + 2 + 12 * entry) for entry in range(amount)
    ]


def _number(data: bytearray, place: int, order: str) -> int:
    if place + 4 > len(data):
        return len(data)
    return int(struct.unpack_from(f"{order}I", data, place)[0])


DEEDS: dict[str, Callable[[Path, Path | None], dict[str, Any]]] = {
    "pdf": open_pdf,
    "image": open_image,
    "archive": open_archive,
    "location": remove_location,
}


def main(what: str, path: str, out: str | None = None) -> None:
    limit_this_process()
    answer = DEEDS[what](Path(path), Path(out) if out else None)
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main(*sys.argv[1:])
