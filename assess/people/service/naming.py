"""Names that a provider keeps, each in one spelling: its sites, its cohorts."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.bilingual import fold
from assess.db import new_id
from assess.people.models import Provider
from assess.people.rules.words import one_line


def place_names(
    session: Session,
    table: Any,  # noqa: ANN401 (the table of the names: a site, a cohort)
    *,
    provider_id: UUID,
    names: Iterable[str],
    now: datetime,
) -> dict[str, str]:
    """Give each name as the provider spells it; one that is new becomes known.

    Part of a deed that names them: the deed's own entry vouches for the new rows.
    """
    wanted = dict.fromkeys(names)
    folded = {fold(name): one_line(name) for name in wanted if name.strip()}
    known = spellings(session, table, provider_id)
    if not folded.keys() <= known.keys():
        lock_names(session, provider_id)
        known = spellings(session, table, provider_id)
    for name in folded.keys() - known.keys():
        known[name] = folded[name]
        session.add(table(id=new_id(), provider_id=provider_id, name=folded[name], created_at=now))
    session.flush()
    return {name: known.get(fold(name), "") for name in wanted}


def lock_names(session: Session, provider_id: UUID) -> None:
    """Let two deeds that name the same new thing follow each other."""
    session.execute(sa.select(Provider.id).where(Provider.id == provider_id).with_for_update())


def spellings(
    session: Session,
    table: Any,  # noqa: ANN401 (as above)
    provider_id: UUID,
) -> dict[str, str]:
    names = session.scalars(sa.select(table.name).where(table.provider_id == provider_id))
    return {fold(name): name for name in names}
