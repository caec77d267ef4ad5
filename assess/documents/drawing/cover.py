"""The first page: whose work, towards what, how far, and when it was printed."""

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, HRFlowable, Spacer

from assess.bilingual import Bilingual, Language
from assess.documents.drawing import look
from assess.documents.drawing.fonts import BOLD
from assess.documents.drawing.phrases import Said, joined, labelled, word
from assess.documents.drawing.press import Press
from assess.documents.drawing.words import UNIT_STATES
from assess.documents.pages import PrintedUnit

WORDMARK = Bilingual(en="Assess", cy="Asesu")
_WORDMARK = ParagraphStyle(
    "wordmark", fontName=BOLD, fontSize=15, leading=20, textColor=look.TEAL, spaceAfter=10
)
_MANY_UNITS = 2


def cover(press: Press) -> list[Flowable]:
    portfolio = press.portfolio
    pieces: list[Flowable] = [
        press.words(WORDMARK, _WORDMARK),
        HRFlowable(width=64, thickness=3, color=look.TEAL, hAlign="LEFT", spaceAfter=96),
        press.words(word("Portfolio of evidence"), look.COVER_LINE),
    ]
    title_style = look.COVER_TITLE
    if len(portfolio.units) >= _MANY_UNITS:
        title_style = look.HEADINGS[1]
    for unit in portfolio.units:
        pieces += _unit_title(press, unit, title_style)
    pieces.append(Spacer(1, 40))
    rows: list[tuple[Said, Said | None]] = [
        (word("Practitioner"), portfolio.practitioner),
        (word("Training provider"), portfolio.provider),
        *(
            (_state_label(unit, portfolio.units), UNIT_STATES[unit.state])
            for unit in portfolio.units
        ),
        (word("Printed on"), press.voice.moment(portfolio.printed_at)),
        (word("Printed in"), _languages(press)),
    ]
    pieces.append(press.facts(rows, look.TEXT_WIDTH))
    return pieces


def _unit_title(press: Press, unit: PrintedUnit, style: ParagraphStyle) -> list[Flowable]:
    pieces: list[Flowable] = []
    for place, language in enumerate(press.voice.languages):
        second = ParagraphStyle(style.name, parent=style, textColor=look.TEAL)
        pieces += press.standard_text(unit.title, language, second if place else style)
    pieces.append(press.words(unit_code(unit), look.COVER_LINE))
    return pieces


def unit_code(unit: PrintedUnit) -> Said:
    if not unit.version:
        return unit.urn
    return joined(unit.urn, word("version %(version)s", version=unit.version))


def _state_label(unit: PrintedUnit, units: tuple[PrintedUnit, ...]) -> Said:
    if len(units) < _MANY_UNITS:
        return word("Status")
    return labelled(word("Status"), unit.urn)


def _languages(press: Press) -> Said:
    names = {Language.ENGLISH: word("English"), Language.WELSH: word("Welsh")}
    return joined(*(names[language] for language in press.voice.languages))
