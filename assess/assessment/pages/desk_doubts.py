"""Doubts, where they stand: on a mapping, a piece of evidence or a criterion."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from uuid import UUID

    from assess.assessment.queries import DoubtView
    from assess.assessment.queries.desk import DeskRecord


def doubts_on(record: DeskRecord, *places: UUID) -> tuple[DoubtView, ...]:
    """Give the open doubts on some mappings, evidence or criteria."""
    return tuple(
        doubt
        for doubt in record.doubts
        if doubt.is_open
        and not {doubt.mapping_id, doubt.evidence_id, doubt.criterion_id}.isdisjoint(places)
    )
