"""A post that is sent twice does its deed once: the second gets the first one's answer."""

from collections.abc import Callable
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.db import db, writing
from assess.journal.queries import find_subject_of


def once(actor: Actor, key: UUID, deed: Callable[[Session], UUID]) -> UUID:
    """Do a deed in one transaction unless it was done under this key; give what it made."""
    try:
        with writing() as session:
            earlier = find_subject_of(session, person_id=actor.person_id, key=key)
            if earlier is not None:
                return earlier
            session.info["idempotency_key"] = key
            return deed(session)
    except IntegrityError:
        # Two copies of one post at the same moment: the other one won.
        earlier = find_subject_of(db.session(), person_id=actor.person_id, key=key)
        if earlier is None:
            raise
        return earlier
