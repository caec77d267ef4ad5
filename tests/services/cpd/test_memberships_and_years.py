from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa

from assess.actor import Actor, Role
from assess.cpd.models import CpdMembership, CpdStatement, CpdYear
from assess.cpd.queries.memberships import find_membership, list_memberships
from assess.cpd.queries.packs import list_packs
from assess.cpd.queries.year_reflections import list_own_reflections
from assess.cpd.queries.years import load_year
from assess.cpd.rules.gaps import EmptyExplanationError, NoSuchGapError
from assess.cpd.rules.kinds import CpdUnit
from assess.cpd.rules.pack_file import read_pack
from assess.cpd.rules.packs import Asked, Pack, Packs
from assess.cpd.rules.statements import (
    NothingChosenError,
    UnknownKindError,
    UnknownQuestionError,
)
from assess.cpd.rules.years import (
    EndsBeforeStartError,
    Period,
    SameMembershipError,
    SomethingSaidError,
    TargetMissingError,
    UnknownPackError,
)
from assess.cpd.service.memberships import (
    MembershipTerms,
    add_membership,
    end_membership,
    remove_membership,
)
from assess.cpd.service.years import (
    WhichYear,
    answer_questions,
    explain_gap,
    mark_statements,
    unmark_statement,
)
from assess.db import db, writing
from assess.journal.service import once
from assess.refusals import NotFoundError, StaleError
from tests.counting import counted_statements
from tests.cpd_record import activity, membership, reflection, without_amount
from tests.world import NOW, World

TODAY = date(2026, 11, 21)
FOLDER = Path(__file__).parents[3] / "standards" / "cpd"


@pytest.fixture
def rhian(world: World) -> Actor:
    return world.actor(Role.PRACTITIONER, world.provider())


def add(
    actor: Actor, pack: str, starts_on: date = date(2026, 1, 1), key: UUID | None = None
) -> UUID:
    return once(
        actor,
        key or uuid4(),
        lambda session: add_membership(
            session, actor=actor, terms=MembershipTerms(pack, starts_on), now=NOW
        ),
    )


def version(number: int, start: str, end: str) -> Pack:
    text = (FOLDER / "cim-affiliate-1.toml").read_text(encoding="utf-8")
    return read_pack(
        text.replace("version = 1", f"version = {number}")
        .replace('from = "not stated"', f"from = {start}")
        .replace('until = "not stated"', f"until = {end}")
        .replace("figure = 35", f"figure = {30 + 5 * number}")
    )


def test_a_person_holds_several_memberships(rhian: Actor) -> None:
    add(rhian, "cim-member")
    add(rhian, "set")

    assert {one.pack for one in list_memberships(db.session(), rhian)} == {"cim-member", "set"}


def test_a_membership_that_is_posted_twice_is_added_once(rhian: Actor) -> None:
    key = uuid4()

    assert add(rhian, "cim-member", key=key) == add(rhian, "cim-member", key=key)

    assert len(list_memberships(db.session(), rhian)) == 1


def test_an_unknown_pack_is_no_membership(rhian: Actor) -> None:
    with pytest.raises(UnknownPackError):
        add(rhian, "made-up")


def test_one_pack_is_held_once_at_a_time(rhian: Actor) -> None:
    add(rhian, "set")

    with pytest.raises(SameMembershipError):
        add(rhian, "set", date(2025, 1, 1))


def test_the_own_target_is_kept_with_its_unit_and_no_other_pack_keeps_one(rhian: Actor) -> None:
    with pytest.raises(TargetMissingError):
        add(rhian, "own-target")
    for pack in ("own-target", "set"):
        with writing() as session:
            terms = MembershipTerms(pack, date(2026, 1, 1), 2000, CpdUnit.HOURS)
            add_membership(session, actor=rhian, terms=terms, now=NOW)

    held = {one.pack: one.target_hundredths for one in list_memberships(db.session(), rhian)}
    assert held == {"own-target": 2000, "set": None}


def test_a_membership_ends_and_its_years_stay(rhian: Actor, world: World) -> None:
    made = membership(world, rhian, starts_on=date(2024, 4, 1))
    before = find_membership(db.session(), rhian, made)

    with writing() as session:
        end_membership(
            session,
            actor=rhian,
            membership_id=made,
            ends_on=date(2026, 6, 30),
            version=before.version,
            now=NOW,
        )

    years = find_membership(db.session(), rhian, made).periods(TODAY)
    assert [one.starts_on.year for one in years] == [2024, 2025, 2026]
    assert years[-1].ends_on == date(2026, 6, 30)


def test_an_end_before_the_start_and_one_from_an_old_page_are_refused(
    rhian: Actor, world: World
) -> None:
    made = membership(world, rhian)
    seen = find_membership(db.session(), rhian, made).version

    for ends_on, at, refusal in (
        (date(2025, 1, 1), seen, EndsBeforeStartError),
        (date(2026, 6, 1), seen + 1, StaleError),
    ):
        with pytest.raises(refusal), writing() as session:
            end_membership(
                session, actor=rhian, membership_id=made, ends_on=ends_on, version=at, now=NOW
            )


def test_only_a_membership_of_which_nothing_was_said_is_taken_out(
    rhian: Actor, world: World
) -> None:
    silent = membership(world, rhian)
    told = membership(world, rhian, "set")
    answer(rhian, told, {"done": True})

    with writing() as session:
        remove_membership(session, actor=rhian, membership_id=silent, now=NOW)
    with pytest.raises(SomethingSaidError), writing() as session:
        remove_membership(session, actor=rhian, membership_id=told, now=NOW)

    assert list(db.session.scalars(sa.select(CpdMembership.id))) == [told]


def test_somebody_elses_membership_is_not_there(rhian: Actor, world: World) -> None:
    other = world.actor(Role.PRACTITIONER, world.provider())
    made = membership(world, other)

    with pytest.raises(NotFoundError):
        find_membership(db.session(), rhian, made)
    with pytest.raises(NotFoundError), writing() as session:
        remove_membership(session, actor=rhian, membership_id=made, now=NOW)
    with pytest.raises(NotFoundError):
        answer(rhian, made, {})


def test_the_same_person_at_another_provider_has_another_record(rhian: Actor, world: World) -> None:
    made = membership(world, rhian)
    there = Actor(
        rhian.person_id, world.provider().id, rhian.role_holding_id, rhian.role, "", rhian.language,
        NOW,
    )  # fmt: skip

    with pytest.raises(NotFoundError):
        find_membership(db.session(), there, made)


@pytest.mark.parametrize("day", ["2026-01-02", "20260101", "2027-01-01", "x", "2025-01-01", ""])
def test_a_day_on_which_no_year_starts_is_no_year(rhian: Actor, world: World, day: str) -> None:
    made = membership(world, rhian)

    with pytest.raises(NotFoundError):
        load_year(db.session(), rhian, made, day, today=TODAY)


def test_a_year_holds_what_was_done_in_it(rhian: Actor, world: World) -> None:
    made = membership(world, rhian)
    inside = activity(world, rhian, "2026-03-10")
    activity(world, rhian, "2025-12-31")
    activity(world, rhian, "2026-04-01", removed_at=NOW)
    activity(world, rhian, "2026-12-01", done_on=None)
    activity(world, world.actor(Role.PRACTITIONER, world.provider()), "2026-03-11")

    view = load_year(db.session(), rhian, made, "2026-01-01", today=TODAY)

    assert [one.id for one in view.done] == [inside.id]
    assert view.standing.amount.sums == {CpdUnit.HOURS: 250}


def test_a_year_keeps_the_rules_that_were_in_force_on_its_first_day(
    rhian: Actor, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = membership(world, rhian, starts_on=date(2025, 6, 1))
    activity(world, rhian, "2026-03-10", unit=CpdUnit.CREDITS)
    before = load_year(db.session(), rhian, made, "2025-06-01", today=TODAY)

    changed = Packs.of([version(1, "2020-01-01", "2026-03-31"), version(2, "2026-04-01", '"open"')])
    monkeypatch.setattr("assess.cpd.queries.memberships.list_packs", lambda: changed)
    old = load_year(db.session(), rhian, made, "2025-06-01", today=TODAY)
    new = load_year(db.session(), rhian, made, "2026-06-01", today=TODAY)

    assert (old.pack.version, old.standing.amount.wanted) == (1, 3500)
    assert (new.pack.version, new.standing.amount.wanted) == (2, 4000)
    assert old.standing.amount.done == before.standing.amount.done == 250
    assert [one.id for one in old.done] == [one.id for one in before.done]


def answer(actor: Actor, made: UUID, answers: dict[str, bool], version: int = 0) -> None:
    with writing() as session:
        answer_questions(
            session,
            actor=actor,
            which=WhichYear(made, "2026-01-01"),
            answers=answers,
            version=version,
            now=NOW,
        )


def test_questions_are_answered_and_answered_anew(rhian: Actor, world: World) -> None:
    made = membership(world, rhian, "set")

    answer(rhian, made, {"done": True, "reflected": False})
    view = load_year(db.session(), rhian, made, "2026-01-01", today=TODAY)
    assert view.row is not None
    answer(rhian, made, {"done": True}, view.row.version)

    view = load_year(db.session(), rhian, made, "2026-01-01", today=TODAY)
    assert view.row is not None
    assert view.row.answers == {"done": True}


def test_answers_from_an_old_page_write_over_nothing(rhian: Actor, world: World) -> None:
    made = membership(world, rhian, "set")
    answer(rhian, made, {"done": True})

    with pytest.raises(StaleError) as stale:
        answer(rhian, made, {"done": False})

    assert stale.value.current == {"done": "yes"}


def test_what_the_pack_does_not_ask_is_not_answered(rhian: Actor, world: World) -> None:
    made = membership(world, rhian, "cim-member")

    with pytest.raises(UnknownQuestionError):
        answer(rhian, made, {"done": True})
    assert not list(db.session.scalars(sa.select(CpdYear)))


def mark(actor: Actor, made: UUID, kind: str, *chosen: UUID) -> None:
    with writing() as session:
        mark_statements(
            session,
            actor=actor,
            which=WhichYear(made, "2026-01-01"),
            kind=kind,
            reflection_ids=chosen,
            now=NOW,
        )


def test_reflections_count_as_statements_and_move_between_kinds(rhian: Actor, world: World) -> None:
    made = membership(world, rhian, "cim-member")
    one, two = reflection(world, rhian), reflection(world, rhian, None)

    mark(rhian, made, "core", one, two)
    mark(rhian, made, "technical", two)

    view = load_year(db.session(), rhian, made, "2026-01-01", today=TODAY)
    assert view.held.statements == {"core": 1, "technical": 1}
    assert {row.title for row in view.statements} == {
        "On listening",
        "I listened more than I spoke.",
    }


def test_only_own_reflections_of_kinds_that_are_asked_count(rhian: Actor, world: World) -> None:
    made = membership(world, rhian, "cim-member")
    own = reflection(world, rhian)
    strange = reflection(world, world.actor(Role.PRACTITIONER, world.provider()))

    with pytest.raises(NotFoundError):
        mark(rhian, made, "core", own, strange)
    with pytest.raises(UnknownKindError):
        mark(rhian, made, "other", own)
    with pytest.raises(NothingChosenError):
        mark(rhian, made, "core")
    assert not list(db.session.scalars(sa.select(CpdStatement)))
    assert [one.id for one in list_own_reflections(db.session(), rhian, limit=9)] == [own]


def test_a_statement_is_taken_back_and_its_reflection_stays(rhian: Actor, world: World) -> None:
    made = membership(world, rhian, "cim-member")
    own = reflection(world, rhian)
    mark(rhian, made, "core", own)
    (statement,) = load_year(db.session(), rhian, made, "2026-01-01", today=TODAY).statements

    stranger = world.actor(Role.PRACTITIONER, world.provider())
    with pytest.raises(NotFoundError), writing() as session:
        unmark_statement(session, actor=stranger, statement_id=statement.id, now=NOW)
    with writing() as session:
        which = unmark_statement(session, actor=rhian, statement_id=statement.id, now=NOW)

    assert which == WhichYear(made, "2026-01-01")
    assert not load_year(db.session(), rhian, made, "2026-01-01", today=TODAY).statements
    assert list_own_reflections(db.session(), rhian, limit=9)


def explain(actor: Actor, made: UUID, stretch: Period, words: str = "I was ill.") -> None:
    with writing() as session:
        explain_gap(
            session,
            actor=actor,
            which=WhichYear(made, "2026-01-01"),
            stretch=stretch,
            words=words,
            language="en",
            now=NOW,
        )


def test_a_gap_is_explained_and_the_explanation_can_be_put_anew(rhian: Actor, world: World) -> None:
    made = membership(world, rhian, "hcpc")
    without_amount(world, rhian, "2026-03-10")
    gaps = load_year(db.session(), rhian, made, "2026-01-01", today=TODAY).standing.gaps
    assert [gap.period for gap in gaps] == [Period(date(2026, 3, 11), TODAY)]

    explain(rhian, made, gaps[0].period)
    explain(rhian, made, gaps[0].period, "I was very ill.")

    (gap,) = load_year(db.session(), rhian, made, "2026-01-01", today=TODAY).standing.gaps
    assert gap.is_explained
    assert [one.words for one in gap.explanations] == ["I was very ill."]


def test_no_gap_is_explained_that_is_none_or_without_words(rhian: Actor, world: World) -> None:
    made = membership(world, rhian, "hcpc")

    with pytest.raises(NoSuchGapError):
        explain(rhian, made, Period(date(2026, 2, 1), date(2026, 6, 1)))
    with pytest.raises(EmptyExplanationError):
        explain(rhian, made, Period(date(2026, 1, 1), TODAY), "  ")


def test_a_year_is_read_in_as_many_statements_whatever_it_holds(rhian: Actor, world: World) -> None:
    made = membership(world, rhian, "cim-member")
    for day in range(1, 9):
        done = activity(world, rhian, f"2026-03-{day:02}")
        mark(rhian, made, "core", reflection(world, rhian, on=done))

    with counted_statements() as sent:
        view = load_year(db.session(), rhian, made, "2026-01-01", today=TODAY)

    assert len(view.done) == 8
    assert len(sent) == 5


def test_the_packs_of_the_service_are_read_once() -> None:
    assert list_packs() is list_packs()
    assert {pack.key for pack in list_packs().current(TODAY)} >= {"cim-member", "hcpc", "set"}
    found = list_packs().in_force_on("set", TODAY)
    assert found is not None
    assert found.ask(Asked.QUESTIONS) is not None
