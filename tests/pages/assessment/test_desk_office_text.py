"""Office files on the desk: their text, marked as such, and the download beside it."""

from datetime import UTC, datetime

import pytest
from bs4 import Tag
from flask import Flask

from assess.db import new_id
from assess.evidence.models import EvidenceFile, FileText
from assess.evidence.rules import EvidenceForm
from assess.evidence.rules.words import Trouble
from assess.files import MemoryStore, receive_bytes
from tests.counting import counted_statements
from tests.services.assessment.case import Case
from tests.visitor import Page, Visitor
from tests.worded_files import DOCX, worded_docx

READ_AT = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)


@pytest.fixture
def assessor(app: Flask, case: Case) -> Visitor:
    return Visitor(app, case.assessor)


def put(case: Case, sha256: str, *, language: str = "cy", files: int = 1) -> str:
    """Offer Word files of one content for P1; give the desk's address without its language."""
    version_id = new_id()
    evidence = case.world.evidence(
        case.practitioner,
        id=version_id,
        form=EvidenceForm.FILES,
        title="Adroddiad",
        text="",
        language=language,
    )
    case.world.mapping(evidence, case.unit, case.standard.criteria["P1"])
    case.world.save(
        *(
            EvidenceFile(
                id=new_id(),
                provider_id=case.provider.id,
                evidence_version_id=version_id,
                position=number,
                name=f"adroddiad-{number}.docx",
                media_type=DOCX,
                size=2048,
                sha256=sha256,
            )
            for number in range(files)
        )
    )
    return f"/units/{case.unit.id}/desk?evidence={evidence.id}"


def known(case: Case, *, words: str = "", is_cut: bool = False, trouble: str = "") -> str:
    """Have words known of a content that nobody needs to open."""
    sha256 = new_id().hex * 2
    case.world.save(
        FileText(sha256=sha256, words=words, is_cut=is_cut, trouble=trouble, taken_at=READ_AT)
    )
    return sha256


def office_text(page: Page) -> Tag:
    found = page.soup.select_one(".desk-office")
    assert found is not None, page.text
    return found


@pytest.mark.parametrize(
    ("language", "note"),
    [
        ("en", "Text taken out of the file; layout is not shown."),
        ("cy", "ni ddangosir y gosodiad."),
    ],
)
def test_the_text_is_shown_in_its_own_language_and_marked_with_the_download_beside_it(
    assessor: Visitor, case: Case, language: str, note: str
) -> None:
    address = put(case, known(case, words="Y peilot\n\nGwersi a ddysgwyd"))

    page = assessor.visit(f"/{language}{address}")

    text = office_text(page)
    assert [part.get_text() for part in text.select("p")] == ["Y peilot", "Gwersi a ddysgwyd"]
    assert text["lang"] == "cy"
    assert note in page.text
    download = page.soup.select_one(".desk-file__line a")
    assert download is not None
    assert "/evidence/files/" in str(download["href"])


def test_a_file_that_no_worker_has_read_is_read_when_the_desk_opens_it(
    assessor: Visitor, case: Case, files: MemoryStore
) -> None:
    stored = receive_bytes(files, worded_docx("Read just now"))
    address = "/en" + put(case, stored.sha256)

    assert office_text(assessor.visit(address)).get_text(strip=True) == "Read just now"
    files.remove(stored.sha256)
    assert office_text(assessor.visit(address)).get_text(strip=True) == "Read just now"


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        (Trouble.LOCKED, "The file has a password"),
        (Trouble.TOO_MUCH, "The file is too large"),
        (Trouble.UNREADABLE, "The file is damaged"),
        (Trouble.NONE, "There is no text in the file"),
    ],
)
def test_what_cannot_be_read_is_said_and_can_be_downloaded(
    assessor: Visitor, case: Case, trouble: Trouble, words: str
) -> None:
    page = assessor.visit("/en" + put(case, known(case, trouble=trouble.value)))

    assert words in page.text
    assert page.soup.select_one(".desk-office") is None
    assert "Download adroddiad-0.docx" in page.text


def test_markup_in_a_files_text_is_shown_as_text(assessor: Visitor, case: Case) -> None:
    page = assessor.visit("/en" + put(case, known(case, words="<script>alert(1)</script>")))

    assert office_text(page).get_text(strip=True) == "<script>alert(1)</script>"


def test_a_text_that_was_cut_says_so(assessor: Visitor, case: Case) -> None:
    page = assessor.visit("/en" + put(case, known(case, words="words", is_cut=True)))

    assert "Only its beginning is shown" in page.text


def test_texts_of_files_take_no_statement_of_their_own(assessor: Visitor, case: Case) -> None:
    counts = []
    for number in (1, 5):
        address = "/en" + put(case, known(case, words="words"), files=number)
        assessor.visit(address)
        with counted_statements() as sent:
            page = assessor.visit(address)
        assert len(page.soup.select(".desk-office")) == number
        counts.append(len(sent))
    plain = case.world.evidence(case.practitioner)
    case.world.mapping(plain, case.unit, case.standard.criteria["P1"])
    with counted_statements() as sent:
        assessor.visit(f"/en/units/{case.unit.id}/desk?evidence={plain.id}")

    assert counts == [len(sent), len(sent)]
