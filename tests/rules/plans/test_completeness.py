"""How far a section is filled in, and what is still missing."""

from typing import Any

from assess.plans.rules.completeness import (
    Completeness,
    Lack,
    completeness_of,
    remarks_on,
)
from assess.plans.rules.content import Place
from tests.plan_templates import social_media_strategy

GOAL = {
    "id": "1",
    "specific": "More calls",
    "measurable": "300 a month",
    "achievable": "We had 200",
    "relevant": "It is our mission",
    "time_bound": "by 31 December 2027",
}


def of(key: str, content: dict[str, Any]) -> Completeness:
    section = social_media_strategy().section(key)
    assert section is not None
    return completeness_of(section, content)


def test_an_empty_section_is_not_begun() -> None:
    found = of("goals", {})

    assert (found.done, found.needed, found.is_begun) == (0, 3, False)
    assert [one.lack for one in found.missing] == [Lack.NO_ROW, Lack.NOTHING, Lack.NOTHING]


def test_a_section_with_everything_in_it_is_complete() -> None:
    found = of("goals", {"goals": [GOAL], "mission": "x", "comparison": "y"})

    assert found.is_complete
    assert found.missing == ()


def test_a_goal_lacks_each_part_that_is_not_written() -> None:
    found = of("goals", {"goals": [{"id": "2", "specific": "More calls"}]})

    assert [one.place for one in found.missing if one.lack is Lack.NO_CELL] == [
        Place("goals", "2", part) for part in ("measurable", "achievable", "relevant", "time_bound")
    ]


def test_a_time_without_a_date_is_no_time_bound() -> None:
    found = of("goals", {"goals": [GOAL | {"time_bound": "soon"}], "mission": "x"})

    assert [(one.place, one.lack) for one in found.missing] == [
        (Place("goals", "1", "time_bound"), Lack.NO_DATE),
        (Place("comparison"), Lack.NOTHING),
    ]


def test_two_goals_of_which_one_is_unfinished_do_not_count() -> None:
    found = of("goals", {"goals": [GOAL, {"id": "2", "specific": "x"}]})

    assert found.done == 0


def test_a_row_that_is_begun_lacks_its_other_columns() -> None:
    found = of("target-groups", {"groups": [{"id": "a", "name": "Young people"}]})

    assert [one.place for one in found.missing] == [Place("groups", "a", "description")]


def test_a_policy_that_is_attached_need_not_be_described() -> None:
    content = {"reception": "x", "questions": "y", "policy_evidence": "an id"}

    assert of("in-the-organisation", content).is_complete
    assert not of("in-the-organisation", {"reception": "x", "questions": "y"}).is_complete


def test_a_currency_alone_begins_nothing() -> None:
    assert not of("budget", {"currency": "GBP"}).is_begun


def test_a_channel_that_serves_no_goal_is_pointed_out_and_counts_all_the_same() -> None:
    section = social_media_strategy().section("integrated-communication")
    assert section is not None
    channels = [
        {"id": "website", "groups": "a", "tools": "A page", "serves": "1"},
        {"id": "print", "groups": "a", "tools": "A leaflet"},
        {"id": "e-mail"},
    ]
    content = {"channels": channels, "best_place": "x", "materials": "y"}

    [remark] = remarks_on(section, content)

    assert remark.place == Place("channels", "print", "serves")
    assert "Strategy before tactics" in (remark.words.en or "")
    assert completeness_of(section, content).is_complete
