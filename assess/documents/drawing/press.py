"""What every section of a print is set with: headings, text, labelled facts."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Spacer, Table, TableStyle

from assess.bilingual import Bilingual, Language
from assess.documents.drawing import look
from assess.documents.drawing.enclosures import Outcome
from assess.documents.drawing.flowables import Heading, Spoken
from assess.documents.drawing.fonts import BOLD, in_lines, printable
from assess.documents.drawing.phrases import Said, joined, labelled, word
from assess.documents.drawing.voice import Voice, pdf_language, written
from assess.documents.pages import Authored, PrintedDoubt, PrintedPortfolio, StandardText

Cell = Flowable | list[Flowable]
_LONGEST_PARAGRAPH = 10_000
_LONGEST_HEADING = 400
WORKING_TRANSLATION = word("Working translation, not a published text")
ABSENT = {
    Language.ENGLISH: word("There is no published text in English"),
    Language.WELSH: word("There is no published text in Welsh"),
}


_LABELS = (0, 0), (0, -1)
_FACTS = TableStyle([("TOPPADDING", *_LABELS, 3.8)], parent=look.LIGHT_ROWS)


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
        outline = None if level is None else (printable(self.voice.plain(said)), level)
        heading = Heading(self.voice.markup(said, style.fontName), style, key=key, outline=outline)
        heading.pages = self.pages
        if listed:
            self.entries.append(Entry(said, level or 0, key))
        return heading

    def heading_of(self, number: str, title: Authored, *, key: str) -> Heading:
        """Set a person's title as a heading, in the language they wrote it in.

        A heading stands on one page, so a title that would fill one is cut.
        """
        style = look.HEADINGS[2]
        text = title_in_heading(title, style.fontName)
        lang = pdf_language(title.lang)
        spoken = self.voice.in_language(written(text, style.fontName), lang)
        heading = Heading(
            f"{number}: {spoken}",
            style,
            key=key,
            outline=(f"{number}: {text}", 1),
        )
        heading.pages = self.pages
        return heading

    def words(self, said: Said, style: ParagraphStyle = look.BODY) -> Spoken:
        return Spoken(self.voice.markup(said, style.fontName), style)

    def minor(self, said: Said) -> Spoken:
        """Set a small heading that is no bookmark."""
        return self.words(said, look.HEADINGS[3])

    def link(self, said: Said, key: str, style: ParagraphStyle = look.CELL) -> Spoken:
        label = self.voice.markup(said, style.fontName)
        return Spoken(f'<a href="#{key}" color="{look.TEAL.hexval()}">{label}</a>', style)

    def evidence_link(self, number: int, style: ParagraphStyle = look.CELL) -> Spoken:
        """Name a piece of evidence, as a link where the print holds it."""
        if any(piece.number == number for piece in self.portfolio.evidence):
            return self.link(f"E{number}", f"e{number}", style)
        return self.words(f"E{number}", style)

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

    def bilingual(self, text: Bilingual, style: ParagraphStyle) -> list[Flowable]:
        """Set a text that exists in both languages, each language on lines of its own."""
        pieces: list[Flowable] = []
        for language in self.voice.languages:
            pieces += self.text_of(text.text_in(language) or "", language.value, style)
        return pieces

    def authored(self, authored: Authored, style: ParagraphStyle = look.BODY) -> list[Flowable]:
        return self.text_of(authored.text, authored.lang, style)

    def facts(self, rows: Iterable[tuple[Said, Said | Cell | None]], width: float) -> Table:
        """Set labels beside values; a row without a value is left out."""
        label_width = 132.0 if len(self.voice.languages) == 1 else 176.0
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
            style=_FACTS,
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
            said = ABSENT[language]
            pieces: list[Flowable] = [self.words(said, look.MARKED)]
            if language.other in self.voice.languages:
                return pieces
            return pieces + self.standard_text(text, language.other, style)
        pieces = self.text_of(found, language.value, style)
        if language in text.working_translations:
            pieces.append(self.words(WORKING_TRANSLATION, look.MARKED))
        return pieces

    def doubts(self, label: Said, doubts: tuple[PrintedDoubt, ...]) -> list[Flowable]:
        pieces: list[Flowable] = []
        for doubt in doubts:
            line = joined(label, doubt.noted_by, self.voice.moment(doubt.noted_at))
            pieces.append(self.words(line, look.SMALL))
            pieces += self.authored(doubt.noted)
            if doubt.settled_at is not None:
                settled = labelled(word("Settled on"), self.voice.moment(doubt.settled_at))
                pieces.append(self.words(settled, look.SMALL))
        return pieces


def bold(style: ParagraphStyle) -> ParagraphStyle:
    return ParagraphStyle(f"{style.name}-bold", parent=style, fontName=BOLD)


def title_in_heading(title: Authored, face: str = BOLD) -> str:
    text = printable(" ".join(title.text.split()), face)
    return text if len(text) <= _LONGEST_HEADING else f"{text[:_LONGEST_HEADING]}…"


def _parts_of(line: str) -> list[str]:
    """Cut a very long paragraph at spaces: laying one out over many pages is slow."""
    parts: list[str] = []
    while len(line) > _LONGEST_PARAGRAPH:
        cut = line.rfind(" ", 1, _LONGEST_PARAGRAPH)
        cut = _LONGEST_PARAGRAPH if cut < 1 else cut
        parts.append(line[:cut])
        line = line[cut:].lstrip()
    return [*parts, line] if line else parts
