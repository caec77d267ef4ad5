"""The two languages of the service, and text that exists in one or both of them."""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

_PLAIN: dict[int, str | None] = {
    code: None for code in range(0x300, 0x1F000) if unicodedata.combining(chr(code))
} | str.maketrans(
    {"\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u201c": '"', "\u201d": '"', "`": "'"}
)
"""What becomes of accents that stand apart from their letters, and of typographic apostrophes."""


class Language(StrEnum):
    ENGLISH = "en"
    WELSH = "cy"

    @property
    def other(self) -> "Language":
        return Language.WELSH if self is Language.ENGLISH else Language.ENGLISH


@dataclass(frozen=True)
class Bilingual:
    """One thing said in English and Welsh; `None` where nothing has been said in a language."""

    en: str | None
    cy: str | None

    def text_in(self, language: Language) -> str | None:
        return self.en if language is Language.ENGLISH else self.cy


def fold(text: str) -> str:
    """Lower case, accents off (ŵ as w), typographic apostrophes straight, spaces folded."""
    if not text.isascii():
        lowered = unicodedata.normalize("NFKD", text).casefold()
        text = unicodedata.normalize("NFKD", lowered)
    return " ".join(text.lower().translate(_PLAIN).split())
