"""The page of a year: what its rules ask, what is done, what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import ngettext

from assess.cpd.pages.activity_words import SHORT_KINDS
from assess.cpd.pages.amounts import amount_words
from assess.cpd.pages.packs import (
    AskedLine,
    amount_force,
    asked_figure,
    force_words,
    note_of,
    period_words,
    said,
)
from assess.cpd.pages.year_chart import YearChart, year_charts
from assess.cpd.rules.declaring import DeclarationState
from assess.cpd.rules.gaps import Explanation, Gap
from assess.cpd.rules.packs import Asked, Figure, Pack
from assess.cpd.rules.year_standing import AmountStanding, AskStanding, Part
from assess.cpd.rules.years import Period

if TYPE_CHECKING:
    from assess.cpd.queries.year_rows import ActivityRow, StatementRow
    from assess.cpd.queries.years import YearView
    from assess.cpd.rules.year_chart import ChartFigures

DAY_MONTH_YEAR = "d MMMM y"


@dataclass(frozen=True)
class StandingRow:
    """One thing that is asked, beside what is done of it."""

    asked: str
    note: str
    """What the pack adds to it. Empty: nothing."""

    force: str
    done: str
    missing: str
    """Empty where nothing is."""

    state: str
    """The kind of its tag: met, not yet met, or note where nothing here can tell."""


@dataclass(frozen=True)
class StatementLine:
    id: UUID
    reflection_id: UUID
    kind: str
    title: str
    language: str
    saved_at: datetime


@dataclass(frozen=True)
class GapLine:
    period: Period
    explanations: tuple[Explanation, ...]
    is_explained: bool

    @property
    def key(self) -> str:
        return self.period.starts_on.isoformat()


@dataclass(frozen=True)
class ActivityLine:
    id: UUID
    title: str
    language: str
    starts_on: date
    ends_on: date
    kind: str
    amount: str
    """Empty where it was not counted."""


@dataclass(frozen=True)
class YearPage:
    membership_id: UUID
    starts_on: str
    pack_key: str
    pack_name: str
    pack_version: int
    period: Period
    period_words: str
    is_over: bool
    has_begun: bool
    is_whole: bool
    requires_anything: bool
    """Whether anything is said to be required."""

    rows: tuple[StandingRow, ...]
    told: tuple[AskedLine, ...]
    asks_statements: bool
    statements: tuple[StatementLine, ...]
    asks_questions: bool
    gaps: tuple[GapLine, ...]
    gap_months: int
    """From how many months on a stretch is a gap."""

    charts: tuple[YearChart, ...]
    done: int
    """How many activities count."""

    ahead: int
    """How many are planned in the period and not done."""

    lines: tuple[ActivityLine, ...]
    """The part of the dated list that this page of it shows."""

    state: DeclarationState
    declared_at: datetime | None


def year_page(
    view: "YearView",
    figures: "Sequence[ChartFigures]",
    shown: "Sequence[ActivityRow]",
) -> YearPage:
    standing, pack = view.standing, view.pack
    asked = {one.kind for one in standing.asks}
    return YearPage(
        membership_id=view.membership.id,
        starts_on=view.period.starts_on.isoformat(),
        pack_key=pack.key,
        pack_name=said(pack.name),
        pack_version=pack.version,
        period=view.period,
        period_words=period_words(pack),
        is_over=view.period.ends_on < view.today,
        has_begun=view.period.starts_on <= view.today,
        is_whole=standing.is_whole,
        requires_anything=standing.requires_anything,
        rows=(
            _amount_row(standing.amount),
            *(_row(one, pack) for one in standing.asks if one.kind is not Asked.TOLD),
        ),
        told=tuple(
            AskedLine(said(one.ask.words), force_words(one.kind, one.ask.force))
            for one in standing.asks
            if one.kind is Asked.TOLD
        ),
        asks_statements=Asked.STATEMENTS in asked,
        statements=_statements(view.statements, pack),
        asks_questions=Asked.QUESTIONS in asked,
        gaps=tuple(_gap(gap) for gap in standing.gaps),
        gap_months=_gap_months(pack),
        charts=year_charts(figures) if view.done else (),
        done=len(view.done),
        ahead=sum(one.done_on is None and one.ends_on in view.period for one in view.activities),
        lines=activity_lines(shown),
        state=view.state,
        declared_at=view.declarations[0].declared_at if view.declarations else None,
    )


def activity_lines(rows: "Sequence[ActivityRow]") -> tuple[ActivityLine, ...]:
    return tuple(
        ActivityLine(
            id=one.id,
            title=one.title,
            language=one.language,
            starts_on=one.starts_on,
            ends_on=one.ends_on,
            kind=str(SHORT_KINDS[one.kind]),
            amount=amount_words(one.hundredths, one.unit),
        )
        for one in rows
    )


def sums_words(sums: AmountStanding) -> str:
    """Say everything that was counted: 12 hours, 3 credits."""
    words = [amount_words(amount, unit) for unit, amount in sums.sums.items() if amount]
    return ", ".join(words)


def _amount_row(amount: AmountStanding) -> StandingRow:
    asked, note = asked_figure(amount.amount), note_of(amount.amount)
    if amount.amount.figure is Figure.OWN:
        asked = _("Your own target: %(amount)s", amount=amount_words(amount.wanted, amount.unit))
    elif amount.amount.figure is not Figure.STATED:
        asked = _("Hours or credits: %(words)s", words=_lowered(asked))
    elif amount.amount.planned_only:
        asked = _("%(amount)s (only what was planned beforehand counts)", amount=asked)
    if amount.wanted is None:
        done = sums_words(amount) or _("Nothing counted")
        return StandingRow(asked, note, amount_force(amount.amount), done, "", "note")
    return StandingRow(
        asked=asked,
        note=note,
        force=amount_force(amount.amount),
        done=amount_words(amount.done, amount.unit),
        missing=amount_words(amount.missing, amount.unit) if amount.missing else "",
        state="met" if amount.is_met else "not yet met",
    )


def _row(one: AskStanding, pack: Pack) -> StandingRow:
    return StandingRow(
        asked=said(one.ask.words),
        note="",
        force=force_words(one.kind, one.ask.force),
        done=_done(one),
        missing="" if one.is_met else _missing(one, pack),
        state="met" if one.is_met else "not yet met",
    )


def _done(one: AskStanding) -> str:
    match one.kind:
        case Asked.STATEMENTS | Asked.QUESTIONS:
            return str(_("%(done)s of %(wanted)s", done=one.done, wanted=one.wanted))
        case Asked.GAPS if not one.wanted:
            return str(_("No gap"))
        case Asked.GAPS:
            return str(_("%(done)s of %(wanted)s explained", done=one.done, wanted=one.wanted))
        case Asked.MIXTURE:
            return str(ngettext("%(num)s kind", "%(num)s kinds", one.done))
        case _:
            return _count_words(one)


def _count_words(one: AskStanding) -> str:
    match one.kind:
        case Asked.OUTCOME:
            words = str(ngettext("%(num)s activity says so", "%(num)s activities say so", one.done))
        case Asked.EVIDENCE:
            words = str(
                ngettext(
                    "%(num)s activity with evidence", "%(num)s activities with evidence", one.done
                )
            )
        case Asked.REFLECTION:
            words = str(
                ngettext(
                    "%(num)s activity reflected on", "%(num)s activities reflected on", one.done
                )
            )
        case Asked.PLANNING:
            words = str(
                ngettext("%(num)s planned activity", "%(num)s planned activities", one.done)
            )
        case _:
            words = str(ngettext("%(num)s activity", "%(num)s activities", one.done))
    return words


def _missing(one: AskStanding, pack: Pack) -> str:
    match one.kind:
        case Asked.STATEMENTS:
            return ", ".join(_part(part, pack) for part in one.parts if part.missing)
        case Asked.QUESTIONS:
            return str(ngettext("%(num)s to answer", "%(num)s to answer", one.missing))
        case Asked.GAPS:
            return str(ngettext("%(num)s to explain", "%(num)s to explain", one.missing))
        case Asked.MIXTURE:
            return str(_("More than one kind"))
        case _:
            return str(_("At least one"))


def _part(part: Part, pack: Pack) -> str:
    names = {choice.key: said(choice.words) for choice in pack.choices_of(Asked.STATEMENTS)}
    return f"{names[part.key]}: {part.missing}"


def _statements(rows: "Sequence[StatementRow]", pack: Pack) -> tuple[StatementLine, ...]:
    names = {choice.key: said(choice.words) for choice in pack.choices_of(Asked.STATEMENTS)}
    return tuple(
        StatementLine(
            one.id, one.reflection_id, names[one.kind], one.title, one.language, one.saved_at
        )
        for one in rows
        if one.kind in names
    )


def _gap_months(pack: Pack) -> int:
    asked = pack.ask(Asked.GAPS)
    return (asked.months or 0) if asked else 0


def _gap(gap: Gap) -> GapLine:
    return GapLine(gap.period, gap.explanations, gap.is_explained)


def _lowered(words: str) -> str:
    return words[:1].lower() + words[1:]
