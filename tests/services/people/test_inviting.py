from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from assess.actor import Role
from assess.bilingual import Bilingual, Language
from assess.db import db, writing
from assess.journal.queries import find_faults
from assess.mail import OutgoingMail
from assess.people.models import Credential, OneTimeLink, Person, RoleHolding
from assess.people.queries import (
    count_people,
    find_link,
    find_person,
    list_held_roles,
    list_people,
)
from assess.people.rules.links import LinkDeadError, LinkPurpose, hash_token
from assess.people.rules.roles import (
    AlreadyHereError,
    LastManagerError,
    MayNotGiveRolesError,
    NewPerson,
    NewRole,
    NoRoleChosenError,
    QualifiedInFutureError,
)
from assess.people.service import (
    AddedProvider,
    accept_invitation,
    add_provider,
    end_role,
    give_role,
    invite_person,
    prove_password,
    resend_invitation,
    revoke_invitation,
    take_up_invitation,
)
from assess.refusals import NotFoundError
from tests.world import NOW, World

PASSWORD = "nine otters by the Teifi"


def a_person(email: str = "rhys@example.test", *roles: NewRole) -> NewPerson:
    return NewPerson("Rhys Pugh", email, Language.WELSH, roles or (NewRole(Role.PRACTITIONER),))


def a_provider() -> AddedProvider:
    with writing() as session:
        return add_provider(
            session,
            names=Bilingual("Dyfed Training", "Hyfforddiant Dyfed"),
            manager=a_person("manager@example.test", NewRole(Role.MANAGER)),
            now=NOW,
        )


def invited(world: World, person: NewPerson) -> str:
    manager = world.actor(Role.MANAGER, world.provider())
    with writing() as session:
        return invite_person(session, actor=manager, person=person, now=NOW).token


def take_up(token: str, password: str = PASSWORD) -> None:
    with writing() as session:
        take_up_invitation(
            session, token=token, password=password, language=Language.WELSH, now=NOW
        )


def test_a_new_providers_manager_comes_in_by_the_link_and_only_within_a_day(world: World) -> None:
    del world
    made = a_provider()

    late = NOW + timedelta(hours=24)
    session = db.session()
    purpose = LinkPurpose.INVITATION
    assert find_link(session, token=made.token, purpose=purpose, now=late) is None
    assert list_held_roles(session, person_id=made.person_id) == []
    take_up(made.token)
    (role,) = list_held_roles(session, person_id=made.person_id)

    assert (role.role, role.provider_cy) == (Role.MANAGER, "Hyfforddiant Dyfed")
    assert not find_faults(session)


def test_a_fresh_installation_has_no_account(world: World) -> None:
    del world
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Person)) == 0


def test_only_the_tokens_hash_is_stored_with_the_link(world: World) -> None:
    token = invited(world, a_person())

    link = db.session.scalars(sa.select(OneTimeLink)).one()

    assert link.token_hash == hash_token(token)
    assert token not in str(vars(link))


def test_an_invitation_goes_by_mail_in_the_persons_language(world: World) -> None:
    token = invited(world, a_person())

    mail = db.session.scalars(sa.select(OutgoingMail)).one()

    assert (mail.language, mail.kind, mail.facts["token"]) == ("cy", "invitation", token)


def test_taking_up_an_invitation_opens_the_roles_once(world: World) -> None:
    token = invited(world, a_person())
    take_up(token)

    person_id = prove_password(db.session(), email="rhys@example.test", password=PASSWORD)

    assert person_id is not None
    assert len(list_held_roles(db.session(), person_id=person_id)) == 1
    with pytest.raises(LinkDeadError):
        take_up(token, "another otter by the Aeron")
    assert prove_password(db.session(), email="rhys@example.test", password=PASSWORD)


def test_a_refused_password_leaves_the_link_working(world: World) -> None:
    token = invited(world, a_person())
    with pytest.raises(Exception, match="first that are tried"):
        take_up(token, "Rhys Pugh 1234")
    take_up(token)


def test_an_invitation_expires_after_seven_days(world: World) -> None:
    token = invited(world, a_person())

    for after, found in ((timedelta(days=7, seconds=-1), True), (timedelta(days=7), False)):
        link = find_link(db.session(), token=token, purpose=LinkPurpose.INVITATION, now=NOW + after)
        assert (link is not None) is found


def test_a_link_of_one_kind_opens_nothing_of_the_other(world: World) -> None:
    token = invited(world, a_person())

    assert find_link(db.session(), token=token, purpose=LinkPurpose.RESET, now=NOW) is None


def test_a_newer_invitation_kills_the_older(world: World) -> None:
    manager = world.actor(Role.MANAGER, world.provider())
    with writing() as session:
        first = invite_person(session, actor=manager, person=a_person(), now=NOW)
    with writing() as session:
        second = resend_invitation(
            session, actor=manager, person_id=first.person_id, now=NOW + timedelta(seconds=1)
        )

    with pytest.raises(LinkDeadError):
        take_up_later(first.token)
    take_up_later(second.token)


def take_up_later(token: str) -> None:
    with writing() as session:
        take_up_invitation(
            session,
            token=token,
            password=PASSWORD,
            language=Language.ENGLISH,
            now=NOW + timedelta(minutes=1),
        )


def test_an_invitation_taken_back_opens_nothing(world: World) -> None:
    manager = world.actor(Role.MANAGER, world.provider())
    with writing() as session:
        sent = invite_person(session, actor=manager, person=a_person(), now=NOW)
    with writing() as session:
        revoke_invitation(session, actor=manager, person_id=sent.person_id, now=NOW)

    with pytest.raises(LinkDeadError):
        take_up(sent.token)
    assert count_people(db.session(), manager) == 1
    assert count_people(db.session(), manager, left=True) == 1


def test_an_address_in_another_case_is_the_same_person(world: World) -> None:
    manager = world.actor(Role.MANAGER, world.provider())
    with writing() as session:
        invite_person(session, actor=manager, person=a_person(), now=NOW)
    with writing() as session, pytest.raises(AlreadyHereError):
        invite_person(session, actor=manager, person=a_person("RHYS@Example.Test"), now=NOW)

    assert db.session.scalar(sa.select(sa.func.count()).where(Person.email.like("rhys@%"))) == 1


def test_whether_somebody_has_an_account_elsewhere_shows_nowhere(world: World) -> None:
    elsewhere = world.actor(
        Role.ASSESSOR, world.provider(), world.person(name="Dr Rhys", email="rhys@example.test")
    )
    manager = world.actor(Role.MANAGER, world.provider())
    views = []
    for email in ("rhys@example.test", "unknown@example.test"):
        with writing() as session:
            sent = invite_person(session, actor=manager, person=a_person(email), now=NOW)
        view = find_person(db.session(), manager, sent.person_id)
        views.append((view.name, [role.is_waiting for role in view.roles], view.invitation))
        if email == "rhys@example.test":
            assert sent.person_id == elsewhere.person_id

    assert views[0] == views[1]
    lines = list_people(db.session(), manager, search="pugh")
    assert [(line.name, line.is_waiting) for line in lines] == [("Rhys Pugh", True)] * 2
    assert list_people(db.session(), manager, search="dr rhys") == []


def test_somebody_with_an_account_takes_a_further_providers_roles_up_by_proving_it(
    world: World,
) -> None:
    first = invited(world, a_person())
    take_up(first)
    second = invited(world, a_person("Rhys@example.test", NewRole(Role.ASSESSOR)))
    person_id = prove_password(db.session(), email="rhys@example.test", password=PASSWORD)
    assert person_id is not None

    with pytest.raises(LinkDeadError):
        take_up(second, "an intruder chooses this")
    with writing() as session:
        opened = accept_invitation(session, token=second, person_id=person_id, now=NOW)

    roles = list_held_roles(db.session(), person_id=person_id)
    assert [role.role for role in roles] == [Role.PRACTITIONER, Role.ASSESSOR]
    assert opened == roles[1].role_holding_id
    assert prove_password(db.session(), email="rhys@example.test", password=PASSWORD)


def test_nobody_takes_up_somebody_elses_invitation(world: World) -> None:
    token = invited(world, a_person())
    other = world.person()

    with writing() as session, pytest.raises(LinkDeadError):
        accept_invitation(session, token=token, person_id=other.id, now=NOW)


@pytest.mark.parametrize("role", [Role.PRACTITIONER, Role.ASSESSOR, Role.IQA])
def test_only_managers_invite_and_give_and_end_roles(world: World, role: Role) -> None:
    provider = world.provider()
    actor, other = world.actor(role, provider), world.actor(Role.ASSESSOR, provider)
    with writing() as session:
        with pytest.raises(MayNotGiveRolesError):
            invite_person(session, actor=actor, person=a_person(), now=NOW)
        with pytest.raises(MayNotGiveRolesError):
            give_role(
                session,
                actor=actor,
                person_id=actor.person_id,
                new=NewRole(Role.MANAGER),
                now=NOW,
            )
        with pytest.raises(MayNotGiveRolesError):
            end_role(session, actor=actor, role_holding_id=other.role_holding_id, now=NOW)


def test_a_manager_reaches_nobody_of_another_provider(world: World) -> None:
    manager = world.actor(Role.MANAGER, world.provider())
    theirs = world.actor(Role.ASSESSOR, world.provider())
    with pytest.raises(NotFoundError):
        find_person(db.session(), manager, theirs.person_id)
    with writing() as session:
        for deed in (resend_invitation, revoke_invitation):
            with pytest.raises(NotFoundError):
                deed(session, actor=manager, person_id=theirs.person_id, now=NOW)
        with pytest.raises(NotFoundError):
            end_role(session, actor=manager, role_holding_id=theirs.role_holding_id, now=NOW)
        with pytest.raises(NotFoundError):
            give_role(
                session,
                actor=manager,
                person_id=theirs.person_id,
                new=NewRole(Role.PRACTITIONER),
                now=NOW,
            )


def test_a_role_given_to_somebody_here_opens_at_once_with_its_site_and_date(world: World) -> None:
    provider = world.provider()
    manager, person = world.actor(Role.MANAGER, provider), world.actor(Role.ASSESSOR, provider)
    new = NewRole(Role.IQA, "Aberaeron\n Pier", date(2024, 3, 27))
    with writing() as session:
        give_role(session, actor=manager, person_id=person.person_id, new=new, now=NOW)

    roles = find_person(db.session(), manager, person.person_id).roles
    iqa = next(role for role in roles if role.role is Role.IQA)
    assert (iqa.site, iqa.qualified_on, iqa.is_waiting) == (
        "Aberaeron Pier",
        date(2024, 3, 27),
        False,
    )
    assert len(list_held_roles(db.session(), person_id=person.person_id)) == 2


def test_a_further_role_of_somebody_who_has_not_come_waits_with_the_others(world: World) -> None:
    manager = world.actor(Role.MANAGER, world.provider())
    with writing() as session:
        sent = invite_person(session, actor=manager, person=a_person(), now=NOW)
    with writing() as session:
        give_role(
            session,
            actor=manager,
            person_id=sent.person_id,
            new=NewRole(Role.ASSESSOR),
            now=NOW,
        )

    assert list_held_roles(db.session(), person_id=sent.person_id) == []
    take_up(sent.token)
    assert len(list_held_roles(db.session(), person_id=sent.person_id)) == 2


def test_a_leaver_holds_no_role_and_may_come_back(world: World) -> None:
    provider = world.provider()
    manager, leaver = world.actor(Role.MANAGER, provider), world.actor(Role.ASSESSOR, provider)
    with writing() as session:
        end_role(session, actor=manager, role_holding_id=leaver.role_holding_id, now=NOW)
    assert list_held_roles(db.session(), person_id=leaver.person_id) == []

    with writing() as session:
        give_role(
            session,
            actor=manager,
            person_id=leaver.person_id,
            new=NewRole(Role.ASSESSOR),
            now=NOW,
        )
    assert len(list_held_roles(db.session(), person_id=leaver.person_id)) == 1


def test_the_last_manager_cannot_go(world: World) -> None:
    provider = world.provider()
    manager = world.actor(Role.MANAGER, provider)
    with writing() as session, pytest.raises(LastManagerError):
        end_role(session, actor=manager, role_holding_id=manager.role_holding_id, now=NOW)
    other = world.actor(Role.MANAGER, provider)
    with writing() as session:
        end_role(session, actor=other, role_holding_id=manager.role_holding_id, now=NOW)


def test_a_manager_who_was_only_invited_does_not_count_as_one(world: World) -> None:
    provider = world.provider()
    manager = world.actor(Role.MANAGER, provider)
    world.actor(Role.MANAGER, provider, invited_as="Somebody")

    with writing() as session, pytest.raises(LastManagerError):
        end_role(session, actor=manager, role_holding_id=manager.role_holding_id, now=NOW)


def test_an_invitation_needs_a_role_and_no_date_to_come(world: World) -> None:
    manager = world.actor(Role.MANAGER, world.provider())
    nothing = NewPerson("Rhys", "rhys@example.test", Language.ENGLISH, ())
    early = a_person("rhys@example.test", NewRole(Role.IQA, "", date(2027, 1, 1)))
    with pytest.raises(NoRoleChosenError), writing() as session:
        invite_person(session, actor=manager, person=nothing, now=NOW)
    with pytest.raises(QualifiedInFutureError), writing() as session:
        invite_person(session, actor=manager, person=early, now=NOW)

    assert (
        db.session.scalar(sa.select(Person.id).where(Person.email == "rhys@example.test")) is None
    )


def test_every_deed_on_people_leaves_the_journal_whole(world: World) -> None:
    del world
    made = a_provider()
    take_up(made.token)
    with writing() as session:
        sent = invite_person(
            session,
            actor=None,
            provider_id=made.provider_id,
            person=a_person("other@example.test"),
            now=NOW,
        )
    take_up(sent.token)

    assert find_faults(db.session()) == []
    assert db.session.scalar(sa.select(sa.func.count()).select_from(RoleHolding)) == 2
    hashes = db.session.scalars(sa.select(Credential.password_hash)).all()
    assert all(str(stored).startswith("$argon2id$v=19$m=65536,t=2,p=1$") for stored in hashes)


def test_no_operator_invites_to_a_provider_that_does_not_exist(world: World) -> None:
    with writing() as session, pytest.raises(NotFoundError):
        invite_person(
            session, actor=None, provider_id=world.person().id, person=a_person(), now=NOW
        )
