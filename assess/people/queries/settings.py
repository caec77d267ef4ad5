from dataclasses import dataclass

from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.people.models import Provider
from assess.people.rules.words import PractitionerWord


@dataclass(frozen=True)
class ProviderSettings:
    name_en: str
    name_cy: str
    practitioner_word: PractitionerWord
    working_translation_sign_off: bool
    version: int


def find_provider_settings(session: Session, actor: Actor) -> ProviderSettings:
    """Give the settings of the actor's own provider."""
    provider = session.get_one(Provider, actor.provider_id)
    return ProviderSettings(
        provider.name_en,
        provider.name_cy,
        provider.practitioner_word,
        provider.working_translation_sign_off,
        provider.version,
    )
