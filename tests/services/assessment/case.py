"""A unit with its people, on which tests do one deed after the other."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from assess.actor import Actor, Role
from assess.assessment.queries import UnitRecord, criterion_states, unit_record
from assess.assessment.rules import CriterionState, Outcome
from assess.assessment.service import (
    answer_request,
    ask_question,
    decide_criteria,
    set_action,
    sign_off_unit,
    submit_criteria,
)
from assess.bilingual import Language
from assess.db import Base, Recorded, db, writing
from assess.enrolment.queries import UnitView, find_unit
from assess.journal.service import record_deed
from tests.world import NOW, World

Deed = Callable[..., UUID]
TEN_MINUTES = timedelta(minutes=10)


class Case:
    def __init__(
        self,
        world: World,
        *,
        performance: int = 3,
        knowledge: int = 2,
        **unit: Any,  # noqa: ANN401 (columns of the enrolment)
    ) -> None:
        self.world = world
        self.provider = world.provider()
        self.practitioner = world.actor(Role.PRACTITIONER, self.provider)
        self.assessor = world.actor(Role.ASSESSOR, self.provider)
        self.iqa = world.actor(Role.IQA, self.provider)
        urn = f"CASE{self.provider.id.hex[-6:].upper()}"
        self.standard = world.standard(urn, performance, knowledge)
        self.unit = world.enrolment(
            self.practitioner, self.standard, assessor=self.assessor, iqa=self.iqa, **unit
        )
        self.evidence = world.evidence(self.practitioner)
        self.now = NOW

    def id_of(self, label: str) -> UUID:
        return self.standard.criteria[label]

    def ids(self, labels: Iterable[str]) -> list[UUID]:
        return [self.id_of(label) for label in labels]

    def map(self, *labels: str) -> None:
        for label in labels:
            self.world.mapping(self.evidence, self.unit, self.id_of(label))

    def map_all(self) -> None:
        self.map(*self.standard.criteria)

    def do(self, deed: Deed, actor: Actor | None = None, **values: Any) -> UUID:  # noqa: ANN401 (arguments of the deed)
        """Do a deed in a transaction of its own, a minute after the one before."""
        self.now += timedelta(minutes=1)
        with self.world.context(), writing() as session:
            return deed(session, actor=actor or self.assessor, now=self.now, **values)

    def submit(self, *labels: str, **values: Any) -> UUID:  # noqa: ANN401 (arguments of the deed)
        given: dict[str, Any] = {
            "actor": self.practitioner,
            "unit_id": self.unit.id,
            "criterion_ids": self.ids(labels),
            "declaration": "It is my own work.",
            "declaration_language": Language.ENGLISH,
            "help_used": "A spelling checker.",
        }
        return self.do(submit_criteria, **given | values)

    def decide(self, outcome: Outcome, *labels: str, **values: Any) -> UUID:  # noqa: ANN401 (as above)
        given: dict[str, Any] = {
            "unit_id": self.unit.id,
            "outcome": outcome,
            "criterion_ids": self.ids(labels),
            "feedback": "Clear." if outcome is Outcome.MET else "Say why.",
            "feedback_language": "en",
        }
        return self.do(decide_criteria, **given | values)

    def ask(self, *labels: str, **values: Any) -> UUID:  # noqa: ANN401 (as above)
        given: dict[str, Any] = {
            "unit_id": self.unit.id,
            "criterion_ids": self.ids(labels),
            "words": "Who was there?",
            "language": "en",
        }
        return self.do(ask_question, **given | values)

    def set_action(self, *labels: str, due_on: date | None = date(2026, 12, 1)) -> UUID:
        return self.do(
            set_action,
            unit_id=self.unit.id,
            criterion_ids=self.ids(labels),
            words="Add the minutes.",
            language="en",
            due_on=due_on,
        )

    def answer(self, request_id: UUID, **values: Any) -> UUID:  # noqa: ANN401 (as above)
        given: dict[str, Any] = {
            "actor": self.practitioner,
            "request_id": request_id,
            "answer": "Both of us.",
            "language": "en",
            "version": 1,
        }
        return self.do(answer_request, **given | values)

    def meet_all(self) -> None:
        """Bring the unit to where only the sign-off is left."""
        self.map_all()
        self.submit(*self.standard.criteria)
        self.decide(Outcome.MET, *self.standard.criteria)

    def sign_off(self, **values: Any) -> UUID:  # noqa: ANN401 (as above)
        given: dict[str, Any] = {
            "actor": self.proved(self.now),
            "unit_id": self.unit.id,
            "proved_by": "password",
            "proof_lasts": TEN_MINUTES,
        }
        return self.do(sign_off_unit, **given | values)

    def proved(self, at: datetime) -> Actor:
        """Give the assessor as they act after proving who they are."""
        return Actor(**vars(self.assessor) | {"proved_at": at})

    def view(self, actor: Actor | None = None) -> UnitView:
        with self.world.context():
            return find_unit(db.session(), actor or self.assessor, self.unit.id)

    def record(self) -> UnitRecord:
        with self.world.context():
            return unit_record(db.session(), self.view())

    def state(self, label: str) -> CriterionState:
        with self.world.context():
            facts = criterion_states(db.session(), [self.unit.id])[self.unit.id]
        return facts[self.id_of(label)].state


def vouch_for_everything(provider_id: UUID) -> None:
    """Enter into the journal every row that the world made without a deed."""
    with writing() as session:
        session.info["touched"] = dict.fromkeys(_all_recorded(session), "written")
        record_deed(
            session, deed="set_up", now=NOW, subject_id=provider_id, provider_id=provider_id
        )


def _all_recorded(session: Session) -> list[Recorded]:
    kinds = [one.class_ for one in Base.registry.mappers if issubclass(one.class_, Recorded)]
    return [row for kind in kinds for row in session.query(kind)]
