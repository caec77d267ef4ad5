"""What somebody does to learn, and writes about it: the CPD record, reflections, a plan."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.cli.demonstration.stage import Stage
from assess.cli.demonstration.told import Developed, Joined, Needed, Planned, Pondered
from assess.cpd.queries.memberships import list_memberships
from assess.cpd.rules.activities import Typed as TypedActivity
from assess.cpd.rules.amounts import read_amount
from assess.cpd.rules.kinds import ActivityKind, CpdUnit, NeedSource
from assess.cpd.service.activities import Links, add_activity
from assess.cpd.service.activity_links import attach_reflections
from assess.cpd.service.memberships import MembershipTerms, add_membership, end_membership
from assess.cpd.service.needs import Noted, note_need
from assess.cpd.service.years import WhichYear, mark_statements
from assess.db import new_id
from assess.files import FileStore
from assess.plans.queries.templates import list_templates
from assess.plans.rules.serving import Choice, PutForward
from assess.plans.service import put_plan_forward, save_plan_section, start_plan
from assess.plans.service.sections import Typed as TypedSection
from assess.reflection.rules.saving import Typed as TypedAccount
from assess.reflection.rules.stages import ReflectionModel, compose
from assess.reflection.service import map_reflection, write_reflection

FIRST = 1
"""The version of a row that nobody has changed."""


class Developing:
    def __init__(self, stage: Stage, store: FileStore) -> None:
        self._stage = stage
        self._store = store

    def join(self, told: Joined, session: Session, now: datetime) -> UUID:
        starts_on = self._stage.calendar.day(told.starts)
        terms = MembershipTerms(told.pack, starts_on)
        return add_membership(session, actor=self._actor(told.person, now), terms=terms, now=now)

    def leave(self, told: Joined, session: Session, now: datetime) -> UUID:
        return end_membership(
            session,
            actor=self._actor(told.person, now),
            membership_id=self._stage.known[f"{told.person}/{told.when}"],
            ends_on=self._stage.calendar.day(told.ends or 0),
            version=FIRST,
            now=now,
        )

    def note(self, told: Needed, session: Session, now: datetime) -> UUID:
        criterion_id = self._stage.known[told.criterion] if told.criterion else None
        noted = Noted(told.words, told.language, NeedSource(told.source), criterion_id)
        return note_need(session, actor=self._actor(told.person, now), noted=noted, now=now)

    def develop(self, told: Developed, session: Session, now: datetime) -> UUID:
        day = self._stage.calendar.day
        typed = TypedActivity(
            title=told.title,
            kind=ActivityKind(told.kind),
            starts_on=day(told.began),
            ends_on=day(told.began if told.ended is None else told.ended),
            is_done=told.done,
            is_planned=told.planned,
            language=told.language,
            amount=read_amount(told.amount, CpdUnit(told.amount_in)),
            given_by=told.given_by,
            learned=told.learned.strip(),
            applied=told.applied.strip(),
            impact=told.impact.strip(),
            impact_on=told.impact_on,
            next_step=told.next_step.strip(),
            need_id=self._known(told.person, told.need),
        )
        known = self._stage.known
        links = Links(
            criterion_ids=[known[one] for one in told.criteria.split()],
            evidence_ids=[known[f"{told.person}/{key}"] for key in told.evidence],
        )
        return add_activity(
            session,
            actor=self._actor(told.person, now),
            typed=typed,
            links=links,
            tab_id=new_id(),
            now=now,
        )

    def ponder(self, told: Pondered, session: Session, now: datetime) -> UUID:
        model = ReflectionModel(told.model)
        parts = {key: words.strip() for key, words in told.parts.items()}
        typed = TypedAccount(
            words=compose(model, parts),
            language=told.language,
            started_from=0,
            tab_id=new_id(),
            model=model,
            parts=parts,
            title=told.title,
        )
        return write_reflection(session, actor=self._actor(told.person, now), typed=typed, now=now)

    def map_account(self, told: Pondered, session: Session, now: datetime) -> UUID:
        return map_reflection(
            session,
            actor=self._actor(told.person, now),
            reflection_id=self._account(told),
            criterion_ids=[self._stage.known[one] for one in told.criteria.split()],
            now=now,
        )

    def attach_account(self, told: Pondered, session: Session, now: datetime) -> UUID:
        return attach_reflections(
            session,
            actor=self._actor(told.person, now),
            activity_id=self._stage.known[f"{told.person}/{told.activity}"],
            reflection_ids=[self._account(told)],
            now=now,
        )

    def count_as_statement(self, told: Pondered, session: Session, now: datetime) -> UUID:
        actor = self._actor(told.person, now)
        newest = max(list_memberships(session, actor), key=lambda one: one.lasted.starts_on)
        return mark_statements(
            session,
            actor=actor,
            which=WhichYear(newest.id, newest.lasted.starts_on.isoformat()),
            kind=told.statement,
            reflection_ids=[self._account(told)],
            now=now,
        )

    def write_plan(self, told: Planned, session: Session, now: datetime) -> UUID:
        actor = self._actor(told.person, now)
        template = next(
            one for one in list_templates(session, actor) if one.template.key == told.template
        )
        return start_plan(
            session,
            actor=actor,
            template_id=template.id,
            title=told.title,
            language=told.language,
            now=now,
        )

    def fill_in(self, key: str, told: Planned, session: Session, now: datetime) -> UUID:
        return save_plan_section(
            session,
            actor=self._actor(told.person, now),
            plan_id=self._stage.known[f"{told.person}/{told.when}"],
            key=key,
            typed=TypedSection(self._dated(told.sections[key], told.language), 0, new_id()),
            now=now,
        )

    def put_forward(self, told: Planned, session: Session, now: datetime) -> UUID:
        choices = [
            Choice(section, label)
            for section, labels in told.shows.items()
            for label in labels.split()
        ]
        return put_plan_forward(
            session,
            actor=self._actor(told.person, now),
            plan_id=self._stage.known[f"{told.person}/{told.when}"],
            wanted=PutForward(tuple(told.sections), tuple(choices)),
            store=self._store,
            now=now,
        )

    def _dated(self, content: dict[str, object], language: str) -> dict[str, object]:
        """Put dates where a text names a day, in tables too, where a date stands alone as ISO."""
        calendar = self._stage.calendar

        def dated(value: object) -> object:
            if isinstance(value, list):
                return [dated(one) for one in value]
            if isinstance(value, dict):
                return {name: dated(one) for name, one in value.items()}
            if isinstance(value, int):
                return calendar.day(value).isoformat()
            return calendar.dated(str(value).strip(), language)

        return {name: dated(value) for name, value in content.items()}

    def _account(self, told: Pondered) -> UUID:
        return self._stage.known[f"{told.person}/{told.when}"]

    def _known(self, person: str, key: str) -> UUID | None:
        return self._stage.known[f"{person}/{key}"] if key else None

    def _actor(self, person: str, now: datetime) -> Actor:
        return self._stage.actor(person, now)
