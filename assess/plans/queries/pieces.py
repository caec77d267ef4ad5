"""The writer's own evidence, as far as plans point to it or were put forward as it."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.evidence.models import Evidence, EvidenceVersion, Mapping
from assess.evidence.rules import LocatorKind
from assess.standards.models import Criterion

MOST_OFFERED = 200


@dataclass(frozen=True)
class PieceOption:
    id: UUID
    title: str
    language: str


@dataclass(frozen=True)
class Standing:
    """A criterion that the plan's evidence is mapped to by now, and where in it."""

    unit_id: UUID
    criterion_id: UUID
    label: str
    section: str
    """The section's key; empty for the whole."""

    is_submitted: bool


def list_own_pieces(
    session: Session, actor: Actor, *, also: Collection[UUID] = ()
) -> list[PieceOption]:
    """Give the writer's newest pieces of evidence, and those that are named already."""
    newest = (
        sa.select(Evidence.id)
        .where(_own(actor))
        .order_by(Evidence.created_at.desc(), Evidence.id.desc())
        .limit(MOST_OFFERED)
    )
    rows = session.execute(
        sa.select(Evidence.id, EvidenceVersion.title, EvidenceVersion.language)
        .join(
            EvidenceVersion,
            (EvidenceVersion.evidence_id == Evidence.id)
            & (EvidenceVersion.number == Evidence.newest),
        )
        .where(_own(actor), Evidence.id.in_(newest) | Evidence.id.in_(list(also)))
        .order_by(Evidence.created_at.desc(), Evidence.id.desc())
    )
    return [PieceOption(*row) for row in rows]


def has_piece(session: Session, actor: Actor, evidence_id: UUID) -> bool:
    found = session.scalar(sa.select(Evidence.id).where(_own(actor), Evidence.id == evidence_id))
    return found is not None


def list_standing(session: Session, actor: Actor, evidence_id: UUID | None) -> list[Standing]:
    """Give what the plan's evidence is mapped to; nothing where there is no evidence any more."""
    if evidence_id is None:
        return []
    rows = session.execute(
        sa.select(
            Mapping.enrolment_id,
            Mapping.criterion_id,
            Criterion.label,
            Mapping.locator_kind,
            Mapping.locator,
            Mapping.submitted_at.is_not(None),
        )
        .join(Evidence, Evidence.id == Mapping.evidence_id)
        .join(Criterion, Criterion.id == Mapping.criterion_id)
        .where(_own(actor), Mapping.evidence_id == evidence_id)
        .order_by(Criterion.position, Mapping.id)
    )
    return [
        Standing(
            row[0], row[1], row[2], row[4] if row[3] is LocatorKind.SECTION else "", bool(row[5])
        )
        for row in rows
    ]


def _own(actor: Actor) -> sa.ColumnElement[bool]:
    return sa.and_(
        Evidence.provider_id == actor.provider_id, Evidence.practitioner_id == actor.person_id
    )
