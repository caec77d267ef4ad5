"""A portfolio drawn as one PDF."""

from gettext import NullTranslations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from reportlab.platypus import Flowable, NextPageTemplate, PageBreak

from assess.documents.drawing.book import SIDEWAYS, UPRIGHT, Book
from assess.documents.drawing.contents import contents
from assess.documents.drawing.cover import cover
from assess.documents.drawing.criteria import criteria
from assess.documents.drawing.enclosures import Enclosures
from assess.documents.drawing.evidence import all_evidence
from assess.documents.drawing.fetching import OpenFile
from assess.documents.drawing.finishing import finish
from assess.documents.drawing.flowables import FromNextPage
from assess.documents.drawing.fonts import FOLDER, load_fonts, printable
from assess.documents.drawing.index import evidence_index
from assess.documents.drawing.matrix import matrix, plan_matrix
from assess.documents.drawing.moves import moves
from assess.documents.drawing.people import declarations, unit_opening
from assess.documents.drawing.phrases import welsh_catalogue, word
from assess.documents.drawing.press import Press
from assess.documents.drawing.printing import Progress, draw_twice, stage, tell_nobody
from assess.documents.drawing.signing import sign_off
from assess.documents.drawing.voice import Voice
from assess.documents.pages import PrintChoice, PrintedPortfolio, PrintedUnit

ATTACHMENT_LIMIT = 100_000_000
_GATHERED, _DRAWN, _ALL = 35, 90, 100


def draw_portfolio(
    portfolio: PrintedPortfolio,
    *,
    choice: PrintChoice,
    open_file: OpenFile,
    out: Path,
    progress: Progress = tell_nobody,
    attachment_limit: int = ATTACHMENT_LIMIT,
    fonts: Path = FOLDER,
    catalogue: NullTranslations | None = None,
) -> None:
    """Draw the portfolio to `out`, which appears whole or not at all.

    `open_file` opens a stored file by its SHA-256 and raises `OSError` or `LookupError` where
    there is none; `progress` hears how far it is, of 100. The Welsh of the fixed words comes
    from `catalogue`, the application's own unless one is given.
    """
    load_fonts(fonts)
    voice = Voice(choice, catalogue or welsh_catalogue())
    with TemporaryDirectory(prefix="assess-print-") as name:
        folder = Path(name)
        enclosures = Enclosures(open_file, folder, attachment_limit, voice)
        enclosures.gather(portfolio.evidence, stage(progress, 0, _GATHERED))
        press = Press(voice, portfolio, enclosures.outcomes)
        drawn = folder / "drawn.pdf"
        draw_twice(
            drawn,
            lambda target, pages: _book(press, target, pages),
            lambda: _story(press),
            stage(progress, _GATHERED, _DRAWN),
        )
        finish(
            drawn,
            out,
            enclosures=enclosures.attached,
            printed_at=portfolio.printed_at,
            progress=stage(progress, _DRAWN, _ALL),
        )
    progress(_ALL, _ALL)


def _book(press: Press, target: BinaryIO, pages_in_all: int) -> Book:
    portfolio = press.portfolio
    titles = [press.voice.plain(unit.title.text) for unit in portfolio.units]
    name = press.voice.plain(word("Portfolio of evidence"))
    return Book(
        target,
        press.voice,
        title=printable(f"{name}: {portfolio.practitioner}"),
        author=printable(portfolio.practitioner),
        subject=printable("; ".join(titles)),
        foot=_foot(portfolio, portfolio.units),
        is_draft=portfolio.is_draft,
        pages_in_all=pages_in_all,
    )


def _story(press: Press) -> list[Flowable]:
    press.entries.clear()
    portfolio = press.portfolio
    whole = FromNextPage(_foot(portfolio, portfolio.units), is_draft=portfolio.is_draft)
    body: list[Flowable] = []
    for place, unit in enumerate(portfolio.units, start=1):
        body += _unit(press, unit, f"u{place}")
    body += [whole, NextPageTemplate(UPRIGHT), PageBreak(), *evidence_index(press)]
    if portfolio.evidence:
        body += [PageBreak(), *all_evidence(press)]
    for place, unit in enumerate(portfolio.units, start=1):
        body += [_running(portfolio, unit), PageBreak(), *sign_off(press, unit, f"u{place}")]
    return [*cover(press), NextPageTemplate(UPRIGHT), PageBreak(), *contents(press), *body]


def _unit(press: Press, unit: PrintedUnit, key: str) -> list[Flowable]:
    plan = plan_matrix(unit)
    return [
        _running(press.portfolio, unit),
        NextPageTemplate(UPRIGHT),
        PageBreak(),
        *unit_opening(press, unit, key),
        *moves(press, unit, key),
        *declarations(press, unit, key),
        NextPageTemplate(SIDEWAYS if plan.is_sideways else UPRIGHT),
        PageBreak(),
        *matrix(press, unit, key, plan),
        NextPageTemplate(UPRIGHT),
        PageBreak(),
        *criteria(press, unit, key),
    ]


def _running(portfolio: PrintedPortfolio, unit: PrintedUnit) -> FromNextPage:
    return FromNextPage(_foot(portfolio, (unit,)), is_draft=unit.is_draft)


def _foot(portfolio: PrintedPortfolio, units: tuple[PrintedUnit, ...]) -> str:
    return f"{portfolio.practitioner} · {', '.join(unit.urn for unit in units)}"
