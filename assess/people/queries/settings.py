from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.db import read_one
from assess.people.models import Provider
from assess.people.rules.terms import FIELDS, ProviderTerms, terms_of
from assess.refusals import NotFoundError


@dataclass(frozen=True)
class ProviderSettings:
    """What holds at a provider, and the version that a change of it has to know."""

    terms: ProviderTerms
    version: int


def find_provider_settings(session: Session, actor: Actor) -> ProviderSettings:
    """Give the settings of the actor's own provider."""
    return _settings(session, actor.provider_id)


def find_provider_terms(session: Session, provider_id: UUID) -> ProviderTerms:
    """Give what holds at a provider, for deeds that promise or keep something."""
    return _settings(session, provider_id).terms


def _settings(session: Session, provider_id: UUID) -> ProviderSettings:
    row = read_one(session, _statement(), {"provider": provider_id})
    if row is None:
        raise NotFoundError
    version, *columns = row
    return ProviderSettings(terms_of(dict(zip(FIELDS, columns, strict=True))), version)


@cache
def _statement() -> sa.Select[Any]:
    columns = [getattr(Provider, name) for name in FIELDS]
    return sa.select(Provider.version, *columns).where(Provider.id == sa.bindparam("provider"))
