"""Files come back exactly, do nothing, and open only for those who may see them."""

from urllib.parse import unquote
from uuid import UUID

import pytest
import sqlalchemy as sa
from flask import Flask
from werkzeug.test import TestResponse

from assess.actor import Actor, Role
from assess.db import db
from assess.evidence.models import EvidenceFile, EvidenceVersion
from assess.evidence.rules.names import display_name
from assess.files import MemoryStore, receive_bytes
from assess.people.models import Provider
from tests.evidence_files import HOSTILE_NAMES
from tests.visitor import Page, Visitor
from tests.world import MadeStandard, World


class Shelf:
    """Puts files of a practitioner where visitors may ask for them."""

    def __init__(self, world: World, files: MemoryStore, actor: Actor) -> None:
        self.world, self.files, self.actor = world, files, actor
        self.evidence = world.evidence(actor)

    def put(self, data: bytes, name: str, media_type: str, *, preview: bytes | None = None) -> str:
        """Store a file; give its address."""
        with self.world.context():
            evidence = self.world.evidence(self.actor, title=name[:50] or "-")
            stored = receive_bytes(self.files, data)
            row = EvidenceFile(
                provider_id=self.actor.provider_id,
                evidence_version_id=self._version_of(evidence.id),
                position=0,
                name=name,
                media_type=media_type,
                size=len(data),
                sha256=stored.sha256,
                preview_sha256=receive_bytes(self.files, preview).sha256 if preview else None,
            )
            self.world.save(row)
            self.evidence = evidence
            return f"/en/evidence/files/{row.id}"

    def _version_of(self, evidence_id: UUID) -> UUID:
        return db.session.scalars(
            sa.select(EvidenceVersion.id).where(EvidenceVersion.evidence_id == evidence_id)
        ).one()


@pytest.fixture
def shelf(world: World, files: MemoryStore, actor: Actor) -> Shelf:
    return Shelf(world, files, actor)


def get(visitor: Visitor, address: str, **headers: str) -> TestResponse:
    return visitor.client.get(address, headers=headers)


def test_a_file_comes_back_byte_for_byte_and_inert(shelf: Shelf, mine: Visitor) -> None:
    answer = get(mine, shelf.put(b"%PDF-1.4", "Cynllun Tŷ.pdf", "application/pdf"))

    assert answer.data == b"%PDF-1.4"
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Accept-Ranges"] == "bytes"


@pytest.mark.parametrize(
    ("media_type", "how"),
    [
        ("application/pdf", "inline"),
        ("audio/mpeg", "inline"),
        ("video/mp4", "inline"),
        ("text/plain", "inline"),
        ("image/jpeg", "attachment"),
        ("application/msword", "attachment"),
        ("text/html", "attachment"),
    ],
)
def test_only_what_a_page_shows_is_inline(
    shelf: Shelf, mine: Visitor, media_type: str, how: str
) -> None:
    address = shelf.put(b"words", "a", media_type)

    assert get(mine, address).headers["Content-Disposition"].startswith(f"{how};")
    asked = get(mine, f"{address}?download=")
    assert asked.headers["Content-Disposition"].startswith("attachment;")


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        ("Ŵyl".encode(), "utf-8"),
        ("caffè".encode("cp1252"), "windows-1252"),
        ("Ŵyl".encode("utf-16"), "utf-16"),
    ],
    ids=["utf-8", "windows-1252", "utf-16"],
)
def test_text_says_in_which_letters_it_is(
    shelf: Shelf, mine: Visitor, data: bytes, charset: str
) -> None:
    answer = get(mine, shelf.put(data, "a.txt", "text/plain"))

    assert answer.headers["Content-Type"] == f"text/plain; charset={charset}"
    assert answer.data == data


def test_a_part_of_a_file_is_served_by_range(shelf: Shelf, mine: Visitor) -> None:
    address = shelf.put(b"0123456789", "a.mp4", "video/mp4")

    part = get(mine, address, Range="bytes=2-5")
    past = get(mine, address, Range="bytes=50-")

    assert (part.status_code, part.data) == (206, b"2345")
    assert part.headers["Content-Range"] == "bytes 2-5/10"
    assert past.status_code == 416


def test_the_preview_is_a_jpeg_shown_in_the_page(shelf: Shelf, mine: Visitor) -> None:
    address = shelf.put(b"heic", "a.heic", "image/heic", preview=b"jpeg")

    answer = get(mine, f"{address}/preview")

    assert (answer.data, answer.headers["Content-Type"]) == (b"jpeg", "image/jpeg")
    assert get(mine, shelf.put(b"x", "a.pdf", "application/pdf") + "/preview").status_code == 404


@pytest.mark.parametrize("name", ["Cynllun ŵyl y Tŷ.pdf", "計画書.pdf", *HOSTILE_NAMES[:30]])
def test_the_name_comes_back_exactly_in_one_header(shelf: Shelf, mine: Visitor, name: str) -> None:
    shown = display_name(name)
    answer = get(mine, shelf.put(b"words", shown, "text/plain"))

    header = answer.headers["Content-Disposition"]
    assert unquote(header.rsplit("UTF-8''", 1)[1]) == shown
    assert len(answer.headers.getlist("Content-Disposition")) == 1
    assert header.isprintable()


def test_a_name_of_markup_is_shown_escaped(shelf: Shelf, mine: Visitor) -> None:
    shelf.put(b"words", "<script>alert(1)</script>.txt", "text/plain")

    page = mine.visit(f"/en/evidence/{shelf.evidence.id}")

    assert "<script>alert(1)" not in page.html
    assert "<script>alert(1)</script>.txt" in page.text


def test_a_file_opens_for_those_who_may_see_the_unit_and_for_nobody_else(
    app: Flask, world: World, provider: Provider, actor: Actor, shelf: Shelf
) -> None:
    assessor, iqa = world.actor(Role.ASSESSOR, provider), world.actor(Role.IQA, provider)
    standard: MadeStandard = world.standard("INSSMA90")
    unit = world.enrolment(actor, standard, assessor=assessor, iqa=iqa)
    address = shelf.put(b"words", "a.txt", "text/plain")
    world.mapping(shelf.evidence, unit, standard.criteria["P1"])
    elsewhere = world.provider()

    may = (actor, assessor, iqa, world.actor(Role.MANAGER, provider))
    may_not = (
        world.actor(Role.PRACTITIONER, provider),
        world.actor(Role.ASSESSOR, provider),
        world.actor(Role.IQA, provider),
        world.actor(Role.MANAGER, elsewhere),
    )

    assert [get(Visitor(app, one), address).status_code for one in may] == [200] * 4
    missing = "/en/evidence/files/00000000-0000-7000-8000-000000000000"
    for one in may_not:
        visitor = Visitor(app, one)
        theirs, none = get(visitor, address), get(visitor, missing)
        assert (theirs.status_code, none.status_code) == (404, 404)
        assert Page(theirs).text == Page(none).text
