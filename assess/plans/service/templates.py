import hashlib
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor, Role
from assess.db import new_id
from assess.journal.service import record_deed
from assess.plans.models import PlanTemplate
from assess.plans.queries.templates import criteria_of
from assess.plans.rules.checking import wrong_labels
from assess.plans.rules.faults import TemplateFileError
from assess.plans.rules.template_file import read_template
from assess.refusals import RefusedError


class MayNotAddTemplateError(RefusedError):
    """Only a manager adds templates, and only for their own provider."""


def add_plan_template(session: Session, *, actor: Actor, text: str, now: datetime) -> UUID:
    """Add a template for the actor's own provider. A changed file replaces the one before it.

    Raises:
        TemplateFileError: with all that is wrong with the file.

    """
    if actor.role is not Role.MANAGER:
        raise MayNotAddTemplateError
    template = read_template(text)
    if wrongs := wrong_labels(template, text, criteria_of(session, actor, template) or None):
        raise TemplateFileError(wrongs)
    return import_plan_template(session, text=text, now=now, actor=actor)


def import_plan_template(
    session: Session, *, text: str, now: datetime, actor: Actor | None = None
) -> UUID:
    """Bring a template in: for everybody, or for the actor's own provider.

    Plans that were begun on the one before stay on it.
    """
    template = read_template(text)
    owner_id = actor.provider_id if actor else None
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    found = None
    for row in session.scalars(
        sa.select(PlanTemplate).where(
            PlanTemplate.key == template.key, PlanTemplate.owner_id.is_not_distinct_from(owner_id)
        )
    ):
        if row.sha256 == sha256:
            found = row
            if row.retired_at is not None:
                row.retired_at = None
        elif row.retired_at is None:
            row.retired_at = now
    if found is None:
        found = PlanTemplate(
            id=new_id(),
            owner_id=owner_id,
            key=template.key,
            text=text,
            sha256=sha256,
            imported_by_id=actor.person_id if actor else None,
            created_at=now,
        )
        session.add(found)
    session.flush()
    if session.info.get("touched"):
        record_deed(
            session,
            deed="add_plan_template",
            now=now,
            subject_id=found.id,
            actor=actor,
            facts={"key": template.key},
        )
    return found.id
