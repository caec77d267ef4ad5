"""The gap list: of one unit, what is missing, waiting and done."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from flask_babel import lazy_gettext as _

from assess.assessment.rules.kinds import CriterionState, UnitState
from assess.assessment.rules.states import CriterionFacts, unit_state_after
from assess.assessment.rules.submitting import may_submit
from assess.bilingual import Bilingual, Language
from assess.overview.pages.progress import Pace, unit_pace

if TYPE_CHECKING:
    from assess.enrolment.queries import UnitView

# What needs the practitioner's hand comes first.
_ORDER = (
    CriterionState.NOT_YET_MET,
    CriterionState.OPEN,
    CriterionState.EVIDENCED,
    CriterionState.SUBMITTED,
    CriterionState.MET,
)

STATE_NAMES = {
    CriterionState.OPEN: _("Nothing yet"),
    CriterionState.EVIDENCED: _("Evidence added"),
    CriterionState.SUBMITTED: _("Submitted"),
    CriterionState.NOT_YET_MET: _("Not yet met"),
    CriterionState.MET: _("Met"),
}
SECTION_NAMES = {
    CriterionState.OPEN: _("Missing"),
    CriterionState.EVIDENCED: _("Ready to submit"),
    CriterionState.SUBMITTED: _("With the assessor"),
    CriterionState.NOT_YET_MET: _("Not yet met: more is needed"),
    CriterionState.MET: _("Met"),
}
UNIT_STATE_NAMES = {
    UnitState.IN_PROGRESS: _("In progress"),
    UnitState.READY: _("Ready to sign off"),
    UnitState.SIGNED_OFF: _("Signed off"),
}


@dataclass(frozen=True)
class GapLine:
    label: str
    words: str
    language: Language
    """Of the words: the reader's, or the other where nothing has been published in it."""

    state: CriterionState
    open_requests: int


@dataclass(frozen=True)
class GapSection:
    state: CriterionState
    name: str
    lines: tuple[GapLine, ...]
    is_folded: bool


@dataclass(frozen=True)
class GapList:
    unit_id: UUID
    urn: str
    edition: str
    title: Bilingual
    practitioner: str
    assessor: str | None
    state: UnitState
    state_name: str
    signed_at: datetime | None
    met: int
    all: int
    sections: tuple[GapSection, ...]
    first_missing: str | None
    """The label to add evidence for next."""

    ready_to_submit: int
    pace: Pace | None = None
    """How far the unit is beside how far it should be, where a day was named."""


def gap_list(
    head: "UnitView",
    words: Mapping[UUID, Bilingual],
    facts: Mapping[UUID, CriterionFacts],
    signed_at: datetime | None,
    language: Language,
    today: date | None = None,
) -> GapList:
    lines = [
        _line(one, words[criterion_id], language)
        for criterion_id, one in facts.items()
        if criterion_id in words
    ]
    counts = Counter(line.state for line in lines)
    state = unit_state_after((line.state for line in lines), signed_off=signed_at is not None)
    sections = tuple(_sections(lines))
    return GapList(
        unit_id=head.id,
        urn=head.urn,
        edition=head.edition,
        title=head.title,
        practitioner=head.practitioner,
        assessor=head.assessor,
        state=state,
        state_name=str(UNIT_STATE_NAMES[state]),
        signed_at=signed_at,
        met=counts[CriterionState.MET],
        all=len(lines),
        sections=sections,
        first_missing=_first_missing(lines),
        ready_to_submit=sum(may_submit(one) for one in facts.values()),
        pace=unit_pace(
            starts_on=head.starts_on,
            ends_on=head.ends_on,
            today=today,
            done=counts[CriterionState.MET] + counts[CriterionState.SUBMITTED],
            criteria=len(lines),
            signed_off=signed_at is not None,
        )
        if today
        else None,
    )


def _first_missing(lines: Sequence["GapLine"]) -> str | None:
    """Give what has no evidence at all before what needs more."""
    for state in (CriterionState.OPEN, CriterionState.NOT_YET_MET):
        for line in lines:
            if line.state is state:
                return line.label
    return None


def _line(facts: CriterionFacts, words: Bilingual, language: Language) -> GapLine:
    text = words.text_in(language)
    if text is None:
        language = language.other
        text = words.text_in(language) or ""
    return GapLine(facts.label, text, language, facts.state, facts.open_requests)


def _sections(lines: Sequence[GapLine]) -> list[GapSection]:
    by_state: dict[CriterionState, list[GapLine]] = defaultdict(list)
    for line in lines:
        by_state[line.state].append(line)
    return [
        GapSection(
            state,
            str(SECTION_NAMES[state]),
            tuple(found),
            is_folded=state is CriterionState.MET,
        )
        for state in _ORDER
        if (found := by_state[state])
    ]
