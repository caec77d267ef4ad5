import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess.bilingual import fold
from assess.standards.rules.folding import matches, search_column, search_terms, spellings_of


def test_accents_capitals_and_apostrophes_are_folded() -> None:
    assert fold("  Y CÔD\n ŵ ŷ â ï — a\u2019u  ") == "y cod w y a i — a'u"


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("raglen", "y rhaglen"),
        ("rhaglen", "dwy raglen"),
        ("gynllun", "cynllun prosiect"),
        ("cynllun", "fy nghynllun"),
        ("nghynllun", "ei chynllun"),
        ("chynllun", "cynllunio"),
        ("beirniadaeth", "i feirniadaeth"),
        ("feirniadaeth", "beirniadaeth, cwynion"),
        ("meirniadaeth", "beirniadaeth"),
        ("gwyn", "cwynion"),
        ("cwyn", "y gŵyn"),
        ("phartneriaid", "partneriaid"),
        ("mhartner", "bartner"),
        ("dargedir", "targedir"),
        ("nhargedau", "targedau"),
        ("tharged", "darged"),
        ("ddatblygiad", "datblygiad"),
        ("natblygiad", "datblygiad"),
        ("alluoedd", "galluoedd"),
        ("galluoedd", "eu alluoedd"),
        ("ngwaith", "gwaith"),
        ("waith", "gwaith"),
        ("lywio", "llywio"),
        ("mesur", "i fesur"),
        ("ymchwil", "eu hymchwil"),
        ("hymchwil", "ymchwil"),
        ("rwpiau", "grwpiau targed"),
        ("wyl", "gŵyl"),
        ("gŵyl", "WYL"),
        ("inssma11", "INSSMA11 Manage"),
        ("INSSMA", "INSSMA11"),
        ("manag prog", "Manage and maintain social marketing programmes"),
        ("risg rheoli", "Rheoli risg"),
        ("a\u2019u cynnal", "a'u cynnal"),
        ("", "anything"),
        ("%", "anything"),
    ],
)
def test_a_query_finds_words_in_spite_of_accents_and_mutations(query: str, text: str) -> None:
    assert matches(query, text)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("risk", "frisky asterisk"),
        ("plan", "explanation"),
        ("cat", "hat at bat"),
        ("manage risk", "manage people"),
        ("cynllun", "beirniadaeth"),
        ("evidence", "provide evident"),
        ("chart", "art"),
    ],
)
def test_a_query_does_not_find_what_is_merely_alike(query: str, text: str) -> None:
    assert not matches(query, text)


def test_short_words_and_numbers_are_taken_as_they_are() -> None:
    assert spellings_of("ac") == {"ac"}
    assert spellings_of("2025") == {"2025"}


def test_a_term_holds_nothing_that_a_database_pattern_would_read() -> None:
    terms = search_terms("100% _under_ back\\slash 'quoted'")
    assert all(spelling.isalnum() for term in terms for spelling in term)


def test_the_stored_column_has_a_space_before_every_word() -> None:
    assert search_column("Rheoli\u2019r ŵyl, eto.") == " rheoli r wyl eto"
    assert search_column("  ") == ""


@given(st.text())
def test_every_text_is_found_by_itself(text: str) -> None:
    assert matches(text, text)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
