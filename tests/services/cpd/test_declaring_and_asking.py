from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa

from assess.actor import Actor, Role
from assess.bilingual import Language
from assess.cpd.models import CpdActivity, CpdDeclaration
from assess.cpd.queries.declarations import (
    AskedPerson,
    RequestView,
    count_requests,
    find_asked_of,
    find_request,
    list_asked_of,
    list_asked_people,
    list_requests,
)
from assess.cpd.queries.years import load_year
from assess.cpd.rules.declaring import (
    AskedAlreadyError,
    DeclarationState,
    DeclaredAlreadyError,
    DueInThePastError,
    MayNotAskError,
    NobodyToAskError,
    NotDeclaredError,
    RequestEndedError,
)
from assess.cpd.rules.years import Period
from assess.cpd.service.asking import RequestTerms, ask_declarations, end_request
from assess.cpd.service.declaring import Declared, declare_asked, declare_year
from assess.cpd.service.years import WhichYear
from assess.db import db, writing
from assess.journal.queries import find_faults
from assess.journal.service import once
from assess.mail import OutgoingMail
from assess.notifications.models import Notification
from assess.people.models import Provider
from assess.refusals import NotFoundError
from tests.counting import counted_statements
from tests.cpd_record import activity, membership
from tests.world import NOW, World

TODAY = date(2026, 11, 21)
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
TICKED = Declared("This is a true record.", "en", ticked=True)


@pytest.fixture
def provider(world: World) -> Provider:
    return world.provider()


@pytest.fixture
def manager(world: World, provider: Provider) -> Actor:
    return world.actor(Role.MANAGER, provider, world.person(name="Mair"))


@pytest.fixture
def rhian(world: World, provider: Provider) -> Actor:
    person = world.person(name="Rhian", language=Language.WELSH)
    return world.actor(Role.ASSESSOR, provider, person)


def declare(actor: Actor, made: UUID, declared: Declared = TICKED, key: UUID | None = None) -> UUID:
    return once(
        actor,
        key or uuid4(),
        lambda session: declare_year(
            session,
            actor=actor,
            which=WhichYear(made, "2026-01-01"),
            declared=declared,
            now=NOW,
        ),
    )


def ask(manager: Actor, role: Role = Role.ASSESSOR, due_on: date = date(2026, 12, 15)) -> UUID:
    with writing() as session:
        return ask_declarations(
            session, actor=manager, terms=RequestTerms(role, YEAR, due_on), now=NOW
        )


def answer(actor: Actor, asked: UUID, declared: Declared = TICKED) -> UUID:
    with writing() as session:
        return declare_asked(
            session, actor=actor, declaration_request_id=asked, declared=declared, now=NOW
        )


def people(manager: Actor, asked: UUID) -> list[AskedPerson]:
    request = find_request(db.session(), manager, asked)
    return list_asked_people(db.session(), manager, request, limit=50)


def test_a_declaration_keeps_what_the_record_held(world: World, rhian: Actor) -> None:
    made = membership(world, rhian)
    done = activity(world, rhian)

    declared_id = declare(rhian, made)

    kept = db.session.get_one(CpdDeclaration, declared_id)
    assert kept.words == TICKED.words
    assert kept.summary["amounts"] == {"hours": 250}
    assert (kept.summary["pack"], kept.summary["pack_version"]) == ("cim-affiliate", 1)
    (line,) = kept.summary["activities"]
    assert line["id"] == str(done.id)
    assert len(line["sha256"]) == len(kept.summary["sha256"]) == 64


def test_the_journal_vouches_for_a_declaration(world: World, rhian: Actor) -> None:
    declare(rhian, membership(world, rhian))

    # What the test wrote by itself is vouched for by nobody; the declaration is.
    faults = find_faults(db.session())
    assert not [fault for fault in faults if "cpd_declaration" in fault.reason]


def test_a_declaration_that_is_posted_twice_is_made_once(world: World, rhian: Actor) -> None:
    made, key = membership(world, rhian), uuid4()

    assert declare(rhian, made, key=key) == declare(rhian, made, key=key)

    assert db.session.scalar(sa.select(sa.func.count(CpdDeclaration.id))) == 1


def test_a_year_is_declared_again_only_when_the_record_has_changed(
    world: World, rhian: Actor
) -> None:
    made = membership(world, rhian)
    declare(rhian, made)
    with pytest.raises(DeclaredAlreadyError):
        declare(rhian, made)

    activity(world, rhian)
    changed = load_year(db.session(), rhian, made, "2026-01-01", today=TODAY)
    declare(rhian, made)
    again = load_year(db.session(), rhian, made, "2026-01-01", today=TODAY)

    assert changed.state is DeclarationState.CHANGED
    assert again.state is DeclarationState.DECLARED
    assert len(again.declarations) == 2


def test_an_activity_that_is_changed_changes_its_digest_and_the_state(
    world: World, rhian: Actor
) -> None:
    made = membership(world, rhian)
    done = activity(world, rhian)
    declare(rhian, made)

    row = db.session.get_one(CpdActivity, done.id)
    row.learned = "To listen."
    world.save(row)
    declare(rhian, made)

    view = load_year(db.session(), rhian, made, "2026-01-01", today=TODAY)
    newer, older = (one.summary["activities"][0]["sha256"] for one in view.declarations)
    assert newer != older


def test_nothing_is_declared_without_the_tick(world: World, rhian: Actor) -> None:
    with pytest.raises(NotDeclaredError):
        declare(rhian, membership(world, rhian), Declared("True.", "en", ticked=False))


def test_somebody_elses_year_is_not_declared(world: World, rhian: Actor, manager: Actor) -> None:
    made = membership(world, rhian)

    with pytest.raises(NotFoundError):
        declare(manager, made)


def test_everybody_who_holds_the_role_is_told_in_their_language(
    world: World, rhian: Actor, manager: Actor, provider: Provider
) -> None:
    other = world.actor(Role.ASSESSOR, provider)
    world.actor(Role.PRACTITIONER, provider)
    world.actor(Role.ASSESSOR, provider, ended_at=NOW)
    world.actor(Role.ASSESSOR, provider, invited_as="Invited")
    world.actor(Role.ASSESSOR, world.provider())

    ask(manager)

    told = set(db.session.scalars(sa.select(Notification.person_id)))
    assert told == {rhian.person_id, other.person_id}
    mails = {row.language: row.facts for row in db.session.scalars(sa.select(OutgoingMail))}
    assert mails["cy"]["title"] == "1 Ionawr 2026 \u2013 31 Rhagfyr 2026"
    assert mails["en"]["due"] == "15 December 2026"


def test_only_a_manager_asks(rhian: Actor, manager: Actor) -> None:
    with pytest.raises(MayNotAskError):
        ask(rhian)
    asked = ask(manager)
    with pytest.raises(MayNotAskError), writing() as session:
        end_request(session, actor=rhian, declaration_request_id=asked, now=NOW)


@pytest.mark.usefixtures("rhian")
def test_a_day_gone_by_a_role_of_nobody_and_the_same_again_are_refused(manager: Actor) -> None:
    with pytest.raises(DueInThePastError):
        ask(manager, due_on=TODAY - timedelta(days=1))
    with pytest.raises(NobodyToAskError):
        ask(manager, Role.IQA)
    ask(manager)
    with pytest.raises(AskedAlreadyError):
        ask(manager)


def test_a_manager_sees_who_has_declared_and_who_has_not(
    world: World, rhian: Actor, manager: Actor, provider: Provider
) -> None:
    other = world.actor(Role.ASSESSOR, provider, world.person(name="Aled"))
    asked = ask(manager)

    answer(rhian, asked)

    assert [(one.name, one.declared_at) for one in people(manager, asked)] == [
        ("Aled", None),
        ("Rhian", NOW),
    ]
    request = find_request(db.session(), manager, asked)
    assert (request.asked, request.declared) == (2, 1)
    assert other.person_id != rhian.person_id


def test_what_a_manager_reads_has_no_room_for_what_anybody_wrote() -> None:
    assert set(AskedPerson.__dataclass_fields__) == {"person_id", "name", "declared_at"}
    assert not {"words", "summary"} & set(RequestView.__dataclass_fields__)


def test_a_request_is_answered_again_only_when_the_record_has_changed(
    world: World, rhian: Actor, manager: Actor
) -> None:
    asked = ask(manager)
    answer(rhian, asked)
    with pytest.raises(DeclaredAlreadyError):
        answer(rhian, asked)

    activity(world, rhian)
    answer(rhian, asked)

    assert find_request(db.session(), manager, asked).declared == 1


@pytest.mark.usefixtures("rhian")
def test_whoever_takes_up_the_role_later_is_asked_too_and_whoever_leaves_it_no_more(
    world: World, manager: Actor, provider: Provider
) -> None:
    asked = ask(manager)
    later = world.actor(Role.ASSESSOR, provider)
    gone = world.actor(Role.ASSESSOR, provider, ended_at=NOW)

    assert [one.id for one in list_asked_of(db.session(), later)] == [asked]
    assert not list_asked_of(db.session(), gone)
    with pytest.raises(NotFoundError):
        find_asked_of(db.session(), gone, asked)


@pytest.mark.usefixtures("rhian")
def test_whoever_is_not_asked_finds_no_request(
    world: World, manager: Actor, provider: Provider
) -> None:
    asked = ask(manager)
    stranger = world.actor(Role.ASSESSOR, world.provider())

    for actor in (manager, stranger, world.actor(Role.PRACTITIONER, provider)):
        with pytest.raises(NotFoundError):
            answer(actor, asked)
    with pytest.raises(NotFoundError):
        find_request(db.session(), world.actor(Role.MANAGER, world.provider()), asked)


def test_a_request_that_has_ended_is_answered_no_more_and_keeps_what_was_declared(
    world: World, rhian: Actor, manager: Actor, provider: Provider
) -> None:
    other = world.actor(Role.ASSESSOR, provider)
    asked = ask(manager)
    answer(rhian, asked)
    with writing() as session:
        end_request(session, actor=manager, declaration_request_id=asked, now=NOW)

    with pytest.raises(RequestEndedError):
        answer(other, asked)
    assert not list_asked_of(db.session(), other)
    assert find_request(db.session(), manager, asked).declared == 1


def test_requests_and_people_are_read_in_one_statement_each(
    world: World, rhian: Actor, manager: Actor, provider: Provider
) -> None:
    for number in range(5):
        world.actor(Role.ASSESSOR, provider, world.person(name=f"Person {number}"))
    asked = ask(manager)
    answer(rhian, asked)

    with counted_statements() as sent:
        requests = list_requests(db.session(), manager, limit=50)
        found = list_asked_people(db.session(), manager, requests[0], limit=50)
        count_requests(db.session(), manager)

    assert len(found) == 6
    assert len(sent) == 3
