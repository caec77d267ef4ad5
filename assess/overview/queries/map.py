"""Which units are on the map: those that were chosen, of the practitioners on its page."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor, Role
from assess.db import read
from assess.enrolment.models import Enrolment
from assess.enrolment.queries.choosing import chosen_condition, fields_of, values_of
from assess.enrolment.rules.choosing import UnitChoice
from assess.overview.queries.cells import Columns, MapUnit
from assess.overview.queries.kept import load_units


def list_map_units(
    session: Session,
    actor: Actor,
    choice: UnitChoice,
    person_ids: list[UUID] | None,
    columns: Mapping[UUID, Columns],
) -> list[MapUnit]:
    """Give the chosen units on the standards that have columns; of some people where named."""
    # The standards that are shown are those that were chosen, or were chosen for the reader.
    shown = replace(choice, standard_ids=tuple(columns))
    fields = fields_of(shown) | {"standard_ids"}
    statement = _units(actor.role, fields, everybody=person_ids is None)
    rows = read(session, statement, values_of(actor, shown) | {"people": person_ids})
    return load_units(session, actor.provider_id, [(row[0], columns[row[1]]) for row in rows])


@cache
def _units(role: Role, fields: frozenset[str], *, everybody: bool) -> sa.Select[Any]:
    chosen = sa.select(Enrolment.id, Enrolment.standard_id).where(chosen_condition(role, fields))
    if everybody:
        return chosen
    return chosen.where(Enrolment.practitioner_id.in_(sa.bindparam("people", expanding=True)))
