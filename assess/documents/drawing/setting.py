"""What the sections of any print are set with: headings, text, labelled facts."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Spacer, Table, TableStyle

from assess.bilingual import Bilingual
from assess.documents.drawing import look
from assess.documents.drawing.flowables import Heading, Spoken
from assess.documents.drawing.fonts import in_lines, printable
from assess.documents.drawing.phrases import Said
from assess.documents.drawing.voice import Voice, pdf_language, written
from assess.documents.pages.texts import Authored

Cell = Flowable | list[Flowable]
_LONGEST_PARAGRAPH = 10_000
_LABELS = (0, 0), (0, -1)
_FACTS = TableStyle([("TOPPADDING", *_LABELS, 3.8)], parent=look.LIGHT_ROWS)


@dataclass(frozen=True)
class Entry:
    """A line of the contents."""

    said: Said
    level: int
    key: str


@dataclass
class Setting:
    voice: Voice
    pages: dict[str, int] = field(default_factory=dict, kw_only=True)
    entries: list[Entry] = field(default_factory=list, kw_only=True)

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


def _parts_of(line: str) -> list[str]:
    """Cut a very long paragraph at spaces: laying one out over many pages is slow."""
    parts: list[str] = []
    while len(line) > _LONGEST_PARAGRAPH:
        cut = line.rfind(" ", 1, _LONGEST_PARAGRAPH)
        cut = _LONGEST_PARAGRAPH if cut < 1 else cut
        parts.append(line[:cut])
        line = line[cut:].lstrip()
    return [*parts, line] if line else parts
