from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.bilingual import Bilingual
from assess.plans.models import PlanTemplate
from assess.plans.rules.template import Template
from assess.plans.rules.template_file import read_template
from assess.refusals import NotFoundError
from assess.standards.queries import find_standard_id, list_criteria


@dataclass(frozen=True)
class TemplateView:
    id: UUID
    owner_id: UUID | None
    created_at: datetime
    template: Template

    @property
    def is_for_all(self) -> bool:
        return self.owner_id is None


@lru_cache(maxsize=100)
def template_in(text: str) -> Template:
    """Read the text of a stored template. It never changes, so it is read once."""
    return read_template(text)


def list_templates(session: Session, actor: Actor) -> list[TemplateView]:
    """Give what a plan may be started from at the actor's provider, its own first."""
    rows = session.execute(
        _visible(actor)
        .where(PlanTemplate.retired_at.is_(None))
        .order_by(PlanTemplate.owner_id.is_(None), PlanTemplate.key, PlanTemplate.id)
    )
    return [TemplateView(row[0], row[1], row[2], template_in(row[3])) for row in rows]


def find_template(session: Session, actor: Actor, template_id: UUID) -> TemplateView:
    """Find a template that a plan may be started from.

    Raises:
        NotFoundError: when there is none, or only for another provider.

    """
    row = session.execute(
        _visible(actor).where(PlanTemplate.id == template_id, PlanTemplate.retired_at.is_(None))
    ).first()
    if row is None:
        raise NotFoundError
    return TemplateView(row[0], row[1], row[2], template_in(row[3]))


def _visible(actor: Actor) -> sa.Select[Any]:
    return sa.select(
        PlanTemplate.id, PlanTemplate.owner_id, PlanTemplate.created_at, PlanTemplate.text
    ).where(PlanTemplate.owner_id.is_(None) | (PlanTemplate.owner_id == actor.provider_id))


def criteria_of(session: Session, actor: Actor, template: Template) -> dict[str, Bilingual]:
    """Give the words of the template's standard by label; none where it is not known here."""
    try:
        standard_id = find_standard_id(
            session, urn=template.urn, edition=template.edition, provider_id=actor.provider_id
        )
    except NotFoundError:
        return {}
    return {one.label: one.words for one in list_criteria(session, standard_ids=[standard_id])}
