"""A plan with everything that its print says."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.plans.queries import find_plan, list_own_pieces
from assess.plans.rules.sheet import Sheet, pieces_named, sheet_of
from assess.refusals import NotFoundError


@dataclass(frozen=True)
class PlanFacts:
    sheet: Sheet
    title: str
    language: str


def load_plan(session: Session, actor: Actor, plan_id: UUID, *, is_blank: bool) -> PlanFacts:
    """Read one of the actor's own plans, or the blank that it is written on.

    Raises:
        NotFoundError: when it is not theirs.

    """
    plan = find_plan(session, actor, plan_id)
    if is_blank:
        blank = sheet_of(plan.template, {}, titles={}, is_blank=True)
        return PlanFacts(blank, "", plan.language)
    named = pieces_named(plan.template, plan.contents)
    pieces = list_own_pieces(session, actor, also=[UUID(one) for one in named]) if named else []
    titles = {str(piece.id): piece.title for piece in pieces}
    sheet = sheet_of(plan.template, plan.contents, titles=titles)
    return PlanFacts(sheet, plan.title, plan.language)


def check_tag(facts: PlanFacts, tag: str) -> None:
    """Refuse a language that the template does not have."""
    if tag not in facts.sheet.template.tags:
        raise NotFoundError
