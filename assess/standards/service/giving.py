from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from assess.actor import Actor, Role
from assess.refusals import RefusedError
from assess.standards.queries import find_own_standard, load_standard
from assess.standards.rules.library import Source
from assess.standards.rules.merging import check_document, merge_document, version_of
from assess.standards.rules.values import StandardDocument
from assess.standards.service.importing import import_standard


class MayNotImportError(RefusedError):
    """Only a manager imports, and only for their own provider."""


def import_document(
    session: Session, *, actor: Actor, document: StandardDocument, source: Source, now: datetime
) -> UUID:
    """Import a document for the actor's own provider, beside its text in the other language.

    Raises:
        CannotMergeError: one of its kinds, when it does not fit, or too little could be read.

    """
    if actor.role is not Role.MANAGER:
        raise MayNotImportError
    check_document(document)
    own = find_own_standard(
        session,
        urn=document.urn or "",
        edition=version_of(document),
        provider_id=actor.provider_id,
    )
    standing = load_standard(session, own) if own else None
    standard = merge_document(standing, document, source=source)
    done = import_standard(
        session, standard=standard, now=now, actor=actor, owner_id=actor.provider_id
    )
    return done.standard_id
