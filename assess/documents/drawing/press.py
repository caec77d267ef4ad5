"""What every section of a print is set with: headings, text, labelled facts."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Spacer, Table

from assess.bilingual import Language
from assess.documents.drawing import look
from assess.documents.drawing.enclosures import Outcome
from assess.documents.drawing.flowables import Heading, Spoken
from assess.documents.drawing.fonts import BOLD, in_lines
from assess.documents.drawing.phrases import Said, word
from assess.documents.drawing.voice import PDF_LANGUAGES, Voice, pdf_language, written
from assess.documents.pages import Authored, PrintedDoubt, PrintedPortfolio, StandardText

Cell = Flowable | list[Flowable]
_LONGEST_PARAGRAPH = 4000


@dataclass(frozen=True)
class Entry:
    """A line of the contents."""

    said: Said
    level: int
    key: str


@dataclass
class Press:
    portfolio: PrintedPortfolio
    voice: Voice
    outcomes: dict[str, Outcome]
    pages: dict[str, int] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)

    def heading(
        self, said: Said, size: int, *, key: str, level: int | None, listed: bool = False
    ) -> Heading:
        """Set a heading; `level` is its depth among the bookmarks, `listed` in the contents."""
        style = look.HEADINGS[size - 1]
        outline = None if level is None else (self.voice.plain(said), level)
        heading = Heading(self.voice.markup(said, style.fontName), style, key=key, outline=outline)
        heading.pages = self.pages
        if listed:
            self.entries.append(Entry(said, level or 0, key))
        return heading

    def words(self, said: Said, style: ParagraphStyle = look.BODY) -> Spoken:
        return Spoken(self.voice.markup(said, style.fontName), style)

    def minor(self, said: Said) -> Spoken:
        """Set a small heading that is no bookmark."""
        return self.words(said, look.HEADINGS[3])

    def link(self, said: Said, key: str, style: ParagraphStyle = look.CELL) -> Spoken:
        label = self.voice.markup(said, style.fontName)
        return Spoken(f'<a href="#{key}" color="{look.TEAL.hexval()}">{label}</a>', style)

    def text_of(
        self, text: str, lang: str | None, style: ParagraphStyle = look.BODY
    ) -> list[Flowable]:
        """Set what a person wrote: their lines and empty lines, in their language."""
        marked = None if lang is None else pdf_language(lang)
        if marked == self.voice.lang:
            marked = None
        pieces: list[Flowable] = []
        for line in in_lines(text):
            if not line.strip():
                pieces.append(Spacer(1, style.leading / 2))
            pieces += [
                Spoken(written(part, style.fontName), style, lang=marked)
                for part in _parts_of(line.strip())
            ]
        return pieces

    def authored(self, authored: Authored, style: ParagraphStyle = look.BODY) -> list[Flowable]:
        return self.text_of(authored.text, authored.lang, style)

    def facts(self, rows: Iterable[tuple[Said, Said | Cell | None]], width: float) -> Table:
        """Set labels beside values; a row without a value is left out."""
        label_width = 132.0
        cells = [
            [
                self.words(label, look.LABEL),
                self.words(value, look.CELL) if not isinstance(value, (Flowable, list)) else value,
            ]
            for label, value in rows
            if value is not None
        ]
        return Table(
            cells or [["", ""]],
            colWidths=[label_width, width - label_width],
            style=look.LIGHT_ROWS,
            splitInRow=1,
            hAlign="LEFT",
            spaceAfter=6,
        )

    def standard_text(
        self, text: StandardText, language: Language, style: ParagraphStyle
    ) -> list[Flowable]:
        """Set a standard's text in one language, or say that it has none there."""
        found = text.text.text_in(language)
        if found is None:
            absent = word("There is no published text in %(language)s.")
            said = word(absent.msgid, language=self.voice.language_name(language.value))
            pieces: list[Flowable] = [self.words(said, look.MARKED)]
            if language.other in self.voice.languages:
                return pieces
            return pieces + self.standard_text(text, language.other, style)
        pieces = self.text_of(found, language.value, style)
        if language in text.working_translations:
            pieces.append(
                self.words(word("Working translation, not a published text"), look.MARKED)
            )
        return pieces

    def doubts(self, label: Said, doubts: tuple[PrintedDoubt, ...]) -> list[Flowable]:
        pieces: list[Flowable] = []
        for doubt in doubts:
            line = word(
                "%(label)s (%(name)s, %(when)s)",
                label=label,
                name=doubt.noted_by,
                when=self.voice.moment(doubt.noted_at),
            )
            pieces.append(self.words(line, look.SMALL))
            pieces += self.authored(doubt.noted)
        return pieces


def marked_language(language: Language) -> str:
    return PDF_LANGUAGES[language]


def bold(style: ParagraphStyle) -> ParagraphStyle:
    return ParagraphStyle(f"{style.name}-bold", parent=style, fontName=BOLD)


def _parts_of(line: str) -> list[str]:
    """Cut a very long paragraph at spaces: laying one out over many pages is slow."""
    parts: list[str] = []
    while len(line) > _LONGEST_PARAGRAPH:
        cut = line.rfind(" ", 1, _LONGEST_PARAGRAPH)
        cut = _LONGEST_PARAGRAPH if cut < 1 else cut
        parts.append(line[:cut])
        line = line[cut:].lstrip()
    return [*parts, line] if line else parts
