"""Names that were made to do harm, and names that only look like it."""

from urllib.parse import unquote

import pytest

from assess.evidence.rules.names import display_name
from assess.web.downloads import content_disposition
from tests.evidence_files import HOSTILE_NAMES


def test_there_are_43_hostile_names() -> None:
    assert len(HOSTILE_NAMES) == len(set(HOSTILE_NAMES)) == 43


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_a_hostile_name_is_shown_on_one_line_and_makes_a_safe_header(name: str) -> None:
    shown = display_name(name)
    header = content_disposition("attachment", shown)

    assert shown
    assert len(shown) <= 200
    assert not set("/\\\x00\r\n\u202e") & set(shown)
    assert header.isascii()
    assert header.isprintable()
    assert header.count('"') == 2
    assert unquote(header.rsplit("UTF-8''", 1)[1]) == shown


@pytest.mark.parametrize("name", ["Cynllun ymgyrch ŵyl y Tŷ.pdf", "計画書.pdf", "план.docx"])
def test_names_in_any_script_come_back_exactly(name: str) -> None:
    assert display_name(name) == name
    assert unquote(content_disposition("inline", name).rsplit("UTF-8''", 1)[1]) == name


def test_letters_with_apart_accents_become_one() -> None:
    assert display_name("w\u0302y.txt") == "ŵy.txt"


def test_a_long_name_keeps_its_ending() -> None:
    assert display_name("n" * 300 + ".txt").endswith("n.txt")
