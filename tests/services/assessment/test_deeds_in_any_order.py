"""Deeds in any order keep the promises: a second account of the unit is kept and compared."""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
import rfc8785
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

from assess.assessment.models import SignOff
from assess.assessment.queries import criterion_states
from assess.assessment.rules import CriterionState, Outcome
from assess.assessment.service import withdraw_sign_off, withdraw_submission
from assess.db import db
from assess.refusals import RefusedError
from tests.services.assessment.case import Case
from tests.world import World

LABELS = ("P1", "P2", "K1")
CHOSEN = st.sets(st.sampled_from(LABELS), min_size=1)
MET, NOT_YET = CriterionState.MET, CriterionState.NOT_YET_MET
SUBMITTED, EVIDENCED = CriterionState.SUBMITTED, CriterionState.EVIDENCED


class Unit(RuleBasedStateMachine):
    """A unit of three criteria, all with evidence; what is expected is kept beside it."""

    world: World

    @initialize()
    def begin(self) -> None:
        self.case = Case(self.world, performance=2, knowledge=1)
        self.case.map(*LABELS)
        self.expected = dict.fromkeys(LABELS, EVIDENCED)
        self.before: dict[str, CriterionState] = {}
        self.submission: UUID | None = None
        self.begun = True
        self.request: UUID | None = None
        self.sign_off: UUID | None = None
        self.decisions = 0
        self.decided: set[str] = set()

    @rule(chosen=CHOSEN)
    def submit(self, chosen: set[str]) -> None:
        allowed = not self.sign_off and all(
            self.expected[label] in {EVIDENCED, NOT_YET} for label in chosen
        )
        made = self.attempt(lambda: self.case.submit(*chosen), allowed=allowed)
        if made:
            self.submission, self.begun = made, False
            self.before = {label: self.expected[label] for label in chosen}
            self.expected |= dict.fromkeys(chosen, SUBMITTED)

    @rule()
    def withdraw(self) -> None:
        if self.submission is None:
            return
        submission = self.submission
        done = self.attempt(
            lambda: self.case.do(
                withdraw_submission, self.case.practitioner, submission_id=submission
            ),
            allowed=not self.begun and not self.sign_off,
        )
        if done:
            self.expected |= self.before
            self.submission = None

    @rule(chosen=CHOSEN, outcome=st.sampled_from(Outcome))
    def decide(self, chosen: set[str], outcome: Outcome) -> None:
        allowed = not self.sign_off and all(
            self.expected[label] is SUBMITTED or label in self.decided for label in chosen
        )
        if self.attempt(lambda: self.case.decide(outcome, *chosen), allowed=allowed):
            self.begun = self.begun or bool(chosen & self.before.keys())
            self.expected |= dict.fromkeys(chosen, CriterionState(outcome.value))
            self.decisions += len(chosen)
            self.decided |= chosen

    @rule(chosen=CHOSEN)
    def ask(self, chosen: set[str]) -> None:
        if self.request is not None:
            return
        self.request = self.attempt(lambda: self.case.ask(*chosen), allowed=not self.sign_off)
        if self.request:
            self.begun = self.begun or bool(chosen & self.before.keys())

    @rule()
    def answer(self) -> None:
        if self.request is None:
            return
        request = self.request
        self.attempt(lambda: self.case.answer(request), allowed=True)
        self.request = None

    @rule()
    def sign(self) -> None:
        ready = set(self.expected.values()) == {MET} and self.request is None
        made = self.attempt(self.case.sign_off, allowed=ready and not self.sign_off)
        self.sign_off = self.sign_off or made

    @rule(reason=st.sampled_from(["", "Misread."]))
    def unsign(self, reason: str) -> None:
        if self.sign_off is None:
            return
        sign_off = self.sign_off
        if self.attempt(
            lambda: self.case.do(
                withdraw_sign_off, sign_off_id=sign_off, reason=reason, language="en"
            ),
            allowed=bool(reason),
        ):
            self.sign_off = None

    @rule(days=st.integers(1, 3))
    def wait(self, days: int) -> None:
        self.case.now += timedelta(days=days)

    def attempt(self, deed: Callable[[], UUID], *, allowed: bool) -> UUID | None:
        """Do a deed; it has to be taken when it is allowed, and refused when it is not."""
        if not allowed:
            with pytest.raises(RefusedError):
                deed()
            return None
        return deed()

    @invariant()
    def every_criterion_is_in_the_state_expected(self) -> None:
        facts = criterion_states(db.session(), [self.case.unit.id])[self.case.unit.id]
        assert {one.label: one.state for one in facts.values()} == self.expected

    @invariant()
    def decisions_are_only_ever_added(self) -> None:
        made = self.case.record().decisions
        assert len(made) == self.decisions
        assert sum(one.stands for one in made) == len({one.criterion_id for one in made})

    @invariant()
    def at_most_one_sign_off_stands_and_its_hash_proves_it(self) -> None:
        session = db.session()
        rows = session.scalars(sa.select(SignOff).where(SignOff.enrolment_id == self.case.unit.id))
        for row in rows:
            assert hashlib.sha256(rfc8785.dumps(row.snapshot)).hexdigest() == row.sha256
        stand = [one.id for one in self.case.record().sign_offs if one.stands]
        assert stand == ([self.sign_off] if self.sign_off else [])


def test_deeds_in_any_order_keep_the_promises(world: World) -> None:
    Unit.world = world
    run_state_machine_as_test(
        Unit,
        settings=settings(
            max_examples=12,
            stateful_step_count=25,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
