"""The provider, its people and their enrolments: what the story needs before it can begin."""

import unicodedata
from datetime import UTC, datetime, timedelta
from functools import partial
from uuid import UUID

from sqlalchemy.orm import Session

from assess.actor import Role
from assess.bilingual import Bilingual, Language
from assess.cli.demonstration.days import Calendar
from assess.cli.demonstration.stage import Stage
from assess.cli.demonstration.told import (
    Cast,
    Competent,
    Enrolled,
    Opened,
    Reassigned,
    read,
    read_all,
)
from assess.db import db
from assess.enrolment.rules import Terms
from assess.enrolment.rules.allocating import Reason
from assess.enrolment.service import enrol_practitioners
from assess.enrolment.service.allocating import Given, reassign_unit
from assess.enrolment.service.cohorts import CohortTerms, add_cohort
from assess.enrolment.service.competence import record_competence
from assess.journal.queries import list_subjects
from assess.people.queries import list_providers
from assess.people.rules import DEMO_PASSWORD
from assess.people.rules.demonstration import DEMO_DOMAIN
from assess.people.rules.roles import NewPerson, NewRole
from assess.people.service import add_provider, invite_person, let_person_leave, take_up_invitation

A_MINUTE = timedelta(minutes=1)
MANAGER = "gareth"


def set_stage(now: datetime) -> Stage:
    """Find how far the demonstration has come, or make ready to begin it."""
    session = db.session()
    name = read("cast.toml")["provider"]["en"]
    provider = next((one for one in list_providers(session) if one.name.en == name), None)
    if provider is None:
        stage = Stage(Calendar.new(now.date()), {})
    else:
        done = list_subjects(session, chain_id=provider.id)
        stage = Stage(Calendar.of(min(done)), done, known={"provider": provider.id})
    stage.know_standards()
    return stage


def bring_people(stage: Stage) -> None:
    for one in read_all("cast.toml", "person", Cast):
        stage.once(one.when, one.key, partial(_bring, stage, one))


def _bring(stage: Stage, one: Cast, session: Session, now: datetime) -> UUID:
    """Invite somebody and let them take it up, in one transaction: a token is told only once."""
    person = NewPerson(
        one.name,
        email_of(one),
        Language(one.language),
        (
            NewRole(
                Role(one.role),
                one.site,
                one.qualified,
                judges_in=tuple(map(Language, one.judges)) if one.judges else None,
                capacity=one.capacity,
            ),
        ),
    )
    invited_at = now - A_MINUTE
    if one.key == MANAGER:
        added = add_provider(
            session,
            names=Bilingual(**read("cast.toml")["provider"]),
            manager=person,
            now=invited_at,
        )
        stage.known["provider"], token = added.provider_id, added.token
    else:
        manager = stage.actor(MANAGER, now)
        token = invite_person(session, actor=manager, person=person, now=invited_at).token
    return take_up_invitation(
        session, token=token, password=DEMO_PASSWORD, language=person.language, now=now
    )


def reassign(stage: Stage, one: Reassigned, session: Session, now: datetime) -> UUID:
    unit_id = stage.known[f"{one.person}/{one.unit}"]
    return reassign_unit(
        session,
        actor=stage.actor(MANAGER, now),
        role=Role.ASSESSOR,
        given=Given(unit_id, stage.known[one.to], version=1),
        reason=Reason(one.reason, "en"),
        now=now,
    )


def let_go(stage: Stage, one: Cast, session: Session, now: datetime) -> UUID:
    return let_person_leave(
        session,
        actor=stage.actor(MANAGER, now),
        person_id=stage.known[one.key],
        now=now,
    )


def email_of(one: Cast) -> str:
    names = (
        unicodedata.normalize("NFKD", one.name).encode("ascii", "ignore").decode().lower().split()
    )
    return f"{names[0]}.{names[-1]}@{DEMO_DOMAIN}"


def open_cohorts(stage: Stage) -> None:
    for one in read_all("cast.toml", "cohort", Opened):
        stage.once(one.when, f"cohort/{one.name}", partial(_open, stage, one))


def _open(stage: Stage, one: Opened, session: Session, now: datetime) -> UUID:
    terms = CohortTerms(one.name, stage.calendar.day(one.starts), stage.calendar.day(one.ends))
    return add_cohort(session, actor=stage.actor(MANAGER, now), terms=terms, now=now)


def say_competence(stage: Stage) -> None:
    for one in read_all("cast.toml", "competence", Competent):
        stage.once(one.when, f"competence/{one.person}", partial(_say, stage, one))


def _say(stage: Stage, one: Competent, session: Session, now: datetime) -> UUID:
    return record_competence(
        session,
        actor=stage.actor(MANAGER, now),
        person_id=stage.known[one.person],
        standard_ids=[stage.known[urn] for urn in one.units],
        seen=(),
        now=now,
    )


def enrol_everybody(stage: Stage) -> None:
    for one in read_all("cast.toml", "enrolment", Enrolled):
        stage.once(one.when, f"{one.person}/{one.unit}", partial(_enrol, stage, one))


def _enrol(stage: Stage, one: Enrolled, session: Session, now: datetime) -> UUID:
    today = now.astimezone(UTC).date()
    terms = Terms(
        starts_on=today if one.starts is None else stage.calendar.day(one.starts),
        ends_on=stage.calendar.day(one.ends),
        cohort=one.cohort,
        assessor_id=stage.known[one.assessor] if one.assessor else None,
        iqa_id=stage.known[one.iqa] if one.iqa else None,
        qualification=one.qualification,
        registration_number=one.registration,
        registered_on=today if one.registration else None,
        assessment_language=Language(one.language) if one.language else None,
    )
    return enrol_practitioners(
        session,
        actor=stage.actor(MANAGER, now),
        practitioner_ids=[stage.known[one.person]],
        standard_ids=[stage.known[one.unit]],
        terms=terms,
        now=now,
    )[0]
