"""The two languages of the service, and text that exists in one or both of them."""

from dataclasses import dataclass
from enum import StrEnum


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
