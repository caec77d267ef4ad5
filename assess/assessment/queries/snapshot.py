"""Everything that a sign-off rests on, as plain JSON: what the snapshot freezes."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.assessment.queries import snapshot_parts as parts
from assess.assessment.queries.record import unit_record
from assess.assessment.rules.snapshot import FORM, Signature
from assess.assessment.rules.states import CriterionFacts
from assess.enrolment.queries import UnitView
from assess.evidence.queries import PieceView, VersionView, list_evidence_of_unit, list_versions
from assess.journal.rules import plain
from assess.reflection.queries import list_reflections_of_unit
from assess.standards.queries import list_criteria


def take_snapshot(
    session: Session,
    actor: Actor,
    unit: UnitView,
    facts: Mapping[UUID, CriterionFacts],
    signature: Signature,
) -> tuple[dict[str, Any], list[UUID]]:
    """Give the snapshot of a locked unit, and the versions of evidence that it holds."""
    record = unit_record(session, unit)
    pieces = {piece.id: piece for piece in list_evidence_of_unit(session, actor, unit)}
    versions = _versions(
        session,
        actor,
        pieces,
        {one for each in record.submissions for one in each.evidence_version_ids}
        | {one.evidence_version_id for one in record.decisions if one.evidence_version_id},
    )
    criteria = list_criteria(session, standard_ids=[unit.standard_id])
    texts = parts.texts_of(session, unit)
    reflections = list_reflections_of_unit(session, actor, unit.id)
    moves, left = parts.moves_part(session, unit)
    snapshot = {
        "form": FORM,
        "unit": parts.unit_part(session, unit, texts),
        "signature": vars(signature),
        "criteria": [
            parts.criterion_part(
                one,
                decision=facts[one.id].decision,
                mappings=[
                    mapping
                    for piece in pieces.values()
                    for mapping in piece.mappings
                    if mapping.criterion_id == one.id
                ],
                reflections=reflections.get(one.id, ()),
            )
            for one in criteria
        ],
        "evidence": [parts.evidence_part(pieces[one.evidence_id], one) for one in versions],
        **parts.record_parts(record, left | {one.id: one.label for one in criteria}, texts),
        **({"moves": moves} if moves else {}),
    }
    return {name: plain(value) for name, value in snapshot.items()}, [one.id for one in versions]


def _versions(
    session: Session, actor: Actor, pieces: dict[UUID, PieceView], put_forward: set[UUID]
) -> list[VersionView]:
    """Give the versions that were put forward or judged, and what the assessor recorded."""
    recorded = {
        piece.newest.id for piece in pieces.values() if piece.made_by_id != piece.practitioner_id
    }
    found = list_versions(session, actor, version_ids=sorted(put_forward | recorded))
    return sorted(
        (one for one in found if one.evidence_id in pieces),
        key=lambda one: (one.created_at, one.id),
    )
