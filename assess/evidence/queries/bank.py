from dataclasses import dataclass, replace
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.evidence.models import BankQuestion
from assess.standards.models import Criterion, Standard
from assess.standards.queries import list_criteria, load_standard
from assess.standards.rules.comparing import compare_standards


@dataclass(frozen=True)
class QuestionView:
    """A question that the provider keeps; for one criterion, or for any."""

    id: UUID
    words: str
    language: str
    criterion_id: UUID | None
    standard_id: UUID | None
    urn: str | None
    edition: str | None
    label: str | None


def list_questions(
    session: Session, actor: Actor, *, standard_id: UUID | None = None
) -> list[QuestionView]:
    """Give the provider's questions that are in use, those of one standard where one is named.

    A question about a criterion of another version goes with the one that took its place,
    unchanged or reworded; about one that is gone, it is not offered.
    """
    kept = _kept(session, actor, standard_id)
    if standard_id is None:
        return kept
    others = {one.standard_id for one in kept} - {None, standard_id}
    places = _places(session, [one for one in others if one is not None], standard_id)
    offered = [
        (position, replace(one, standard_id=standard_id, criterion_id=found, label=label))
        for one in kept
        if one.criterion_id is not None
        for position, found, label in [places.get(one.criterion_id, (0, None, ""))]
        if found is not None
    ]
    by_place = [one for _, one in sorted(offered, key=lambda each: each[0])]
    return by_place + [one for one in kept if one.criterion_id is None]


def _kept(session: Session, actor: Actor, standard_id: UUID | None) -> list[QuestionView]:
    """Give the questions of a standard in every version of it, and those for any criterion."""
    select = (
        sa.select(
            BankQuestion.id,
            BankQuestion.words,
            BankQuestion.language,
            BankQuestion.criterion_id,
            Criterion.standard_id,
            Standard.urn,
            Standard.edition,
            Criterion.label,
        )
        .outerjoin(Criterion, Criterion.id == BankQuestion.criterion_id)
        .outerjoin(Standard, Standard.id == Criterion.standard_id)
        .where(BankQuestion.provider_id == actor.provider_id, BankQuestion.retired_at.is_(None))
        .order_by(Standard.urn, Criterion.position, BankQuestion.created_at, BankQuestion.id)
    )
    if standard_id is not None:
        urn = sa.select(Standard.urn).where(Standard.id == standard_id).scalar_subquery()
        select = select.where((Standard.urn == urn) | BankQuestion.criterion_id.is_(None))
    return [QuestionView(*row) for row in session.execute(select)]


def _places(
    session: Session, others: list[UUID], standard_id: UUID
) -> dict[UUID, tuple[int, UUID, str]]:
    """Give, by criterion of any version, the one that has its place in this one."""
    ids: dict[UUID, dict[str, UUID]] = {}
    for one in list_criteria(session, standard_ids=[standard_id, *others]):
        ids.setdefault(one.standard_id, {})[one.label] = one.id
    here = ids.get(standard_id, {})
    order = {label: position for position, label in enumerate(here)}
    places = {found: (order[label], found, label) for label, found in here.items()}
    if not others:
        return places
    wanted = load_standard(session, standard_id)
    for other in others:
        compared = compare_standards(load_standard(session, other), wanted)
        for pair in compared.pairs:
            if pair.before is not None and pair.after is not None:
                label = pair.after.label
                places[ids[other][pair.before.label]] = (order[label], here[label], label)
    return places
