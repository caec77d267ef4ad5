"""Where the counterparts of a criterion stand: in another unit of its practitioner, or in none."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor, Role
from assess.db import read
from assess.enrolment.models import Enrolment
from assess.enrolment.queries import UnitView
from assess.enrolment.queries.units import visible_by_role
from assess.evidence.models import Mapping
from assess.standards.models import Criterion, Standard
from assess.standards.queries import may_see
from assess.standards.rules.crosswalk import Counterpart


@dataclass(frozen=True)
class CounterpartView:
    """A criterion of another standard that the provider knows, and the practitioner's unit there.

    `evidence_ids` is what is mapped to it in that unit.
    """

    counterpart: Counterpart
    criterion_id: UUID
    unit_id: UUID | None
    evidence_ids: frozenset[UUID]


def list_known_counterparts(
    session: Session, actor: Actor, unit: UnitView, counterparts: Collection[Counterpart]
) -> list[CounterpartView]:
    """Give those that the provider knows, in one statement; in none where there are none."""
    if not counterparts:
        return []
    values = {
        "provider": actor.provider_id,
        "person": actor.person_id,
        "practitioner": unit.practitioner_id,
        "urns": list({one.place.urn for one in counterparts}),
        "labels": list({one.place.label for one in counterparts}),
    }
    found: dict[tuple[str, str, str], dict[tuple[UUID, UUID | None], set[UUID]]] = defaultdict(dict)
    for *place, criterion_id, unit_id, evidence_id in read(session, _known(actor.role), values):
        evidence = found[place[0], place[1], place[2]].setdefault((criterion_id, unit_id), set())
        evidence |= {evidence_id} - {None}
    return [
        _view(one, found[key])
        for one in counterparts
        if (key := (one.place.urn, one.place.edition, one.place.label)) in found
    ]


def _view(
    counterpart: Counterpart, found: dict[tuple[UUID, UUID | None], set[UUID]]
) -> CounterpartView:
    """Where a provider has a version of its own beside everybody's, the one with a unit counts."""
    (criterion_id, unit_id), evidence = min(found.items(), key=lambda one: one[0][1] is None)
    return CounterpartView(counterpart, criterion_id, unit_id, frozenset(evidence))


@cache
def _known(role: Role) -> sa.Select[Any]:
    theirs = (
        (Enrolment.standard_id == Standard.id)
        & (Enrolment.practitioner_id == sa.bindparam("practitioner"))
        & visible_by_role(role)
    )
    mapped = (Mapping.enrolment_id == Enrolment.id) & (Mapping.criterion_id == Criterion.id)
    return (
        sa.select(
            Standard.urn,
            Standard.edition,
            Criterion.label,
            Criterion.id,
            Enrolment.id,
            Mapping.evidence_id,
        )
        .join(Criterion, Criterion.standard_id == Standard.id)
        .outerjoin(Enrolment, theirs)
        .outerjoin(Mapping, mapped)
        .where(
            may_see(sa.bindparam("provider")),
            Standard.urn.in_(sa.bindparam("urns", expanding=True)),
            Criterion.label.in_(sa.bindparam("labels", expanding=True)),
        )
        .order_by(Standard.owner_id.is_(None), Standard.id)
    )
