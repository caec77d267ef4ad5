"""What a print shows, read for somebody who may see it: a fixed number of statements a unit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor, Role
from assess.assessment.queries import UnitRecord, criterion_states, unit_record
from assess.assessment.queries.moved import MoveRecord, list_move_records
from assess.assessment.rules.states import CriterionFacts
from assess.bilingual import Bilingual, Language
from assess.enrolment.models import Enrolment
from assess.enrolment.queries import UnitView, find_unit, list_units
from assess.evidence.queries import PieceView, VersionView, list_evidence_of_unit, list_versions
from assess.people.models import Provider, RoleHolding
from assess.reflection.queries import ByCriterion, list_reflections_of_unit
from assess.refusals import NotFoundError
from assess.standards.models import Standard, StandardText
from assess.standards.queries import CriterionView, list_criteria
from assess.standards.rules.values import Provenance

NOBODY = UUID(int=0)
"""Who acts where an operator runs a command: no person of any provider."""


@dataclass(frozen=True)
class EnrolmentFacts:
    """The particulars of an enrolment that `UnitView` leaves out."""

    qualification: str
    awarding_body: str
    registration_number: str
    registered_on: date | None
    learner_number: str


@dataclass(frozen=True)
class UnitFacts:
    unit: UnitView
    enrolment: EnrolmentFacts
    notes: tuple[Bilingual, ...]
    """What the reader must know of the standard's texts as a whole."""

    criteria: tuple[CriterionView, ...]
    states: Mapping[UUID, CriterionFacts]
    record: UnitRecord
    pieces: tuple[PieceView, ...]
    earlier_versions: tuple[VersionView, ...]
    """Versions that were put forward and are not the newest."""

    reflections: ByCriterion
    moves: tuple[MoveRecord, ...]
    """To newer versions of its standard, oldest first."""


@dataclass(frozen=True)
class PortfolioFacts:
    practitioner: str
    provider: Bilingual
    units: tuple[UnitFacts, ...]


def load_unit(session: Session, actor: Actor, unit_id: UUID) -> PortfolioFacts:
    """Read one unit that the actor may see.

    Raises:
        NotFoundError: when there is none, or none for this actor.

    """
    return _load(session, actor, [find_unit(session, actor, unit_id)])


def load_portfolio(session: Session, actor: Actor, practitioner_id: UUID) -> PortfolioFacts:
    """Read all of a practitioner's units that the actor may see.

    Raises:
        NotFoundError: when there is none for this actor.

    """
    units = list_units(session, actor, practitioner_id=practitioner_id)
    if not units:
        raise NotFoundError
    return _load(session, actor, units)


def load_as_operator(session: Session, wanted_id: UUID) -> PortfolioFacts:
    """Read a unit by its id, or a portfolio by the id of the practitioner's role, for a command.

    An operator sees what the manager of that provider sees, and no more.

    Raises:
        NotFoundError: when the id is neither.

    """
    provider_id = session.scalar(sa.select(Enrolment.provider_id).where(Enrolment.id == wanted_id))
    if provider_id is not None:
        return load_unit(session, _operator(provider_id), wanted_id)
    holding = session.execute(
        sa.select(RoleHolding.provider_id, RoleHolding.person_id).where(
            RoleHolding.id == wanted_id, RoleHolding.role == Role.PRACTITIONER
        )
    ).one_or_none()
    if holding is None:
        raise NotFoundError
    return load_portfolio(session, _operator(holding.provider_id), holding.person_id)


def _operator(provider_id: UUID) -> Actor:
    long_ago = datetime.min.replace(tzinfo=UTC)
    return Actor(NOBODY, provider_id, NOBODY, Role.MANAGER, "", Language.ENGLISH, long_ago)


def _load(session: Session, actor: Actor, units: Sequence[UnitView]) -> PortfolioFacts:
    unit_ids = [unit.id for unit in units]
    standard_ids = list({unit.standard_id for unit in units})
    criteria = list_criteria(session, standard_ids=standard_ids)
    enrolments = _enrolments(session, unit_ids)
    notes = _notes(session, standard_ids)
    states = criterion_states(session, unit_ids)
    return PortfolioFacts(
        practitioner=units[0].practitioner,
        provider=_provider(session, actor.provider_id),
        units=tuple(
            _unit(
                session,
                actor,
                unit,
                enrolment=enrolments[unit.id],
                notes=notes[unit.standard_id],
                criteria=tuple(one for one in criteria if one.standard_id == unit.standard_id),
                states=states[unit.id],
            )
            for unit in units
        ),
    )


def _unit(
    session: Session,
    actor: Actor,
    unit: UnitView,
    *,
    enrolment: EnrolmentFacts,
    notes: tuple[Bilingual, ...],
    criteria: tuple[CriterionView, ...],
    states: Mapping[UUID, CriterionFacts],
) -> UnitFacts:
    record = unit_record(session, unit)
    pieces = tuple(list_evidence_of_unit(session, actor, unit))
    put_forward = {one for each in record.submissions for one in each.evidence_version_ids}
    earlier = put_forward - {piece.newest.id for piece in pieces}
    return UnitFacts(
        unit=unit,
        enrolment=enrolment,
        notes=notes,
        criteria=criteria,
        states=states,
        record=record,
        pieces=pieces,
        earlier_versions=tuple(list_versions(session, actor, version_ids=sorted(earlier))),
        reflections=list_reflections_of_unit(session, actor, unit.id),
        moves=tuple(reversed(list_move_records(session, unit))),
    )


def _enrolments(session: Session, unit_ids: list[UUID]) -> dict[UUID, EnrolmentFacts]:
    rows = session.execute(
        sa.select(
            Enrolment.id,
            Enrolment.qualification,
            Enrolment.awarding_body,
            Enrolment.registration_number,
            Enrolment.registered_on,
            Enrolment.learner_number,
        ).where(Enrolment.id.in_(unit_ids))
    )
    return {row[0]: EnrolmentFacts(*row[1:]) for row in rows}


def _notes(session: Session, standard_ids: list[UUID]) -> dict[UUID, tuple[Bilingual, ...]]:
    """Give the notes on each standard: on its texts as a whole, and on a working translation."""
    rows = session.execute(
        sa.select(Standard.id, Standard.note_en, Standard.note_cy, StandardText.source)
        .outerjoin(
            StandardText,
            StandardText.id.in_((Standard.text_en_id, Standard.text_cy_id))
            & (StandardText.provenance == Provenance.WORKING_TRANSLATION),
        )
        .where(Standard.id.in_(standard_ids))
        .order_by(Standard.id, StandardText.id)
    )
    notes: dict[UUID, list[Bilingual]] = {standard_id: [] for standard_id in standard_ids}
    for standard_id, english, welsh, source in rows:
        found = [Bilingual(english, welsh)]
        if source:
            found.append(Bilingual(source.get("note_en"), source.get("note_cy")))
        notes[standard_id] += [
            note for note in found if (note.en or note.cy) and note not in notes[standard_id]
        ]
    return {standard_id: tuple(found) for standard_id, found in notes.items()}


def _provider(session: Session, provider_id: UUID) -> Bilingual:
    row = session.execute(
        sa.select(Provider.name_en, Provider.name_cy).where(Provider.id == provider_id)
    ).one()
    return Bilingual(row.name_en, row.name_cy)
