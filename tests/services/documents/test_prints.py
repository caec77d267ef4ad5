from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask

from assess.actor import Actor, Role
from assess.app import do_waiting_work
from assess.db import db, writing
from assess.documents.queries import PrintView, find_print, list_prints, load_unit
from assess.documents.rules import KEPT, print_name
from assess.documents.service import request_print, sweep_prints
from assess.evidence.rules import EvidenceForm, EvidenceKind
from assess.evidence.rules.offers import Offer
from assess.evidence.service import (
    Arrived,
    add_evidence,
    delete_evidence,
    inspect_file,
    remove_unused_files,
)
from assess.files import MemoryStore, StoredFile
from assess.jobs import Job, JobState
from assess.journal.models import JournalEntry
from assess.people.models import RoleHolding
from assess.refusals import NotFoundError
from tests.services.assessment.case import Case
from tests.services.documents.printed import (
    file_row,
    on_real_standard,
    pdf_text,
    print_text,
    sign_off,
    version_of,
)
from tests.world import NOW, World

HEAD = b"%PDF-"


@pytest.fixture
def case(world: World) -> Case:
    return Case(world)


def ask(case: Case, actor: Actor | None = None, choice: str = "cy", *, whole: bool = False) -> UUID:
    with writing() as session:
        return request_print(
            session,
            actor=actor or case.practitioner,
            unit_id=None if whole else case.unit.id,
            choice=choice,
            now=NOW,
        )


def found(case: Case, print_id: UUID, actor: Actor | None = None) -> PrintView:
    db.session.expire_all()
    return find_print(db.session(), actor or case.practitioner, print_id)


def grow_old(print_id: UUID, age: timedelta) -> None:
    with writing() as session:
        session.get_one(Job, print_id).finished_at = datetime.now(UTC) - age


def test_every_criterion_of_a_signed_off_unit_is_in_the_welsh_print(
    world: World, tmp_path: Path
) -> None:
    case = on_real_standard(world)
    sign_off(case)
    facts = load_unit(db.session(), case.practitioner, case.unit.id)

    text = print_text(facts, "cy", tmp_path)

    assert len(facts.units[0].criteria) == 40
    missing = [
        one.label
        for one in facts.units[0].criteria
        if " ".join((one.words.cy or "?").split()) not in text
    ]
    assert missing == []
    assert "chymeradwyo" in text


def test_both_languages_stand_in_one_print(world: World, tmp_path: Path) -> None:
    case = on_real_standard(world, "INSSMA12")
    facts = load_unit(db.session(), case.practitioner, case.unit.id)

    text = print_text(facts, "both", tmp_path)

    assert "Cyfieithiad gwaith" in text
    assert "Working translation" in text


def test_a_print_is_made_in_the_background_and_kept(
    app: Flask, files: MemoryStore, case: Case
) -> None:
    print_id = ask(case)
    assert found(case, print_id).state is JobState.WAITING

    do_waiting_work(app)

    made = found(case, print_id)
    content = files.files[made.sha256]
    assert made.state is JobState.DONE
    assert content.startswith(HEAD)
    assert made.size == len(content)
    assert (made.steps_done, made.steps_all) == (100, 100)
    assert made.name == f"{case.standard.urn} {case.practitioner.name}.pdf"


def test_the_whole_portfolio_holds_every_unit_of_the_practitioner(
    app: Flask, world: World, files: MemoryStore, case: Case, tmp_path: Path
) -> None:
    world.enrolment(case.practitioner, world.standard("SECOND1"))
    print_id = ask(case, choice="en", whole=True)

    do_waiting_work(app)

    pdf = tmp_path / "whole.pdf"
    pdf.write_bytes(files.files[found(case, print_id).sha256])
    text = pdf_text(pdf)
    assert case.standard.urn in text
    assert "SECOND1" in text


def test_asking_again_while_one_is_on_its_way_makes_no_second(case: Case) -> None:
    first, again, other = ask(case), ask(case), ask(case, choice="en")

    assert first == again != other
    asked = list_prints(db.session(), case.practitioner, unit_id=case.unit.id)
    assert {one.id for one in asked} == {first, other}


def test_asking_is_recorded(case: Case) -> None:
    print_id = ask(case)

    entry = db.session.query(JournalEntry).filter_by(subject_id=print_id).one()
    assert (entry.deed, entry.actor_id) == ("request_print", case.practitioner.person_id)


def test_a_print_is_there_only_for_who_asked_in_the_role_they_asked_in(
    world: World, case: Case
) -> None:
    print_id = ask(case)
    person = world.person()
    manager = world.actor(Role.MANAGER, case.provider, person)

    for other in (manager, case.assessor):
        with pytest.raises(NotFoundError):
            found(case, print_id, other)
        assert list_prints(db.session(), other, unit_id=case.unit.id) == []


def test_a_unit_of_another_provider_cannot_be_printed(world: World, case: Case) -> None:
    stranger = world.actor(Role.MANAGER, world.provider())

    with pytest.raises(NotFoundError):
        ask(case, stranger)


def test_who_no_longer_has_the_role_gets_no_print(
    app: Flask, world: World, files: MemoryStore, case: Case
) -> None:
    print_id = ask(case, case.assessor)
    holding = db.session.get_one(RoleHolding, case.assessor.role_holding_id)
    holding.ended_at = NOW
    world.save(holding)

    do_waiting_work(app)

    assert found(case, print_id, case.assessor).state is JobState.FAILED
    assert files.files == {}


def test_a_print_goes_after_a_week_and_its_file_with_it(
    app: Flask, files: MemoryStore, case: Case
) -> None:
    print_id = ask(case)
    do_waiting_work(app)
    grow_old(print_id, KEPT - timedelta(hours=1))
    sweep_prints(files=files, now=datetime.now(UTC))
    assert files.files

    grow_old(print_id, KEPT + timedelta(hours=1))
    do_waiting_work(app)

    assert files.files == {}
    with pytest.raises(NotFoundError):
        found(case, print_id)


def test_a_print_offered_as_evidence_stays_when_the_print_goes(
    app: Flask, world: World, files: MemoryStore, case: Case
) -> None:
    print_id = ask(case)
    do_waiting_work(app)
    made = found(case, print_id)
    stored = file_row(
        version_of(case.evidence),
        StoredFile(made.sha256, made.size),
        name="portfolio.pdf",
        media_type="application/pdf",
    )
    world.save(stored)
    grow_old(print_id, KEPT)

    sweep_prints(files=files, now=datetime.now(UTC))

    assert set(files.files) == {made.sha256}


def test_a_print_stays_when_evidence_of_the_same_bytes_is_deleted(
    app: Flask, files: MemoryStore, case: Case
) -> None:
    print_id = ask(case)
    do_waiting_work(app)
    made = found(case, print_id)
    with writing() as session:
        evidence_id = add_evidence(
            session,
            actor=case.practitioner,
            offer=Offer(EvidenceKind.WORK_PRODUCT, EvidenceForm.FILES, "A print", "cy", NOW.date()),
            files=[_arrived(files, files.files[made.sha256])],
            wanted=(),
            store=files,
            now=NOW,
        )
    with writing() as session:
        delete_evidence(session, actor=case.practitioner, evidence_id=evidence_id, now=NOW)

    with writing() as session:
        remove_unused_files(session, store=files, hashes={made.sha256})

    assert set(files.files) == {made.sha256}


def _arrived(files: MemoryStore, content: bytes) -> Arrived:
    incoming = files.receive()
    incoming.write(content)
    return inspect_file(files, incoming, "print.pdf")


@pytest.mark.parametrize(
    ("urns", "practitioner", "name"),
    [
        (["INSSMA11"], "Rhian Morgan", "INSSMA11 Rhian Morgan.pdf"),
        (["A1", "B2"], "Siân Ŵyn", "A1 B2 Siân Ŵyn.pdf"),
        (["A1", "B2", "C3", "D4"], "Siân", "Siân.pdf"),
        (["A1"], 'a/b\\c:"d"\n\x00?', "A1 a-b-c--d.pdf"),
        ([], "...", "print.pdf"),
        (["A1"], "ŵ" * 400, f"A1 {'ŵ' * 117}.pdf"),
    ],
)
def test_a_print_is_named_so_that_every_system_takes_the_name(
    urns: list[str], practitioner: str, name: str
) -> None:
    assert print_name(urns, practitioner) == name
