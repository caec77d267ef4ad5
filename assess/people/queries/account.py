from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Role
from assess.bilingual import Bilingual, Language
from assess.people.models import Credential, OneTimeLink, Person, Provider, RoleHolding
from assess.people.rules.links import LinkPurpose, hash_token, is_live


@dataclass(frozen=True)
class LinkView:
    """A live one-time link, for the page that it opens."""

    person_id: UUID
    email: str
    name: str
    language: Language
    has_password: bool
    provider: Bilingual
    roles: tuple[Role, ...]


@dataclass(frozen=True)
class FactorState:
    is_on: bool
    recovery_codes_left: int


def find_link(
    session: Session, *, token: str, purpose: LinkPurpose, now: datetime
) -> LinkView | None:
    """Give what a link opens, without using it up, or None where it opens nothing."""
    row = session.execute(
        sa.select(
            OneTimeLink.expires_at,
            OneTimeLink.used_at,
            OneTimeLink.provider_id,
            Person.id,
            Person.email,
            Person.name,
            Person.language,
            Credential.password_hash.is_not(None),
            Provider.name_en,
            Provider.name_cy,
        )
        .join(Person, Person.id == OneTimeLink.person_id)
        .join(Credential, Credential.person_id == Person.id)
        .outerjoin(Provider, Provider.id == OneTimeLink.provider_id)
        .where(OneTimeLink.token_hash == hash_token(token), OneTimeLink.purpose == purpose)
    ).one_or_none()
    if row is None or not is_live(expires_at=row[0], used_at=row[1], now=now):
        return None
    waiting = session.execute(
        sa.select(RoleHolding.role, RoleHolding.invited_as)
        .where(
            RoleHolding.person_id == row[3],
            RoleHolding.provider_id == row[2],
            RoleHolding.invited_as.is_not(None),
            RoleHolding.ended_at.is_(None),
        )
        .order_by(RoleHolding.id)
    ).all()
    return LinkView(
        person_id=row[3],
        email=row[4],
        name=row[5],
        language=row[6],
        has_password=row[7],
        provider=Bilingual(row[8], row[9]),
        roles=tuple(role for role, _ in waiting),
    )


def find_factor_state(session: Session, *, person_id: UUID) -> FactorState:
    secret, hashes = session.execute(
        sa.select(Credential.totp_secret, Credential.recovery_hashes).where(
            Credential.person_id == person_id
        )
    ).one()
    return FactorState(secret is not None, len(hashes))


def is_unsealed(current: str) -> sa.ColumnElement[bool]:
    """Pick the secrets that are not sealed with the newest key: whatever begins otherwise."""
    return ~Credential.totp_secret.startswith(current, autoescape=True)


def has_unsealed_secret(session: Session, *, current: str) -> bool:
    return bool(session.scalar(sa.select(sa.exists().where(is_unsealed(current)))))


def list_known_about(session: Session, *, person_id: UUID) -> list[str]:
    """Give what a guesser would know of somebody: their name, address and providers."""
    rows = session.execute(
        sa.select(Person.name, Person.email, Provider.name_en, Provider.name_cy)
        .outerjoin(RoleHolding, RoleHolding.person_id == Person.id)
        .outerjoin(Provider, Provider.id == RoleHolding.provider_id)
        .where(Person.id == person_id)
    )
    known = [text for row in rows for text in row if text]
    return [*known, *(text.partition("@")[0] for text in known)]
