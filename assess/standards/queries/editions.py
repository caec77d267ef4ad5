"""The versions of a standard that a provider may see."""

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.standards.models import Standard
from assess.standards.queries.standards import may_see
from assess.standards.rules.comparing import edition_order


@dataclass(frozen=True)
class EditionView:
    id: UUID
    edition: str


def list_editions(session: Session, *, urn: str, provider_id: UUID | None) -> list[EditionView]:
    """Give the versions of a standard, a provider's own where everybody's has the same number."""
    rows = session.execute(
        sa.select(Standard.id, Standard.edition)
        .where(sa.func.upper(Standard.urn) == urn.upper(), may_see(provider_id))
        .order_by(Standard.owner_id.is_(None).desc())
    )
    found = {row.edition: EditionView(row.id, row.edition) for row in rows}
    return sorted(found.values(), key=lambda one: edition_order(one.edition))


def find_own_standard(
    session: Session, *, urn: str, edition: str, provider_id: UUID
) -> UUID | None:
    """Find the version of a standard that a provider imported itself."""
    return _find(session, urn, edition, Standard.owner_id == provider_id)


def find_shared_standard(session: Session, *, urn: str, edition: str) -> UUID | None:
    """Find the version of a standard that serves every provider."""
    return _find(session, urn, edition, Standard.owner_id.is_(None))


def _find(session: Session, urn: str, edition: str, owner: sa.ColumnElement[bool]) -> UUID | None:
    return session.scalar(
        sa.select(Standard.id).where(
            sa.func.upper(Standard.urn) == urn.upper(), Standard.edition == edition, owner
        )
    )
