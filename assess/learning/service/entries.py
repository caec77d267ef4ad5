from collections.abc import Collection
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from assess.actor import Actor
from assess.db import new_id
from assess.drafts.service import drop_drafts
from assess.journal.service import record_deed
from assess.learning.models import LearningEntry, LearningEntryCriterion
from assess.learning.queries.criteria import find_typed_criteria
from assess.learning.rules.entries import EntryTerms, check_entry, check_manager
from assess.refusals import NotFoundError, StaleError

NEW = "learning-entry/new"
"""Where an entry that is not saved yet keeps its drafts."""


def place_of(entry_id: UUID) -> str:
    return f"learning-entry/{entry_id}"


def add_entry(
    session: Session,
    *,
    actor: Actor,
    terms: EntryTerms,
    criteria: str,
    tab_id: UUID,
    now: datetime,
) -> UUID:
    """Add an entry to the catalogue of the actor's own provider."""
    check_manager(actor.role)
    check_entry(terms)
    found = find_typed_criteria(session, actor.provider_id, criteria)
    entry = LearningEntry(
        id=new_id(), owner_id=actor.provider_id, key=None, created_at=now, retired_at=None
    )
    write_terms(entry, terms)
    session.add(entry)
    session.flush()
    relate(session, entry.id, [one.id for one in found])
    drop_drafts(session, actor=actor, place=NEW, tab_id=tab_id)
    facts = {"kind": terms.kind.value}
    record_deed(session, deed="add_entry", now=now, subject_id=entry.id, actor=actor, facts=facts)
    return entry.id


def change_entry(
    session: Session,
    *,
    actor: Actor,
    entry_id: UUID,
    terms: EntryTerms,
    criteria: str,
    seen: int,
    tab_id: UUID,
    now: datetime,
) -> UUID:
    """Save what an entry says now, unless it was saved elsewhere since it was opened."""
    entry = own_entry(session, actor, entry_id)
    if seen != entry.version:
        raise StaleError({name: _text(getattr(entry, name)) for name in vars(terms)})
    check_entry(terms)
    found = find_typed_criteria(session, actor.provider_id, criteria)
    # The version counts a change of the criteria alone, too.
    flag_modified(entry, "kind")
    write_terms(entry, terms)
    relate(session, entry.id, [one.id for one in found])
    drop_drafts(session, actor=actor, place=place_of(entry_id), tab_id=tab_id)
    record_deed(session, deed="change_entry", now=now, subject_id=entry_id, actor=actor)
    return entry_id


def retire_entry(session: Session, *, actor: Actor, entry_id: UUID, now: datetime) -> UUID:
    """Take an entry out of the catalogue. What was done of it stays done."""
    entry = own_entry(session, actor, entry_id)
    if entry.retired_at is None:
        entry.retired_at = now
        record_deed(session, deed="retire_entry", now=now, subject_id=entry_id, actor=actor)
    return entry_id


def restore_entry(session: Session, *, actor: Actor, entry_id: UUID, now: datetime) -> UUID:
    entry = own_entry(session, actor, entry_id)
    if entry.retired_at is not None:
        entry.retired_at = None
        record_deed(session, deed="restore_entry", now=now, subject_id=entry_id, actor=actor)
    return entry_id


def own_entry(session: Session, actor: Actor, entry_id: UUID) -> LearningEntry:
    """Find an entry of the manager's own provider, held until the deed is done."""
    check_manager(actor.role)
    found = session.scalar(
        sa.select(LearningEntry)
        .where(LearningEntry.id == entry_id, LearningEntry.owner_id == actor.provider_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise NotFoundError
    return found


def write_terms(entry: LearningEntry, terms: EntryTerms) -> None:
    for name, value in vars(terms).items():
        if getattr(entry, name) != value:
            setattr(entry, name, value)


def relate(session: Session, entry_id: UUID, criterion_ids: Collection[UUID]) -> bool:
    """Make these the criteria of an entry; tell whether anything changed."""
    held = {
        row.criterion_id: row
        for row in session.scalars(
            sa.select(LearningEntryCriterion).where(LearningEntryCriterion.entry_id == entry_id)
        )
    }
    for criterion_id, row in held.items():
        if criterion_id not in criterion_ids:
            session.delete(row)
    missing = [one for one in dict.fromkeys(criterion_ids) if one not in held]
    session.add_all(
        LearningEntryCriterion(id=new_id(), entry_id=entry_id, criterion_id=one) for one in missing
    )
    session.flush()
    return bool(missing) or bool(held.keys() - set(criterion_ids))


def _text(value: object) -> str:
    return "" if value is None else str(value)
