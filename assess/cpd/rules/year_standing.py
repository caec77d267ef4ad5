"""What a pack asks of a year, what is done of it, and what is missing: plain values in and out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from assess.cpd.rules.gaps import Explanation, Gap, find_gaps
from assess.cpd.rules.kinds import ActivityKind, CpdUnit
from assess.cpd.rules.packs import Ask, Asked, AskedAmount, Figure, Force, Pack
from assess.cpd.rules.years import Period

MIXED = 2
"""How many kinds make a mixture."""


@dataclass(frozen=True)
class YearActivity:
    """What a year needs to know of an activity."""

    id: UUID
    kind: ActivityKind
    starts_on: date
    ends_on: date
    is_planned: bool
    is_done: bool
    hundredths: int | None = None
    unit: CpdUnit | None = None
    has_outcome: bool = False
    """Whether it says how it was applied or what impact it had."""

    has_evidence: bool = False
    has_reflection: bool = False
    """Whether it says what was learned, or a reflection is attached to it."""


@dataclass(frozen=True)
class Held:
    """What a person's record holds of a period."""

    activities: tuple[YearActivity, ...] = ()
    statements: Mapping[str, int] = field(default_factory=dict)
    """How many there are of each kind."""

    answers: Mapping[str, bool] = field(default_factory=dict)
    explained: tuple[Explanation, ...] = ()


@dataclass(frozen=True)
class Part:
    """One kind of statement or one question of what is asked."""

    key: str
    done: int
    wanted: int
    answer: bool | None = None

    @property
    def missing(self) -> int:
        return max(0, self.wanted - self.done)


@dataclass(frozen=True)
class AskStanding:
    """How one thing that is asked stands."""

    kind: Asked
    ask: Ask
    done: int
    wanted: int | None
    """None where nothing says how much: something is there, or it is not."""

    is_met: bool | None
    """None for what nothing here can check."""

    parts: tuple[Part, ...] = ()

    @property
    def missing(self) -> int:
        if self.is_met or self.is_met is None:
            return 0
        return sum(part.missing for part in self.parts) or max(0, (self.wanted or 1) - self.done)


@dataclass(frozen=True)
class AmountStanding:
    """How much is done, in hundredths, beside how much is asked."""

    amount: AskedAmount
    unit: CpdUnit | None
    """What it is counted in; None where the pack names no figure."""

    done: int
    wanted: int | None
    sums: Mapping[CpdUnit, int]
    """Everything that was done in the period, whatever is asked."""

    uncounted: int
    """Activities that are done and have no amount in that unit, or in none at all."""

    @property
    def is_met(self) -> bool | None:
        return None if self.wanted is None else self.done >= self.wanted

    @property
    def missing(self) -> int:
        return max(0, (self.wanted or 0) - self.done)


@dataclass(frozen=True)
class YearStanding:
    amount: AmountStanding
    asks: tuple[AskStanding, ...]
    gaps: tuple[Gap, ...]
    is_whole: bool
    """Whether nothing that is required is missing."""

    @property
    def requires_anything(self) -> bool:
        """Say whether anything that can be checked is said to be required, or is the person's."""
        return is_required(self.amount.amount) or any(
            one.ask.force is Force.REQUIRED and one.kind is not Asked.TOLD for one in self.asks
        )


def is_counted(activity: YearActivity, period: Period) -> bool:
    """Say whether an activity counts in a period: it is done, and it ended in it."""
    return activity.is_done and activity.ends_on in period


def stand(
    pack: Pack,
    held: Held,
    *,
    period: Period,
    today: date,
    target_hundredths: int | None = None,
    target_unit: CpdUnit | None = None,
) -> YearStanding:
    done = tuple(one for one in held.activities if is_counted(one, period))
    amount = _amount(pack.amount, done, target_hundredths, target_unit)
    gaps = _gaps(pack, held, period, today)
    asks = tuple(_ask(ask, held, done, gaps) for ask in pack.asks)
    is_short = is_required(pack.amount) and amount.is_met is False
    is_open = any(one.is_met is False and one.ask.force is Force.REQUIRED for one in asks)
    return YearStanding(amount, asks, gaps, is_whole=not (is_short or is_open))


def is_required(amount: AskedAmount) -> bool:
    """Say whether an amount must be done. What the person set themselves is as good as that."""
    return amount.force is Force.REQUIRED or amount.figure is Figure.OWN


def sums_of(activities: Iterable[YearActivity]) -> dict[CpdUnit, int]:
    """Add up amounts by their unit. Hours never become credits: no source says at what rate."""
    sums: dict[CpdUnit, int] = {}
    for one in activities:
        if one.unit is not None:
            sums[one.unit] = sums.get(one.unit, 0) + (one.hundredths or 0)
    return sums


def _amount(
    amount: AskedAmount,
    done: tuple[YearActivity, ...],
    target_hundredths: int | None,
    target_unit: CpdUnit | None,
) -> AmountStanding:
    is_own = amount.figure is Figure.OWN
    unit = target_unit if is_own else amount.unit
    counting = [one for one in done if one.is_planned or not amount.planned_only]
    return AmountStanding(
        amount=amount,
        unit=unit,
        done=sums_of(counting).get(unit, 0) if unit else 0,
        wanted=target_hundredths if is_own else amount.hundredths,
        sums=sums_of(done),
        uncounted=sum(one.unit is None or (unit is not None and one.unit != unit) for one in done),
    )


def _gaps(pack: Pack, held: Held, period: Period, today: date) -> tuple[Gap, ...]:
    asked = pack.ask(Asked.GAPS)
    if asked is None or asked.months is None:
        return ()
    return find_gaps(
        [Period(one.starts_on, one.ends_on) for one in held.activities if one.is_done],
        period=period,
        months=asked.months,
        today=today,
        explained=held.explained,
    )


def _ask(
    ask: Ask, held: Held, done: tuple[YearActivity, ...], gaps: tuple[Gap, ...]
) -> AskStanding:
    match ask.kind:
        case Asked.TOLD:
            return AskStanding(ask.kind, ask, 0, None, None)
        case Asked.STATEMENTS:
            return _of_parts(ask, _statement_parts(ask, held))
        case Asked.QUESTIONS:
            return _of_parts(ask, _question_parts(ask, held))
        case Asked.GAPS:
            explained = sum(gap.is_explained for gap in gaps)
            return AskStanding(ask.kind, ask, explained, len(gaps), explained == len(gaps))
        case Asked.MIXTURE:
            kinds = len({one.kind for one in done})
            return AskStanding(ask.kind, ask, kinds, MIXED, kinds >= MIXED)
        case _:
            count = _count(ask.kind, held, done)
            return AskStanding(ask.kind, ask, count, None, count > 0)


def _count(kind: Asked, held: Held, done: tuple[YearActivity, ...]) -> int:
    if kind is Asked.PLANNING:
        return sum(one.is_planned for one in held.activities)
    if kind is Asked.OUTCOME:
        return sum(one.has_outcome for one in done)
    if kind is Asked.EVIDENCE:
        return sum(one.has_evidence for one in done)
    if kind is Asked.REFLECTION:
        return sum(one.has_reflection for one in done)
    return len(done)


def _of_parts(ask: Ask, parts: tuple[Part, ...]) -> AskStanding:
    """Put parts together: what is over in one makes up for nothing in another."""
    return AskStanding(
        kind=ask.kind,
        ask=ask,
        done=sum(min(part.done, part.wanted) for part in parts),
        wanted=sum(part.wanted for part in parts),
        is_met=all(part.missing == 0 for part in parts),
        parts=parts,
    )


def _statement_parts(ask: Ask, held: Held) -> tuple[Part, ...]:
    return tuple(
        Part(one.key, held.statements.get(one.key, 0), one.count or 1) for one in ask.choices
    )


def _question_parts(ask: Ask, held: Held) -> tuple[Part, ...]:
    """A question is done with once it is answered, by no as well as by yes."""
    return tuple(
        Part(one.key, int(one.key in held.answers), 1, held.answers.get(one.key))
        for one in ask.choices
    )
