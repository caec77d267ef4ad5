"""The fixed words of a print: English here, Welsh from the catalogue.

`word("…")` marks a phrase for `pybabel extract -k word` and is translated when it is printed,
so that one phrase can be printed in either language or in both.
"""

from dataclasses import dataclass, field
from functools import lru_cache
from gettext import NullTranslations
from pathlib import Path

from babel.support import Translations

from assess.bilingual import Bilingual

TRANSLATIONS = Path(__file__).parents[2] / "translations"


@dataclass(frozen=True)
class Phrase:
    msgid: str
    values: "dict[str, Said]" = field(default_factory=dict)


@dataclass(frozen=True)
class Joined:
    """Parts said one after another, so that a name among them is not said once a language."""

    parts: "tuple[Said, ...]"
    between: str


Said = Phrase | Joined | Bilingual | str
"""Fixed words, text that exists in both languages, or a name or number, which is in none."""


def word(msgid: str, **values: Said) -> Phrase:
    return Phrase(msgid, values)


def joined(*parts: Said, between: str = ", ") -> Joined:
    return Joined(parts, between)


def labelled(label: Said, value: Said) -> Joined:
    return Joined((label, value), ": ")


@lru_cache(maxsize=1)
def welsh_catalogue() -> NullTranslations:
    return Translations.load(TRANSLATIONS, ["cy"], "messages")
