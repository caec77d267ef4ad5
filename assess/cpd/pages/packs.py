"""What a rule pack asks, in the page's language: what is not stated is said so."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import format_date, ngettext
from flask_babel import gettext as _

from assess.bilingual import Bilingual, Language
from assess.cpd.pages.amounts import amount_words
from assess.cpd.rules.packs import (
    Asked,
    AskedAmount,
    Bound,
    Figure,
    Force,
    Note,
    Pack,
    Source,
    Standing,
)
from assess.web.language import current_language


@dataclass(frozen=True)
class AskedLine:
    words: str
    force: str
    parts: tuple[str, ...] = ()


@dataclass(frozen=True)
class SourceLine:
    url: str
    standing: str


@dataclass(frozen=True)
class NoteLine:
    words: str
    standing: str
    url: str


@dataclass(frozen=True)
class PackVersion:
    """One dated version of a pack."""

    number: int
    name: str
    body: str
    period: str
    starts: str
    in_force: str
    amount: AskedLine
    asks: tuple[AskedLine, ...]
    told: tuple[AskedLine, ...]
    notes: tuple[NoteLine, ...]
    sources: tuple[SourceLine, ...]


@dataclass(frozen=True)
class PackPage:
    key: str
    current: PackVersion
    earlier: tuple[PackVersion, ...]
    """Every other version, the newest first."""


def pack_page(versions: Sequence[Pack], current: Pack) -> PackPage:
    others = [pack_version(pack) for pack in reversed(versions) if pack is not current]
    return PackPage(current.key, pack_version(current), tuple(others))


def said(text: Bilingual) -> str:
    """Give a text of a pack in the page's language: every one stands in both."""
    return text.text_in(current_language()) or text.text_in(Language.ENGLISH) or ""


def pack_version(pack: Pack) -> PackVersion:
    lines = [
        (
            ask.kind,
            AskedLine(said(ask.words), force_words(ask.kind, ask.force), _parts(pack, ask.kind)),
        )
        for ask in pack.asks
    ]
    return PackVersion(
        number=pack.version,
        name=said(pack.name),
        body=said(pack.body),
        period=period_words(pack),
        starts=said(pack.starts),
        in_force=_in_force(pack),
        amount=AskedLine(asked_amount(pack.amount), amount_force(pack.amount)),
        asks=tuple(line for kind, line in lines if kind is not Asked.TOLD),
        told=tuple(line for kind, line in lines if kind is Asked.TOLD),
        notes=tuple(_note(note) for note in pack.notes),
        sources=tuple(_source(source) for source in pack.sources),
    )


def period_words(pack: Pack) -> str:
    if pack.years is None:
        return str(_("How long the period is, is not stated: it is counted by the year here"))
    return str(ngettext("%(num)s year", "%(num)s years", pack.years))


def asked_amount(amount: AskedAmount) -> str:
    """Say how much is asked, with the pack's own note where it has one."""
    words, note = asked_figure(amount), note_of(amount)
    return f"{words}. {note}" if note else words


def note_of(amount: AskedAmount) -> str:
    return said(amount.note) if amount.note else ""


def asked_figure(amount: AskedAmount) -> str:
    words = {
        Figure.STATED: amount_words(amount.hundredths, amount.unit),
        Figure.NONE: _("No minimum"),
        Figure.NOT_STATED: _("Not stated"),
        Figure.OWN: _("What you set yourself"),
    }[amount.figure]
    return str(words)


def amount_force(amount: AskedAmount) -> str:
    return force_words(None, amount.force) if amount.figure is Figure.STATED else ""


def force_words(kind: Asked | None, force: Force) -> str:
    if force is Force.NOT_STATED:
        return "" if kind is Asked.TOLD else str(_("Whether it is required is not stated"))
    return str(_("Required") if force is Force.REQUIRED else _("Advised, not required"))


def _parts(pack: Pack, kind: Asked) -> tuple[str, ...]:
    return tuple(
        f"{said(one.words)}: {one.count}" if one.count else said(one.words)
        for one in pack.choices_of(kind)
        if kind in {Asked.STATEMENTS, Asked.QUESTIONS}
    )


def _in_force(pack: Pack) -> str:
    if pack.in_force_from is Bound.OPEN:
        return str(_("Always"))
    return str(
        _(
            "From: %(start)s. Until: %(end)s.",
            start=_bound(pack.in_force_from),
            end=_bound(pack.in_force_until),
        )
    )


def _bound(day: date | Bound) -> str:
    if isinstance(day, date):
        return str(format_date(day, "d MMMM y"))
    return str(_("not stated")) if day is Bound.NOT_STATED else str(_("no end is set"))


def _source(source: Source) -> SourceLine:
    return SourceLine(source.url, _standing(source))


def _note(note: Note) -> NoteLine:
    standing = _standing(note.source)
    if note.is_old:
        standing = _("Older, and %(standing)s", standing=standing.lower())
    return NoteLine(said(note.words), standing, note.source.url)


def _standing(source: Source) -> str:
    if source.standing is Standing.OFFICIAL:
        return str(_("The body's own"))
    return str(_("Second-hand: somebody else's account"))
