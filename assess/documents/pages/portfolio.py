"""The printed portfolio: one unit, or all of a practitioner's units at one provider."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from assess.bilingual import Bilingual
from assess.documents.pages.criterion import PrintedCriterion
from assess.documents.pages.evidence import PrintedEvidence
from assess.documents.pages.texts import Authored, StandardText


class PrintedUnitState(StrEnum):
    IN_PROGRESS = "in_progress"
    SIGNED_OFF = "signed_off"
    RELEASED = "released"


class PrintedProof(StrEnum):
    """How the signer proved who they were."""

    PASSWORD = "password"  # noqa: S105 (the name of a way to sign in)
    PASSWORD_AND_CODE = "password_and_code"  # noqa: S105 (as above)
    PASSKEY = "passkey"
    SINGLE_SIGN_ON = "single_sign_on"


@dataclass(frozen=True)
class PrintedEnrolment:
    """The people and particulars of a unit; all but the start are optional."""

    started_on: date
    assessor: str | None = None
    iqa: str | None = None
    cohort: str | None = None
    uln: str | None = None
    qualification: str | None = None
    awarding_body: str | None = None
    registration_number: str | None = None
    registered_on: date | None = None
    ends_on: date | None = None
    language_of_assessment: str | None = None


@dataclass(frozen=True)
class PrintedSubmission:
    """Criteria put forward together; `declaration` is the text agreed to, as it was shown."""

    submitted_by: str
    submitted_at: datetime
    labels: tuple[str, ...]
    declaration: Authored
    help_and_tools: Authored | None = None
    withdrawn_at: datetime | None = None


@dataclass(frozen=True)
class PrintedWithdrawal:
    withdrawn_by: str
    withdrawn_at: datetime
    reason: Authored


@dataclass(frozen=True)
class PrintedSignOff:
    signed_by: str
    signed_at: datetime
    proof: PrintedProof
    proved_at: datetime
    snapshot_sha256: str
    comment: Authored | None = None
    withdrawal: PrintedWithdrawal | None = None


@dataclass(frozen=True)
class PrintedRelease:
    released_at: datetime
    released_by: str | None
    sampled: bool


@dataclass(frozen=True)
class PrintedReworded:
    """A criterion whose words are others since a move; and when it was found met in them."""

    label: str
    reaffirmed_at: datetime | None = None
    reaffirmed_by: str | None = None


@dataclass(frozen=True)
class PrintedMove:
    """The unit went on under a newer version; `relabelled` is each label before and after."""

    before: str
    after: str
    moved_by: str
    moved_at: datetime
    reason: Authored
    relabelled: tuple[tuple[str, str], ...] = ()
    reworded: tuple[PrintedReworded, ...] = ()
    gone: tuple[str, ...] = ()


@dataclass(frozen=True)
class PrintedUnit:
    """A practitioner's work towards one standard; submissions and sign-offs come oldest first."""

    urn: str
    version: str
    title: StandardText
    state: PrintedUnitState
    enrolment: PrintedEnrolment
    criteria: tuple[PrintedCriterion, ...]
    note: Bilingual | None = None
    """Something the reader must know of the standard's texts as a whole."""
    moves: tuple[PrintedMove, ...] = ()
    """Oldest first."""
    submissions: tuple[PrintedSubmission, ...] = ()
    sign_offs: tuple[PrintedSignOff, ...] = ()
    release: PrintedRelease | None = None

    @property
    def is_draft(self) -> bool:
        return self.state is PrintedUnitState.IN_PROGRESS


@dataclass(frozen=True)
class PrintedPortfolio:
    """Everything a print shows; `printed_at` is in UTC and shown in Europe/London."""

    practitioner: str
    provider: str
    printed_at: datetime
    units: tuple[PrintedUnit, ...]
    evidence: tuple[PrintedEvidence, ...]

    @property
    def is_draft(self) -> bool:
        return any(unit.is_draft for unit in self.units)
