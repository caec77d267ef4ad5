from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.journal.service import record_deed
from assess.people.models import Provider
from assess.people.rules.roles import check_giver
from assess.people.rules.words import PractitionerWord, one_line
from assess.refusals import StaleError


@dataclass(frozen=True)
class ProviderTerms:
    """What a manager may set of the provider."""

    name_en: str
    name_cy: str
    practitioner_word: PractitionerWord
    working_translation_sign_off: bool
    """Whether a unit may be signed off on a working translation."""


def change_provider(
    session: Session, *, actor: Actor, terms: ProviderTerms, version: int, now: datetime
) -> UUID:
    """Change the actor's own provider, unless somebody did since the page was opened.

    Raises:
        StaleError: with what stands now.

    """
    check_giver(actor.role)
    provider = session.get_one(Provider, actor.provider_id, with_for_update=True)
    if provider.version != version:
        raise StaleError({"name_en": provider.name_en, "name_cy": provider.name_cy})
    provider.name_en = one_line(terms.name_en)
    provider.name_cy = one_line(terms.name_cy)
    provider.practitioner_word = terms.practitioner_word
    provider.working_translation_sign_off = terms.working_translation_sign_off
    record_deed(session, deed="change_provider", now=now, subject_id=provider.id, actor=actor)
    return provider.id
