"""A unit goes on under a newer version: what was recorded follows, and nothing is lost."""

from typing import cast
from uuid import UUID

import pytest
import sqlalchemy as sa

from assess.actor import Actor, Role
from assess.assessment.models import Decision, SignOff, SubmittedCriterion
from assess.assessment.queries import list_changed_criteria
from assess.assessment.queries.states import criterion_states
from assess.assessment.rules import CriterionState, Outcome
from assess.assessment.rules.moving import (
    MayNotMoveError,
    NoReasonToMoveError,
    NotNewerError,
    OnBothError,
    SignedOffStaysError,
    WaitsOnGoneError,
)
from assess.assessment.service import move_units
from assess.bilingual import Bilingual, Language
from assess.db import db, new_id, writing
from assess.enrolment.models import Succession
from assess.enrolment.queries import find_unit
from assess.enrolment.queries.moves import list_moves
from assess.evidence.models import Mapping
from assess.journal.models import JournalDetail
from assess.journal.queries import find_faults, vouched_values
from assess.journal.rules import digest
from assess.reflection.models import Reflection
from assess.refusals import NotFoundError
from assess.standards.queries import list_criteria
from assess.standards.rules.library import BilingualCriterion, BilingualStandard, Source
from assess.standards.rules.values import Provenance
from assess.standards.service import import_standard
from tests.services.assessment.case import Case, vouch_for_everything
from tests.world import NOW, MadeStandard, World

PLAN, PILOT = "develop a project plan for the programme", "pilot the programme with its groups"
RISKS, KNOW = "carry out a risk assessment of all the work", "how to make a plan"
REWORDED = "pilot the programme with all of its target groups"
ONE = ((PLAN, PILOT, RISKS), (KNOW,))
TWO = (("keep to the code of practice", PLAN, REWORDED), (KNOW,))


def standard(
    world: World, urn: str, edition: str, texts: tuple[tuple[str, ...], tuple[str, ...]]
) -> MadeStandard:
    performance, knowledge = texts

    def criteria(letter: str, words: tuple[str, ...]) -> tuple[BilingualCriterion, ...]:
        return tuple(
            BilingualCriterion(f"{letter}{place}", Bilingual(each, None))
            for place, each in enumerate(words, 1)
        )

    document = BilingualStandard(
        urn,
        edition,
        Bilingual(f"{urn} title", None),
        sources={Language.ENGLISH: Source("a test", Provenance.PUBLISHED)},
        performance=criteria("P", performance),
        knowledge=criteria("K", knowledge),
    )
    with world.context(), writing() as session:
        done = import_standard(session, standard=document, now=NOW)
        ids = {one.label: one.id for one in list_criteria(session, standard_ids=[done.standard_id])}
    return MadeStandard(done.standard_id, urn, new_id(), new_id(), ids)


class Moving(Case):
    """A unit under version 1 of a standard that has a version 2."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        urn = f"MOVE{self.provider.id.hex[-6:].upper()}1"
        self.old, self.new = standard(world, urn, "1", ONE), standard(world, urn, "2", TWO)
        self.manager = world.actor(Role.MANAGER, self.provider)
        self.standard = self.old
        self.unit = world.enrolment(self.practitioner, self.old, assessor=self.assessor)

    def move(self, actor: Actor | None = None, **values: object) -> UUID:
        given: dict[str, object] = {
            "unit_ids": [self.unit.id],
            "standard_id": self.new.id,
            "reason": "The awarding body moves everybody.",
            "language": "en",
        }
        done = self.do(move_units, actor or self.manager, **given | values)
        self.standard = self.new
        return done

    def standing(self) -> MadeStandard:
        """Give the version that the unit is under now."""
        with self.world.context():
            unit = find_unit(db.session(), self.assessor, self.unit.id)
            found = list_criteria(db.session(), standard_ids=[unit.standard_id])
            ids = {one.label: one.id for one in found}
        return MadeStandard(unit.standard_id, unit.urn, new_id(), new_id(), ids)

    def states(self) -> dict[str, str]:
        with self.world.context():
            found = criterion_states(db.session(), [self.unit.id])[self.unit.id]
        return {facts.label: facts.state.value for facts in found.values()}

    def to_reaffirm(self) -> set[str]:
        with self.world.context():
            session = db.session()
            unit = find_unit(session, self.assessor, self.unit.id)
            facts = criterion_states(session, [self.unit.id])[self.unit.id]
            changed = list_changed_criteria(session, unit, facts.values())
        return {facts[one].label for one in changed}


@pytest.fixture
def moving(world: World) -> Moving:
    return Moving(world)


def test_unchanged_and_reworded_criteria_keep_what_was_recorded(moving: Moving) -> None:
    moving.map("P1", "P2", "P3", "K1")
    moving.submit("P1", "P2")
    moving.decide(Outcome.MET, "P1", "P2")
    moving.move()

    assert moving.states() == {"P1": "open", "P2": "met", "P3": "met", "K1": "evidenced"}
    assert moving.view().edition == "2"


def test_what_waits_for_its_decision_still_waits(moving: Moving) -> None:
    moving.map("P2", "K1")
    moving.submit("P2", "K1")
    moving.move()

    assert moving.states()["P3"] == moving.states()["K1"] == "submitted"
    moving.decide(Outcome.MET, "P3", "K1")
    assert moving.states()["P3"] == "met"


def test_reflections_follow(moving: Moving, world: World) -> None:
    reflection = Reflection(
        id=new_id(), provider_id=moving.provider.id, practitioner_id=moving.practitioner.person_id,
        enrolment_id=moving.unit.id, criterion_id=moving.old.criteria["P1"], newest=1,
        created_at=NOW,
    )  # fmt: skip
    world.save(reflection)
    moving.move()

    with world.context():
        found = db.session().get_one(Reflection, reflection.id)
        assert found.criterion_id == moving.new.criteria["P2"]


def test_only_reworded_criteria_that_were_met_are_to_be_reaffirmed(moving: Moving) -> None:
    moving.map("P1", "P2", "K1")
    moving.submit("P1", "P2", "K1")
    moving.decide(Outcome.MET, "P1", "P2", "K1")
    moving.move()

    assert moving.to_reaffirm() == {"P3"}
    moving.decide(Outcome.MET, "P3")
    assert moving.to_reaffirm() == set()


def test_a_unit_that_was_moved_can_be_signed_off_and_its_snapshot_tells_of_the_move(
    moving: Moving, world: World
) -> None:
    moving.map("P1", "P2", "P3", "K1")
    moving.submit("P1", "P2", "P3", "K1")
    moving.decide(Outcome.MET, "P1", "P2", "P3", "K1")
    moving.move()
    moving.map("P1")
    moving.submit("P1")
    moving.decide(Outcome.MET, "P1")
    moving.decide(Outcome.MET, "P3")
    sign_off = moving.sign_off()

    with world.context():
        snapshot = db.session().get_one(SignOff, sign_off).snapshot
    assert snapshot["unit"]["edition"] == "2"
    [move] = snapshot["moves"]
    assert move["criteria"] == {"P1": "P2", "P2": "P3", "K1": "K1"}
    assert (move["from"], move["to"], move["reworded"], move["gone"]) == ("1", "2", ["P3"], ["P3"])
    assert move["reason"] == "The awarding body moves everybody."
    [again] = move["reaffirmed"]
    assert (again["criterion"], again["by"]) == ("P3", moving.assessor.name)
    assert set(snapshot["submissions"][0]["criteria"]) == {"P2", "P3", "P3 (1)", "K1"}
    assert {one.get("text_en", {}).get("edition") for one in snapshot["decisions"]} == {"1", None}


def test_a_signed_off_unit_stays_under_its_version(moving: Moving) -> None:
    moving.meet_all()
    moving.sign_off()

    with pytest.raises(SignedOffStaysError):
        moving.move()
    assert moving.view().edition == "1"


def test_a_unit_stays_while_something_waits_on_a_criterion_that_is_gone(moving: Moving) -> None:
    moving.map("P3")
    moving.submit("P3")
    with pytest.raises(WaitsOnGoneError) as refused:
        moving.move()

    assert refused.value.labels == ("P3",)
    moving.decide(Outcome.MET, "P3")
    moving.move()
    assert moving.states()["P1"] == "open"


def test_an_open_question_on_a_gone_criterion_is_answered_first(moving: Moving) -> None:
    moving.map("P1", "P3")
    moving.submit("P1", "P3")
    moving.decide(Outcome.MET, "P1", "P3")
    request = moving.ask("P1", "P3")
    with pytest.raises(WaitsOnGoneError):
        moving.move()

    moving.answer(request)
    moving.move()
    assert moving.states()["P2"] == "met"
    assert [one.answer for one in moving.record().requests] == ["Both of us."]


def test_what_stood_on_a_gone_criterion_stays_on_record(moving: Moving, world: World) -> None:
    moving.map("P3")
    moving.submit("P3")
    moving.decide(Outcome.NOT_YET_MET, "P3")
    moving.move()

    with world.context():
        session = db.session()
        gone = moving.old.criteria["P3"]
        for table in (Mapping, Decision, SubmittedCriterion):
            assert session.scalar(sa.select(table.id).where(table.criterion_id == gone))
    assert [one.outcome for one in moving.record().decisions] == [Outcome.NOT_YET_MET]


def test_the_journal_verifies_and_vouches_for_the_rows_as_they_stood_before(
    moving: Moving, world: World
) -> None:
    moving.map("P1", "P2")
    with world.context():
        vouch_for_everything(moving.provider.id)
    moving.submit("P1", "P2")
    moving.decide(Outcome.MET, "P1", "P2")
    moving.move()

    with world.context():
        session = db.session()
        assert find_faults(session) == []
        before = dict(
            session.execute(sa.select(Succession.to_criterion_id, Succession.from_criterion_id))
            .tuples()
            .all()
        )
        vouched = [
            (detail.salt, row)
            for detail in session.scalars(sa.select(JournalDetail).order_by(JournalDetail.seq))
            for row in detail.payload["rows"]
        ]
        for row in session.execute(sa.select(Decision.__table__)).mappings():
            as_it_stood = dict(row) | {"criterion_id": before[row["criterion_id"]]}
            salt, first = next(each for each in vouched if each[1]["id"] == str(row["id"]))
            values = vouched_values(cast("sa.Table", Decision.__table__), as_it_stood)
            assert first["digest"] == digest(salt, values)


def test_the_move_is_on_record_with_its_reason(moving: Moving, world: World) -> None:
    moving.move()

    with world.context():
        [move] = list_moves(db.session(), moving.unit.id)
    assert (move.from_edition, move.to_edition) == ("1", "2")
    assert move.reason == "The awarding body moves everybody."
    assert move.moved_by == moving.manager.name


def test_a_unit_never_goes_back_to_an_older_version(moving: Moving) -> None:
    moving.move()
    with pytest.raises(NotNewerError):
        moving.move(standard_id=moving.old.id)
    with pytest.raises(NotNewerError):
        moving.move()


def test_all_units_are_moved_or_none(moving: Moving, world: World) -> None:
    other = world.enrolment(world.actor(Role.PRACTITIONER, moving.provider), moving.old)
    both = world.enrolment(moving.practitioner, moving.new)
    with pytest.raises(OnBothError):
        moving.move(unit_ids=[other.id, moving.unit.id])
    with world.context():
        assert find_unit(db.session(), moving.manager, other.id).edition == "1"
    assert both.id


def test_only_a_manager_moves_only_their_own_and_says_why(moving: Moving, world: World) -> None:
    stranger = world.actor(Role.MANAGER, world.provider())
    with pytest.raises(NotFoundError):
        moving.move(stranger)
    with pytest.raises(MayNotMoveError):
        moving.move(moving.assessor)
    with pytest.raises(NoReasonToMoveError):
        moving.move(reason="")
    with pytest.raises(NotFoundError):
        moving.move(standard_id=world.standard("ELSE1", edition="9").id)


def test_a_unit_moves_on_twice(moving: Moving, world: World) -> None:
    moving.map("P1")
    moving.submit("P1")
    moving.decide(Outcome.MET, "P1")
    moving.move()
    third = standard(world, moving.old.urn, "3", ((f"{PLAN} as agreed", REWORDED), (KNOW,)))
    moving.move(standard_id=third.id)

    assert moving.states()["P1"] == CriterionState.MET.value
    assert moving.to_reaffirm() == {"P1"}
