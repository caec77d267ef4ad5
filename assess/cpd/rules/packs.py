"""A body's rules as dated data: what it asks, what it advises, and what it does not say."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from assess.bilingual import Bilingual
from assess.cpd.rules.kinds import CpdUnit

OWN_TARGET = "own-target"
"""The pack that leaves how much to the person."""


class Force(StrEnum):
    REQUIRED = "required"
    ADVISED = "advised"
    NOT_STATED = "not stated"
    """What is asked is known, and whether it must be done is not."""


class Bound(StrEnum):
    """What stands in the place of a date."""

    NOT_STATED = "not stated"
    OPEN = "open"
    """There is no such day: it was always so, or no end is set."""


class Figure(StrEnum):
    """What a pack says of how much."""

    STATED = "stated"
    NONE = "none"
    """The body says that there is no least amount."""

    NOT_STATED = "not stated"
    OWN = "own"
    """Whatever the person sets."""


class Asked(StrEnum):
    """Kinds of thing that a pack asks for beside an amount."""

    STATEMENTS = "statements"
    """Reflections of some kinds, so many of each."""

    QUESTIONS = "questions"
    """Yes-or-no questions."""

    LIST = "list"
    """A dated list of what was done."""

    GAPS = "gaps"
    """Stretches without CPD, explained."""

    MIXTURE = "mixture"
    """More than one kind of activity."""

    OUTCOME = "outcome"
    """What came of it: how it was applied, or what impact it had."""

    EVIDENCE = "evidence"
    REFLECTION = "reflection"
    PLANNING = "planning"
    TOLD = "told"
    """Something that nothing here can check: the page says it, and no more."""


class Standing(StrEnum):
    """How good a source is."""

    OFFICIAL = "official"
    SECOND_HAND = "second-hand"


@dataclass(frozen=True)
class Source:
    url: str
    standing: Standing


@dataclass(frozen=True)
class AskedAmount:
    figure: Figure
    force: Force
    hundredths: int | None = None
    unit: CpdUnit | None = None
    planned_only: bool = False
    """Whether only what was planned beforehand counts."""

    note: Bilingual | None = None


@dataclass(frozen=True)
class Choice:
    """A kind of statement and how many of it, or a question."""

    key: str
    words: Bilingual
    count: int | None = None
    yes: Bilingual | None = None
    no: Bilingual | None = None
    """How a question is answered: Welsh has no one word for yes, nor for no."""


@dataclass(frozen=True)
class Ask:
    kind: Asked
    force: Force
    words: Bilingual
    months: int | None = None
    """For gaps: from how many months on a stretch is one."""

    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True)
class Note:
    """What is worth knowing and is asked by nobody now."""

    words: Bilingual
    source: Source
    is_old: bool


@dataclass(frozen=True)
class Pack:
    key: str
    version: int
    name: Bilingual
    body: Bilingual
    years: int | None
    """How long its period is. None: not stated, and counted by the year here."""

    starts: Bilingual
    """When its year starts, in words: this page's reader types the day."""

    in_force_from: date | Bound
    in_force_until: date | Bound
    sources: tuple[Source, ...]
    amount: AskedAmount
    asks: tuple[Ask, ...]
    notes: tuple[Note, ...] = ()

    @property
    def period_years(self) -> int:
        return self.years or 1

    def ask(self, kind: Asked) -> Ask | None:
        """Give what it asks of a kind; it asks each kind once, but for what is told."""
        return next((one for one in self.asks if one.kind is kind), None)

    def choices_of(self, kind: Asked) -> tuple[Choice, ...]:
        asked = self.ask(kind)
        return asked.choices if asked else ()


class PacksError(ValueError):
    """Two packs that cannot stand beside each other."""


@dataclass(frozen=True)
class Packs:
    """Every pack there is, each in all its versions, oldest version first."""

    all: tuple[Pack, ...]

    @classmethod
    def of(cls, packs: Iterable[Pack]) -> "Packs":
        """Put packs in order.

        Raises:
            PacksError: when one version of a pack stands twice.

        """
        ordered = sorted(packs, key=lambda pack: (pack.key, pack.version))
        for one, other in pairwise(ordered):
            if (one.key, one.version) == (other.key, other.version):
                raise PacksError(f"{one.key}: version {one.version} stands twice")
        return cls(tuple(ordered))

    def versions_of(self, key: str) -> tuple[Pack, ...]:
        return tuple(pack for pack in self.all if pack.key == key)

    def find(self, key: str, version: int) -> Pack | None:
        return next((pack for pack in self.versions_of(key) if pack.version == version), None)

    def in_force_on(self, key: str, day: date) -> Pack | None:
        """Give the version of a pack that was in force on a day: the newest that may have been.

        Of a date that is not stated nothing is known, so it rules nothing out; where no version
        was in force, the nearest stands in: whoever is bound by a body has rules to keep.
        """
        versions = self.versions_of(key)
        fitting = [pack for pack in versions if may_be_in_force(pack, day)]
        if fitting:
            return fitting[-1]
        earlier = [pack for pack in versions if not _starts_after(pack, day)]
        return (earlier[-1] if earlier else versions[0]) if versions else None

    def current(self, day: date) -> tuple[Pack, ...]:
        """Give each pack once, in the version of that day."""
        keys = dict.fromkeys(pack.key for pack in self.all)
        found = (self.in_force_on(key, day) for key in keys)
        return tuple(pack for pack in found if pack is not None)


def may_be_in_force(pack: Pack, day: date) -> bool:
    until = pack.in_force_until
    return not _starts_after(pack, day) and not (isinstance(until, date) and until < day)


def _starts_after(pack: Pack, day: date) -> bool:
    return isinstance(pack.in_force_from, date) and pack.in_force_from > day
