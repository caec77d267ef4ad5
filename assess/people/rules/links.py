"""One-time links: how long each works, and what is kept of it."""

import hashlib
import secrets
from datetime import datetime, timedelta
from enum import StrEnum

from assess.refusals import RefusedError

FIRST_MANAGER_DAYS = 1
INVITATION_DAYS = 7
RESET_LIFETIME = timedelta(hours=1)


class LinkPurpose(StrEnum):
    INVITATION = "invitation"
    RESET = "reset"


class LinkDeadError(RefusedError):
    """The link was used, has expired, was replaced by a newer one, or never existed."""


def make_token() -> str:
    return secrets.token_urlsafe(32)


def hash_token(token: str) -> str:
    """Give what is stored of a token: enough to know it again, not to make it."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def is_live(*, expires_at: datetime, used_at: datetime | None, now: datetime) -> bool:
    return used_at is None and now < expires_at
