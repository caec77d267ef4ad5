from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.bilingual import fold
from assess.db import Folded
from assess.evidence.models import Evidence, EvidenceVersion, Mapping
from assess.evidence.queries.visibility import evidence_visible_to
from assess.evidence.rules.kinds import EvidenceForm, EvidenceKind
from assess.people.models import Person

PAGE_SIZE = 50


@dataclass(frozen=True)
class LibraryEntry:
    id: UUID
    kind: EvidenceKind
    form: EvidenceForm
    title: str
    language: str
    made_on: date
    practitioner: str
    criteria: int
    awaits_confirmation: bool


@dataclass(frozen=True)
class LibraryPage:
    entries: tuple[LibraryEntry, ...]
    found: int
    """How many there are in all."""


def list_library(session: Session, actor: Actor, *, search: str = "", page: int = 1) -> LibraryPage:
    """Give one page of the evidence that the actor may see, newest first, in two statements."""
    select = (
        sa.select(
            Evidence.id,
            Evidence.kind,
            EvidenceVersion.form,
            EvidenceVersion.title,
            EvidenceVersion.language,
            EvidenceVersion.made_on,
            Person.name,
            _criteria_of(),
            (Evidence.made_by_id != Evidence.practitioner_id) & Evidence.confirmed_at.is_(None),
        )
        .join(
            EvidenceVersion,
            (EvidenceVersion.evidence_id == Evidence.id)
            & (EvidenceVersion.number == Evidence.newest),
        )
        .join(Person, Person.id == Evidence.practitioner_id)
        .where(evidence_visible_to(actor), _says(search))
    )
    found = session.scalar(sa.select(sa.func.count()).select_from(select.subquery())) or 0
    rows = session.execute(
        select.order_by(Evidence.created_at.desc(), Evidence.id.desc())
        .limit(PAGE_SIZE)
        .offset((page - 1) * PAGE_SIZE)
    )
    return LibraryPage(tuple(LibraryEntry(*row) for row in rows), found)


def _criteria_of() -> sa.ScalarSelect[int]:
    return (
        sa.select(sa.func.count())
        .where(Mapping.evidence_id == Evidence.id)
        .correlate(Evidence)
        .scalar_subquery()
    )


def _says(search: str) -> sa.ColumnElement[bool]:
    if not search:
        return sa.true()
    said = fold(search)
    return Folded(EvidenceVersion.title).contains(said, autoescape=True) | (
        Folded(EvidenceVersion.description).contains(said, autoescape=True)
    )
