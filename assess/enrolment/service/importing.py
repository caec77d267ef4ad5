"""A list of people: kept, asked for, and imported by a worker, the whole of it or nothing."""

from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.bilingual import Language
from assess.db import db, new_id, writing
from assess.enrolment.models import Import
from assess.enrolment.queries.importing import ImportView, find_import, load_known
from assess.enrolment.rules import Place, Terms, check_may_enrol
from assess.enrolment.rules.importing import (
    MOST_PEOPLE,
    Doing,
    EmptyListError,
    Known,
    ListChangedError,
    ListTooLongError,
    Plan,
    changes_since,
    plan_import,
    plan_mark,
    read_header,
    row_marks,
)
from assess.enrolment.service.enrolling import change_enrolments, enrol_people
from assess.jobs import Job, JobState, queue_job, report_progress
from assess.journal.service import record_deed
from assess.people.queries import find_asker
from assess.people.rules.roles import NewPerson, NewRole
from assess.people.service import give_roles, invite_people
from assess.refusals import NotFoundError
from assess.sheets import Sheet

KIND = "import"
KEPT = timedelta(days=7)
STEPS = 3
"""Read, held against what stands, saved."""

Clock = Callable[[], datetime]


def keep_list(
    session: Session,
    *,
    actor: Actor,
    file_name: str,
    sheet: Sheet,
    language: Language,
    now: datetime,
) -> UUID:
    """Keep an uploaded list, for its preview. Nothing in it is done yet."""
    check_may_enrol(actor.role)
    columns = read_header(sheet.header)
    if not sheet.rows:
        raise EmptyListError("a header, and no row")
    if len(sheet.rows) > MOST_PEOPLE:
        raise ListTooLongError(f"{len(sheet.rows)} rows")
    kept = Import(
        id=new_id(),
        provider_id=actor.provider_id,
        person_id=actor.person_id,
        file_name=file_name,
        columns=[column.value for column in columns],
        rows=[[row.line, list(row.cells)] for row in sheet.rows],
        unsaid_language=language,
        created_at=now,
    )
    session.add(kept)
    record_deed(
        session,
        deed="keep_list",
        now=now,
        subject_id=kept.id,
        actor=actor,
        facts={"file": file_name, "rows": len(sheet.rows)},
    )
    return kept.id


def request_import(
    session: Session, *, actor: Actor, import_id: UUID, mark: str, now: datetime
) -> UUID:
    """Ask for a list to be imported as it was previewed. One on its way answers for a second.

    Raises:
        ListChangedError: when it would no longer do what the preview said.

    """
    check_may_enrol(actor.role)
    view = find_import(session, actor, import_id)
    if view.state in {JobState.WAITING, JobState.RUNNING} or view.is_done:
        return import_id
    plan = plan_of(session, actor, view)
    if plan_mark(plan) != mark or plan.problems:
        raise ListChangedError("look at the preview again")
    job_id = queue_job(
        session,
        kind=KIND,
        payload={
            "import_id": str(import_id),
            "role_holding_id": str(actor.role_holding_id),
            "marks": row_marks(plan),
        },
        now=now,
        provider_id=actor.provider_id,
        person_id=actor.person_id,
    )
    session.get_one(Import, import_id).job_id = job_id
    record_deed(session, deed="request_import", now=now, subject_id=import_id, actor=actor)
    return import_id


def do_import(job_id: UUID, payload: dict[str, Any], *, clock: Clock) -> dict[str, Any]:
    """Do a job that was asked for: import the list, or say why not. Nothing is half done."""
    with writing() as session:
        report_progress(session, job_id, 1, STEPS, clock())
        actor = find_asker(
            session,
            person_id=session.get_one(Job, job_id).person_id,
            role_holding_id=UUID(payload["role_holding_id"]),
            now=clock(),
        )
    import_id = UUID(payload["import_id"])
    plan = plan_of(session, actor, find_import(session, actor, import_id))
    session.rollback()
    if refused := plan.problems or changes_since(plan, payload["marks"]):
        return {"refused": [asdict(problem) for problem in refused]}
    with writing() as session:
        report_progress(session, job_id, 2, STEPS, clock())
    with writing() as session:
        return import_list(
            session, actor=actor, import_id=import_id, marks=payload["marks"], now=clock()
        )


def import_list(
    session: Session, *, actor: Actor, import_id: UUID, marks: list[str], now: datetime
) -> dict[str, Any]:
    """Do what a list says, if that is still what its marks say. The second time it does nothing."""
    check_may_enrol(actor.role)
    kept = session.scalar(
        sa.select(Import)
        .where(Import.id == import_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if kept is None:
        raise NotFoundError
    if kept.result is not None:
        return kept.result
    view = find_import(session, actor, import_id)
    known = load_known(session, actor.provider_id)
    plan = _plan(view, known)
    if refused := plan.problems or changes_since(plan, marks):
        return {"refused": [asdict(problem) for problem in refused]}
    _carry_out(session, actor, plan, known, view.unsaid_language, now)
    changed = change_enrolments(session, actor=actor, changes=_changes(plan, known), now=now)
    kept.result = {doing.value: plan.count(doing) for doing in Doing} | {
        "nothing": plan.count(None)
    }
    kept.rows = []
    record_deed(
        session,
        deed="import_list",
        now=now,
        subject_id=import_id,
        actor=actor,
        facts={"file": kept.file_name, **kept.result, "changed": changed},
    )
    return kept.result


def plan_of(session: Session, actor: Actor, view: ImportView) -> Plan:
    """Tell what an uploaded list would do now. It is read as on the day that it came."""
    return _plan(view, load_known(session, actor.provider_id))


def sweep_imports(now: datetime) -> None:
    """Forget lists, and the jobs that imported them, once they have been kept long enough."""
    over = Import.created_at < now - KEPT
    if db.session().scalar(sa.select(Import.id).where(over).limit(1)) is None:
        return
    with writing() as session:
        session.execute(sa.delete(Import).where(over))
        session.execute(sa.delete(Job).where(Job.kind == KIND, Job.finished_at < now - KEPT))


def _plan(view: ImportView, known: Known) -> Plan:
    return plan_import(view.columns, view.rows, known=known, today=view.created_at.date())


def _carry_out(
    session: Session, actor: Actor, plan: Plan, known: Known, unsaid: Language, now: datetime
) -> None:
    invited, given = _joining(plan, unsaid)
    invitations = invite_people(
        session, people=list(invited.values()), provider_id=actor.provider_id, now=now
    )
    give_roles(session, provider_id=actor.provider_id, wanted=given, now=now)
    ids = {email: person.id for email, person in known.people.items()}
    ids |= {
        email: invitation.person_id for email, invitation in zip(invited, invitations, strict=True)
    }
    places = [
        Place(
            ids[row.row.email],
            row.standard_id,
            replace(
                row.terms,
                assessor_id=ids[row.row.assessor] if row.row.assessor else None,
                iqa_id=ids[row.row.iqa] if row.row.iqa else None,
            ),
        )
        for row in plan.rows
        if Doing.ENROL in row.doings and row.standard_id is not None
    ]
    enrol_people(session, actor=actor, places=places, now=now)


def _changes(plan: Plan, known: Known) -> dict[UUID, Terms]:
    """Give the terms that stand from now on, by the unit that they are of."""
    return {
        known.units[row.person_id, row.standard_id]: row.terms
        for row in plan.rows
        if Doing.CHANGE in row.doings and row.person_id and row.standard_id
    }


def _joining(
    plan: Plan, unsaid: Language
) -> tuple[dict[str, NewPerson], list[tuple[UUID, NewRole]]]:
    """Give who is invited, by address, and who of those here gets which role.

    A language or site that one row of somebody's says holds for all of theirs.
    """
    languages = {row.row.email: row.row.language for row in plan.rows if row.row.language}
    sites = {(row.row.email, row.row.role): row.row.site for row in plan.rows if row.row.site}
    invited: dict[str, NewPerson] = {}
    given: list[tuple[UUID, NewRole]] = []
    for planned in plan.rows:
        row = planned.row
        new = NewRole(row.role, sites.get((row.email, row.role), ""))
        if Doing.INVITE in planned.doings:
            language = languages.get(row.email, unsaid)
            invited[row.email] = NewPerson(row.name, row.email, language, (new,))
        elif Doing.GIVE_ROLE in planned.doings and row.email in invited:
            person = invited[row.email]
            invited[row.email] = replace(person, roles=(*person.roles, new))
        elif Doing.GIVE_ROLE in planned.doings and planned.person_id is not None:
            given.append((planned.person_id, new))
    return invited, given
