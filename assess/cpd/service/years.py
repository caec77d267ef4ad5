"""What a person says of a year: answers, statements, and why there is a gap."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.clocks.rules import day_in_london
from assess.cpd.models import CpdStatement, CpdYear
from assess.cpd.queries.year_reflections import list_own_reflection_ids
from assess.cpd.queries.years import YearView, load_year
from assess.cpd.rules.gaps import check_explanation
from assess.cpd.rules.statements import check_answers, check_statements
from assess.cpd.rules.years import Period
from assess.cpd.service.memberships import own_membership
from assess.db import new_id
from assess.journal.service import record_deed
from assess.refusals import NotFoundError, StaleError


@dataclass(frozen=True)
class WhichYear:
    """A year by its address: its membership and its first day, as ISO has it."""

    membership_id: UUID
    starts_on: str


def answer_questions(
    session: Session,
    *,
    actor: Actor,
    which: WhichYear,
    answers: Mapping[str, bool],
    version: int,
    now: datetime,
) -> UUID:
    """Answer the pack's yes-or-no questions; one that is left out is unanswered again.

    Raises:
        StaleError: with the answers that stand, where they changed since the page was opened.

    """
    view, year = _own_year(session, actor, which, now)
    seen = view.row.version if view.row else 0
    if version != seen:
        raise StaleError({key: "yes" if yes else "no" for key, yes in year.answers.items()})
    check_answers(view.pack, answers)
    year.answers = dict(answers)
    _record_answers(session, actor, year, now)
    return year.id


def mark_statements(
    session: Session,
    *,
    actor: Actor,
    which: WhichYear,
    kind: str,
    reflection_ids: Collection[UUID],
    now: datetime,
) -> UUID:
    """Count reflections as statements of a kind; one that counts already is moved to it."""
    view, year = _own_year(session, actor, which, now)
    chosen = set(reflection_ids)
    marked = {
        row.reflection_id: row
        for row in session.scalars(sa.select(CpdStatement).where(CpdStatement.year_id == year.id))
    }
    check_statements(view.pack, kind, chosen, marked=len(marked.keys() - chosen))
    if list_own_reflection_ids(session, actor, chosen) != chosen:
        raise NotFoundError
    for reflection_id in sorted(chosen):
        if reflection_id in marked:
            marked[reflection_id].kind = kind
        else:
            session.add(
                CpdStatement(
                    id=new_id(),
                    provider_id=actor.provider_id,
                    year_id=year.id,
                    reflection_id=reflection_id,
                    kind=kind,
                )
            )
    record_deed(
        session,
        deed="mark_statements",
        now=now,
        subject_id=year.id,
        actor=actor,
        facts={"kind": kind, "reflections": sorted(str(one) for one in chosen)},
    )
    return year.id


def unmark_statement(
    session: Session, *, actor: Actor, statement_id: UUID, now: datetime
) -> WhichYear:
    """Count a reflection as a statement no more. The reflection itself stays."""
    found = session.execute(
        sa.select(CpdStatement, CpdYear.membership_id, CpdYear.starts_on)
        .join(CpdYear, CpdYear.id == CpdStatement.year_id)
        .where(
            CpdStatement.id == statement_id,
            CpdYear.person_id == actor.person_id,
            CpdYear.provider_id == actor.provider_id,
        )
    ).first()
    if found is None:
        raise NotFoundError
    statement, membership_id, starts_on = found
    session.delete(statement)
    record_deed(session, deed="unmark_statement", now=now, subject_id=statement_id, actor=actor)
    return WhichYear(membership_id, starts_on.isoformat())


def explain_gap(
    session: Session,
    *,
    actor: Actor,
    which: WhichYear,
    stretch: Period,
    words: str,
    language: str,
    now: datetime,
) -> UUID:
    """Say why there is a gap. What was said before of the same stretch is replaced."""
    view, year = _own_year(session, actor, which, now)
    said = [one for one in year.gaps if (one["from"], one["until"]) != _iso(stretch)]
    check_explanation(words, stretch, view.standing.gaps, said=len(said))
    first, last = _iso(stretch)
    year.gaps = [*said, {"from": first, "until": last, "words": words, "language": language}]
    record_deed(
        session,
        deed="explain_gap",
        now=now,
        subject_id=year.id,
        actor=actor,
        facts={"from": first, "until": last},
    )
    return year.id


def _record_answers(session: Session, actor: Actor, year: CpdYear, now: datetime) -> None:
    record_deed(
        session,
        deed="answer_questions",
        now=now,
        subject_id=year.id,
        actor=actor,
        facts={"answers": year.answers},
    )


def _own_year(
    session: Session, actor: Actor, which: WhichYear, now: datetime
) -> tuple[YearView, CpdYear]:
    """Find a year of the actor's, and its row: made the first time that something is said."""
    own_membership(session, actor, which.membership_id)
    view = load_year(session, actor, which.membership_id, which.starts_on, today=day_in_london(now))
    if view.row is not None:
        return view, session.get_one(CpdYear, view.row.id)
    year = CpdYear(
        id=new_id(),
        provider_id=actor.provider_id,
        person_id=actor.person_id,
        membership_id=which.membership_id,
        starts_on=view.period.starts_on,
        ends_on=view.period.ends_on,
        answers={},
        gaps=[],
    )
    session.add(year)
    return view, year


def _iso(stretch: Period) -> tuple[str, str]:
    days: tuple[date, date] = (stretch.starts_on, stretch.ends_on)
    return days[0].isoformat(), days[1].isoformat()
