"""A plan as it is read, printed and kept as evidence."""

from decimal import Decimal
from typing import Any

from assess.plans.rules.schedule import gantt_of
from assess.plans.rules.sheet import (
    SheetBlock,
    frozen,
    options_of,
    rows_to_show,
    sheet_of,
    total_of,
)
from assess.plans.rules.template import Words
from tests.plan_templates import social_media_strategy

TEMPLATE = social_media_strategy()
GROUPS: dict[str, Any] = {
    "target-groups": {
        "groups": [
            {"id": "a", "name": "Младежи", "description": "до 25"},
            {"id": "b", "name": "Журналисти", "description": ""},
        ]
    }
}
CHANNELS: dict[str, Any] = {
    "integrated-communication": {
        "channels": [{"id": "website", "groups": "b a gone", "tools": "Блог", "serves": "2"}]
    }
}
TASKS: dict[str, Any] = {
    "schedule": {
        "tasks": [
            {"id": "a", "task": "Page", "start": "2027-01-01", "end": "2027-01-31", "who": ""},
            {"id": "b", "task": "Talk", "start": "2027-03-01", "end": "2027-03-01", "who": ""},
            {"id": "c", "task": "Later", "start": "2027-03-01", "end": "", "who": ""},
        ]
    }
}


def block(contents: dict[str, Any], key: str, *, is_blank: bool = False) -> SheetBlock:
    sheet = sheet_of(TEMPLATE, contents, titles={}, is_blank=is_blank)
    return next(one for section in sheet.sections for one in section.blocks if one.field.key == key)


def test_the_groups_of_section_two_are_offered_in_section_five() -> None:
    column = TEMPLATE.field("channels").column("groups")

    assert list(options_of(TEMPLATE, column, GROUPS)) == [("a", "Младежи"), ("b", "Журналисти")]


def test_goals_are_offered_by_what_they_say() -> None:
    column = TEMPLATE.field("channels").column("serves")
    contents = {
        "goals": {"goals": [{"id": "1", "specific": "x " * 90}, {"id": "3", "relevant": "y"}]}
    }

    [first, second] = options_of(TEMPLATE, column, contents)

    assert isinstance(first[1], str)
    assert first[1].endswith("…")
    assert isinstance(second[1], Words)
    assert second[1].text_in("cy") == "Nod 3"


def test_a_choice_is_read_by_its_name_and_a_row_that_is_gone_is_left_out() -> None:
    [row] = block(GROUPS | CHANNELS, "channels").rows

    assert row.cells[0] == ("Журналисти", "Младежи")
    assert isinstance(row.cells[1][0], Words)
    assert row.cells[1][0].text_in("bg") == "Уебсайт"
    assert row.cells[3] == ()


def test_a_plan_has_the_rows_that_are_begun_and_a_blank_has_all() -> None:
    assert block({}, "groups").rows == ()
    assert len(block({}, "groups", is_blank=True).rows) == 3
    assert len(block({}, "channels", is_blank=True).rows) == 5
    assert len(block({}, "goals", is_blank=True).rows) == 3
    names = [row.name for row in block({}, "goals", is_blank=True).rows]
    assert [name.text_in("bg") for name in names if name] == ["Цел 1", "Цел 2", "Цел 3"]


def test_a_growing_table_shows_its_first_rows_until_something_stands_in_it() -> None:
    field = TEMPLATE.field("groups")

    assert len(rows_to_show(field, {})) == 3
    assert len(rows_to_show(field, GROUPS["target-groups"])) == 2


def test_amounts_are_added_up_to_the_penny() -> None:
    content = {"costs": [{"id": str(n), "amount": "0.10"} for n in range(3)]}

    assert total_of(TEMPLATE.field("costs"), content) == Decimal("0.30")
    assert total_of(TEMPLATE.field("costs"), {}) == Decimal("0.00")
    assert total_of(TEMPLATE.field("groups"), {}) is None


def test_an_amount_that_was_refused_is_not_added() -> None:
    content = {"costs": [{"id": "a", "amount": "much"}, {"id": "b", "amount": "2.00"}]}

    assert total_of(TEMPLATE.field("costs"), content) == Decimal("2.00")


def test_evidence_is_shown_by_its_title() -> None:
    contents = {"in-the-organisation": {"policy_evidence": "an id"}}
    sheet = sheet_of(TEMPLATE, contents, titles={"an id": "Our policy"})

    [found] = [one for one in sheet.sections[3].blocks if one.field.key == "policy_evidence"]
    assert found.words == "Our policy"


def test_only_the_chosen_sections_are_frozen_in_every_language() -> None:
    goals = {"goals": {"goals": [{"id": "1", "specific": "Повече обаждания"}], "mission": "x"}}
    sheet = sheet_of(TEMPLATE, goals | GROUPS, titles={})

    [section] = frozen(sheet, ["goals"])

    assert section["key"] == "goals"
    assert section["number"] == "1"
    assert section["title"] == {"bg": "Цели", "en": "Goals", "cy": "Nodau"}
    [pairs, text] = section["blocks"]
    assert pairs["kind"] == "pairs"
    assert pairs["label"] == {"bg": "Цел 1", "en": "Goal 1", "cy": "Nod 1"}
    assert pairs["pairs"] == [
        [{"bg": "Конкретна", "en": "Specific", "cy": "Penodol"}, "Повече обаждания"]
    ]
    assert text["kind"] == "text"
    assert text["words"] == "x"


def test_a_frozen_table_carries_its_kinds_and_what_the_template_names() -> None:
    sheet = sheet_of(TEMPLATE, GROUPS | CHANNELS, titles={})

    [section] = frozen(sheet, ["integrated-communication"])

    [table] = section["blocks"]
    assert table["kinds"] == ["choice", "name", "text", "choice"]
    assert table["rows"][0][0] == "Журналисти, Младежи"
    assert table["rows"][0][1] == {"bg": "Уебсайт", "en": "Website", "cy": "Gwefan"}
    assert table["rows"][0][2] == "Блог"


def test_a_frozen_budget_carries_its_sum_and_a_schedule_its_chart() -> None:
    budget = {"budget": {"currency": "EUR", "costs": [{"id": "a", "amount": "12.50"}]}}
    sheet = sheet_of(TEMPLATE, budget | TASKS, titles={})

    [schedule, money] = frozen(sheet, ["schedule", "budget"])

    assert money["blocks"][-1]["total"] == {"column": 1, "amount": "12.50", "currency": "EUR"}
    assert schedule["blocks"][0]["chart"] == {"label": 0, "start": 1, "end": 2}


def test_tasks_with_both_dates_are_bars_in_their_order() -> None:
    chart = gantt_of(block(TASKS, "tasks"))

    assert chart is not None
    assert [bar.name for bar in chart.bars] == ["Page", "Talk"]
    first, second = chart.bars
    assert first.x == 220
    assert first.width == 31 * 500 / 60 or abs(first.width - 31 * 500 / 60) < 0.2
    assert second.x + second.width <= chart.width + 0.2
    assert [tick.when.month for tick in chart.ticks] == [2, 3]


def test_a_schedule_of_a_hundred_years_has_few_ticks() -> None:
    rows = [{"id": "a", "task": "Long", "start": "1950-01-01", "end": "2050-01-01", "who": ""}]
    chart = gantt_of(block({"schedule": {"tasks": rows}}, "tasks"))

    assert chart is not None
    assert len(chart.ticks) <= 13


def test_a_schedule_without_dates_has_no_chart() -> None:
    assert gantt_of(block({}, "tasks")) is None
    assert gantt_of(block(GROUPS, "groups")) is None
