from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.journal.service import record_deed
from assess.keys import FORM, KeyRing, SealError
from assess.people.models import Credential
from assess.people.queries.account import is_unsealed
from assess.people.rules.second_factor import (
    WrongCodeError,
    find_step,
    hash_recovery_code,
    make_recovery_codes,
    recovery_hashes_after,
)


def confirm_second_factor(
    session: Session, *, actor: Actor, secret: str, code: str, keys: KeyRing, now: datetime
) -> list[str]:
    """Turn the second factor on once a code shows that the app has the secret.

    Gives the recovery codes: they are shown this once, and only their hashes are stored.
    """
    credential = _lock(session, actor.person_id)
    step = find_step(secret, code, now=now, last_step=0)
    if step is None:
        raise WrongCodeError("the app and the page do not agree")
    credential.totp_secret = keys.seal(secret, about=str(actor.person_id))
    credential.totp_last_step = step
    codes = make_recovery_codes()
    credential.recovery_hashes = [hash_recovery_code(made) for made in codes]
    record_deed(
        session, deed="confirm_second_factor", now=now, subject_id=actor.person_id, actor=actor
    )
    return codes


def make_new_recovery_codes(session: Session, *, actor: Actor, now: datetime) -> list[str]:
    """Make fresh recovery codes; the older ones open nothing any more."""
    codes = make_recovery_codes()
    _lock(session, actor.person_id).recovery_hashes = [hash_recovery_code(made) for made in codes]
    record_deed(
        session, deed="make_new_recovery_codes", now=now, subject_id=actor.person_id, actor=actor
    )
    return codes


def remove_second_factor(session: Session, *, actor: Actor, now: datetime) -> UUID:
    credential = _lock(session, actor.person_id)
    credential.totp_secret, credential.totp_last_step = None, 0
    credential.recovery_hashes = []
    record_deed(
        session, deed="remove_second_factor", now=now, subject_id=actor.person_id, actor=actor
    )
    return actor.person_id


def use_code(session: Session, *, person_id: UUID, code: str, keys: KeyRing, now: datetime) -> bool:
    """Take a code of the app, or a recovery code, once; tell whether it was right.

    Where the key has been lost, recovery codes still open.
    """
    credential = _lock(session, person_id)
    if credential.totp_secret is None:
        return False
    secret = _opened(credential.totp_secret, person_id, keys)
    step = secret and find_step(secret, code, now=now, last_step=credential.totp_last_step)
    if step:
        credential.totp_last_step = step
        return True
    remaining = recovery_hashes_after(credential.recovery_hashes, code)
    if remaining is None:
        return False
    credential.recovery_hashes = remaining
    return True


def seal_secrets(session: Session, *, keys: KeyRing) -> int:
    """Seal every secret that is not sealed with the newest key; give how many cannot be opened.

    A secret from before there were keys stands there as it is.
    """
    lost = 0
    for credential in session.scalars(
        sa.select(Credential).where(is_unsealed(keys.current)).with_for_update()
    ):
        secret = _opened(credential.totp_secret or "", credential.person_id, keys)
        if secret is None:
            lost += 1
        else:
            credential.totp_secret = keys.seal(secret, about=str(credential.person_id))
    return lost


def _opened(kept: str, person_id: UUID, keys: KeyRing) -> str | None:
    if not kept.startswith(f"{FORM}:"):
        return kept
    try:
        return keys.open(kept, about=str(person_id))
    except SealError:
        return None


def _lock(session: Session, person_id: UUID) -> Credential:
    return session.scalars(
        sa.select(Credential).where(Credential.person_id == person_id).with_for_update()
    ).one()
