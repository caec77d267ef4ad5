"""A plan becomes evidence: its newest saved versions are frozen into a version of the evidence."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.enrolment.queries import list_units
from assess.evidence.rules import EvidenceForm, EvidenceKind, LocatorKind
from assess.evidence.rules.locators import WHOLE, Locator
from assess.evidence.rules.mappings import NotEnrolledError, Wanted
from assess.evidence.rules.offers import Offer, london_day
from assess.evidence.service.adding import write_evidence
from assess.evidence.service.mapping import write_mappings
from assess.evidence.service.planning import write_plan_version
from assess.files import FileStore
from assess.journal.service import record_deed
from assess.plans.queries.pieces import has_piece, list_own_pieces, list_standing
from assess.plans.queries.plans import PlanView, find_plan
from assess.plans.rules.serving import PutForward, check_put_forward
from assess.plans.rules.sheet import Sheet, frozen, pieces_named, sheet_of, words_of_sections
from assess.plans.rules.template import Template
from assess.plans.service.plans import find_own_plan
from assess.standards.queries import list_criteria


def put_plan_forward(
    session: Session,
    *,
    actor: Actor,
    plan_id: UUID,
    wanted: PutForward,
    store: FileStore,
    now: datetime,
) -> UUID:
    """Freeze the chosen sections as they stand, as evidence for the chosen criteria.

    Later once more: a new version of the same piece. What was submitted stays as it was.
    """
    row = find_own_plan(session, actor, plan_id)
    plan = find_plan(session, actor, plan_id)
    evidence_id = plan.evidence_id
    if evidence_id is not None and not has_piece(session, actor, evidence_id):
        evidence_id = None
    sheet = _sheet(session, actor, plan)
    keys = check_put_forward(
        plan.template,
        wanted,
        filled=[one.section.key for one in sheet.sections if not one.is_empty],
        mapped=[one.section for one in list_standing(session, actor, evidence_id)],
    )
    offer = _offer(plan, sheet, keys, now)
    if evidence_id is None:
        evidence = write_evidence(
            session,
            actor=actor,
            practitioner_id=actor.person_id,
            offer=offer,
            files=(),
            store=store,
            now=now,
        )
        row.evidence_id = evidence.id
    else:
        evidence = write_plan_version(
            session, actor=actor, evidence_id=evidence_id, offer=offer, now=now
        )
    criteria = _criteria_of(session, actor, plan.template)
    mapped = _wanted(wanted, criteria)
    write_mappings(session, actor=actor, evidence=evidence, wanted=mapped, now=now)
    record_deed(
        session,
        deed="put_plan_forward",
        now=now,
        subject_id=evidence.id,
        actor=actor,
        facts={"plan": plan_id, "sections": list(keys), "criteria": len(mapped)},
    )
    return evidence.id


def _sheet(session: Session, actor: Actor, plan: PlanView) -> Sheet:
    named = pieces_named(plan.template, plan.contents)
    pieces = list_own_pieces(session, actor, also=[UUID(one) for one in named]) if named else []
    titles = {str(piece.id): piece.title for piece in pieces}
    return sheet_of(plan.template, plan.contents, titles=titles)


def _offer(plan: PlanView, sheet: Sheet, keys: Collection[str], now: datetime) -> Offer:
    sections = tuple(frozen(sheet, keys))
    return Offer(
        kind=EvidenceKind.WORK_PRODUCT,
        form=EvidenceForm.PLAN,
        title=plan.title,
        language=plan.language,
        made_on=london_day(now),
        text=words_of_sections(sections, plan.language),
        sections=sections,
    )


def _criteria_of(session: Session, actor: Actor, template: Template) -> Mapping[str, UUID]:
    """Give, by label, the criteria of the writer's unit that the template speaks of."""
    units = [
        unit
        for unit in list_units(session, actor, practitioner_id=actor.person_id)
        if (unit.urn, unit.edition) == (template.urn, template.edition)
    ]
    criteria = list_criteria(session, standard_ids=[unit.standard_id for unit in units])
    return {one.label: one.id for one in criteria}


def _wanted(wanted: PutForward, criteria: Mapping[str, UUID]) -> list[Wanted]:
    if any(choice.label not in criteria for choice in wanted.choices):
        raise NotEnrolledError
    return [
        Wanted(
            criteria[choice.label],
            Locator(LocatorKind.SECTION, choice.section) if choice.section else WHOLE,
        )
        for choice in wanted.choices
    ]
