from datetime import date
from uuid import UUID

import pytest

from assess.actor import Actor, Role
from assess.cpd.models import CpdActivityCriterion
from assess.cpd.queries.audit import load_audit_pack, load_audit_pack_of_period, load_released
from assess.cpd.queries.releases import list_own_releases, list_released
from assess.cpd.rules.audit import AuditPack
from assess.cpd.rules.kinds import ActivityKind, CpdUnit
from assess.cpd.rules.packs import Asked
from assess.cpd.rules.releasing import MayNotReleaseError, ReleasedAlreadyError
from assess.cpd.rules.years import Period
from assess.cpd.service.declaring import Declared, declare_year
from assess.cpd.service.releasing import release_record, withdraw_release
from assess.cpd.service.years import WhichYear, explain_gap, mark_statements
from assess.db import db, new_id, writing
from assess.people.models import Provider
from assess.refusals import NotFoundError
from tests.counting import counted_statements
from tests.cpd_record import activity, membership, reflection, show_by_evidence, without_amount
from tests.world import NOW, World

TODAY = date(2026, 11, 21)
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def provider(world: World) -> Provider:
    return world.provider()


@pytest.fixture
def aled(world: World, provider: Provider) -> Actor:
    return world.actor(Role.ASSESSOR, provider, world.person(name="Aled"))


def release(actor: Actor, period: Period = YEAR) -> UUID:
    with writing() as session:
        return release_record(session, actor=actor, period=period, now=NOW)


def withdraw(actor: Actor, release_id: UUID) -> None:
    with writing() as session:
        withdraw_release(session, actor=actor, release_id=release_id, now=NOW)


def read(actor: Actor, made: UUID, day: str = "2026-01-01") -> AuditPack:
    return load_audit_pack(db.session(), actor, made, day, today=TODAY)


def test_what_is_released_is_listed_for_the_eqa_by_name(
    world: World, aled: Actor, provider: Provider
) -> None:
    bethan = world.actor(Role.IQA, provider, world.person(name="Bethan"))
    elsewhere = world.actor(Role.IQA, world.provider())
    for actor in (bethan, aled, elsewhere):
        release(actor)

    found = list_released(db.session(), provider.id)

    assert [(one.name, one.period) for one in found] == [("Aled", YEAR), ("Bethan", YEAR)]


def test_what_is_withdrawn_is_seen_no_more_and_may_be_released_again(
    aled: Actor, provider: Provider
) -> None:
    first = release(aled)
    with pytest.raises(ReleasedAlreadyError):
        release(aled)
    withdraw(aled, first)

    assert not list_released(db.session(), provider.id)
    with pytest.raises(NotFoundError):
        load_released(db.session(), provider.id, first, today=TODAY)
    again = release(aled)
    assert [one.id for one in list_own_releases(db.session(), aled)] == [again, first]


def test_practitioners_release_nothing_to_the_eqa(world: World, provider: Provider) -> None:
    with pytest.raises(MayNotReleaseError):
        release(world.actor(Role.PRACTITIONER, provider))


def test_nobody_withdraws_somebody_elses_release(
    world: World, aled: Actor, provider: Provider
) -> None:
    first = release(aled)

    with pytest.raises(NotFoundError):
        withdraw(world.actor(Role.IQA, provider), first)
    assert list_released(db.session(), provider.id)


def test_a_released_record_is_read_at_its_own_provider_only(
    world: World, aled: Actor, provider: Provider
) -> None:
    done = activity(world, aled)
    first = release(aled)

    found = load_released(db.session(), provider.id, first, today=TODAY)

    assert [one.id for one in found.activities] == [done.id]
    assert (found.person, found.pack, found.standing) == ("Aled", None, None)
    with pytest.raises(NotFoundError):
        load_released(db.session(), world.provider().id, first, today=TODAY)


def test_an_audit_pack_holds_the_dated_list_with_what_hangs_on_it(
    world: World, aled: Actor
) -> None:
    made = membership(world, aled)
    standard = world.standard()
    later = activity(world, aled, "2026-05-01", learned="To listen.", given_by="A college")
    first = without_amount(world, aled, "2026-02-01", kind=ActivityKind.OTHER)
    activity(world, aled, "2026-12-01", done_on=None)
    activity(world, aled, "2025-05-01")
    piece = world.evidence(aled)
    show_by_evidence(world, aled, later, piece.id)
    said = reflection(world, aled, on=later)
    world.save(
        CpdActivityCriterion(
            id=new_id(),
            provider_id=aled.provider_id,
            activity_id=later.id,
            criterion_id=standard.criteria["K1"],
        )
    )

    found = read(aled, made)

    assert [(one.number, one.id) for one in found.activities] == [(1, first.id), (2, later.id)]
    assert found.activities[1].criteria == (f"{standard.urn} K1",)
    assert found.activities[1].evidence == found.activities[1].reflections == (1,)
    assert [(one.id, one.activities) for one in found.reflections] == [(said, (2,))]
    (shown,) = found.evidence
    assert (shown.id, shown.number, len(shown.sha256)) == (piece.id, 1, 64)
    assert found.sums == {CpdUnit.HOURS: 250}
    assert found.charts[0].total == 250
    assert found.person == "Aled"


def test_statements_come_first_in_the_order_of_the_pack(world: World, aled: Actor) -> None:
    made = membership(world, aled, "cim-member")
    on_activity = reflection(world, aled, "Attached", on=activity(world, aled))
    technical, core = reflection(world, aled, "B"), reflection(world, aled, "A")
    for kind, chosen in (("technical", technical), ("core", core)):
        with writing() as session:
            mark_statements(
                session,
                actor=aled,
                which=WhichYear(made, "2026-01-01"),
                kind=kind,
                reflection_ids=[chosen],
                now=NOW,
            )

    found = read(aled, made)

    assert [(one.id, one.statement) for one in found.reflections] == [
        (core, "core"),
        (technical, "technical"),
        (on_activity, None),
    ]


def test_gaps_and_declarations_are_in_the_pack(world: World, aled: Actor) -> None:
    made = membership(world, aled, "hcpc")
    which = WhichYear(made, "2026-01-01")
    with writing() as session:
        explain_gap(
            session,
            actor=aled,
            which=which,
            stretch=Period(date(2026, 1, 1), TODAY),
            words="Absennol.",
            language="cy",
            now=NOW,
        )
    with writing() as session:
        declare_year(
            session,
            actor=aled,
            which=which,
            declared=Declared("True.", "en", ticked=True),
            now=NOW,
        )

    before = read(aled, made)
    activity(world, aled, "2026-10-10")
    after = read(aled, made)

    assert before.standing is not None
    assert [gap.explanations[0].words for gap in before.standing.gaps] == ["Absennol."]
    assert [one.is_of_this for one in before.declarations] == [True]
    assert [one.is_of_this for one in after.declarations] == [False]
    assert before.pack is not None
    assert before.pack.ask(Asked.GAPS) is not None


def test_two_years_of_hcpc_are_one_pack(world: World, aled: Actor) -> None:
    made = membership(world, aled, "hcpc", date(2025, 1, 1))
    activity(world, aled, "2025-02-01")
    activity(world, aled, "2026-10-01")

    found = read(aled, made, "2025-01-01")

    assert len(found.activities) == 2
    assert len(found.charts[0].months) == 24


def test_a_period_that_is_no_year_is_read_under_nobodys_rules(world: World, aled: Actor) -> None:
    activity(world, aled)

    found = load_audit_pack_of_period(db.session(), aled, YEAR, today=TODAY)

    assert (len(found.activities), found.pack) == (1, None)


def test_an_empty_year_is_a_pack_all_the_same(world: World, aled: Actor) -> None:
    found = read(aled, membership(world, aled))

    assert (found.activities, found.evidence, found.reflections) == ((), (), ())
    assert found.charts[0].total == 0


def test_an_audit_pack_takes_as_many_statements_whatever_it_holds(
    world: World, aled: Actor
) -> None:
    made = membership(world, aled)
    for day in range(1, 9):
        done = activity(world, aled, f"2026-03-{day:02}")
        reflection(world, aled, on=done)
        show_by_evidence(world, aled, done, world.evidence(aled).id)

    with counted_statements() as sent:
        found = read(aled, made)

    assert len(found.evidence) == 8
    assert len(sent) == 12
