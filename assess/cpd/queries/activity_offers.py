"""What can be hung on an activity: the person's own evidence and reflections."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.bilingual import fold
from assess.cpd.models import CpdActivityEvidence, CpdActivityReflection
from assess.cpd.queries.activity_details import LinkedReflection, select_reflections
from assess.db import Folded
from assess.evidence.models import Evidence, EvidenceVersion
from assess.reflection.models import Reflection, ReflectionVersion
from assess.refusals import NotFoundError

MOST_OFFERED = 100
"""On one page; whoever has more searches."""


@dataclass(frozen=True)
class OwnEvidence:
    id: UUID
    title: str
    language: str
    made_on: date


def is_own_evidence(actor: Actor) -> sa.ColumnElement[bool]:
    """Give the condition that leaves the person's own evidence here, whatever role they act in."""
    return (Evidence.practitioner_id == actor.person_id) & (
        Evidence.provider_id == actor.provider_id
    )


def is_own_reflection(actor: Actor) -> sa.ColumnElement[bool]:
    return (Reflection.practitioner_id == actor.person_id) & (
        Reflection.provider_id == actor.provider_id
    )


def find_own_evidence(session: Session, actor: Actor, evidence_id: UUID) -> OwnEvidence:
    row = session.execute(_evidence().where(is_own_evidence(actor), Evidence.id == evidence_id))
    found = row.one_or_none()
    if found is None:
        raise NotFoundError
    return OwnEvidence(*found)


def list_attachable_evidence(
    session: Session, actor: Actor, activity_id: UUID, *, words: str
) -> tuple[list[OwnEvidence], int]:
    """Give the person's own evidence that the activity lacks, newest first, and its number."""
    linked = sa.exists().where(
        CpdActivityEvidence.evidence_id == Evidence.id,
        CpdActivityEvidence.activity_id == activity_id,
    )
    select = _evidence().where(is_own_evidence(actor), ~linked)
    if words:
        select = select.where(
            Folded(EvidenceVersion.title).contains(fold(words), autoescape=True)
            | Folded(EvidenceVersion.description).contains(fold(words), autoescape=True)
        )
    count = session.scalar(sa.select(sa.func.count()).select_from(select.subquery())) or 0
    rows = session.execute(
        select.order_by(Evidence.created_at.desc(), Evidence.id.desc()).limit(MOST_OFFERED)
    )
    return [OwnEvidence(*row) for row in rows], count


def list_attachable_reflections(
    session: Session, actor: Actor, activity_id: UUID, *, words: str
) -> tuple[list[LinkedReflection], int]:
    """Give the person's own reflections that the activity lacks, and how many there are."""
    linked = sa.exists().where(
        CpdActivityReflection.reflection_id == Reflection.id,
        CpdActivityReflection.activity_id == activity_id,
    )
    select = select_reflections().where(is_own_reflection(actor), ~linked)
    if words:
        select = select.where(
            Folded(sa.func.coalesce(ReflectionVersion.title, "")).contains(
                fold(words), autoescape=True
            )
            | Folded(ReflectionVersion.words).contains(fold(words), autoescape=True)
        )
    count = session.scalar(sa.select(sa.func.count()).select_from(select.subquery())) or 0
    rows = session.execute(
        select.order_by(ReflectionVersion.saved_at.desc(), Reflection.id).limit(MOST_OFFERED)
    )
    return [LinkedReflection(*row) for row in rows], count


def _evidence() -> sa.Select[tuple[UUID, str, str, date]]:
    return sa.select(
        Evidence.id, EvidenceVersion.title, EvidenceVersion.language, EvidenceVersion.made_on
    ).join(
        EvidenceVersion,
        (EvidenceVersion.evidence_id == Evidence.id) & (EvidenceVersion.number == Evidence.newest),
    )
