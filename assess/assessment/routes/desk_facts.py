"""Reads all that the desk of one unit shows, in a fixed number of statements."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.assessment.pages.desk import DeskFacts, find_criterion_id
from assess.assessment.queries import criterion_states, list_changed_criteria
from assess.assessment.queries.desk import desk_record
from assess.assessment.rules import CriterionState
from assess.assessment.rules.states import CriterionFacts
from assess.enrolment.queries import UnitView, find_unit
from assess.evidence.queries.judged import JudgedPiece, find_judged_piece
from assess.evidence.queries.places import PlaceInUnit, find_place
from assess.evidence.service import ToRead, take_words
from assess.refusals import NotFoundError
from assess.standards.queries import find_notes, list_outlines
from assess.web.extensions import the_files

REACH = 10
"""How many pieces on either side of the one on the desk the list shows."""
ALL = 1_000_000


def load_desk(
    session: Session,
    actor: Actor,
    unit_id: UUID,
    *,
    evidence_id: UUID | None,
    label: str,
    with_all: bool = False,
) -> DeskFacts:
    """Read the desk of a unit that the actor may see.

    Raises:
        NotFoundError: when the unit, the evidence or the criterion is not there for this actor.

    """
    unit = find_unit(session, actor, unit_id)
    criteria = list_outlines(session, [unit])[unit.standard_id]
    states = criterion_states(session, [unit_id])[unit_id]
    asked_for = find_criterion_id(criteria, label)
    reach = ALL if with_all else REACH
    place = _choose(session, unit, states, evidence_id, asked_for, reach)
    mapped = {mapping.criterion_id for mapping in place.piece.mappings} if place else set()
    on_desk = mapped | ({asked_for} if asked_for else set())
    return DeskFacts(
        unit=unit,
        criteria=criteria,
        states=states,
        place=place,
        piece=_with_words(find_judged_piece(session, place.piece.id)) if place else None,
        on_desk=on_desk,
        notes=find_notes(session, on_desk),
        record=desk_record(session, unit, on_desk),
        changed=_changed(session, unit, [states[one] for one in on_desk if one in states]),
    )


def _with_words(piece: JudgedPiece) -> JudgedPiece:
    """Read the Office files that no worker has read yet; as a rule there are none."""
    if not piece.not_read_yet:
        return piece
    files = [ToRead(file.sha256, file.media_type) for file in piece.not_read_yet]
    taken = take_words(store=the_files(), files=files, now=datetime.now(UTC))
    fresh = {file.id: taken[file.sha256] for file in piece.not_read_yet if file.sha256 in taken}
    return replace(piece, words={**piece.words, **fresh})


def _changed(session: Session, unit: UnitView, criteria: list[CriterionFacts]) -> set[UUID]:
    """Give what was decided on other words; nothing to read where the texts are still the same."""
    newest = (unit.text_en_id, unit.text_cy_id)
    on_others = [
        facts
        for facts in criteria
        if facts.decision and (facts.decision.text_en_id, facts.decision.text_cy_id) != newest
    ]
    return list_changed_criteria(session, unit, on_others) if on_others else set()


def _choose(
    session: Session,
    unit: UnitView,
    states: Mapping[UUID, CriterionFacts],
    evidence_id: UUID | None,
    asked_for: UUID | None,
    reach: int,
) -> PlaceInUnit | None:
    """Choose what lies on the desk: what was asked for, else what waits to be decided."""
    waiting = [one.criterion_id for one in states.values() if one.state is CriterionState.SUBMITTED]
    place = find_place(
        session,
        unit,
        evidence_id=evidence_id,
        criterion_ids=waiting if asked_for is None else [asked_for],
        or_first=evidence_id is None and asked_for is None,
        reach=reach,
    )
    if place is None and evidence_id is not None:
        raise NotFoundError
    return place
