"""A template's file is read whole, or refused with the line and the reason."""

import pytest

from assess.plans.rules.checking import wrong_labels
from assess.plans.rules.faults import Fault, TemplateFileError, Wrong
from assess.plans.rules.template import FieldKind
from assess.plans.rules.template_file import LARGEST, read_template
from tests.plan_templates import LIBRARY, SMALL, small, social_media_strategy


def wrongs_of(text: str) -> list[Wrong]:
    with pytest.raises(TemplateFileError) as refusal:
        read_template(text)
    return list(refusal.value.wrongs)


def line_with(text: str, words: str, nth: int = 1) -> int:
    lines = [number for number, line in enumerate(text.split("\n"), 1) if words in line]
    return lines[nth - 1]


def test_a_small_template_is_read() -> None:
    template = small()

    assert template.tags == ("en", "cy")
    assert [section.key for section in template.sections] == ["who", "how"]
    assert template.sections[0].contributes[0].needs.cy == "Tyst."
    assert template.field("tasks").columns[0].drawn_from == "people.name"


def test_the_librarys_template_is_read_with_its_three_languages() -> None:
    template = social_media_strategy()

    assert template.tags == ("bg", "en", "cy")
    assert [one.number for one in template.sections] == [str(n) for n in range(1, 10)]
    assert template.field("goals").kind is FieldKind.GOALS


@pytest.mark.parametrize(
    ("words", "put", "fault", "line_of"),
    [
        ('key = "small"', 'kee = "small"', Fault.UNKNOWN_KEY, "kee"),
        ('number = "2"', "number = 2", Fault.NOT_A_TEXT, "number = 2"),
        ('number = "2"\n', "", Fault.MISSING_KEY, 'key = "how"'),
        ('key = "how"', 'key = "How to"', Fault.NOT_A_KEY, '"How to"'),
        ('key = "how"', 'key = "details"', Fault.RESERVED_KEY, '"details"'),
        ('key = "how"', 'key = "who"', Fault.TWICE, 'title.en = "How"'),
        ('key = "task"', 'key = "by"', Fault.TWICE, 'label.en = "Task"'),
        ('key = "words"', 'key = "people"', Fault.TWICE, "In your own"),
        ('title.cy = "Sut"\n', "", Fault.MISSING_LANGUAGE, 'title.en = "How"'),
        ('title.cy = "Sut"', 'title.fr = "Comment"', Fault.UNKNOWN_LANGUAGE, "title.fr"),
        ("[languages.cy]", "[languages.welsh]", Fault.NOT_A_LANGUAGE, "[languages.welsh]"),
        ('kind = "text"', 'kind = "essay"', Fault.NOT_ONE_OF, '"essay"'),
        ('"working translation"', '"my own"', Fault.NOT_ONE_OF, '"my own"'),
        ('from = "people.name"', 'from = "teams.name"', Fault.NOTHING_TO_DRAW_FROM, "teams"),
        ('from = "people.name"', 'from = "people.age"', Fault.NOTHING_TO_DRAW_FROM, "people.age"),
        ('from = "people.name"\n', "", Fault.MISSING_KEY, 'key = "by"'),
        ('criterion = "P2"', 'criterion = "two"', Fault.NOT_A_LABEL, '"two"'),
        ('shows = ["K1"]', 'shows = "K1"', Fault.NOT_A_LIST, 'shows = "K1"'),
        ('needs.cy = "Tyst."\n', "", Fault.MISSING_LANGUAGE, "needs.en"),
        ('title.en = "How"', 'title = "How"', Fault.NOT_TOML, 'title.cy = "Sut"'),
        ('kind = "text"', 'kind = "text"\nadded = "yes"', Fault.NOT_YES_OR_NO, "added"),
        ('kind = "text"', 'kind = "text"\nrows = 3', Fault.NOT_FOR_THIS_KIND, "rows = 3"),
        ('kind = "text"', 'kind = "text"\nor_field = "other"', Fault.NO_SUCH_FIELD, "or_field"),
        ('label.en = "Tasks"', 'rows = 0\nlabel.en = "Tasks"', Fault.NOT_A_NUMBER, "rows = 0"),
        ('label.en = "Tasks"', 'sum = "task"\nlabel.en = "T"', Fault.NO_SUCH_COLUMN, "sum ="),
        ('label.en = "Tasks"', 'currency = "words"\nlabel.en = "T"', Fault.NO_SUCH_FIELD, "curr"),
        ('kind = "text"', 'kind = "goals"', Fault.NO_GOAL_PARTS, 'key = "small"'),
    ],
)
def test_what_is_wrong_is_said_with_its_line(
    words: str, put: str, fault: Fault, line_of: str
) -> None:
    broken = SMALL.replace(words, put, 1)
    assert broken != SMALL

    [first, *_rest] = [one for one in wrongs_of(broken) if one.fault is fault]

    expected = line_with(broken, line_of)
    assert abs(first.line - expected) <= 2, (first, expected)


def test_the_line_is_that_of_the_very_key() -> None:
    broken = SMALL.replace('from = "people.name"', 'from = "teams.name"')

    [wrong] = wrongs_of(broken)

    assert wrong.line == line_with(broken, "teams.name")
    assert wrong.place == "section[2].field[2].column[1].from"
    assert wrong.in_english == "there is no table and no goals to draw from at “teams.name”"


def test_all_that_is_wrong_is_said_at_once() -> None:
    broken = SMALL.replace('title.cy = "Sut"\n', "").replace('key = "words"', 'name = "words"')

    assert {one.fault for one in wrongs_of(broken)} == {
        Fault.MISSING_LANGUAGE,
        Fault.MISSING_KEY,
        Fault.UNKNOWN_KEY,
    }


@pytest.mark.parametrize("text", ["", "\x00", "a = [", "[[section]]\n" * 50, "a=" + "[" * 5000])
def test_a_file_that_is_no_template_is_refused(text: str) -> None:
    assert wrongs_of(text)


def test_a_file_without_welsh_is_refused() -> None:
    broken = SMALL.replace('[languages.cy]\nprovenance = "working translation"\n', "")

    assert Fault.MISSING_LANGUAGE in {one.fault for one in wrongs_of(broken)}


def test_a_file_that_is_too_large_is_refused_unread() -> None:
    [wrong] = wrongs_of("#" * (LARGEST + 1))

    assert wrong.fault is Fault.TOO_LARGE


def test_windows_line_ends_change_nothing() -> None:
    assert read_template(SMALL.replace("\n", "\r\n")) == small()


def test_a_label_that_the_standard_does_not_have_is_named_with_its_line() -> None:
    [wrong] = wrong_labels(small(), SMALL, {"P1", "K1"})

    assert wrong.fault is Fault.UNKNOWN_LABEL
    assert wrong.line == line_with(SMALL, 'criterion = "P2"')
    assert "P2" in wrong.in_english


def test_a_standard_that_nobody_knows_is_named() -> None:
    [wrong] = wrong_labels(small(), SMALL, None)

    assert wrong.fault is Fault.UNKNOWN_STANDARD
    assert wrong.line == line_with(SMALL, "standard =")


def test_every_reason_can_be_filled_in() -> None:
    values = dict.fromkeys(
        (
            *("reason", "limit", "most", "value", "language", "choices", "kind"),
            "standard",
        ),
        "x",
    )

    for fault in Fault:
        assert "%" not in Wrong("", 1, fault, values).in_english


def test_the_lines_of_the_library_are_told_to_the_line() -> None:
    text = LIBRARY.read_text(encoding="utf-8")
    broken = text.replace('key = "who"\nkind = "line"', 'key = "who"\nkind = "lines"')

    [wrong] = wrongs_of(broken)

    assert wrong.line == line_with(broken, 'kind = "lines"')
    assert wrong.place == "section[8].field[1].column[4].kind"
