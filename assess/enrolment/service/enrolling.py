from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from assess.actor import Actor, Role
from assess.db import new_id
from assess.enrolment.models import Enrolment
from assess.enrolment.queries import visible_to
from assess.enrolment.rules import (
    AlreadyEnrolledError,
    Place,
    Terms,
    check_individual_facts,
    check_may_enrol,
    check_people,
    check_terms,
)
from assess.enrolment.service.allocating import note_allocations
from assess.enrolment.service.cohorts import place_cohorts
from assess.journal.service import record_deed
from assess.people.models import RoleHolding
from assess.refusals import NotFoundError, StaleError
from assess.standards.models import Standard
from assess.standards.queries import may_see


def enrol_practitioners(
    session: Session,
    *,
    actor: Actor,
    practitioner_ids: Sequence[UUID],
    standard_ids: Sequence[UUID],
    terms: Terms,
    now: datetime,
) -> list[UUID]:
    """Enrol each practitioner on each standard, on the same terms; give the new units' ids.

    All of them are enrolled, or nobody.
    """
    check_may_enrol(actor.role)
    practitioners, standards = list(dict.fromkeys(practitioner_ids)), set(standard_ids)
    check_individual_facts(terms, practitioners=len(practitioners) if standards else 0)
    places = [
        Place(practitioner_id, standard_id, terms)
        for practitioner_id in practitioners
        for standard_id in sorted(standards)
    ]
    made = _lay_out(session, actor, places, now)
    for enrolment in made:
        session.add(enrolment)
        _flush(session)
        note_allocations(session, actor=actor, units=[enrolment], now=now)
        who = {
            "practitioner": str(enrolment.practitioner_id),
            "standard": str(enrolment.standard_id),
        }
        record_deed(
            session,
            deed="enrol_practitioner",
            now=now,
            subject_id=enrolment.id,
            actor=actor,
            facts=_facts(_tidied(terms)) | who,
        )
    return [enrolment.id for enrolment in made]


def enrol_people(
    session: Session, *, actor: Actor, places: Sequence[Place], now: datetime
) -> list[UUID]:
    """Enrol many, each on terms of their own, in as many statements as one.

    All of them are enrolled, or nobody. Whose deed it is records it.
    """
    check_may_enrol(actor.role)
    made = _lay_out(session, actor, places, now)
    session.add_all(made)
    _flush(session)
    note_allocations(session, actor=actor, units=made, now=now)
    return [enrolment.id for enrolment in made]


def change_enrolment(
    session: Session, *, actor: Actor, unit_id: UUID, version: int, terms: Terms, now: datetime
) -> UUID:
    """Change an enrolment's terms, where nobody has changed them since they were shown.

    Raises:
        StaleError: with what stands now, by field, when somebody has.

    """
    check_may_enrol(actor.role)
    enrolment = session.scalar(
        sa.select(Enrolment).where(Enrolment.id == unit_id, visible_to(actor)).with_for_update()
    )
    if enrolment is None:
        raise NotFoundError
    terms = _tidied(terms)
    check_terms(terms)
    before = Terms(*(getattr(enrolment, name) for name in Terms.__dataclass_fields__))
    if enrolment.version != version:
        raise StaleError({"version": str(enrolment.version)} | _facts(before))
    place = Place(enrolment.practitioner_id, enrolment.standard_id, terms)
    _check_who(session, actor, [place], before)
    terms = _with_known_cohorts(session, actor, [terms], now)[0]
    for name, value in asdict(terms).items():
        setattr(enrolment, name, value)
    had = ((Role.ASSESSOR, before.assessor_id), (Role.IQA, before.iqa_id))
    note_allocations(session, actor=actor, units=[enrolment], before=had, now=now)
    record_deed(
        session,
        deed="change_enrolment",
        now=now,
        subject_id=unit_id,
        actor=actor,
        facts=_facts(terms),
    )
    return unit_id


def change_enrolments(
    session: Session, *, actor: Actor, changes: Mapping[UUID, Terms], now: datetime
) -> dict[str, dict[str, str]]:
    """Change many enrolments, but nobody's assessor or IQA; give what each says from now on.

    Whose deed it is records it.
    """
    check_may_enrol(actor.role)
    if not changes:
        return {}
    cohorts = place_cohorts(
        session,
        provider_id=actor.provider_id,
        names={terms.cohort for terms in changes.values()},
        now=now,
    )
    changed = {}
    for enrolment in session.scalars(
        sa.select(Enrolment)
        .where(Enrolment.id.in_(changes), visible_to(actor))
        .order_by(Enrolment.id)
        .with_for_update()
    ):
        before = Terms(*(getattr(enrolment, name) for name in Terms.__dataclass_fields__))
        terms = _tidied(changes[enrolment.id])
        terms = replace(
            terms,
            cohort=cohorts.get(terms.cohort, terms.cohort),
            assessor_id=before.assessor_id,
            iqa_id=before.iqa_id,
        )
        check_terms(terms)
        for name, value in vars(terms).items():
            setattr(enrolment, name, value)
        was = _facts(before)
        changed[str(enrolment.id)] = {
            name: value for name, value in _facts(terms).items() if value != was[name]
        }
    session.flush()
    return changed


def _lay_out(
    session: Session, actor: Actor, places: Sequence[Place], now: datetime
) -> list[Enrolment]:
    """Check every place, and give the enrolments that are to be added."""
    places = [replace(place, terms=_tidied(place.terms)) for place in places]
    for place in places:
        check_terms(place.terms)
    _check_who(session, actor, places)
    _check_standards(session, actor, {place.standard_id for place in places})
    _check_not_enrolled(session, actor, places)
    said = _with_known_cohorts(session, actor, [place.terms for place in places], now)
    return [
        Enrolment(
            id=new_id(),
            provider_id=actor.provider_id,
            practitioner_id=place.practitioner_id,
            standard_id=place.standard_id,
            created_at=now,
            **vars(terms),
        )
        for place, terms in zip(places, said, strict=True)
    ]


def _with_known_cohorts(
    session: Session, actor: Actor, said: Sequence[Terms], now: datetime
) -> list[Terms]:
    """Spell each cohort as the provider does; a new one becomes known."""
    named = {terms.cohort for terms in said}
    cohorts = place_cohorts(session, provider_id=actor.provider_id, names=named, now=now)
    return [replace(terms, cohort=cohorts[terms.cohort]) for terms in said]


def _tidied(terms: Terms) -> Terms:
    return replace(
        terms,
        cohort=" ".join(terms.cohort.split()),
        learner_number="".join(terms.learner_number.split()),
    )


def _facts(terms: Terms) -> dict[str, str]:
    """Give the terms as text, by field; what is not said is left empty."""
    return {
        name: value.isoformat() if isinstance(value, date) else str(value or "")
        for name, value in asdict(terms).items()
    }


def _check_who(
    session: Session, actor: Actor, places: Sequence[Place], before: Terms | None = None
) -> None:
    """Check that each person holds their role here; who stood there before may stay."""
    needed: set[tuple[UUID | None, Role]] = set()
    for place in places:
        terms = place.terms
        check_people(
            practitioner_id=place.practitioner_id,
            assessor_id=terms.assessor_id,
            iqa_id=terms.iqa_id,
        )
        needed |= {(terms.assessor_id, Role.ASSESSOR), (terms.iqa_id, Role.IQA)}
        if before is None:
            needed.add((place.practitioner_id, Role.PRACTITIONER))
    stay = {(before.assessor_id, Role.ASSESSOR), (before.iqa_id, Role.IQA)} if before else set()
    wanted = {pair for pair in needed if pair[0] is not None} - stay
    held = session.execute(
        sa.select(RoleHolding.person_id, RoleHolding.role).where(
            RoleHolding.provider_id == actor.provider_id,
            RoleHolding.person_id.in_({person_id for person_id, _ in wanted}),
            RoleHolding.ended_at.is_(None),
        )
    )
    if wanted - {(person_id, role) for person_id, role in held}:
        raise NotFoundError


def _check_standards(session: Session, actor: Actor, standard_ids: set[UUID]) -> None:
    found = session.scalars(
        sa.select(Standard.id).where(Standard.id.in_(standard_ids), may_see(actor.provider_id))
    )
    if standard_ids - set(found):
        raise NotFoundError


def _check_not_enrolled(session: Session, actor: Actor, places: Sequence[Place]) -> None:
    wanted = {(place.practitioner_id, place.standard_id) for place in places}
    standing = session.execute(
        sa.select(Enrolment.practitioner_id, Enrolment.standard_id).where(
            Enrolment.provider_id == actor.provider_id,
            Enrolment.practitioner_id.in_({practitioner_id for practitioner_id, _ in wanted}),
            Enrolment.standard_id.in_({standard_id for _, standard_id in wanted}),
        )
    )
    already = wanted & {(practitioner_id, standard_id) for practitioner_id, standard_id in standing}
    if already:
        raise AlreadyEnrolledError(f"{len(already)} of these enrolments stand already")


def _flush(session: Session) -> None:
    try:
        session.flush()
    except IntegrityError as taken:
        # Another manager enrolled them between our look and our write.
        raise AlreadyEnrolledError("enrolled meanwhile") from taken
