import pytest

from assess.assessment.rules.texts import is_on_working_translation, needs_reaffirming
from assess.bilingual import Bilingual, Language

EN, CY = Language.ENGLISH, Language.WELSH


@pytest.mark.parametrize(
    ("working", "assessed_in", "expected"),
    [
        (None, None, False),
        (None, EN, False),
        (EN, EN, True),
        (EN, CY, False),
        (EN, None, True),
        (CY, None, True),
    ],
)
def test_a_decision_is_on_a_working_translation_in_the_language_of_assessment(
    *, working: Language | None, assessed_in: Language | None, expected: bool
) -> None:
    assert is_on_working_translation(working, assessed_in) is expected


@pytest.mark.parametrize(
    ("before", "now", "assessed_in", "expected"),
    [
        (Bilingual("a", "b"), Bilingual("a", "b"), None, False),
        (Bilingual("a", "b"), Bilingual("A", "b"), None, True),
        (Bilingual("a", "b"), Bilingual("A", "b"), EN, True),
        (Bilingual("a", "b"), Bilingual("A", "b"), CY, False),
        (Bilingual("a", None), Bilingual("a", "b"), None, False),
        (Bilingual("a", None), Bilingual("a", "b"), CY, False),
        (Bilingual("a", "b"), Bilingual(None, "b"), EN, True),
    ],
)
def test_changed_words_in_the_language_of_assessment_need_reaffirming(
    *, before: Bilingual, now: Bilingual, assessed_in: Language | None, expected: bool
) -> None:
    assert needs_reaffirming(before, now, assessed_in) is expected
