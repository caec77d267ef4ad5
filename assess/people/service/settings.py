from dataclasses import asdict, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.journal.service import record_deed
from assess.people.models import Provider
from assess.people.rules.roles import check_giver
from assess.people.rules.terms import ProviderTerms, check_figures
from assess.people.rules.words import one_line
from assess.refusals import StaleError


def change_provider(
    session: Session, *, actor: Actor, terms: ProviderTerms, version: int, now: datetime
) -> UUID:
    """Change the actor's own provider, unless somebody did since the page was opened.

    Raises:
        StaleError: with what stands now.

    """
    check_giver(actor.role)
    check_figures(terms)
    provider = session.get_one(Provider, actor.provider_id, with_for_update=True)
    if provider.version != version:
        raise StaleError({"name_en": provider.name_en, "name_cy": provider.name_cy})
    terms = replace(terms, name_en=one_line(terms.name_en), name_cy=one_line(terms.name_cy))
    for name, value in asdict(terms).items():
        setattr(provider, name, value)
    record_deed(
        session,
        deed="change_provider",
        now=now,
        subject_id=provider.id,
        actor=actor,
        facts=asdict(terms),
    )
    return provider.id
