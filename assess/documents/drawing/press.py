"""What every section of a printed portfolio is set with."""

from dataclasses import dataclass

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable

from assess.bilingual import Language
from assess.documents.drawing import look
from assess.documents.drawing.enclosures import Outcome
from assess.documents.drawing.flowables import Heading, Spoken
from assess.documents.drawing.fonts import BOLD, printable
from assess.documents.drawing.phrases import Said, joined, labelled, word
from assess.documents.drawing.setting import Cell, Entry, Setting
from assess.documents.drawing.voice import pdf_language, written
from assess.documents.pages import Authored, PrintedDoubt, PrintedPortfolio, StandardText

__all__ = ["Cell", "Entry", "Press", "bold", "title_in_heading"]

_LONGEST_HEADING = 400
WORKING_TRANSLATION = word("Working translation, not a published text")
ABSENT = {
    Language.ENGLISH: word("There is no published text in English"),
    Language.WELSH: word("There is no published text in Welsh"),
}


@dataclass
class Press(Setting):
    portfolio: PrintedPortfolio
    outcomes: dict[str, Outcome]

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

    def evidence_link(self, number: int, style: ParagraphStyle = look.CELL) -> Spoken:
        """Name a piece of evidence, as a link where the print holds it."""
        if any(piece.number == number for piece in self.portfolio.evidence):
            return self.link(f"E{number}", f"e{number}", style)
        return self.words(f"E{number}", style)

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
