from dataclasses import replace
from pathlib import Path

import pytest

from assess.bilingual import Bilingual, Language
from assess.standards.rules.library import BilingualStandard, Source, document_in
from assess.standards.rules.library_file import read_library_file
from assess.standards.rules.merging import (
    CriteriaMissingError,
    NoUrnError,
    OtherUrnError,
    OtherVersionError,
    merge_document,
)
from assess.standards.rules.revisions import changed_labels
from assess.standards.rules.values import (
    Criterion,
    Provenance,
    StandardDocument,
    Term,
)

INSSMA12 = Path(__file__).parents[3] / "standards" / "INSSMA12-1.toml"


def document(
    lang: Language, performance: tuple[str, ...] = ("one", "two"), **changes: object
) -> StandardDocument:
    made = StandardDocument(
        urn="ABC1",
        version=None,
        lang=lang,
        title=f"Title {lang}",
        overview=f"Overview {lang}",
        performance=tuple(
            Criterion(f"P{place}", None, f"{text} {lang}")
            for place, text in enumerate(performance, 1)
        ),
        knowledge=(Criterion("K1", None, f"know {lang}"),),
        glossary=(Term(None, f"Meaning {lang}"),),
    )
    return replace(made, **changes)  # type: ignore[arg-type] # fields by name


def both() -> BilingualStandard:
    english = merge_document(None, document(Language.ENGLISH))
    return merge_document(english, document(Language.WELSH))


def test_two_languages_join_by_label() -> None:
    standard = both()
    assert [c.label for c in standard.performance] == ["P1", "P2"]
    assert standard.performance[0].text == Bilingual(en="one en", cy="one cy")
    assert standard.title == Bilingual(en="Title en", cy="Title cy")
    assert standard.glossary[0].definition == Bilingual(en="Meaning en", cy="Meaning cy")
    assert standard.version == "1"


def test_a_new_text_replaces_its_own_language_only() -> None:
    before = both()
    noted = replace(before.performance[1], note=Bilingual(en="A note.", cy="Nodyn."))
    before = replace(before, performance=(before.performance[0], noted))
    after = merge_document(before, document(Language.ENGLISH, ("one", "other", "three")))
    assert document_in(after, Language.WELSH) == document_in(before, Language.WELSH)
    assert [c.text.en for c in after.performance] == ["one en", "other en", "three en"]
    assert after.performance[1].note == noted.note
    assert after.performance[2].text.cy is None


def test_a_label_gone_from_one_language_stays_in_the_other() -> None:
    after = merge_document(both(), document(Language.ENGLISH, ("one",)))
    assert after.performance[1].text == Bilingual(en=None, cy="two cy")


def test_a_label_gone_from_the_only_language_is_gone() -> None:
    english = merge_document(None, document(Language.ENGLISH))
    after = merge_document(english, document(Language.ENGLISH, ("one",)))
    assert [c.label for c in after.performance] == ["P1"]


def test_glossaries_of_different_length_are_not_paired_by_guess() -> None:
    terms = (Term("Risk", "What may happen."), Term("Resources", "What there is."))
    after = merge_document(both(), document(Language.ENGLISH, glossary=terms))
    assert [entry.definition for entry in after.glossary] == [
        Bilingual(en=None, cy="Meaning cy"),
        Bilingual(en="What may happen.", cy=None),
        Bilingual(en="What there is.", cy=None),
    ]


def test_a_document_without_a_urn_starts_no_standard() -> None:
    with pytest.raises(NoUrnError):
        merge_document(None, document(Language.ENGLISH, urn=None))


def test_a_document_of_another_standard_is_refused() -> None:
    with pytest.raises(OtherUrnError):
        merge_document(both(), document(Language.ENGLISH, urn="ABC2"))


def test_a_document_of_another_version_is_refused() -> None:
    with pytest.raises(OtherVersionError):
        merge_document(both(), document(Language.ENGLISH, version="2"))


def test_a_document_whose_criteria_could_not_be_read_takes_none_away() -> None:
    with pytest.raises(CriteriaMissingError):
        merge_document(both(), document(Language.ENGLISH, performance=()))


def test_the_official_english_of_inssma12_replaces_the_working_translation() -> None:
    before = read_library_file(INSSMA12.read_text("utf-8"))
    translated = document_in(before, Language.ENGLISH)
    first = replace(translated.performance[0], text="assess the risk of criticism")
    official = replace(
        translated,
        version=None,
        performance=(first, *translated.performance[1:]),
        provenance=Provenance.PUBLISHED,
    )
    after = merge_document(before, official, source=Source("the site", Provenance.PUBLISHED))
    assert document_in(after, Language.ENGLISH).provenance is Provenance.PUBLISHED
    assert document_in(after, Language.WELSH) == document_in(before, Language.WELSH)
    assert changed_labels(before, after, Language.ENGLISH).changed == ("P1",)
