"""How a print speaks: fixed words, dates and names in the language or languages asked for."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from gettext import NullTranslations
from xml.sax.saxutils import escape
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time
from babel.numbers import format_currency, format_decimal

from assess.bilingual import Bilingual, Language
from assess.documents.drawing.fonts import REGULAR, printable
from assess.documents.drawing.phrases import Joined, Phrase, Said, word
from assess.documents.pages.texts import PrintChoice

LONDON = ZoneInfo("Europe/London")
LOCALES = {Language.ENGLISH: "en_GB", Language.WELSH: "cy"}
PDF_LANGUAGES = {Language.ENGLISH: "en-GB", Language.WELSH: "cy"}
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,6}")


def pdf_language(lang: str) -> str:
    """Give a language tag as the PDF says it; a tag that is none becomes `und`."""
    if lang in {"en", "cy"}:
        return PDF_LANGUAGES[Language(lang)]
    return lang if _LANGUAGE_TAG.fullmatch(lang) else "und"


@dataclass(frozen=True)
class Voice:
    choice: PrintChoice
    catalogue: NullTranslations

    @property
    def languages(self) -> tuple[Language, ...]:
        return self.choice.languages

    @property
    def lang(self) -> str:
        """The language of the document as a whole."""
        return PDF_LANGUAGES[self.languages[0]]

    def said_in(self, said: Said, language: Language) -> str:
        if isinstance(said, str):
            return said
        if isinstance(said, Bilingual):
            return said.text_in(language) or said.text_in(language.other) or ""
        if isinstance(said, Joined):
            return said.between.join(self.said_in(part, language) for part in said.parts)
        text = said.msgid
        if language is Language.WELSH:
            text = self.catalogue.gettext(said.msgid)
        if said.values:
            text %= {name: self.said_in(value, language) for name, value in said.values.items()}
        return text

    def plain(self, said: Said) -> str:
        if isinstance(said, Joined):
            return said.between.join(self.plain(part) for part in said.parts)
        texts = [self.said_in(said, language) for language in self.languages]
        return " / ".join(dict.fromkeys(texts))

    def markup(self, said: Said, face: str = REGULAR) -> str:
        """Give the words as paragraph markup, the second language marked as such."""
        if isinstance(said, Joined):
            return said.between.join(self.markup(part, face) for part in said.parts)
        texts = {self.said_in(said, language): language for language in reversed(self.languages)}
        first, *others = reversed(texts.items())
        parts = [written(first[0], face)]
        parts += [
            self.in_language(written(text, face), PDF_LANGUAGES[language])
            for text, language in others
        ]
        return " / ".join(parts)

    def in_language(self, markup: str, lang: str) -> str:
        """Mark a passage inside a paragraph; the document's own language needs no mark."""
        if lang == self.lang:
            return markup
        return f'<onDraw name="speak" label="{lang}"/>{markup}<onDraw name="hush"/>'

    def day(self, day: date) -> Said:
        return self.in_each(lambda locale: format_date(day, "d MMMM yyyy", locale=locale))

    def short_day(self, day: date) -> Said:
        return self.in_each(lambda locale: format_date(day, "d MMM yyyy", locale=locale))

    def moment(self, moment: datetime) -> Said:
        local = moment.astimezone(LONDON)
        return self.in_each(
            lambda locale: (
                f"{format_date(local, 'd MMMM yyyy', locale=locale)}, "
                f"{format_time(local, 'HH:mm', locale=locale)}"
            )
        )

    def amount(self, amount: Decimal, currency: str = "") -> Said:
        """Write an amount of money in the way of each language: £1,200.50, 1 200,50 €."""
        if currency:
            return self.in_each(lambda locale: format_currency(amount, currency, locale=locale))
        return self.in_each(lambda locale: format_decimal(amount, "#,##0.00", locale=locale))

    def language_name(self, lang: str) -> Said:
        if not _LANGUAGE_TAG.fullmatch(lang):
            return lang
        try:
            spoken = Locale.parse(lang, sep="-")
        except (ValueError, UnknownLocaleError):
            return lang
        return self.in_each(lambda locale: spoken.get_display_name(locale) or lang)

    def in_each(self, say: Callable[[str], str]) -> Said:
        """Say something in the way of writing of each language."""
        return Bilingual(en=say(LOCALES[Language.ENGLISH]), cy=say(LOCALES[Language.WELSH]))

    def size(self, size: int) -> Phrase:
        if size < 1000:  # noqa: PLR2004 (a kilobyte)
            return word("%(number)s bytes", number=str(size))
        if size < 1_000_000:  # noqa: PLR2004 (a megabyte)
            return word("%(number)s kB", number=f"{size / 1000:.0f}")
        return word("%(number)s MB", number=f"{size / 1_000_000:.1f}")


def written(text: str, face: str = REGULAR) -> str:
    """Give text as paragraph markup in which nothing is markup."""
    return escape(printable(text, face))
