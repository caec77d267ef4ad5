from collections.abc import Iterable
from typing import TYPE_CHECKING
from uuid import UUID

from assess.assessment.rules import Check
from assess.documents.pages.evidence import PrintedDoubt
from assess.documents.pages.texts import Authored

if TYPE_CHECKING:
    from assess.assessment.queries import DoubtView


def printed_doubts(
    doubts: Iterable["DoubtView"], check: Check, *, about: UUID
) -> tuple[PrintedDoubt, ...]:
    """Give the doubts of one check about one mapping, piece of evidence or criterion."""
    return tuple(
        PrintedDoubt(
            Authored(doubt.words, doubt.language),
            doubt.noted_by,
            doubt.noted_at,
            doubt.settled_at,
        )
        for doubt in doubts
        if doubt.check is check
        and about in {doubt.mapping_id, doubt.evidence_id, doubt.criterion_id}
    )
