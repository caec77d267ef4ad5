from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
import sqlalchemy as sa

from assess.actor import Actor, Role
from assess.cpd.queries.activities import ActivityChoice, list_activities
from assess.cpd.queries.activity_details import find_activity
from assess.cpd.queries.feeds import find_feed, find_feed_day
from assess.cpd.queries.needs import list_needs
from assess.cpd.rules.activities import (
    DoneLaterError,
    NotDoneError,
    NothingToSayError,
    Typed,
    UnknownLinkError,
    UnknownNeedError,
)
from assess.cpd.rules.amounts import Amount
from assess.cpd.rules.cycle import Stage
from assess.cpd.rules.kinds import ActivityKind, CpdUnit, NeedSource
from assess.cpd.service.account import Account, use_as_evidence
from assess.cpd.service.activities import (
    Links,
    add_activity,
    change_activity,
    do_activity,
    remove_activity,
    restore_activity,
)
from assess.cpd.service.activity_links import (
    attach_evidence,
    attach_reflections,
    detach_evidence,
    relate_criteria,
)
from assess.cpd.service.feeds import make_feed, revoke_feed
from assess.cpd.service.needs import Noted, close_need, note_need, reopen_need
from assess.db import db, new_id, writing
from assess.evidence.queries import find_piece
from assess.evidence.rules.kinds import EvidenceKind
from assess.evidence.rules.offers import StillNamedError
from assess.evidence.service import delete_evidence
from assess.files import MemoryStore
from assess.journal.models import JournalEntry
from assess.people.rules.links import make_token
from assess.refusals import NotFoundError, StaleError
from tests.world import NOW, World

COURSE = Typed(
    title="A course on messages",
    kind=ActivityKind.FORMAL,
    starts_on=date(2026, 11, 20),
    ends_on=date(2026, 11, 20),
    is_done=True,
    is_planned=False,
    language="en",
    amount=Amount(250, CpdUnit.HOURS),
    learned="People first.",
)
PLANNED = replace(
    COURSE, is_done=False, starts_on=date(2026, 12, 1), ends_on=date(2026, 12, 2), learned=""
)


@pytest.fixture
def actor(world: World) -> Actor:
    return world.actor(Role.PRACTITIONER, world.provider())


def add(actor: Actor, typed: Typed = COURSE, links: Links | None = None) -> UUID:
    with writing() as session:
        return add_activity(
            session, actor=actor, typed=typed, links=links or Links(), tab_id=new_id(), now=NOW
        )


def do(deed: Callable[..., UUID], actor: Actor, **values: object) -> UUID:
    with writing() as session:
        return deed(session, actor=actor, now=NOW, **values)


def deeds() -> list[str]:
    return list(db.session.scalars(sa.select(JournalEntry.deed).order_by(JournalEntry.seq)))


@pytest.mark.parametrize("role", list(Role))
def test_everybody_keeps_a_record_whatever_their_role(world: World, role: Role) -> None:
    actor = world.actor(role, world.provider())

    found = find_activity(db.session(), actor, add(actor))

    assert (found.title, found.hundredths, found.unit) == (COURSE.title, 250, CpdUnit.HOURS)
    assert found.done_on == COURSE.ends_on
    assert found.stage is Stage.REFLECTED
    assert deeds() == ["log_activity"]


def test_what_is_planned_was_planned_beforehand(actor: Actor) -> None:
    found = find_activity(db.session(), actor, add(actor, PLANNED))

    assert found.is_planned
    assert found.done_on is None
    assert deeds() == ["plan_activity"]


def test_somebody_elses_activity_is_not_found(world: World, actor: Actor) -> None:
    activity_id = add(actor)
    others = [
        world.actor(Role.MANAGER, world.provider()),
        Actor(**{**vars(actor), "provider_id": world.provider().id}),
    ]

    for other in others:
        with pytest.raises(NotFoundError):
            find_activity(db.session(), other, activity_id)
        with pytest.raises(NotFoundError):
            do(remove_activity, other, activity_id=activity_id)
        assert list_activities(db.session(), other) == []


def test_a_plan_is_done_on_its_day(actor: Actor) -> None:
    activity_id = add(actor, PLANNED)

    with pytest.raises(DoneLaterError):
        do(do_activity, actor, activity_id=activity_id, done_on=date(2026, 12, 2))
    do(do_activity, actor, activity_id=activity_id, done_on=date(2026, 11, 21))

    found = find_activity(db.session(), actor, activity_id)
    assert (found.starts_on, found.ends_on) == (date(2026, 11, 20), date(2026, 11, 21))
    assert found.done_on == found.ends_on
    assert found.is_planned
    do(do_activity, actor, activity_id=activity_id, done_on=date(2026, 11, 1))
    assert find_activity(db.session(), actor, activity_id).done_on == date(2026, 11, 21)


def test_a_change_over_one_that_was_not_seen_is_refused_with_what_stands(actor: Actor) -> None:
    activity_id = add(actor)
    values = {"activity_id": activity_id, "tab_id": new_id(), "seen": 1}
    do(change_activity, actor, typed=replace(COURSE, title="First"), **values)

    with pytest.raises(StaleError) as refusal:
        do(change_activity, actor, typed=replace(COURSE, title="Second"), **values)

    assert refusal.value.current["title"] == "First"
    assert find_activity(db.session(), actor, activity_id).title == "First"


def test_what_is_removed_is_kept_and_can_be_put_back(actor: Actor) -> None:
    activity_id = add(actor)

    do(remove_activity, actor, activity_id=activity_id)
    session = db.session()
    assert list_activities(session, actor) == []
    assert len(list_activities(session, actor, ActivityChoice(is_removed=True))) == 1
    do(restore_activity, actor, activity_id=activity_id)
    assert [one.id for one in list_activities(db.session(), actor)] == [activity_id]
    assert deeds() == ["log_activity", "remove_activity", "restore_activity"]


def test_an_activity_is_for_a_need_of_its_own_person_only(world: World, actor: Actor) -> None:
    mine = do(note_need, actor, noted=Noted("Segmentation", "en"))
    theirs = do(
        note_need, world.actor(Role.PRACTITIONER, world.provider()), noted=Noted("Theirs", "en")
    )

    add(actor, replace(COURSE, need_id=mine))
    with pytest.raises(UnknownNeedError):
        add(actor, replace(COURSE, need_id=theirs))
    [need] = list_needs(db.session(), actor, is_open=True)
    assert need.activities == 1


def test_a_need_is_closed_and_opened_again(world: World, actor: Actor) -> None:
    standard = world.standard()
    need_id = do(
        note_need,
        actor,
        noted=Noted("K1", "en", NeedSource.GAP, standard.criteria["K1"]),
    )

    do(close_need, actor, need_id=need_id)
    assert list_needs(db.session(), actor, is_open=True) == []
    do(reopen_need, actor, need_id=need_id)

    [need] = list_needs(db.session(), actor, is_open=True)
    assert (need.urn, need.label, need.source) == (standard.urn, "K1", NeedSource.GAP)
    with pytest.raises(UnknownLinkError):
        do(note_need, actor, noted=Noted("None", "en", NeedSource.GAP, new_id()))


def test_criteria_of_a_standard_are_those_that_were_ticked(world: World, actor: Actor) -> None:
    one, other = world.standard("INSSMA98"), world.standard("INSSMA99")
    activity_id = add(actor, links=Links(criterion_ids=[other.criteria["P1"]]))

    for labels in (["P1", "K1"], ["K1", "K2"]):
        do(
            relate_criteria,
            actor,
            activity_id=activity_id,
            standard_id=one.id,
            criterion_ids=[one.criteria[label] for label in labels],
        )

    found = find_activity(db.session(), actor, activity_id)
    assert [(row.urn, row.label) for row in found.criteria] == [
        ("INSSMA98", "K1"),
        ("INSSMA98", "K2"),
        ("INSSMA99", "P1"),
    ]


def test_a_standard_of_another_provider_is_refused_like_a_missing_one(
    world: World, actor: Actor
) -> None:
    theirs = world.standard(owner_id=world.provider().id)
    activity_id = add(actor)

    for criterion_id in (theirs.criteria["P1"], new_id()):
        with pytest.raises(UnknownLinkError):
            do(
                relate_criteria,
                actor,
                activity_id=activity_id,
                standard_id=theirs.id,
                criterion_ids=[criterion_id],
            )


def test_evidence_is_shared_and_only_ones_own(world: World, actor: Actor) -> None:
    piece = world.evidence(actor)
    somebody = world.actor(Role.PRACTITIONER, world.provider())
    theirs = world.evidence(somebody)
    activity_id = add(actor)

    do(attach_evidence, actor, activity_id=activity_id, evidence_ids=[piece.id, piece.id])
    for evidence_id in (theirs.id, new_id()):
        with pytest.raises(UnknownLinkError):
            do(attach_evidence, actor, activity_id=activity_id, evidence_ids=[evidence_id])
        with pytest.raises(UnknownLinkError):
            do(attach_reflections, actor, activity_id=activity_id, reflection_ids=[evidence_id])

    [linked] = find_activity(db.session(), actor, activity_id).evidence
    assert linked.evidence_id == piece.id


def test_evidence_that_counts_as_cpd_is_not_deleted_until_it_is_taken_off(
    world: World, actor: Actor
) -> None:
    piece = world.evidence(actor)
    activity_id = add(actor, links=Links(evidence_ids=[piece.id]))

    with pytest.raises(StillNamedError):
        do(delete_evidence, actor, evidence_id=piece.id)
    do(detach_evidence, actor, activity_id=activity_id, evidence_id=piece.id)
    do(delete_evidence, actor, evidence_id=piece.id)


def test_a_done_activity_becomes_one_piece_of_evidence(
    world: World, actor: Actor, files: MemoryStore
) -> None:
    standard, other = world.standard("INSSMA98"), world.standard("INSSMA99")
    unit = world.enrolment(actor, standard)
    links = Links(criterion_ids=[standard.criteria["K1"], other.criteria["K2"]])
    activity_id = add(actor, links=links)
    account = Account("What I learned\n\nPeople first.", "Formal learning")
    values = {"activity_id": activity_id, "account": account, "store": files}

    evidence_id = do(use_as_evidence, actor, **values)

    piece = find_piece(db.session(), actor, evidence_id)
    assert piece.kind is EvidenceKind.REFLECTIVE_ACCOUNT
    assert (piece.newest.title, piece.newest.text) == (COURSE.title, account.text)
    assert [(one.unit_id, one.label) for one in piece.mappings] == [(unit.id, "K1")]
    assert do(use_as_evidence, actor, **values) == evidence_id
    do(detach_evidence, actor, activity_id=activity_id, evidence_id=evidence_id)
    assert do(use_as_evidence, actor, **values) == evidence_id
    [linked] = find_activity(db.session(), actor, activity_id).evidence
    assert linked.evidence_id == evidence_id


def test_evidence_of_an_activity_is_made_anew_once_it_was_deleted(
    actor: Actor, files: MemoryStore
) -> None:
    activity_id = add(actor)
    values = {"activity_id": activity_id, "account": Account("Words", ""), "store": files}
    made = []

    for _ in range(3):
        made.append(do(use_as_evidence, actor, **values))
        assert do(use_as_evidence, actor, **values) == made[-1]
        do(detach_evidence, actor, activity_id=activity_id, evidence_id=made[-1])
        do(delete_evidence, actor, evidence_id=made[-1])

    assert len(set(made)) == 3


def test_nothing_said_and_nothing_done_is_no_evidence(actor: Actor, files: MemoryStore) -> None:
    values = {"account": Account("", ""), "store": files}

    with pytest.raises(NothingToSayError):
        do(use_as_evidence, actor, activity_id=add(actor), **values)
    with pytest.raises(NotDoneError):
        do(use_as_evidence, actor, activity_id=add(actor, PLANNED), **values)


def test_the_list_is_found_by_words_without_accents_kind_year_and_state(actor: Actor) -> None:
    tea = add(actor, replace(COURSE, title="Sgwrs dros de", learned="Tŷ bach twt"))
    old = add(
        actor,
        replace(
            COURSE,
            kind=ActivityKind.OTHER,
            starts_on=date(2024, 12, 30),
            ends_on=date(2025, 1, 2),
            amount=None,
        ),
    )
    plan = add(actor, PLANNED)

    def found(**chosen: object) -> list[UUID]:
        choice = replace(ActivityChoice(), **chosen)  # type: ignore[arg-type] # any of its fields
        return [one.id for one in list_activities(db.session(), actor, choice)]

    assert found(words="ty BACH") == [tea]
    assert found(year=2024) == found(year=2025) == found(kind=ActivityKind.OTHER) == [old]
    assert found(is_done=False) == [plan]
    assert found(is_done=True) == [tea, old]
    assert found(words="%") == []


def test_a_calendar_address_shows_what_is_planned_and_ends_when_it_is_revoked(
    actor: Actor,
) -> None:
    first, second = make_token(), make_token()
    add(actor)
    planned = add(actor, PLANNED)
    do(remove_activity, actor, activity_id=add(actor, replace(PLANNED, title="Removed")))
    do(make_feed, actor, token=first)

    found = find_feed(db.session(), first)
    assert found is not None
    assert [(one.id, one.title) for one in found.planned] == [(planned, PLANNED.title)]
    do(make_feed, actor, token=second)
    assert find_feed(db.session(), first) is None
    with writing() as session:
        revoke_feed(session, actor=actor, now=NOW)
    assert find_feed(db.session(), second) is None
    assert find_feed_day(db.session(), actor) is None
    assert deeds()[-3:] == ["make_feed", "renew_feed", "revoke_feed"]
    kept = db.session.scalars(sa.select(JournalEntry.deed)).all()
    assert second not in str(kept)
