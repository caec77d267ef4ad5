"""Next best evidence: which activities could cover most of what a unit still lacks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from flask_babel import ngettext

from assess.assessment.rules.kinds import CriterionState
from assess.bilingual import Language
from assess.evidence.rules.kinds import ASSESSORS_KINDS
from assess.overview.rules.activities import Activity
from assess.overview.rules.next_best import SHOWN, next_best

if TYPE_CHECKING:
    from assess.overview.pages.gap_list import GapList


@dataclass(frozen=True)
class NextBestLine:
    sentence: str
    shows: str
    """What it is about, in the page's language."""

    labels: tuple[str, ...]
    """The open criteria that it could cover, but for those that a line before it covers."""

    is_assessors: bool
    """Whether the assessor records it."""


@dataclass(frozen=True)
class NextBest:
    unit_id: UUID
    urn: str
    assessor: str | None
    lines: tuple[NextBestLine, ...]


def next_best_page(
    gaps: "GapList", activities: Sequence[Activity], language: Language
) -> NextBest | None:
    """Lay out the first few; None where nothing is open that an activity could cover."""
    missing = [
        line.label
        for section in gaps.sections
        if section.state is CriterionState.OPEN
        for line in section.lines
    ]
    steps = next_best(missing, activities, most=SHOWN)
    if not steps:
        return None
    lines = tuple(
        NextBestLine(
            sentence=_sentence(
                step.activity, len(step.covers), len(missing), language, first=first
            ),
            shows=step.activity.shows.text_in(language) or "",
            labels=step.covers,
            is_assessors=step.activity.kind in ASSESSORS_KINDS,
        )
        for step, first in zip(steps, [True, False, False], strict=False)
    )
    return NextBest(gaps.unit_id, gaps.urn, gaps.assessor, lines)


def _sentence(
    activity: Activity, covered: int, missing: int, language: Language, *, first: bool
) -> str:
    name = activity.name.text_in(language) or ""
    if first:
        words = ngettext(
            "%(activity)s could cover %(covered)s of your %(num)s open criterion.",
            "%(activity)s could cover %(covered)s of your %(num)s open criteria.",
            missing,
            activity=name,
            covered=covered,
        )
    else:
        words = ngettext(
            "%(activity)s could cover %(num)s more.",
            "%(activity)s could cover %(num)s more.",
            covered,
            activity=name,
        )
    return str(words)
