"""What an import is given, what it finds wrong and what it would do: plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from assess.actor import Role
from assess.bilingual import Language
from assess.enrolment.rules.importing.columns import Column
from assess.enrolment.rules.terms import Terms
from assess.refusals import RefusedError

MOST_PEOPLE = 2_000
"""The longest list that is taken."""


class Reason(StrEnum):
    """Why a row cannot be imported."""

    MISSING = "missing"
    TOO_LONG = "too-long"
    NO_EMAIL = "no-email"
    NO_DATE = "no-date"
    UNKNOWN_LANGUAGE = "unknown-language"
    UNKNOWN_ROLE = "unknown-role"
    UNKNOWN_STANDARD = "unknown-standard"
    UNKNOWN_ASSESSOR = "unknown-assessor"
    UNKNOWN_IQA = "unknown-iqa"
    OWN_ASSESSOR = "own-assessor"
    OWN_IQA = "own-iqa"
    ASSESSOR_IS_IQA = "assessor-is-iqa"
    ENDS_BEFORE_START = "ends-before-start"
    CLAIMED_BEFORE_START = "claimed-before-start"
    LEARNER_NUMBER_SHAPE = "learner-number-shape"
    NOT_ENROLLED = "not-enrolled"
    """The row tells of an enrolment and names no standard."""

    ONLY_PRACTITIONERS = "only-practitioners"
    SAME_ROW = "same-row"
    TWO_NAMES = "two-names"
    SAYS_OTHERWISE = "says-otherwise"
    NUMBER_OF_ANOTHER = "number-of-another"
    TOO_MANY_CELLS = "too-many-cells"
    CHANGED = "changed"
    """What the row would do is no longer what was previewed."""


class EmptyListError(RefusedError):
    """There is a header, and nobody under it."""

    field = "file"


class ListTooLongError(RefusedError):
    """More people than are imported in one go: nobody else could save anything meanwhile."""

    field = "file"


class ListChangedError(RefusedError):
    """What the list would do is no longer what was previewed."""


@dataclass(frozen=True)
class Problem:
    line: int
    column: Column | None
    reason: Reason
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ImportRow:
    """A row as it was read, in order in itself."""

    line: int
    name: str
    email: str
    language: Language | None
    role: Role
    site: str
    standard: str
    """URN or URN/version, as it was typed."""

    terms: Terms
    """With neither assessor nor IQA: they are named by their addresses below."""

    assessor: str
    iqa: str
    said: frozenset[Column]
    """The columns that the row fills in."""


@dataclass(frozen=True)
class KnownPerson:
    """Somebody who has, or had, a role at the provider."""

    id: UUID
    name: str
    sites: Mapping[Role, str]
    """By each role that they hold now. A leaver holds none."""


@dataclass(frozen=True)
class KnownStandard:
    id: UUID
    urn: str
    edition: str


@dataclass(frozen=True)
class Known:
    """What the provider has already."""

    people: Mapping[str, KnownPerson]
    """By their e-mail address, as it is stored."""

    standards: Sequence[KnownStandard]
    """Of two versions the one that a bare URN means stands first."""

    enrolments: Mapping[tuple[UUID, UUID], Terms]
    """By practitioner and standard."""

    units: Mapping[tuple[UUID, UUID], UUID]
    """Their ids, in the same way."""

    cohorts: Mapping[str, date | None]
    """When each begins, where that is known; by its name, folded."""


class Doing(StrEnum):
    INVITE = "invite"
    GIVE_ROLE = "give-role"
    ENROL = "enrol"
    CHANGE = "change"
    """An enrolment that stands already gets what the row says of it."""


Term = str | date | Language | None


@dataclass(frozen=True)
class Change:
    """What becomes of one thing that is said of an enrolment."""

    column: Column
    name: str
    """Of the term."""

    before: Term
    after: Term


@dataclass(frozen=True)
class PlannedRow:
    """What a row will do. Nothing, where all of it stands already."""

    row: ImportRow
    doings: tuple[Doing, ...]
    person_id: UUID | None
    standard_id: UUID | None
    terms: Terms
    differs: tuple[Column, ...] = ()
    """What the row says otherwise than it stands, and it stays as it stands: a person's own
    name and site, and who assesses, which has its own page and its own record."""

    changes: tuple[Change, ...] = ()
    """Of an enrolment that stands already. What a row leaves empty stays as it is."""


@dataclass(frozen=True)
class Plan:
    rows: tuple[PlannedRow, ...]
    problems: tuple[Problem, ...]

    def count(self, doing: Doing | None) -> int:
        """Count the rows that do something, or, of None, the rows that do nothing."""
        if doing is None:
            return sum(1 for row in self.rows if not row.doings)
        return sum(1 for row in self.rows if doing in row.doings)

    @property
    def does_nothing(self) -> bool:
        return not any(row.doings for row in self.rows)
