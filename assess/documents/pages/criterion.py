"""A criterion as it is printed, with all that was offered, said and decided about it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from assess.bilingual import Bilingual
from assess.documents.pages.evidence import PrintedDoubt
from assess.documents.pages.sections import Label
from assess.documents.pages.texts import Authored, StandardText


class PrintedPart(StrEnum):
    PERFORMANCE = "performance"
    KNOWLEDGE = "knowledge"


class PrintedState(StrEnum):
    OPEN = "open"
    EVIDENCED = "evidenced"
    SUBMITTED = "submitted"
    MET = "met"
    NOT_YET_MET = "not_yet_met"


class PrintedPlace(StrEnum):
    """What a locator counts."""

    PAGE = "page"
    PARAGRAPH = "paragraph"
    TIME = "time"
    SECTION = "section"


@dataclass(frozen=True)
class PrintedMapping:
    """`locator` is the number or time alone where `place` says what it counts.

    `file` names the file that the place is in, where the evidence has several; `section` is
    what a section of a plan is called.
    """

    evidence_number: int
    locator: str
    place: PrintedPlace | None = None
    file: str | None = None
    section: Label | None = None
    valid_doubts: tuple[PrintedDoubt, ...] = ()


@dataclass(frozen=True)
class PrintedPassage:
    """A part of a reflection; a model such as Gibbs has a heading for each."""

    heading: Bilingual | None
    text: str


@dataclass(frozen=True)
class PrintedReflection:
    passages: tuple[PrintedPassage, ...]
    lang: str
    written_at: datetime
    title: str | None = None


@dataclass(frozen=True)
class PrintedDecision:
    """A judgement; `met` is the outcome. One judgement may have decided several criteria."""

    met: bool
    decided_by: str
    decided_at: datetime
    feedback: Authored | None = None
    together_with: tuple[str, ...] = ()
    on_working_translation: bool = False
    stands: bool = True
    reason: Authored | None = None
    """Why a decision was changed after sign-off."""
    sufficient_doubts: tuple[PrintedDoubt, ...] = ()
    countersigned_by: str | None = None
    countersigned_at: datetime | None = None
    awaits_countersignature: bool = False


@dataclass(frozen=True)
class PrintedReturn:
    """The assessor handed the criterion back, perhaps with others, and said why."""

    message: Authored
    returned_by: str
    returned_at: datetime
    together_with: tuple[str, ...] = ()


@dataclass(frozen=True)
class PrintedAnswer:
    answer: Authored
    answered_by: str
    answered_at: datetime


@dataclass(frozen=True)
class PrintedQuestion:
    """A question, or an action with a date to do it by."""

    asked: Authored
    asked_by: str
    asked_at: datetime
    is_action: bool = False
    due_on: date | None = None
    answers: tuple[PrintedAnswer, ...] = ()
    closed_at: datetime | None = None


@dataclass(frozen=True)
class PrintedCriterion:
    """`decisions` and `returns` come newest first; `note`: where the published texts differ."""

    label: str
    part: PrintedPart
    text: StandardText
    state: PrintedState
    group: Bilingual | None = None
    note: Bilingual | None = None
    mappings: tuple[PrintedMapping, ...] = ()
    reflections: tuple[PrintedReflection, ...] = ()
    decisions: tuple[PrintedDecision, ...] = ()
    returns: tuple[PrintedReturn, ...] = ()
    questions: tuple[PrintedQuestion, ...] = ()
    sufficient_doubts: tuple[PrintedDoubt, ...] = ()
