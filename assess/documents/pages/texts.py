"""Text as it is printed, each knowing its language."""

from dataclasses import dataclass
from enum import StrEnum

from assess.bilingual import Bilingual, Language


class PrintChoice(StrEnum):
    """The language or languages a person asked the print in."""

    ENGLISH = "en"
    WELSH = "cy"
    BOTH = "both"

    @property
    def languages(self) -> tuple[Language, ...]:
        if self is PrintChoice.BOTH:
            return (Language.ENGLISH, Language.WELSH)
        return (Language(self.value),)


@dataclass(frozen=True)
class Authored:
    """What a person wrote, in the language they wrote it in (BCP 47); never translated."""

    text: str
    lang: str


@dataclass(frozen=True)
class StandardText:
    """A title or criterion of a standard.

    `working_translations` names the languages whose text is a working translation,
    which is marked as one wherever it is printed.
    """

    text: Bilingual
    working_translations: frozenset[Language] = frozenset()
