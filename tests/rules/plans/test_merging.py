"""Two tabs in one section: what both wrote is kept, place by place."""

from typing import Any

from assess.plans.rules.content import Place
from assess.plans.rules.merging import Merged, merge
from tests.plan_templates import small


def merged(base: dict[str, Any], theirs: dict[str, Any], mine: dict[str, Any]) -> Merged:
    section = small().section("who" if "people" in {**base, **theirs, **mine} else "how")
    assert section is not None
    return merge(section, base=base, theirs=theirs, mine=mine)


def row(row_id: str, name: str) -> dict[str, str]:
    return {"id": row_id, "name": name}


def test_what_only_the_other_tab_changed_is_taken_over() -> None:
    found = merged({"words": "a"}, {"words": "b"}, {"words": "a"})

    assert found.content["words"] == "b"
    assert found.taken_over == (Place("words"),)
    assert not found.others


def test_what_only_this_tab_changed_stays() -> None:
    assert merged({"words": "a"}, {"words": "a"}, {"words": "c"}).content["words"] == "c"


def test_what_both_changed_stands_in_both_versions() -> None:
    found = merged({"words": "a"}, {"words": "b"}, {"words": "c"})

    assert found.content["words"] == "c"
    assert found.others == {Place("words"): "b"}


def test_what_both_changed_alike_is_no_conflict() -> None:
    found = merged({"words": "a"}, {"words": "b"}, {"words": "b"})

    assert found.content["words"] == "b"
    assert not found.others


def test_rows_that_either_tab_added_are_all_there() -> None:
    found = merged(
        {"people": [row("a", "Ann")]},
        {"people": [row("a", "Ann"), row("b", "Ben")]},
        {"people": [row("a", "Ann"), row("c", "Cai")]},
    )

    assert [one["name"] for one in found.content["people"]] == ["Ann", "Cai", "Ben"]


def test_a_row_that_one_tab_removed_is_gone() -> None:
    base = {"people": [row("a", "Ann"), row("b", "Ben")]}

    assert merged(base, base, {"people": [row("b", "Ben")]}).content["people"] == [row("b", "Ben")]
    assert merged(base, {"people": [row("b", "Ben")]}, base).content["people"] == [row("b", "Ben")]


def test_a_row_that_one_tab_removed_and_the_other_changed_stays() -> None:
    base = {"people": [row("a", "Ann")]}
    changed = {"people": [row("a", "Anna")]}

    assert merged(base, {"people": []}, changed).content["people"] == [row("a", "Anna")]
    assert merged(base, changed, {"people": []}).content["people"] == [row("a", "Anna")]


def test_a_cell_that_both_changed_stands_in_both_versions() -> None:
    found = merged(
        {"people": [row("a", "Ann")]},
        {"people": [row("a", "Anna")]},
        {"people": [row("a", "Anne")]},
    )

    assert found.content["people"] == [row("a", "Anne")]
    assert found.others == {Place("people", "a", "name"): "Anna"}
