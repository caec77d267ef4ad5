"""One-time links: made, found again by the hash of their token, and ended."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.people.models import OneTimeLink
from assess.people.rules.links import LinkDeadError, LinkPurpose, hash_token, is_live, make_token


def make_link(
    session: Session,
    *,
    person_id: UUID | None,
    purpose: LinkPurpose,
    lifetime: timedelta,
    now: datetime,
    provider_id: UUID | None = None,
) -> str:
    """Make a link and give its token, which is stored nowhere. Older ones of its kind die."""
    if person_id is not None:
        end_links(session, person_id=person_id, purpose=purpose, provider_id=provider_id, now=now)
    token = make_token()
    session.add(_link(token, person_id, provider_id, purpose, now, lifetime))
    session.flush()
    return token


def make_links(
    session: Session,
    *,
    person_ids: Collection[UUID],
    purpose: LinkPurpose,
    lifetime: timedelta,
    now: datetime,
    provider_id: UUID | None = None,
) -> dict[UUID, str]:
    """Make a link for each person, and give their tokens. Older ones of its kind die."""
    _end_links(session, person_ids, purpose, provider_id, now)
    tokens = {person_id: make_token() for person_id in person_ids}
    session.add_all(
        _link(token, person_id, provider_id, purpose, now, lifetime)
        for person_id, token in tokens.items()
    )
    session.flush()
    return tokens


def end_links(
    session: Session,
    *,
    person_id: UUID,
    purpose: LinkPurpose,
    now: datetime,
    provider_id: UUID | None = None,
) -> None:
    """Let a person's links of one kind expire now: a newer one, or none, takes their place."""
    _end_links(session, [person_id], purpose, provider_id, now)


def _end_links(
    session: Session,
    person_ids: Collection[UUID],
    purpose: LinkPurpose,
    provider_id: UUID | None,
    now: datetime,
) -> None:
    session.execute(
        sa.update(OneTimeLink)
        .where(
            OneTimeLink.person_id.in_(person_ids),
            OneTimeLink.purpose == purpose,
            OneTimeLink.provider_id.is_not_distinct_from(provider_id),
            OneTimeLink.used_at.is_(None),
            OneTimeLink.expires_at > now,
        )
        .values(expires_at=now)
    )


def _link(
    token: str,
    person_id: UUID | None,
    provider_id: UUID | None,
    purpose: LinkPurpose,
    now: datetime,
    lifetime: timedelta,
) -> OneTimeLink:
    return OneTimeLink(
        person_id=person_id,
        provider_id=provider_id,
        purpose=purpose,
        token_hash=hash_token(token),
        created_at=now,
        expires_at=now + lifetime,
    )


def use_link(
    session: Session, *, token: str, purpose: LinkPurpose, now: datetime
) -> tuple[UUID, UUID | None]:
    """Use a link up and give whose it is, and which provider's.

    Raises:
        LinkDeadError: when it was used, has expired or never existed.

    """
    link = session.scalar(
        sa.select(OneTimeLink)
        .where(OneTimeLink.token_hash == hash_token(token), OneTimeLink.purpose == purpose)
        .with_for_update()
    )
    if (
        link is None
        or link.person_id is None
        or not is_live(expires_at=link.expires_at, used_at=link.used_at, now=now)
    ):
        raise LinkDeadError("the link opens nothing")
    link.used_at = now
    return link.person_id, link.provider_id
