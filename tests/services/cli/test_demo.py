from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import click
import pytest
import sqlalchemy as sa

from assess.actor import Actor, Role
from assess.assessment.queries import criterion_states
from assess.assessment.queries.states import list_live_sign_offs
from assess.assessment.rules import CriterionState
from assess.cli.checking import check_files
from assess.cli.demonstration import refuse_in_public
from assess.cli.demonstration.days import Calendar
from assess.cli.demonstration.founding import set_stage
from assess.cli.demonstration.playing import play_story, steps_of
from assess.cli.demonstration.props import Props
from assess.cli.opening import bring_up_to_date
from assess.db import db
from assess.documents.queries import list_named_files
from assess.enrolment.queries import list_units
from assess.evidence.models import Evidence, EvidenceVersion, Mapping
from assess.evidence.rules.kinds import EvidenceForm
from assess.evidence.service import inspect_file
from assess.files import DiskStore, IncomingFile, MemoryStore, StoredFile
from assess.journal.models import JournalEntry
from assess.journal.queries import count_entries, find_faults
from assess.people.models import Credential, Person
from assess.people.queries import DemonstrationPerson, list_demonstration_people, list_held_roles
from assess.people.rules import DEMO_PASSWORD
from assess.people.service.hashing import is_right_password
from assess.reflection.models import ReflectionVersion
from assess.settings import Settings
from assess.web.extensions import the_files
from tests.services.cli.installed import Installed


class FullDisk(DiskStore):
    """Has room for some files, and then for none."""

    def __init__(self, store: DiskStore, room: int) -> None:
        super().__init__(store.folder, store.limit)
        self.room = room

    def keep(self, incoming: IncomingFile) -> StoredFile:
        if self.room == 0:
            raise OSError("no space left on the disk")
        self.room -= 1
        return super().keep(incoming)


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Give an installation with the demonstration in it."""
    installed = Installed(tmp_path_factory.mktemp("shown"))
    answer = installed.run("demo")
    assert answer.status == 0, answer.err
    return installed


def acting(person: DemonstrationPerson) -> Actor:
    session = db.session()
    person_id = session.scalars(sa.select(Person.id).where(Person.email == person.email)).one()
    held = list_held_roles(session, person_id=person_id)[0]
    return Actor(
        held.person_id,
        held.provider_id,
        held.role_holding_id,
        held.role,
        held.name,
        held.language,
        datetime.now(UTC),
    )


def test_a_second_run_changes_nothing_and_shows_the_sign_ins_again(shown: Installed) -> None:
    with shown.inside():
        before = count_entries(db.session())

    answer = shown.run("demo")

    assert answer.status == 0, answer.err
    assert "nothing was changed" in answer.out
    assert DEMO_PASSWORD in answer.out
    with shown.inside():
        people = list_demonstration_people(db.session())
        hashes = db.session().scalars(sa.select(Credential.password_hash)).all()
        assert count_entries(db.session()) == before
        assert len(people) == 23
        assert all(person.email in answer.out for person in people)
        assert is_right_password(hashes[0], DEMO_PASSWORD)


def test_it_leaves_an_intact_journal_and_intact_files(shown: Installed) -> None:
    with shown.inside():
        faults = find_faults(db.session())
        named = list(list_named_files(db.session()))
        checked, damaged = check_files(named, the_files())

    assert (faults, damaged) == ([], [])
    assert checked > 20


def test_everybody_finds_something_in_their_role(shown: Installed) -> None:
    with shown.inside():
        people = list_demonstration_people(db.session())
        units = {person.name: list_units(db.session(), acting(person)) for person in people}

    assert Counter(person.role for person in people) == {
        Role.PRACTITIONER: 18,
        Role.ASSESSOR: 3,
        Role.IQA: 1,
        Role.MANAGER: 1,
    }
    assert all(units.values())


def test_who_has_left_cannot_be_chosen_and_their_unit_stays(shown: Installed) -> None:
    with shown.inside():
        session = db.session()
        people = list_demonstration_people(session)
        manager = acting(next(one for one in people if one.role is Role.MANAGER))
        names = {unit.practitioner for unit in list_units(session, manager)}

    assert names - {person.name for person in people} == {"Hannah Vaughan"}


def states_by_unit() -> dict[UUID, set[CriterionState]]:
    session = db.session()
    manager = acting(
        next(one for one in list_demonstration_people(session) if one.role is Role.MANAGER)
    )
    facts = criterion_states(session, [unit.id for unit in list_units(session, manager)])
    return {
        unit_id: {one.state for one in criteria.values()} for unit_id, criteria in facts.items()
    }


def test_every_state_that_a_criterion_can_be_in_occurs(shown: Installed) -> None:
    with shown.inside():
        states = states_by_unit()

    assert set().union(*states.values()) == set(CriterionState)


def test_there_are_units_just_begun_ready_to_sign_off_and_signed_off(shown: Installed) -> None:
    with shown.inside():
        states = states_by_unit()
        signed_off = set(list_live_sign_offs(db.session(), states))
        met = {unit_id for unit_id, found in states.items() if found == {CriterionState.MET}}
        finished = [
            db.session().scalar(
                sa.select(sa.func.count(Mapping.evidence_id.distinct())).where(
                    Mapping.enrolment_id == unit_id
                )
            )
            for unit_id in met
        ]

    assert len(signed_off) == 3
    assert len(met) == 4
    assert signed_off < met
    assert {CriterionState.OPEN} in states.values()
    assert all(count is not None and count >= 12 for count in finished)


def test_there_is_every_form_of_evidence_in_both_languages(shown: Installed) -> None:
    with shown.inside():
        session = db.session()
        forms = set(session.scalars(sa.select(EvidenceVersion.form)))
        languages = set(session.scalars(sa.select(EvidenceVersion.language)))
        reflected = set(session.scalars(sa.select(ReflectionVersion.language)))
        flags = set(
            session.execute(sa.select(Evidence.simulated, Evidence.prior_learning)).tuples()
        )

    assert forms == set(EvidenceForm)
    assert languages == reflected == {"en", "cy"}
    assert flags == {(False, False), (True, False), (False, True)}


def test_nothing_has_happened_in_the_future_or_twice_at_once(shown: Installed) -> None:
    with shown.inside():
        last = db.session().scalar(sa.select(sa.func.max(JournalEntry.at)))
        stage = set_stage(datetime.now(UTC))
        moments = [stage.calendar.moment(step.when) for step in steps_of(stage, MemoryStore())]

    assert last is not None
    assert last < datetime.now(UTC)
    assert len(set(moments)) == len(moments)


def test_an_interrupted_run_is_finished_by_a_later_one(tmp_path: Path) -> None:
    installed = Installed(tmp_path)
    with installed.inside():
        bring_up_to_date()
        store = the_files()
        assert isinstance(store, DiskStore)
        now = datetime.now(UTC)
        with pytest.raises(OSError, match="no space left"):
            play_story(now=now, store=FullDisk(store, room=6))
        begun = db.session().scalar(sa.select(sa.func.count()).select_from(JournalEntry))
        rest = play_story(now=now + timedelta(days=3), store=store)
        again = play_story(now=now + timedelta(days=3), store=store)
        faults = find_faults(db.session())
        versions = db.session().scalar(sa.select(sa.func.count(EvidenceVersion.id)))
        titles = db.session().scalar(sa.select(sa.func.count(EvidenceVersion.title.distinct())))

    assert begun
    assert rest > 0
    assert again == 0
    assert not faults
    # One piece has two versions under one title; none was offered twice.
    assert versions is not None
    assert titles == versions - 1


@pytest.mark.parametrize(
    "name",
    ["cofnod-cwynion.pdf", "map-rhanddeiliaid.png", "pilot-morning.jpg", "radio-chime.wav"],
)
def test_the_files_are_what_an_upload_would_have_found_them_to_be(name: str) -> None:
    store = MemoryStore()
    arrived = Props(Calendar.new(datetime.now(UTC).date()), store).hand_over(name)

    looked_at = inspect_file(store, arrived.incoming, name)

    assert (looked_at.media_type, looked_at.pages) == (arrived.media_type, arrived.pages)
    assert (looked_at.preview is None) == (arrived.preview is None)


@pytest.mark.parametrize(
    "reached",
    [{"public_url": "https://assess.example"}, {"host": "192.0.2.7"}],
    ids=["by a public address", "from other machines"],
)
def test_it_is_refused_where_strangers_could_sign_in(reached: dict[str, str]) -> None:
    with pytest.raises(click.ClickException, match="everybody knows the demonstration's password"):
        refuse_in_public(Settings.model_validate(reached))
