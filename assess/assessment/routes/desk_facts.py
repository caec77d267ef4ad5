"""Reads all that the desk of one unit shows, in a fixed number of statements."""

from uuid import UUID

from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.assessment.pages.desk import (
    DeskFacts,
    DeskPage,
    choose_piece,
    desk_page,
    find_criterion_id,
    version_to_judge,
)
from assess.assessment.queries import criterion_states, list_changed_criteria, unit_record
from assess.bilingual import Language
from assess.enrolment.queries import find_unit
from assess.evidence.queries import (
    PieceView,
    VersionView,
    find_piece,
    list_history,
    list_piece_heads,
)
from assess.reflection.queries import list_reflections_of_unit
from assess.standards.queries import list_criteria


def load_desk(
    session: Session,
    actor: Actor,
    unit_id: UUID,
    *,
    language: Language,
    evidence_id: UUID | None,
    label: str,
) -> DeskPage:
    """Lay out the desk of a unit that the actor may see.

    Raises:
        NotFoundError: when the unit, the evidence or the criterion is not there for this actor.

    """
    unit = find_unit(session, actor, unit_id)
    states = criterion_states(session, [unit_id])[unit_id]
    facts = DeskFacts(
        unit=unit,
        criteria=list_criteria(session, standard_ids=[unit.standard_id]),
        states=states,
        pieces=list_piece_heads(session, unit),
        reflections=list_reflections_of_unit(session, actor, unit_id),
        record=unit_record(session, unit),
        changed=list_changed_criteria(session, unit, states.values()),
    )
    criterion_id = find_criterion_id(facts, label)
    head = choose_piece(facts, evidence_id=evidence_id, criterion_id=criterion_id)
    piece = find_piece(session, actor, head.id) if head else None
    return desk_page(
        facts,
        actor=actor,
        language=language,
        head=head,
        piece=piece,
        version=_version(session, actor, piece),
        criterion_id=criterion_id,
    )


def _version(session: Session, actor: Actor, piece: PieceView | None) -> VersionView | None:
    if piece is None or piece.newest.submitted_at is not None:
        return piece.newest if piece else None
    return version_to_judge(piece, list_history(session, actor, piece.id))
