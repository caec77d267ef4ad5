"""Places in evidence of several files: chosen, shown, and followed from version to version."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
import sqlalchemy as sa

from assess.db import db, writing
from assess.enrolment.queries import find_unit
from assess.evidence.models import EvidenceFile, Mapping
from assess.evidence.queries import find_piece, list_piece_heads
from assess.evidence.queries.places import find_place
from assess.evidence.rules import LocatorKind
from assess.evidence.rules.locators import Locator, PageNotThereError
from assess.evidence.rules.offers import (
    FileOfMappingGoneError,
    FrozenError,
    PageOfMappingGoneError,
    Revision,
)
from assess.evidence.rules.placing import WhichFileError
from assess.evidence.service import map_evidence
from assess.files import MemoryStore
from tests.evidence_files import pdf
from tests.services.evidence.test_evidence_deeds import FILES, Scene, count
from tests.world import NOW, World


class Shelf(Scene):
    """A piece of evidence with a plan of three pages and minutes of two."""

    def __init__(self, world: World, files: MemoryStore) -> None:
        super().__init__(world, files)
        self.piece_id = self.add(
            FILES, files=(self.arrived(pdf(3), "plan.pdf"), self.arrived(pdf(2), "minutes.pdf"))
        )

    def map(self, label: str, page: int, name: str | None) -> None:
        want = self.want(label, Locator(LocatorKind.PAGE, str(page)))
        if name is not None:
            newest = find_piece(db.session(), self.me, self.piece_id).newest
            file_id = next(file.id for file in newest.files if file.name == name)
            want = replace(want, file_id=file_id)
        with writing() as session:
            map_evidence(session, actor=self.me, evidence_id=self.piece_id, wanted=[want], now=NOW)

    def places(self) -> list[tuple[str, str, str]]:
        db.session.expire_all()
        return [
            (one.label, one.locator.value, one.locator.file.name if one.locator.file else "")
            for one in find_piece(db.session(), self.me, self.piece_id).mappings
        ]

    def revise_to(self, kept: tuple[str, ...], *arrived: tuple[bytes, str]) -> None:
        newest = find_piece(db.session(), self.me, self.piece_id).newest
        revision = Revision(
            FILES,
            seen=newest.number,
            kept=tuple(file.id for file in newest.files if file.name in kept),
        )
        files = [self.arrived(data, name) for data, name in arrived]
        self.revise(self.piece_id, revision, *files, by=self.me)


@pytest.fixture
def shelf(world: World, files: MemoryStore) -> Iterator[Shelf]:
    with world.context():
        yield Shelf(world, files)


def test_a_page_past_the_end_of_its_own_file_is_refused(shelf: Shelf) -> None:
    with pytest.raises(PageNotThereError) as refusal:
        shelf.map("P1", 3, "minutes.pdf")

    assert (refusal.value.pages, refusal.value.criterion_id) == (2, shelf.one.criteria["P1"])
    assert shelf.places() == []


def test_a_page_that_could_be_in_either_must_say_which(shelf: Shelf) -> None:
    with pytest.raises(WhichFileError):
        shelf.map("P1", 1, None)


def test_every_list_of_evidence_knows_the_file_of_a_place(shelf: Shelf) -> None:
    shelf.map("P1", 2, "minutes.pdf")

    unit = find_unit(db.session(), shelf.me, shelf.unit.id)
    place = find_place(db.session(), unit, evidence_id=shelf.piece_id, reach=1)
    assert place is not None
    listed = [*list_piece_heads(db.session(), unit), place.piece]
    assert [one.mappings[0].locator.file for one in listed] == [
        find_piece(db.session(), shelf.me, shelf.piece_id).newest.files_with_places[1]
    ] * 2
    assert shelf.places() == [("P1", "2", "minutes.pdf")]


def test_a_place_moves_to_another_file_until_it_was_submitted(shelf: Shelf) -> None:
    shelf.map("P1", 2, "minutes.pdf")
    shelf.map("P1", 2, "plan.pdf")
    assert shelf.places() == [("P1", "2", "plan.pdf")]

    shelf.submit("P1")

    with pytest.raises(FrozenError):
        shelf.map("P1", 2, "minutes.pdf")
    shelf.map("P1", 2, "plan.pdf")
    assert shelf.places() == [("P1", "2", "plan.pdf")]


def test_a_place_follows_its_file_into_a_new_version(shelf: Shelf) -> None:
    shelf.map("P1", 2, "minutes.pdf")
    shelf.map("P2", 3, "plan.pdf")

    shelf.revise_to(("minutes.pdf",), (pdf(4), "plan.pdf"))

    assert shelf.places() == [("P1", "2", "minutes.pdf"), ("P2", "3", "plan.pdf")]
    newest = find_piece(db.session(), shelf.me, shelf.piece_id).newest
    assert set(db.session.scalars(sa.select(Mapping.file_id))) == {one.id for one in newest.files}
    assert [one.pages for one in newest.files] == [2, 4]


def test_a_file_that_a_place_is_in_stays_or_has_a_successor(shelf: Shelf) -> None:
    shelf.map("P1", 2, "minutes.pdf")

    with pytest.raises(FileOfMappingGoneError) as gone:
        shelf.revise_to(("plan.pdf",))
    with pytest.raises(PageOfMappingGoneError) as ends:
        shelf.revise_to(("plan.pdf",), (pdf(1), "minutes.pdf"))

    assert (gone.value.label, gone.value.name) == ("P1", "minutes.pdf")
    assert (ends.value.label, ends.value.page, ends.value.pages) == ("P1", "2", 1)
    assert count(EvidenceFile) == 2


def test_what_was_submitted_stays_with_the_file_that_was_submitted(shelf: Shelf) -> None:
    shelf.map("P1", 2, "minutes.pdf")
    shelf.submit("P1")

    shelf.revise_to(("plan.pdf",))

    assert shelf.places() == [("P1", "2", "minutes.pdf")]


def test_evidence_with_a_place_in_a_file_is_deleted_whole(shelf: Shelf) -> None:
    shelf.map("P1", 2, "minutes.pdf")

    shelf.delete(shelf.piece_id, shelf.me)

    assert count(Mapping) == count(EvidenceFile) == 0
