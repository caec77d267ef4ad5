"""What an audit pack of a period holds: plain values in no language, for whoever draws them.

Everything has its number, so that a list, a reflection and the index of evidence can point at
each other on paper. Bodies' own words come in both languages (`pack`), what the person wrote in
its own (`language`, a BCP 47 tag); names of kinds and headings are the drawer's.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from assess.bilingual import Bilingual
from assess.cpd.rules.kinds import ActivityKind, CpdUnit
from assess.cpd.rules.packs import Pack
from assess.cpd.rules.year_chart import ChartFigures
from assess.cpd.rules.year_standing import YearStanding
from assess.cpd.rules.years import Period


@dataclass(frozen=True)
class AuditActivity:
    """One line of the dated list. Amounts are hundredths of the unit; both None: not counted."""

    number: int
    id: UUID
    title: str
    kind: ActivityKind
    starts_on: date
    ends_on: date
    is_planned: bool
    """Whether it was planned beforehand, or came unplanned."""

    hundredths: int | None
    unit: CpdUnit | None
    given_by: str
    learned: str
    applied: str
    impact: str
    impact_on: str
    next_step: str
    language: str
    criteria: tuple[str, ...]
    """As people cite them: "INSSMA11 K6"."""

    evidence: tuple[int, ...]
    """Numbers in the index of evidence."""

    reflections: tuple[int, ...]
    """Numbers in the list of reflections."""


@dataclass(frozen=True)
class AuditReflection:
    """A reflection in its newest version, whole."""

    number: int
    id: UUID
    title: str
    """Empty where it has none: then its first words stand for it."""

    words: str
    language: str
    version: int
    saved_at: datetime
    statement: str | None
    """The key of the kind of statement that it counts as ("core"), named by the pack."""

    activities: tuple[int, ...]
    """Numbers in the dated list."""


@dataclass(frozen=True)
class AuditEvidence:
    """A line of the index of evidence."""

    number: int
    id: UUID
    title: str
    language: str
    kind: str
    """The value of an EvidenceKind."""

    version: int
    sha256: str


@dataclass(frozen=True)
class AuditDeclaration:
    words: str
    language: str
    declared_at: datetime
    is_of_this: bool
    """Whether the record is still what it was on that day."""


@dataclass(frozen=True)
class AuditPack:
    """A person's record of a period: the whole of it, in the order in which it is printed."""

    person: str
    provider: Bilingual
    period: Period
    made_on: date
    pack: Pack | None
    """The rules of the year; None for a period that is no year of a membership."""

    standing: YearStanding | None
    """The summary: what is asked, done and missing; the gaps with what was said of them."""

    sums: Mapping[CpdUnit, int]
    charts: tuple[ChartFigures, ...]
    """One for each unit that anything is counted in; of activities where nothing is."""

    activities: tuple[AuditActivity, ...]
    """Done, the oldest first."""

    reflections: tuple[AuditReflection, ...]
    """Statements first, in the order of the pack's kinds; then those on activities."""

    evidence: tuple[AuditEvidence, ...]
    declarations: tuple[AuditDeclaration, ...]
    """The newest first."""
