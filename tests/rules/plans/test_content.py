"""What is typed into a section is kept whole, or refused with a message at its place."""

from typing import Any

import pytest

from assess.plans.rules.content import (
    LONGEST_CELL,
    LONGEST_TEXT,
    Place,
    Trouble,
    check_content,
    chosen,
)
from assess.plans.rules.template import MOST_ROWS, Section
from tests.plan_templates import social_media_strategy


def section(key: str) -> Section:
    found = social_media_strategy().section(key)
    assert found is not None
    return found


def troubles(key: str, typed: dict[str, Any]) -> dict[Place, Trouble]:
    return {one.place: one.trouble for one in check_content(section(key), typed)[1]}


def test_a_text_of_the_longest_length_is_kept_whole() -> None:
    words = "ж" * LONGEST_TEXT

    content, refused = check_content(section("goals"), {"mission": words})

    assert content["mission"] == words
    assert not refused


def test_a_longer_text_is_refused_with_the_limit_and_stays_as_typed() -> None:
    words = "ж" * (LONGEST_TEXT + 1)

    content, [refused] = check_content(section("goals"), {"mission": words})

    assert refused.trouble is Trouble.TOO_LONG
    assert refused.values == {"limit": LONGEST_TEXT, "typed": LONGEST_TEXT + 1}
    assert content["mission"] == words


@pytest.mark.parametrize(
    "words", ["👩‍👩‍👧 план", "مرحبا بالعالم", "ŵŷ", "\u202b\u05e9\u05dc\u05d5\u05dd\u202c"]
)
def test_emoji_and_right_to_left_text_are_kept(words: str) -> None:
    content, refused = check_content(
        section("target-groups"), {"groups": [{"id": "row-1", "name": words}]}
    )

    assert content["groups"][0]["name"] == words
    assert not refused


def test_a_cell_that_is_too_long_is_refused_at_its_place() -> None:
    rows = [{"id": "row-1", "description": "x" * (LONGEST_CELL + 1)}]

    assert troubles("target-groups", {"groups": rows}) == {
        Place("groups", "row-1", "description"): Trouble.TOO_LONG
    }


def test_blank_rows_are_left_out_and_the_others_keep_their_ids() -> None:
    rows = [{"id": "a", "name": ""}, {"id": "b", "name": "Young people"}]

    content, _ = check_content(section("target-groups"), {"groups": rows})

    assert [row["id"] for row in content["groups"]] == ["b"]


def test_too_many_rows_are_refused() -> None:
    rows = [{"id": f"r{n}", "name": "x"} for n in range(MOST_ROWS + 1)]

    content, [refused] = check_content(section("target-groups"), {"groups": rows})

    assert refused.trouble is Trouble.TOO_MANY_ROWS
    assert len(content["groups"]) == MOST_ROWS + 1


def test_dates_are_stored_as_iso_and_amounts_with_a_point() -> None:
    content, refused = check_content(
        section("schedule"),
        {"tasks": [{"id": "a", "task": "Page", "start": "1.2.2027", "end": "3 March 2027"}]},
    )
    money, _ = check_content(
        section("budget"), {"costs": [{"id": "a", "amount": "1 200,5"}], "currency": "BGN"}
    )

    assert not refused
    assert content["tasks"][0]["start"] == "2027-02-01"
    assert content["tasks"][0]["end"] == "2027-03-03"
    assert money["costs"][0]["amount"] == "1200.50"


def test_an_end_before_its_start_is_refused_at_the_end() -> None:
    rows = [{"id": "a", "task": "Page", "start": "2.2.2027", "end": "1.2.2027"}]

    assert troubles("schedule", {"tasks": rows}) == {
        Place("tasks", "a", "end"): Trouble.ENDS_TOO_EARLY
    }


@pytest.mark.parametrize(
    ("key", "typed", "place", "trouble"),
    [
        (
            "schedule",
            {"tasks": [{"id": "a", "start": "soon"}]},
            Place("tasks", "a", "start"),
            Trouble.NOT_A_DATE,
        ),
        (
            "budget",
            {"costs": [{"id": "a", "amount": "-5"}]},
            Place("costs", "a", "amount"),
            Trouble.NOT_AN_AMOUNT,
        ),
        ("budget", {"currency": "Leva"}, Place("currency"), Trouble.NOT_A_CURRENCY),
        (
            "team-and-training",
            {"hours_per_week": "169"},
            Place("hours_per_week"),
            Trouble.NOT_HOURS,
        ),
        (
            "in-the-organisation",
            {"policy_evidence": "mine"},
            Place("policy_evidence"),
            Trouble.NOT_A_PIECE,
        ),
    ],
)
def test_what_cannot_be_is_refused(
    key: str, typed: dict[str, Any], place: Place, trouble: Trouble
) -> None:
    assert troubles(key, typed) == {place: trouble}


def test_unknown_fields_and_columns_are_not_stored() -> None:
    content, _ = check_content(
        section("target-groups"),
        {"groups": [{"id": "a", "name": "x", "evil": "y"}], "evil": "z"},
    )

    assert set(content) == {"groups"}
    assert set(content["groups"][0]) == {"id", "name", "description"}


def test_a_row_with_an_id_that_nobody_gave_is_left_out() -> None:
    content, _ = check_content(
        section("target-groups"), {"groups": [{"id": "<b>", "name": "x"}, {"name": "y"}]}
    )

    assert content["groups"] == []


def test_something_else_than_rows_or_text_counts_as_nothing() -> None:
    content, refused = check_content(
        section("target-groups"), {"groups": "not a list", "mission": ["no text"]}
    )

    assert content == {"groups": []}
    assert not refused


def test_a_choice_names_several_rows() -> None:
    rows = [{"id": "website", "groups": "a b <c>", "tools": "x"}]

    content, _ = check_content(section("integrated-communication"), {"channels": rows})

    assert chosen(content["channels"][0]["groups"]) == ["a", "b"]
