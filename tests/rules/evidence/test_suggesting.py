"""Suggested criteria: what is compared, what is marked, and what it is worth."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess.bilingual import Bilingual, Language
from assess.evidence.rules.stems import stems_of
from assess.evidence.rules.suggesting import MOST, suggest_criteria
from assess.evidence.rules.welsh_stems import stem_welsh
from tests.suggestions import (
    by_comparison,
    by_overlap,
    measure,
    read_criteria,
    read_pieces,
    recall,
)

DOCS = Path(__file__).parents[3] / "docs" / "suggestions.md"


@dataclass(frozen=True)
class One:
    label: str
    words: Bilingual


CRITERIA = [
    One("P1", Bilingual("pilot the programme and evaluate it", "peilota'r rhaglen a'i gwerthuso")),
    One("P2", Bilingual("carry out a risk assessment", "cynnal asesiad risg")),
    One("P3", Bilingual("engage with the partners", None)),
    One("P4", Bilingual("allocate resources of the programme", "dyrannu adnoddau")),
]


def labels(text: str, language: Language = Language.ENGLISH) -> list[str]:
    return [one.criterion.label for one in suggest_criteria(text, CRITERIA, language)]


@pytest.mark.parametrize(
    "forms",
    [
        "cynllun gynllun chynllun nghynllun cynlluniau cynlluniwyd",
        "gwerthuso werthuso gwerthusiad gwerthuswyd ngwerthusiad",
        "peilot beilot pheilota mheilot peilota",
        "cwyn gwynion cwynion chwynion",
        "beirniadaeth feirniadaeth beirniadol feirniadu",
        "amserlen amserlenni",
        "anghenion hanghenion angen",
        "grŵp grwpiau",
        "myfyrio fyfyrio myfyriais fyfyrdod",
        "targed dargedu dargedir thargedau",
        "rhanddeiliaid randdeiliaid rhanddeiliad",
        "llythyr lythyr llythyrau",
    ],
)
def test_the_forms_of_a_welsh_word_come_together(forms: str) -> None:
    assert len({stem_welsh(word) for word in forms.split()}) == 1


def test_different_welsh_words_stay_apart() -> None:
    words = ["cynllun", "risg", "peilot", "partner", "amcan", "cyllideb", "adnodd", "gwers", "cwyn"]

    assert len({stem_welsh(word) for word in words}) == len(words)


def test_other_forms_of_a_word_are_found_in_both_languages() -> None:
    assert labels("We evaluated what we had piloted") == ["P1"]
    assert labels("Gwerthuswyd y rhaglen ar ôl ei pheilota", Language.WELSH) == ["P1"]


def test_the_words_that_both_have_are_marked_where_they_stand() -> None:
    (found,) = suggest_criteria("Risks were assessed", CRITERIA, Language.ENGLISH)

    assert "".join(part.text for part in found.parts) == "carry out a risk assessment"
    assert [part.text for part in found.parts if part.is_match] == ["risk", "assessment"]


@pytest.mark.parametrize("text", ["", "and the of", "1234 5678", "Unrelated words altogether"])
def test_nothing_is_suggested_where_nothing_matches(text: str) -> None:
    assert labels(text) == []


def test_a_word_that_most_criteria_have_suggests_none() -> None:
    everywhere = [One(f"P{number}", Bilingual(f"programme {number}", None)) for number in range(9)]

    assert suggest_criteria("Our programme", everywhere, Language.ENGLISH) == []


def test_a_criterion_without_words_in_the_language_is_not_suggested() -> None:
    assert labels("partners", Language.ENGLISH) == ["P3"]
    assert labels("partners", Language.WELSH) == []


def test_there_are_never_more_than_eight() -> None:
    alike = [One(f"P{number}", Bilingual(f"pilot number {number}", None)) for number in range(3)]
    others = [
        One(f"K{number}", Bilingual(f"{chr(97 + number) * 4} budget", None)) for number in range(20)
    ]
    asked = " ".join(one.words.en or "" for one in (*alike, *others))

    assert len(suggest_criteria(asked, [*alike, *others], Language.ENGLISH)) == MOST


@given(st.text(), st.sampled_from(Language))
def test_any_text_is_cut_into_words_that_stand_in_it(text: str, language: Language) -> None:
    assert all(text[one.start : one.end].strip() for one in stems_of(text, language))


@pytest.mark.parametrize("language", Language)
def test_the_comparison_finds_more_than_the_same_words_and_than_chance(language: Language) -> None:
    criteria = read_criteria()
    pieces = [piece for piece in read_pieces("kept_apart") if piece.language is language]

    found = recall(pieces, criteria, by_comparison)

    assert len(pieces) >= 30
    assert found > recall(pieces, criteria, by_overlap) > MOST / len(criteria)


def test_the_table_in_the_docs_is_what_the_command_gives() -> None:
    assert "\n".join(measure("kept_apart")) in DOCS.read_text(encoding="utf-8")


def test_the_figures_of_the_tuning_part_in_the_docs_are_what_the_command_gives() -> None:
    english, welsh = (line.split(" | ")[-1].rstrip(" |") for line in measure("tuning")[-2:])

    assert f"{english} for English and {welsh} for Welsh" in DOCS.read_text(encoding="utf-8")


def test_every_piece_is_labelled_with_criteria_that_there_are_and_stands_in_one_part() -> None:
    names = {one.name for one in read_criteria()}
    apart, tuning = read_pieces("kept_apart"), read_pieces("tuning")

    assert all(piece.criteria and piece.criteria <= names for piece in (*apart, *tuning))
    assert not {piece.text for piece in apart} & {piece.text for piece in tuning}
    assert len({piece.text for piece in apart}) == len(apart) >= 60
