from datetime import date

import pytest

from assess.bilingual import Bilingual, Language
from assess.standards.rules.library import BilingualCriterion, BilingualStandard
from assess.standards.rules.revisions import changed_labels, is_past_review, last_day_of


def standard(**texts: str) -> BilingualStandard:
    return BilingualStandard(
        urn="ABC1",
        version="1",
        title=Bilingual(en="Do it", cy="Gwneud"),
        performance=tuple(
            BilingualCriterion(label, Bilingual(en=text, cy="yr un fath"))
            for label, text in texts.items()
        ),
    )


def test_changed_new_and_gone_labels_are_told_apart() -> None:
    before = standard(P1="do this", P2="do that", P3="do more")
    after = standard(P1="do this", P2="do something else", P4="do most")
    changes = changed_labels(before, after, Language.ENGLISH)
    assert (changes.changed, changes.new, changes.gone) == (("P2",), ("P4",), ("P3",))
    assert changes


def test_the_other_language_has_not_changed() -> None:
    before, after = standard(P1="do this"), standard(P1="do that")
    assert not changed_labels(before, after, Language.WELSH)


def test_spacing_and_the_way_an_accent_is_stored_are_no_change() -> None:
    before = standard(P1="y c\u00f4d  ymarfer ")
    after = standard(P1="y co\u0302d ymarfer")
    assert not changed_labels(before, after, Language.ENGLISH)


def test_a_changed_apostrophe_or_accent_is_a_change() -> None:
    before = standard(P1="y cod a'r rhain")
    for text in ("y c\u00f4d a'r rhain", "y cod a\u2019r rhain", "Y cod a'r rhain"):
        assert changed_labels(before, standard(P1=text), Language.ENGLISH).changed == ("P1",)


@pytest.mark.parametrize(
    ("printed", "last"),
    [
        ("2025", date(2025, 12, 31)),
        ("30 Mar 2023", date(2023, 3, 30)),
        ("28 Feb 2017", date(2017, 2, 28)),
        ("24 Maw 2025", date(2025, 3, 24)),
        ("1 Ionawr 2026", date(2026, 1, 1)),
        ("3 Chwef 2026", date(2026, 2, 3)),
        ("3 Chw 2026", date(2026, 2, 3)),
        ("9 Gorff 2026", date(2026, 7, 9)),
        ("9 Gor 2026", date(2026, 7, 9)),
        ("31 Rhagfyr 2026", date(2026, 12, 31)),
        ("1st March 2026", date(2026, 3, 1)),
        ("24/03/2025", date(2025, 3, 24)),
        ("2025-03-24", date(2025, 3, 24)),
        ("March 2024", date(2024, 3, 31)),
        ("Chwefror 2024", date(2024, 2, 29)),
        ("Rhag 2024", date(2024, 12, 31)),
        ("31 Feb 2024", None),
        ("soon", None),
        ("24 Brumaire 2025", None),
        ("", None),
        ("0000", None),
        ("²⁰²⁵", None),
    ],
)
def test_review_dates_are_read_as_printed_in_both_languages(
    printed: str, last: date | None
) -> None:
    assert last_day_of(printed) == last


ENGLISH = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"
WELSH = "Ion Chwef Maw Ebr Mai Meh Gorff Awst Medi Hyd Tach Rhag"


@pytest.mark.parametrize("months", [ENGLISH, WELSH])
def test_every_month_is_known_in_both_languages(months: str) -> None:
    found = [last_day_of(f"5 {name} 2024") for name in months.split()]
    assert found == [date(2024, month, 5) for month in range(1, 13)]


@pytest.mark.parametrize(
    ("printed", "today", "past"),
    [
        ("2025", date(2025, 12, 31), False),
        ("2025", date(2026, 1, 1), True),
        ("24 Maw 2025", date(2025, 3, 24), False),
        ("24 Maw 2025", date(2025, 3, 25), True),
        ("soon", date(2030, 1, 1), False),
    ],
)
def test_a_standard_is_past_review_once_the_printed_time_is_over(
    printed: str, today: date, *, past: bool
) -> None:
    assert is_past_review({"indicative_review_date": printed}, today) is past


def test_a_standard_without_a_review_date_is_never_past_it() -> None:
    assert not is_past_review({}, date(2030, 1, 1))
