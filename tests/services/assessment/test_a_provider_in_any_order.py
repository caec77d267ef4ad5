"""A small provider whose people enrol, submit, ask, decide, sign off and leave in any order.

What is expected is kept beside it; whatever comes first, no state is reached that the rules forbid.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from assess.actor import Actor, Role
from assess.assessment.models import Decision, Judgement
from assess.assessment.queries import criterion_states, list_live_sign_offs
from assess.assessment.rules import CriterionState, Outcome
from assess.assessment.service import (
    answer_request,
    ask_question,
    decide_criteria,
    sign_off_unit,
    submit_criteria,
    withdraw_sign_off,
    withdraw_submission,
)
from assess.bilingual import Language
from assess.db import db, writing
from assess.enrolment.models import Enrolment
from assess.enrolment.rules import Terms
from assess.enrolment.service import change_enrolment, enrol_practitioners
from assess.people.queries import list_held_roles
from assess.people.service import let_person_leave
from assess.refusals import NotFoundError, RefusedError
from tests.world import NOW, World

PRACTITIONERS = st.sampled_from(["una", "una", "dai"])
ASSESSORS = st.sampled_from(["ann", "ann", "dai"])
"""Dai is both: he must never be given his own unit."""

LABELS = ("P1", "K1")
CHOSEN = st.sampled_from([{"P1", "K1"}, {"P1"}, {"K1"}])
MET, SUBMITTED = CriterionState.MET, CriterionState.SUBMITTED
PUT_FORWARD = {CriterionState.EVIDENCED, CriterionState.NOT_YET_MET}
TEN_MINUTES = timedelta(minutes=10)


@dataclass
class Expected:
    """What a unit should be like."""

    id: UUID
    assessor: str | None
    states: dict[str, CriterionState] = field(
        default_factory=lambda: dict.fromkeys(LABELS, CriterionState.EVIDENCED)
    )
    decided: set[str] = field(default_factory=set)
    submission: UUID | None = None
    before: dict[str, CriterionState] = field(default_factory=dict)
    request: UUID | None = None
    sign_off: UUID | None = None


class SmallProvider(RuleBasedStateMachine):
    world: World

    @initialize()
    def begin(self) -> None:
        provider = self.world.provider()
        self.now = NOW
        self.manager = self.world.actor(Role.MANAGER, provider)
        una = self.world.actor(Role.PRACTITIONER, provider)
        ann = self.world.actor(Role.ASSESSOR, provider)
        dai = self.world.person()
        self.world.actor(Role.PRACTITIONER, provider, dai)
        self.world.actor(Role.ASSESSOR, provider, dai)
        self.ids = {"una": una.person_id, "ann": ann.person_id, "dai": dai.id}
        self.standard = self.world.standard(f"TEAM{provider.id.hex[-8:].upper()}", 1, 1)
        self.units: dict[str, Expected] = {}
        self.left: set[str] = set()
        self.enrol("una", "ann")

    @rule(name=PRACTITIONERS, assessor=st.none() | ASSESSORS)
    def enrol(self, name: str, assessor: str | None) -> None:
        allowed = not {name, assessor} & self.left and assessor != name and name not in self.units
        made = self.attempt(
            enrol_practitioners, self.manager, allowed=allowed,
            practitioner_ids=[self.ids[name]], standard_ids=[self.standard.id],
            terms=self.terms(assessor),
        )  # fmt: skip
        if made:
            self.units[name] = Expected(made[0], assessor)
            practitioner = self.acting(name, Role.PRACTITIONER)
            assert practitioner is not None
            evidence = self.world.evidence(practitioner)
            unit = db.session.get_one(Enrolment, made[0])
            for label in LABELS:
                self.world.mapping(evidence, unit, self.standard.criteria[label])

    @rule(name=PRACTITIONERS, assessor=st.none() | ASSESSORS)
    def allocate(self, name: str, assessor: str | None) -> None:
        if unit := self.units.get(name):
            stays = assessor == unit.assessor
            allowed = assessor != name and (stays or assessor not in self.left)
            version = db.session.get_one(Enrolment, unit.id).version
            if self.attempt(
                change_enrolment, self.manager, allowed=allowed,
                unit_id=unit.id, version=version, terms=self.terms(assessor),
            ):  # fmt: skip
                unit.assessor = assessor

    @rule(name=PRACTITIONERS, chosen=CHOSEN)
    def submit(self, name: str, chosen: set[str]) -> None:
        actor, unit = self.acting(name, Role.PRACTITIONER), self.units.get(name)
        if actor is None or unit is None:
            return
        made = self.attempt(
            submit_criteria, actor, unit_id=unit.id, criterion_ids=self.criteria(chosen),
            declaration="My own work.", declaration_language=Language.ENGLISH, help_used="None",
            allowed=not unit.sign_off and all(unit.states[one] in PUT_FORWARD for one in chosen),
        )  # fmt: skip
        if made:
            unit.submission = made
            unit.before = {label: unit.states[label] for label in chosen}
            unit.states |= dict.fromkeys(chosen, SUBMITTED)

    @rule(name=PRACTITIONERS)
    def withdraw(self, name: str) -> None:
        actor, unit = self.acting(name, Role.PRACTITIONER), self.units.get(name)
        if actor is None or unit is None or unit.submission is None:
            return
        if self.attempt(
            withdraw_submission, actor, submission_id=unit.submission,
            allowed=bool(unit.before) and not unit.sign_off,
        ):  # fmt: skip
            unit.states |= unit.before
            unit.submission, unit.before = None, {}

    @rule(
        by=ASSESSORS,
        name=PRACTITIONERS,
        chosen=CHOSEN,
        outcome=st.sampled_from([Outcome.MET, Outcome.MET, Outcome.NOT_YET_MET]),
    )
    def decide(self, by: str, name: str, chosen: set[str], outcome: Outcome) -> None:
        actor, unit = self.acting(by, Role.ASSESSOR), self.units.get(name)
        if actor is None or unit is None:
            return
        may = all(unit.states[one] is SUBMITTED or one in unit.decided for one in chosen)
        if self.attempt(
            decide_criteria, actor, unit_id=unit.id, criterion_ids=self.criteria(chosen),
            outcome=outcome, feedback="Say why.", feedback_language="en",
            allowed=may and unit.assessor == by and not unit.sign_off,
        ):  # fmt: skip
            unit.states |= dict.fromkeys(chosen, CriterionState(outcome.value))
            unit.decided |= chosen
            self.begun(unit, chosen)

    @rule(by=ASSESSORS, name=PRACTITIONERS, chosen=CHOSEN)
    def ask(self, by: str, name: str, chosen: set[str]) -> None:
        actor, unit = self.acting(by, Role.ASSESSOR), self.units.get(name)
        if actor is None or unit is None or unit.request is not None:
            return
        unit.request = self.attempt(
            ask_question, actor, unit_id=unit.id, criterion_ids=self.criteria(chosen),
            words="Who was there?", language="en",
            allowed=unit.assessor == by and not unit.sign_off,
        )  # fmt: skip
        if unit.request:
            self.begun(unit, chosen)

    @rule(name=PRACTITIONERS)
    def answer(self, name: str) -> None:
        actor, unit = self.acting(name, Role.PRACTITIONER), self.units.get(name)
        if actor is not None and unit is not None and unit.request is not None:
            self.attempt(
                answer_request, actor, request_id=unit.request,
                answer="Both of us.", language="en", version=1,
            )  # fmt: skip
            unit.request = None

    @rule(name=PRACTITIONERS)
    def meet_all(self, name: str) -> None:
        """Bring a unit to where it could be signed off, which chance alone seldom does."""
        unit = self.units.get(name)
        if unit is None or unit.sign_off or unit.assessor is None:
            return
        if open_still := {label for label in LABELS if unit.states[label] in PUT_FORWARD}:
            self.submit(name, open_still)
        if waiting := {label for label in LABELS if unit.states[label] is SUBMITTED}:
            self.decide(unit.assessor, name, waiting, Outcome.MET)

    @rule(by=ASSESSORS, name=PRACTITIONERS)
    def sign(self, by: str, name: str) -> None:
        actor, unit = self.acting(by, Role.ASSESSOR), self.units.get(name)
        if actor is None or unit is None:
            return
        ready = set(unit.states.values()) == {MET} and unit.request is None and not unit.sign_off
        made = self.attempt(
            sign_off_unit, actor, unit_id=unit.id, proved_by="password", proof_lasts=TEN_MINUTES,
            allowed=ready and unit.assessor == by,
        )  # fmt: skip
        unit.sign_off = unit.sign_off or made

    @rule(by=ASSESSORS, name=PRACTITIONERS)
    def unsign(self, by: str, name: str) -> None:
        actor, unit = self.acting(by, Role.ASSESSOR), self.units.get(name)
        if actor is None or unit is None or unit.sign_off is None:
            return
        if self.attempt(
            withdraw_sign_off, actor, sign_off_id=unit.sign_off, reason="Misread.", language="en",
            allowed=unit.assessor == by,
        ):  # fmt: skip
            unit.sign_off = None

    @rule(name=st.sampled_from(["una", "dai", "ann"]), likely=st.integers(0, 9))
    def leave(self, name: str, likely: int) -> None:
        if likely == 0:
            allowed = name not in self.left
            self.attempt(let_person_leave, self.manager, person_id=self.ids[name], allowed=allowed)
            self.left.add(name)

    def attempt(
        self,
        deed: Callable[..., Any],
        actor: Actor,
        *,
        allowed: bool = True,
        **values: Any,  # noqa: ANN401 (arguments of the deed)
    ) -> Any:  # noqa: ANN401 (what the deed gives)
        """Do a deed; it has to be taken when it is allowed, and refused when it is not."""
        self.now += timedelta(minutes=1)
        values |= {"actor": Actor(**vars(actor) | {"proved_at": self.now}), "now": self.now}
        if not allowed:
            with pytest.raises((RefusedError, NotFoundError)), writing() as session:
                deed(session, **values)
            return None
        with writing() as session:
            return deed(session, **values)

    def acting(self, name: str, role: Role) -> Actor | None:
        """Give somebody as the next request would know them; None where they hold no such role."""
        held = list_held_roles(db.session(), person_id=self.ids[name])
        assert bool(held) == (name not in self.left)
        for one in held:
            if one.role is role:
                return Actor(
                    one.person_id, one.provider_id, one.role_holding_id, role, one.name,
                    one.language, self.now,
                )  # fmt: skip
        return None

    def terms(self, assessor: str | None) -> Terms:
        return Terms(date(2026, 9, 1), assessor_id=self.ids[assessor] if assessor else None)

    def criteria(self, labels: set[str]) -> list[UUID]:
        return [self.standard.criteria[label] for label in labels]

    def begun(self, unit: Expected, chosen: set[str]) -> None:
        """Note that the assessor has begun on the submission: it cannot be taken back."""
        if chosen & unit.before.keys():
            unit.before = {}

    @invariant()
    def every_unit_is_as_expected(self) -> None:
        ids = [unit.id for unit in self.units.values()]
        states = criterion_states(db.session(), ids)
        signed = list_live_sign_offs(db.session(), ids)
        for unit in self.units.values():
            assert {one.label: one.state for one in states[unit.id].values()} == unit.states
            assert (unit.id in signed) == (unit.sign_off is not None)
            assert not unit.sign_off or set(unit.states.values()) == {MET}

    @invariant()
    def nobody_has_judged_their_own_work(self) -> None:
        own = (
            sa.select(sa.func.count())
            .select_from(Decision)
            .join(Judgement, Judgement.id == Decision.judgement_id)
            .join(Enrolment, Enrolment.id == Decision.enrolment_id)
            .where(Judgement.assessor_id == Enrolment.practitioner_id)
        )
        assert db.session.scalar(own) == 0


def test_a_provider_in_any_order_reaches_no_forbidden_state(world: World) -> None:
    SmallProvider.world = world
    run_state_machine_as_test(
        SmallProvider,
        settings=settings(
            max_examples=20,
            stateful_step_count=50,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
