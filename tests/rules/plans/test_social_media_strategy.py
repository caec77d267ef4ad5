"""The library's template is the seed's blank, and says what each section shows."""

import pytest

from assess.plans.rules.template import ColumnKind, FieldKind, Origin, original_words
from assess.standards.rules.library_file import read_library_file
from tests.plan_templates import LIBRARY, SEED, social_media_strategy

LINES = [line for line in SEED.read_text(encoding="utf-8").split("\n") if line.strip()]


def bulgarian() -> str:
    return " ".join(" ".join(original_words(social_media_strategy(), "bg")).split())


@pytest.mark.parametrize("line", LINES)
def test_each_line_of_the_seed_stands_in_the_template_word_for_word(line: str) -> None:
    assert " ".join(line.split()) in bulgarian()


def test_the_bulgarian_is_the_seed_from_the_first_word_to_the_last() -> None:
    assert bulgarian() == " ".join(SEED.read_text(encoding="utf-8").split())


def test_the_bulgarian_is_the_original_and_the_others_are_working_translations() -> None:
    assert {one.tag: one.origin for one in social_media_strategy().languages} == {
        "bg": Origin.ORIGINAL,
        "en": Origin.WORKING_TRANSLATION,
        "cy": Origin.WORKING_TRANSLATION,
    }


SAYS = [
    ("goals", "K4 K8", "P3 P7 K2", ""),
    ("target-groups", "K1", "", "P1"),
    ("social-strategy", "", "P4 K3", ""),
    ("in-the-organisation", "", "P12 K12 P20 K20", ""),
    ("integrated-communication", "K3", "P4 K1", ""),
    ("evaluation", "K13", "K16 K19 P13 P16", ""),
    ("team-and-training", "K9", "P8 P9", ""),
    ("schedule", "K4", "P2 P3", ""),
    ("budget", "", "P2 P8 K9 P13", ""),
]


@pytest.mark.parametrize(("key", "shows", "contributes", "not_shown"), SAYS)
def test_a_section_says_what_it_shows_and_what_it_only_contributes_to(
    key: str, shows: str, contributes: str, not_shown: str
) -> None:
    section = social_media_strategy().section(key)

    assert section is not None
    assert section.shows == tuple(shows.split())
    assert tuple(one.label for one in section.contributes) == tuple(contributes.split())
    assert tuple(one.label for one in section.does_not_show) == tuple(not_shown.split())
    for one in section.contributes:
        assert one.needs.en
        assert one.needs.cy


def test_there_are_nine_sections_and_no_other() -> None:
    assert [one.key for one in social_media_strategy().sections] == [key for key, *_ in SAYS]


@pytest.mark.parametrize(
    ("key", "label", "words"),
    [
        ("goals", "P3", "agreed"),
        ("goals", "K2", "comparison"),
        ("social-strategy", "K3", "theory"),
        ("in-the-organisation", "K12", "questions"),
        ("in-the-organisation", "P20", "attached"),
        ("evaluation", "P13", "Results"),
        ("evaluation", "P16", "Results"),
        ("budget", "P13", "Actuals"),
    ],
)
def test_what_is_still_needed_is_named(key: str, label: str, words: str) -> None:
    section = social_media_strategy().section(key)

    assert section is not None
    [needs] = [one.needs for one in section.contributes if one.label == label]
    assert words in (needs.en or "")


def test_the_whole_plan_shows_p2_and_nothing_in_it_serves_three_criteria() -> None:
    template = social_media_strategy()

    assert template.shows == ("P2",)
    assert template.serves_nothing == ("P5", "P10", "P11")
    named = {label for section in template.sections for label in section.shows} | {
        one.label for section in template.sections for one in section.contributes
    }
    assert not named & set(template.serves_nothing)


def test_every_label_is_one_of_the_standard() -> None:
    path = LIBRARY.parents[1] / "INSSMA11-1.toml"
    standard = read_library_file(path.read_text(encoding="utf-8"))

    assert set(social_media_strategy().labels()) <= {one.label for one in standard.criteria}


def test_there_are_three_goals_in_five_parts_each() -> None:
    goals = social_media_strategy().field("goals")

    assert goals.rows_at_first == 3
    assert len(goals.columns) == 5


def test_there_are_six_example_strategies() -> None:
    examples = social_media_strategy().field("strategy").examples

    assert examples is not None
    assert len(examples.items) == 6


def test_the_channels_are_five_and_draw_on_the_groups_and_the_goals() -> None:
    channels = social_media_strategy().field("channels")

    assert [row.name.text_in("en") for row in channels.fixed_rows] == [
        "Website",
        "Live events",
        "E-mail",
        "Printed materials",
        "Mass media",
    ]
    assert not channels.grows
    assert channels.column("groups").drawn_from == "groups.name"
    serves = channels.column("serves")
    assert serves.drawn_from == "goals"
    assert serves.if_empty is not None
    assert "Strategy before tactics" in (serves.if_empty.en or "")
    assert "How social media can bring strategic marketing" in (serves.if_empty.cy or "")


def test_the_policy_may_be_described_or_attached() -> None:
    template = social_media_strategy()

    assert template.field("policy").or_field == "policy_evidence"
    assert template.field("policy_evidence").kind is FieldKind.EVIDENCE


def test_the_schedule_is_a_chart_and_the_budget_adds_up() -> None:
    template = social_media_strategy()

    assert template.field("tasks").chart is not None
    assert template.field("costs").sum_of == "amount"
    assert template.field("costs").currency_field == "currency"
    assert template.field("costs").column("amount").kind is ColumnKind.AMOUNT
    assert template.field("hours_per_week").kind is FieldKind.HOURS
