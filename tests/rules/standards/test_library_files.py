"""The two standards that come with the service say what the given documents say, word for word."""

from pathlib import Path

import pytest

from assess.bilingual import Bilingual, Language
from assess.standards.rules.library import BilingualStandard, document_in
from assess.standards.rules.library_file import (
    LibraryFileError,
    read_library_file,
    write_library_file,
)
from assess.standards.rules.lines import fold_whitespace
from assess.standards.rules.reader import read_document
from assess.standards.rules.values import Provenance

ROOT = Path(__file__).parents[3]
DATA = ROOT / "tests" / "data" / "nos"
FILES = ("INSSMA11-1.toml", "INSSMA12-1.toml")
SEEDS = ("INSSMA11.en.txt", "INSSMA11.cy.txt", "INSSMA12.cy.txt")


def library_text(name: str) -> str:
    return (ROOT / "standards" / name).read_text("utf-8")


def library(urn: str) -> BilingualStandard:
    return read_library_file(library_text(f"{urn}-1.toml"))


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_written_as_it_was_read(name: str) -> None:
    text = library_text(name)
    assert write_library_file(read_library_file(text)) == text
    assert read_library_file(write_library_file(read_library_file(text))) == read_library_file(text)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_text_of_the_given_document_is_in_the_file(seed: str) -> None:
    urn, code, _ = seed.split(".")
    given = read_document((DATA / seed).read_text("utf-8"), name=seed)
    kept = document_in(library(urn), Language(code))
    assert (kept.urn, kept.title, kept.overview) == (given.urn, given.title, given.overview)
    assert (kept.performance, kept.knowledge) == (given.performance, given.knowledge)
    assert (kept.glossary, kept.metadata) == (given.glossary, given.metadata)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_long_line_of_the_given_document_is_in_the_file(seed: str) -> None:
    """Against the document itself, so that a fault of the reader cannot hide a lost text."""
    urn = seed.split(".", maxsplit=1)[0]
    kept = library_text(f"{urn}-1.toml").replace('\\"', '"')
    lines = [fold_whitespace(line) for line in (DATA / seed).read_text("utf-8").splitlines()]
    texts = [line.lstrip("-0123456789. ") for line in lines if len(line) > 60]
    assert len(texts) > 20
    assert [text for text in texts if text not in kept] == []


def test_the_texts_keep_their_quirks() -> None:
    first = document_in(library("INSSMA11"), Language.WELSH)
    assert first.title == "Rheoli rhaglenni marchnata cymdeithasol a\u2019u cynnal"
    assert "y côd ymarfer" in first.performance[19].text
    assert "cymdeithasol Mae'n weithgaredd" in (first.overview or "")
    english = document_in(library("INSSMA11"), Language.ENGLISH)
    assert "professionals in managerial roles who responsible for" in (english.overview or "")


@pytest.mark.parametrize(("urn", "counts"), [("INSSMA11", (20, 20)), ("INSSMA12", (13, 14))])
def test_every_criterion_stands_in_both_languages(urn: str, counts: tuple[int, int]) -> None:
    standard = library(urn)
    assert (len(standard.performance), len(standard.knowledge)) == counts
    assert all(criterion.text.en and criterion.text.cy for criterion in standard.criteria)


def test_only_the_english_of_inssma12_is_a_working_translation() -> None:
    found = {
        (urn, language.value): document_in(library(urn), language).provenance
        for urn in ("INSSMA11", "INSSMA12")
        for language in Language
    }
    assert found == {
        ("INSSMA11", "en"): Provenance.PUBLISHED,
        ("INSSMA11", "cy"): Provenance.PUBLISHED,
        ("INSSMA12", "en"): Provenance.WORKING_TRANSLATION,
        ("INSSMA12", "cy"): Provenance.PUBLISHED,
    }
    assert library("INSSMA12").title.en == (
        "Manage criticisms, complaints and respond to enquiries about social marketing programmes"
    )


def test_where_the_welsh_is_the_same_the_english_is_the_published_one() -> None:
    published = {criterion.text.cy: criterion.text.en for criterion in library("INSSMA11").criteria}
    shared = [
        (criterion.label, criterion.text.en, published[criterion.text.cy])
        for criterion in library("INSSMA12").criteria
        if criterion.text.cy in published
    ]
    assert [label for label, _, _ in shared] == ["P13", "K2", "K14"]
    assert all(ours == theirs for _, ours, theirs in shared)


def test_notes_stand_where_the_published_texts_differ_in_meaning() -> None:
    for urn, labels in (("INSSMA11", ["P5", "K5", "K11"]), ("INSSMA12", [])):
        noted = [c for c in library(urn).criteria if c.note != Bilingual(en=None, cy=None)]
        assert [criterion.label for criterion in noted] == labels
        assert all(criterion.note.en and criterion.note.cy for criterion in noted)


GOOD = """urn = "ABC1"
version = "1"
[title]
en = "Do it"
[source.en]
document = "a page"
provenance = "published"
[[performance]]
label = "P1"
en = "do it"
"""


def test_a_small_file_is_enough() -> None:
    assert document_in(read_library_file(GOOD), Language.ENGLISH).performance[0].text == "do it"


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ('urn = "ABC1"', 'urn = "ABC1', "line 1"),
        ('en = "do it"\n', "en = ", "the end"),
        ('urn = "ABC1"\n', "", "urn"),
        ('urn = "ABC1"', 'urn = "nothing"', "urn"),
        ('version = "1"', "version = 1", "version"),
        ('version = "1"', 'version = "1"\ncolour = "red"', "colour"),
        ('en = "Do it"', 'fr = "Le faire"', "title.fr"),
        ('en = "Do it"', 'cy = "Gwneud"', "title.en"),
        ('provenance = "published"', 'provenance = "heard"', "source.en.provenance"),
        ("[source.en]", "[source.cy]", "source.en"),
        ('label = "P1"', 'label = "K1"', "performance[1].label"),
        ('label = "P1"', 'label = "P1"\nmark = 3', "performance[1].mark"),
        ('en = "do it"', 'en = " "', "performance[1].en"),
        ('en = "do it"', "", "performance[1]"),
        (
            'en = "do it"\n',
            'en = "do it"\n[[performance]]\nlabel = "P1"\nen = "again"\n',
            "performance[2].label",
        ),
        ("[[performance]]", "[performance]", "performance"),
        ('en = "do it"', 'en = "do it"\n[[glossary]]\nterm = "x"', "glossary[1].definition"),
        ('en = "do it"', 'en = "do it"\n[metadata.en]\nsuites = []', "metadata.en.suites"),
        ('en = "do it"', 'en = "do it"\n[metadata.en]\nBad-Name = "x"', "metadata.en.Bad-Name"),
        ('urn = "ABC1"', "x = " + "[" * 100_000, "the file"),
    ],
)
def test_a_bad_file_is_refused_with_the_place_and_the_reason(
    old: str, new: str, where: str
) -> None:
    assert old in GOOD
    with pytest.raises(LibraryFileError) as refused:
        read_library_file(GOOD.replace(old, new, 1))
    assert refused.value.line_or_key == where
    assert refused.value.reason
