"""Words are taken out of files of every kind, and traps do no harm."""

import subprocess
import sys
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa

from assess.actor import Role
from assess.app import do_waiting_work
from assess.db import db, writing
from assess.evidence.models import EvidenceFile, FileText
from assess.evidence.rules import EvidenceForm, EvidenceKind
from assess.evidence.rules.offers import Offer
from assess.evidence.rules.words import FileWords, Trouble, reader_of, tidy_words
from assess.evidence.service import (
    add_evidence,
    inspect_file,
    read_words,
    remove_unused_files,
)
from assess.evidence.service.taking_words import ToRead, take_words, words_of_file
from assess.files import MemoryStore, receive_bytes
from tests.evidence_files import docx, odt, pdf
from tests.worded_files import (
    DOCX,
    OPEN,
    PPTX,
    XLSX,
    with_entry,
    worded_docx,
    worded_odp,
    worded_ods,
    worded_odt,
    worded_pdf,
    worded_pptx,
    worded_xlsx,
)
from tests.world import NOW, World

PDF, TEXT, HTML = "application/pdf", "text/plain", "text/html"
BOMB = b"<a>" + b" " * (250 * 1024 * 1024) + b"</a>"


def words_of(data: bytes, media_type: str, folder: Path) -> FileWords:
    path = folder / "file"
    path.write_bytes(data)
    return words_of_file(path, media_type)


@pytest.mark.parametrize(
    ("data", "media_type", "words"),
    [
        (worded_pdf("Page one", "Page two"), PDF, "Page one\n\nPage two"),
        (
            worded_docx("Cynllun y peilot", "Tŷ a gŵr", cells=("Nod", "Dyddiad")),
            DOCX,
            "Cynllun y peilot\nTŷ a gŵr\nNod\tDyddiad",
        ),
        (worded_pptx("What we did", "Say it"), PPTX, "What we did\nleft\tright\nSay it"),
        (worded_xlsx(("Posters", 120.5), ("Radio", None)), XLSX, "Budget\nPosters\t120.5\nRadio"),
        (worded_odt("Adroddiad", "Gwersi"), f"{OPEN}.text", "Adroddiad\nGwersi"),
        (worded_ods("Posters", "120"), f"{OPEN}.spreadsheet", "Posters\t120"),
        (worded_odp("Our aims"), f"{OPEN}.presentation", "Our aims"),
        ("Ŵyl".encode(), TEXT, "Ŵyl"),
        ("Ŵyl".encode("utf-16"), TEXT, "Ŵyl"),
        ("caffè".encode("cp1252"), TEXT, "caffè"),
        (
            b"<p>Our <b>pi</b>lot<script>go()</script><p>went &amp; well<img src='http://a.test/a'>",
            HTML,
            "Our pilot\nwent & well",
        ),
        (pdf(2), PDF, ""),  # a scan
    ],
    ids=[
        "pdf",
        "docx",
        "pptx",
        "xlsx",
        "odt",
        "ods",
        "odp",
        "txt",
        "utf-16",
        "cp1252",
        "html",
        "scan",
    ],
)
def test_words_are_taken_out(data: bytes, media_type: str, words: str, tmp_path: Path) -> None:
    assert words_of(data, media_type, tmp_path) == FileWords(words, False, Trouble.NONE)  # noqa: FBT003 (as it reads)


@pytest.mark.parametrize(
    ("data", "media_type", "trouble"),
    [
        (pdf(1, password="open"), PDF, Trouble.LOCKED),
        (
            with_entry(
                worded_odt("a"), "META-INF/manifest.xml", b"<m><manifest:encryption-data/></m>"
            ),
            f"{OPEN}.text",
            Trouble.LOCKED,
        ),
        (with_entry(worded_docx("a"), "word/document.xml", BOMB), DOCX, Trouble.TOO_MUCH),
        (with_entry(worded_odt("a"), "content.xml", BOMB), f"{OPEN}.text", Trouble.TOO_MUCH),
        (docx(), DOCX, Trouble.UNREADABLE),
        (odt(), f"{OPEN}.text", Trouble.UNREADABLE),
        (worded_docx("a")[:500], DOCX, Trouble.UNREADABLE),
        (b"%PDF-1.4 and then nothing", PDF, Trouble.UNREADABLE),
        (b"no archive", XLSX, Trouble.UNREADABLE),
    ],
    ids=["pdf", "odt", "docx bomb", "odt bomb", "docx", "odt empty", "cut", "pdf broken", "xlsx"],
)
def test_what_cannot_be_read_is_a_trouble(
    data: bytes, media_type: str, trouble: Trouble, tmp_path: Path
) -> None:
    assert words_of(data, media_type, tmp_path) == FileWords("", False, trouble)  # noqa: FBT003 (as it reads)


def test_entities_that_multiply_give_no_words_and_no_end_of_memory(tmp_path: Path) -> None:
    laughs = b'<!DOCTYPE a [<!ENTITY a0 "ha">' + b"".join(
        b'<!ENTITY a%d "%s">' % (number, b"&a%d;" % (number - 1) * 10) for number in range(1, 12)
    )
    body = (
        laughs
        + b']><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        b"<w:body><w:p><w:r><w:t>&a11;</w:t></w:r></w:p></w:body></w:document>"
    )

    words = words_of(with_entry(worded_docx("a"), "word/document.xml", body), DOCX, tmp_path)

    assert "ha" not in words.text


def test_a_long_file_is_cut(tmp_path: Path) -> None:
    words = words_of(b"words and words\n" * 20_000, TEXT, tmp_path)

    assert words.is_cut
    assert 199_000 < len(words.text) <= read_words.MOST_WORDS


def test_the_process_that_reads_opens_no_connection_and_starts_no_program(tmp_path: Path) -> None:
    for deed in ("import socket; socket.socket()", "import os; os.system('true')"):
        script = tmp_path / "try.py"
        script.write_text(
            "import sys\nfrom assess.evidence.service.read_words import refuse_the_world\n"
            f"sys.addaudithook(refuse_the_world)\n{deed}\n"
        )
        done = subprocess.run([sys.executable, str(script)], capture_output=True, check=False)  # noqa: S603 (our own)
        assert b"PermissionError" in done.stderr


def test_what_is_no_text_is_taken_out_of_words() -> None:
    assert tidy_words("a\x00b\r\nc \ud800\n\n \n\nd\n") == "ab\nc\n\nd"


def test_recordings_and_old_office_files_have_no_reader() -> None:
    assert reader_of("audio/wav") is None
    assert reader_of("application/msword") is None


def offer_word_file(world: World, files: MemoryStore, words: str) -> UUID:
    """Add a Word file as evidence; give the evidence's id."""
    actor = world.actor(Role.PRACTITIONER, world.provider())
    incoming = MemoryStore().receive()
    incoming.write(worded_docx(words))
    arrived = inspect_file(files, incoming, "plan.docx")
    offer = Offer(EvidenceKind.WORK_PRODUCT, EvidenceForm.FILES, "", "en", NOW.date())
    with world.context(), writing() as session:
        return add_evidence(
            session, actor=actor, offer=offer, files=[arrived], wanted=(), store=files, now=NOW
        )


def test_a_content_is_read_once_however_often_it_is_offered(
    world: World, files: MemoryStore
) -> None:
    offer_word_file(world, files, "Once")
    [sha256] = files.files
    with world.context():
        for _ in range(2):
            words = take_words(store=files, files=[ToRead(sha256, DOCX)], now=NOW)
            files.remove(sha256)
            assert words[sha256].text == "Once"
        assert db.session.scalar(sa.select(sa.func.count()).select_from(FileText)) == 1


def test_the_words_of_a_file_go_with_it(world: World, files: MemoryStore) -> None:
    offer_word_file(world, files, "Mine alone")
    [sha256] = files.files
    with world.context():
        do_waiting_work(world.app)
        assert db.session.get(FileText, sha256) is not None
        with writing() as session:
            session.execute(sa.delete(EvidenceFile))
        with writing() as session:
            remove_unused_files(session, store=files, hashes=[sha256])
        assert db.session.get(FileText, sha256) is None


def test_what_was_deleted_while_it_was_read_leaves_no_words(
    world: World, files: MemoryStore
) -> None:
    stored = receive_bytes(files, worded_docx("Nobody's any more"))
    with world.context():
        take_words(store=files, files=[ToRead(stored.sha256, DOCX)], now=NOW)
        assert db.session.get(FileText, stored.sha256) is None


def test_a_file_that_is_gone_gives_nothing(world: World, files: MemoryStore) -> None:
    with world.context():
        assert take_words(store=files, files=[ToRead("0" * 64, DOCX)], now=NOW) == {}


def test_what_is_uploaded_is_read_in_the_background(world: World, files: MemoryStore) -> None:
    offer_word_file(world, files, "In the background")
    with world.context():
        do_waiting_work(world.app)
        assert db.session.scalars(sa.select(FileText.words)).all() == ["In the background"]
