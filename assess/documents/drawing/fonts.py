"""The fonts of a print, and what is printed where they lack a character."""

import unicodedata
from functools import lru_cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

REGULAR = "DejaVuSans"
BOLD = "DejaVuSans-Bold"
SLANTED = "DejaVuSans-Oblique"
FOLDER = Path(__file__).parents[2] / "static" / "vendor" / "fonts"

_LINE_ENDS = str.maketrans({"\r": "\n", "\x0b": "\n", "\x0c": "\n", "\u2028": "\n", "\u2029": "\n"})
_LAST_READABLE = 0xFFFF
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff\ufe0e\ufe0f")


class FontsMissingError(RuntimeError):
    """Set-up copies the fonts; without them a print would lose letters."""


@lru_cache(maxsize=4)
def load_fonts(folder: Path) -> None:
    for face in (REGULAR, BOLD, SLANTED):
        path = folder / f"{face}.ttf"
        if not path.is_file():
            raise FontsMissingError(f"The font {path} is missing: run the set-up (make run).")
        pdfmetrics.registerFont(TTFont(face, path))
    pdfmetrics.registerFontFamily(REGULAR, REGULAR, BOLD, SLANTED, BOLD)


@lru_cache(maxsize=4)
def _drawn_by(face: str) -> frozenset[int]:
    """Give what a font draws, of the characters that can also be read back from the PDF.

    reportlab tells readers the wrong letter for those beyond U+FFFF.
    """
    font = pdfmetrics.getFont(face)
    if not isinstance(font, TTFont):
        raise TypeError(face)
    return frozenset(code for code in font.face.charToGlyph if code <= _LAST_READABLE)


def in_lines(text: str) -> list[str]:
    """Give the lines of a text, whatever ends them."""
    return text.replace("\r\n", "\n").translate(_LINE_ENDS).split("\n")


def printable(text: str, face: str = REGULAR) -> str:
    """Give the text with each character the font lacks named by its code point.

    A reader sees that something stands there and what it is: a run of emoji becomes
    `[U+1F600 U+1F389]`, which also wraps. Characters without a shape of their own are left out.
    """
    drawn = _drawn_by(face)
    text = unicodedata.normalize("NFC", " ".join(in_lines(text)).replace("\t", " "))
    if all(ord(letter) in drawn and letter not in _INVISIBLE for letter in text):
        return text
    return _with_code_points(text, drawn)


def _with_code_points(text: str, drawn: frozenset[int]) -> str:
    parts: list[str] = []
    missing: list[str] = []
    for letter in text:
        if letter in _INVISIBLE:
            continue
        if ord(letter) in drawn and not _is_control(letter):
            parts.extend(_named(missing))
            parts.append(letter)
        else:
            missing.append(f"U+{ord(letter):04X}")
    parts.extend(_named(missing))
    return "".join(parts)


def _is_control(letter: str) -> bool:
    return unicodedata.category(letter) in {"Cc", "Cf"}


def _named(missing: list[str]) -> list[str]:
    """Give the pending code points as one visible note, and forget them."""
    if not missing:
        return []
    note = f"[{' '.join(missing)}]"
    missing.clear()
    return [note]
