"""How a plan's print speaks: in the language of its labels, which may be neither of the service's.

The few fixed words of a plan's print stand here in the languages of the library's templates that
the catalogue does not have; in any other they are in English.
"""

from collections.abc import Callable
from dataclasses import dataclass

from babel import Locale, UnknownLocaleError

from assess.bilingual import Bilingual, Language
from assess.documents.drawing.phrases import Joined, Said, welsh_catalogue
from assess.documents.drawing.voice import LOCALES, Voice, pdf_language
from assess.documents.pages.texts import PrintChoice

OTHERWISE = "en_GB"
WORDS = {
    "bg": {
        "Page %(page)s of %(pages)s": "Страница %(page)s от %(pages)s",
        "Total": "Общо",
        "The schedule as a chart": "Графикът като диаграма",
        "The schedule as a chart, continued": "Графикът като диаграма, продължение",
        "Written by": "Изготвил",
        "Printed on": "Отпечатан на",
        "To be filled in by hand": "За попълване на ръка",  # noqa: RUF001 (Bulgarian)
        "Working translation of the headings and questions": (
            "Работен превод на заглавията и въпросите"
        ),
    }
}


@dataclass(frozen=True)
class PlanVoice(Voice):
    tag: str

    @property
    def lang(self) -> str:
        return pdf_language(self.tag)

    def said_in(self, said: Said, language: Language) -> str:
        if isinstance(said, (str, Bilingual, Joined)) or said.msgid not in self._words:
            return super().said_in(said, language)
        text = self._words[said.msgid]
        values = {name: self.said_in(value, language) for name, value in said.values.items()}
        return text % values if values else text

    @property
    def _words(self) -> dict[str, str]:
        return WORDS.get(self.tag, {})

    def in_each(self, say: Callable[[str], str]) -> Said:
        return say(_locale_of(self.tag))


def plan_voice(tag: str) -> PlanVoice:
    choice = PrintChoice.WELSH if tag == Language.WELSH else PrintChoice.ENGLISH
    return PlanVoice(choice, welsh_catalogue(), tag)


def _locale_of(tag: str) -> str:
    if tag in {"en", "cy"}:
        return LOCALES[Language(tag)]
    try:
        return str(Locale.parse(tag, sep="-"))
    except (UnknownLocaleError, ValueError):
        return OTHERWISE
