"""Deeds on evidence: what they write, refuse and leave behind."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor, Role
from assess.db import db, new_id, writing
from assess.enrolment.models import Enrolment
from assess.enrolment.queries import find_unit
from assess.evidence.models import (
    BankQuestion,
    Evidence,
    EvidenceFile,
    EvidenceVersion,
    Mapping,
)
from assess.evidence.queries import (
    find_piece,
    list_blobs,
    list_evidence_of_unit,
    list_questions,
    pieces_by_criterion,
)
from assess.evidence.rules import EvidenceForm, EvidenceKind, LocatorKind
from assess.evidence.rules.kinds import KindNotYoursError
from assess.evidence.rules.locators import Locator, PageNotThereError
from assess.evidence.rules.mappings import NoCriterionError, NotEnrolledError, Wanted
from assess.evidence.rules.offers import (
    FrozenError,
    NotTheMakerError,
    Offer,
    PageOfMappingGoneError,
    Revision,
)
from assess.evidence.service import (
    Arrived,
    add_evidence,
    add_question,
    confirm_evidence,
    delete_evidence,
    freeze_evidence,
    inspect_file,
    map_evidence,
    record_assessor_evidence,
    record_sight,
    remove_unused_files,
    retire_question,
    revise_evidence,
    unmap_evidence,
)
from assess.files import MemoryStore
from assess.journal.service import record_deed
from assess.refusals import NotFoundError, StaleError
from tests.evidence_files import jpeg, pdf
from tests.world import NOW, MadeStandard, World

TEXT = Offer(
    EvidenceKind.WORK_PRODUCT, EvidenceForm.TEXT, "Plan", "cy", date(2026, 11, 1), text="Cynllun"
)
FILES = replace(TEXT, form=EvidenceForm.FILES, text="")


class Scene:
    """A practitioner on two standards with an assessor, and files in memory."""

    def __init__(self, world: World, files: MemoryStore) -> None:
        self.world, self.files = world, files
        provider = world.provider()
        self.me = world.actor(Role.PRACTITIONER, provider)
        self.assessor = world.actor(Role.ASSESSOR, provider)
        self.stranger = world.actor(Role.PRACTITIONER, provider)
        self.manager = world.actor(Role.MANAGER, provider)
        self.one, self.two = world.standard("INSSMA91"), world.standard("INSSMA92")
        self.unit = self.enrol(self.one)
        self.other_unit = self.enrol(self.two)

    def enrol(self, standard: MadeStandard) -> Enrolment:
        return self.world.enrolment(self.me, standard, assessor=self.assessor)

    def arrived(self, data: bytes, name: str) -> Arrived:
        incoming = self.files.receive()
        incoming.write(data)
        return inspect_file(self.files, incoming, name)

    def add(self, offer: Offer = TEXT, *wanted: Wanted, files: tuple[Arrived, ...] = ()) -> UUID:
        with writing() as session:
            return add_evidence(
                session,
                actor=self.me,
                offer=offer,
                files=files,
                wanted=wanted,
                store=self.files,
                now=NOW,
            )

    def revise(self, evidence_id: UUID, revision: Revision, *files: Arrived, by: Actor) -> None:
        with writing() as session:
            revise_evidence(
                session,
                actor=by,
                evidence_id=evidence_id,
                revision=revision,
                files=files,
                store=self.files,
                now=NOW,
            )

    def delete(self, evidence_id: UUID, by: Actor) -> None:
        hashes = list_blobs(db.session(), by, evidence_id)
        with writing() as session:
            delete_evidence(session, actor=by, evidence_id=evidence_id, now=NOW)
        with writing() as session:
            remove_unused_files(session, store=self.files, hashes=hashes)

    def submit(self, *labels: str) -> list[UUID]:
        with writing() as session:
            versions = freeze_evidence(
                session,
                enrolment_id=self.unit.id,
                criterion_ids=[self.one.criteria[label] for label in labels],
                now=NOW,
            )
            record_deed(session, deed="submit", now=NOW, subject_id=self.unit.id, actor=self.me)
            return versions

    def record(self, offer: Offer, *wanted: Wanted, by: Actor | None = None) -> UUID:
        with writing() as session:
            return record_assessor_evidence(
                session,
                actor=by or self.assessor,
                unit_id=self.unit.id,
                offer=offer,
                files=(),
                wanted=wanted,
                store=self.files,
                now=NOW,
            )

    def want(self, label: str, place: Locator | None = None) -> Wanted:
        return Wanted(self.one.criteria[label], place or Locator())


@pytest.fixture
def scene(world: World, files: MemoryStore) -> Iterator[Scene]:
    with world.context():
        yield Scene(world, files)


def count(table: type[Any]) -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(table)) or 0


@contextmanager
def statements() -> Iterator[list[str]]:
    """Collect the statements that the database is asked."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    engine = db.session().get_bind()
    sa.event.listen(engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        sa.event.remove(engine, "before_cursor_execute", note)


def test_evidence_is_mapped_across_the_practitioners_units(scene: Scene) -> None:
    evidence_id = scene.add(
        TEXT,
        scene.want("P1", Locator(LocatorKind.PARAGRAPH, "2")),
        Wanted(scene.two.criteria["K1"]),
    )

    piece = find_piece(db.session(), scene.me, evidence_id)
    assert [(one.urn, one.label, one.locator.value) for one in piece.mappings] == [
        ("INSSMA91", "P1", "2"),
        ("INSSMA92", "K1", ""),
    ]
    assert len(piece.newest.sha256) == 64


def test_a_criterion_of_no_standard_of_theirs_is_refused_and_nothing_is_written(
    scene: Scene,
) -> None:
    not_enrolled = scene.world.standard("INSSMA93")

    with pytest.raises(NotEnrolledError):
        scene.add(
            FILES,
            Wanted(not_enrolled.criteria["P1"]),
            files=(scene.arrived(pdf(1), "a.pdf"),),
        )

    assert count(Evidence) == count(EvidenceFile) == 0


def test_a_page_past_the_end_names_its_criterion(scene: Scene) -> None:
    with pytest.raises(PageNotThereError) as refusal:
        scene.add(
            FILES,
            scene.want("P2", Locator(LocatorKind.PAGE, "900")),
            files=(scene.arrived(pdf(3), "a.pdf"),),
        )

    assert (refusal.value.criterion_id, refusal.value.pages) == (scene.one.criteria["P2"], 3)


def test_a_practitioner_makes_no_observation(scene: Scene) -> None:
    with pytest.raises(KindNotYoursError):
        scene.add(replace(TEXT, kind=EvidenceKind.OBSERVATION))


def test_a_revision_is_a_version_and_the_one_before_stays(scene: Scene) -> None:
    evidence_id = scene.add()

    scene.revise(
        evidence_id, Revision(replace(TEXT, text="Newydd"), seen=1, why="gwell"), by=scene.me
    )

    versions = db.session.scalars(sa.select(EvidenceVersion).order_by(EvidenceVersion.number)).all()
    assert [(one.number, one.text, one.why) for one in versions] == [
        (1, "Cynllun", ""),
        (2, "Newydd", "gwell"),
    ]
    assert versions[0].sha256 != versions[1].sha256


def test_a_revision_of_an_older_version_gives_what_stands_now(scene: Scene) -> None:
    evidence_id = scene.add()
    scene.revise(evidence_id, Revision(replace(TEXT, text="Theirs"), seen=1), by=scene.me)

    with pytest.raises(StaleError) as stale:
        scene.revise(evidence_id, Revision(replace(TEXT, text="Mine"), seen=1), by=scene.me)

    assert stale.value.current["text"] == "Theirs"
    assert count(EvidenceVersion) == 2


def test_a_submitted_version_is_never_changed_by_a_newer_one(scene: Scene) -> None:
    evidence_id = scene.add(TEXT, scene.want("P1"))
    submitted = scene.submit("P1")

    scene.revise(
        evidence_id,
        Revision(replace(TEXT, text="Newydd", kind=EvidenceKind.REFLECTIVE_ACCOUNT), seen=1),
        by=scene.me,
    )

    first = db.session.get_one(EvidenceVersion, submitted[0])
    assert (first.number, first.text, first.submitted_at) == (1, "Cynllun", NOW)
    piece = find_piece(db.session(), scene.me, evidence_id)
    assert (piece.newest.number, piece.newest.submitted_at) == (2, None)
    assert piece.kind is EvidenceKind.WORK_PRODUCT


def test_a_revision_keeps_the_files_that_stay_and_adds_others(scene: Scene) -> None:
    evidence_id = scene.add(
        FILES, files=(scene.arrived(pdf(1), "a.pdf"), scene.arrived(pdf(2), "b.pdf"))
    )
    files = find_piece(db.session(), scene.me, evidence_id).newest.files

    scene.revise(
        evidence_id,
        Revision(FILES, seen=1, kept=(files[1].id,)),
        scene.arrived(pdf(3), "c.pdf"),
        by=scene.me,
    )

    newest = find_piece(db.session(), scene.me, evidence_id).newest
    assert [(file.position, file.name) for file in newest.files] == [(0, "b.pdf"), (1, "c.pdf")]


def test_new_files_that_end_before_a_mapped_page_are_refused(scene: Scene) -> None:
    evidence_id = scene.add(
        FILES,
        scene.want("P1", Locator(LocatorKind.PAGE, "3")),
        files=(scene.arrived(pdf(3), "a.pdf"),),
    )

    with pytest.raises(PageOfMappingGoneError) as refusal:
        scene.revise(
            evidence_id, Revision(FILES, seen=1), scene.arrived(pdf(2), "a.pdf"), by=scene.me
        )

    assert (refusal.value.label, refusal.value.pages) == ("P1", 2)


def test_freezing_marks_what_is_mapped_and_nothing_else(scene: Scene) -> None:
    shown = scene.add(TEXT, scene.want("P1"), scene.want("P2"))
    scene.add(TEXT, scene.want("P3"))

    versions = scene.submit("P1")

    piece = find_piece(db.session(), scene.me, shown)
    assert versions == [piece.newest.id]
    assert [one.is_frozen for one in piece.mappings] == [True, False]
    assert scene.submit("K2") == []


def test_what_was_never_submitted_is_deleted_with_its_files(scene: Scene) -> None:
    evidence_id = scene.add(FILES, scene.want("P1"), files=(scene.arrived(jpeg(), "a.jpg"),))
    assert len(scene.files.files) == 2

    scene.delete(evidence_id, scene.me)

    assert count(Evidence) == count(EvidenceVersion) == count(Mapping) == 0
    assert scene.files.files == {}


def test_a_file_that_another_piece_holds_stays(scene: Scene) -> None:
    first = scene.add(FILES, files=(scene.arrived(pdf(1), "a.pdf"),))
    scene.add(FILES, files=(scene.arrived(pdf(1), "b.pdf"),))

    scene.delete(first, scene.me)

    assert list(scene.files.files.values()) == [pdf(1)]


def test_what_was_submitted_is_not_deleted(scene: Scene) -> None:
    evidence_id = scene.add(FILES, scene.want("P1"), files=(scene.arrived(pdf(1), "a.pdf"),))
    scene.submit("P1")

    with pytest.raises(FrozenError):
        scene.delete(evidence_id, scene.me)

    assert scene.files.files


def test_a_mapping_goes_until_its_criterion_was_submitted_with_it(scene: Scene) -> None:
    evidence_id = scene.add(TEXT, scene.want("P1"), scene.want("P2"))
    scene.submit("P1")
    frozen, free = find_piece(db.session(), scene.me, evidence_id).mappings

    with writing() as session:
        unmap_evidence(
            session, actor=scene.me, evidence_id=evidence_id, mapping_id=free.id, now=NOW
        )
    with pytest.raises(FrozenError), writing() as session:
        unmap_evidence(
            session, actor=scene.me, evidence_id=evidence_id, mapping_id=frozen.id, now=NOW
        )

    assert count(Mapping) == 1


def test_a_mapping_that_is_there_gets_the_new_place_until_it_was_submitted(scene: Scene) -> None:
    evidence_id = scene.add(TEXT, scene.want("P1"))
    place = Locator(LocatorKind.TIME, "83")

    with writing() as session:
        map_evidence(
            session,
            actor=scene.me,
            evidence_id=evidence_id,
            wanted=[scene.want("P1", place), scene.want("K1")],
            now=NOW,
        )

    assert [one.locator for one in find_piece(db.session(), scene.me, evidence_id).mappings] == [
        place,
        Locator(),
    ]
    scene.submit("P1")
    with pytest.raises(FrozenError), writing() as session:
        map_evidence(
            session,
            actor=scene.me,
            evidence_id=evidence_id,
            wanted=[scene.want("P1")],
            now=NOW,
        )


def test_the_units_assessor_records_and_the_practitioner_confirms(scene: Scene) -> None:
    observation = replace(TEXT, kind=EvidenceKind.OBSERVATION)
    evidence_id = scene.record(observation, scene.want("P1", Locator(LocatorKind.TIME, "83")))

    assert find_piece(db.session(), scene.me, evidence_id).awaits_confirmation
    with writing() as session:
        confirm_evidence(session, actor=scene.me, evidence_id=evidence_id, now=NOW)
    assert find_piece(db.session(), scene.assessor, evidence_id).confirmed_at == NOW

    with pytest.raises(NotTheMakerError):
        scene.revise(evidence_id, Revision(observation, seen=1), by=scene.me)
    with pytest.raises(NotTheMakerError):
        scene.delete(evidence_id, scene.me)
    scene.revise(evidence_id, Revision(observation, seen=1), by=scene.assessor)
    assert find_piece(db.session(), scene.me, evidence_id).awaits_confirmation


def test_only_the_units_assessor_records(scene: Scene) -> None:
    elsewhere = scene.world.actor(Role.ASSESSOR, scene.world.provider())

    for somebody in (elsewhere, scene.stranger):
        with pytest.raises(NotFoundError):
            scene.record(
                replace(TEXT, kind=EvidenceKind.OBSERVATION), scene.want("P1"), by=somebody
            )
    with pytest.raises(NoCriterionError):
        scene.record(replace(TEXT, kind=EvidenceKind.OBSERVATION))
    with pytest.raises(KindNotYoursError):
        scene.record(TEXT, scene.want("P1"))


def test_nobody_confirms_their_own_record_or_somebody_elses(scene: Scene) -> None:
    own = scene.add(TEXT, scene.want("P1"))

    for somebody in (scene.me, scene.stranger):
        with pytest.raises(NotFoundError), writing() as session:
            confirm_evidence(session, actor=somebody, evidence_id=own, now=NOW)


def test_a_pointer_is_seen_by_the_assessor_at_a_place_on_a_day(scene: Scene) -> None:
    pointer = replace(TEXT, form=EvidenceForm.POINTER, held_at="The red folder", text="")
    evidence_id = scene.add(pointer, scene.want("P1"))

    with writing() as session:
        record_sight(
            session,
            actor=scene.assessor,
            evidence_id=evidence_id,
            place="Bangor",
            seen_on=date(2026, 11, 20),
            now=NOW,
        )

    sight = find_piece(db.session(), scene.me, evidence_id).newest.sights[0]
    assert (sight.place, sight.seen_by) == ("Bangor", scene.assessor.name)


@pytest.mark.parametrize("who", ["stranger", "elsewhere"])
def test_somebody_elses_evidence_is_answered_like_none(scene: Scene, who: str) -> None:
    evidence_id = scene.add(TEXT, scene.want("P1"))
    elsewhere = scene.world.actor(Role.MANAGER, scene.world.provider())
    somebody = scene.stranger if who == "stranger" else elsewhere

    for missing in (evidence_id, new_id()):
        with pytest.raises(NotFoundError):
            find_piece(db.session(), somebody, missing)
        with pytest.raises(NotFoundError):
            scene.delete(missing, somebody)
        with pytest.raises(NotFoundError):
            scene.revise(missing, Revision(TEXT, seen=1), by=somebody)


def test_an_assessor_sees_what_is_mapped_to_their_units_and_no_more(scene: Scene) -> None:
    unmapped = scene.add()
    mapped = scene.add(TEXT, scene.want("P1"), Wanted(scene.two.criteria["P1"]))
    scene.other_unit.assessor_id = None
    scene.world.save(db.session.merge(scene.other_unit))

    with pytest.raises(NotFoundError):
        find_piece(db.session(), scene.assessor, unmapped)
    assert [one.urn for one in find_piece(db.session(), scene.assessor, mapped).mappings] == [
        "INSSMA91"
    ]
    assert find_piece(db.session(), scene.manager, unmapped).id == unmapped


def test_the_bank_is_the_providers_own(scene: Scene) -> None:
    with writing() as session:
        kept = add_question(
            session,
            actor=scene.assessor,
            words="Pam?",
            language="cy",
            criterion_id=scene.one.criteria["P1"],
            now=NOW,
        )
    elsewhere = scene.world.actor(Role.MANAGER, scene.world.provider())

    assert [one.label for one in list_questions(db.session(), scene.manager)] == ["P1"]
    assert list_questions(db.session(), elsewhere) == []
    with pytest.raises(NotFoundError), writing() as session:
        retire_question(session, actor=elsewhere, question_id=kept, now=NOW)
    with writing() as session:
        retire_question(session, actor=scene.manager, question_id=kept, now=NOW)
    assert list_questions(db.session(), scene.manager) == []
    assert count(BankQuestion) == 1


def _asked(session: Session, scene: Scene) -> tuple[int, int]:
    unit = find_unit(session, scene.me, scene.unit.id)
    with statements() as asked:
        pieces = list_evidence_of_unit(session, scene.me, unit)
    return len(asked), len(pieces)


def test_the_evidence_of_a_unit_takes_four_statements_whatever_its_size(scene: Scene) -> None:
    scene.add(TEXT, scene.want("P1"))
    assert _asked(db.session(), scene) == (4, 1)

    for _ in range(12):
        scene.add(TEXT, *(scene.want(label) for label in scene.one.criteria))
    scene.add(FILES, scene.want("K1"), files=(scene.arrived(pdf(1), "a.pdf"),))

    assert _asked(db.session(), scene) == (4, 14)
    unit = find_unit(db.session(), scene.me, scene.unit.id)
    sorted_pieces = pieces_by_criterion(list_evidence_of_unit(db.session(), scene.me, unit))
    assert len(sorted_pieces[scene.one.criteria["P1"]]) == 13
