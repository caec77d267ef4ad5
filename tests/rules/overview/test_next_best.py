"""Next best evidence: the greedy cover, held against the best there is."""

from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assess.bilingual import Bilingual
from assess.evidence.rules.kinds import EvidenceKind
from assess.overview.rules.activities import Activity, read_activities
from assess.overview.rules.next_best import Step, next_best
from assess.standards.rules.library_file import read_library_file

STANDARDS = Path(__file__).parents[3] / "standards"
FILES = sorted((STANDARDS / "activities").glob("*.toml"))


def activity(labels: str, effort: int = 1, key: str = "") -> Activity:
    nothing = Bilingual("", "")
    return Activity(
        key or labels, EvidenceKind.WORK_PRODUCT, effort, tuple(labels.split()), nothing, nothing
    )


def keys(steps: list[Step]) -> list[str]:
    return [step.activity.key for step in steps]


def effort_of(steps: list[Step]) -> int:
    return sum(step.activity.effort for step in steps)


def least_effort(open_labels: set[str], activities: list[Activity]) -> int:
    """Try every choice of activities: the least effort that covers all that can be covered."""
    can = open_labels & {label for one in activities for label in one.labels}
    return min(
        sum(one.effort for one in chosen)
        for number in range(len(activities) + 1)
        for chosen in combinations(activities, number)
        if can <= {label for one in chosen for label in one.labels}
    )


def test_what_covers_most_for_its_effort_comes_first() -> None:
    activities = [activity("P1 P2", key="two"), activity("P1 P2 P3", effort=3, key="three")]

    assert keys(next_best({"P1", "P2", "P3"}, activities)) == ["two", "three"]


def test_each_step_counts_only_what_those_before_it_leave() -> None:
    steps = next_best({"P1", "P2", "P3"}, [activity("P1 P2"), activity("P2 P3")])

    assert [step.covers for step in steps] == [("P1", "P2"), ("P3",)]


def test_of_equals_the_first_in_the_file_wins() -> None:
    assert keys(next_best({"P1"}, [activity("P1", key="a"), activity("P1", key="b")])) == ["a"]


@pytest.mark.parametrize("open_labels", [set[str](), {"P9"}])
def test_nothing_is_named_where_nothing_open_can_be_covered(open_labels: set[str]) -> None:
    assert next_best(open_labels, [activity("P1 P2")]) == []


def test_where_there_are_no_activities_there_are_no_steps() -> None:
    assert next_best({"P1"}, []) == []


@pytest.mark.parametrize(
    ("activities", "effort"),
    [
        ([activity("P1 P2 P3"), activity("P3 P4"), activity("P4 P5")], 2),
        ([activity("P1 P2 P3 P4 P5", effort=9), activity("P1 P2 P3"), activity("P4 P5")], 2),
        ([activity("P1"), activity("P2"), activity("P1 P2", effort=1), activity("P3 P4 P5")], 2),
    ],
)
def test_small_cases_take_no_more_than_the_least_effort(
    activities: list[Activity], effort: int
) -> None:
    open_labels = {"P1", "P2", "P3", "P4", "P5"}

    assert effort_of(next_best(open_labels, activities)) == effort
    assert least_effort(open_labels, activities) == effort


LABELS = st.sampled_from([f"P{number}" for number in range(1, 8)])
ACTIVITIES = st.lists(
    st.builds(
        lambda labels, effort: activity(" ".join(sorted(labels)), effort),
        st.frozensets(LABELS, min_size=1, max_size=4),
        st.integers(1, 3),
    ),
    max_size=7,
)


@given(st.frozensets(LABELS), ACTIVITIES)
def test_all_that_can_be_covered_is_and_for_little_more_than_the_least_effort(
    open_labels: frozenset[str], activities: list[Activity]
) -> None:
    steps = next_best(open_labels, activities)

    covered = [label for step in steps for label in step.covers]
    can = open_labels & {label for one in activities for label in one.labels}
    assert len(covered) == len(set(covered))
    assert set(covered) == can
    # Chvatal's bound for the greedy choice, with at most four labels to an activity.
    harmonic = 1 + 1 / 2 + 1 / 3 + 1 / 4
    assert effort_of(steps) <= harmonic * least_effort(set(open_labels), activities) + 1e-9


@given(st.frozensets(LABELS), ACTIVITIES)
def test_no_other_activity_would_have_covered_more_for_the_effort_at_its_step(
    open_labels: frozenset[str], activities: list[Activity]
) -> None:
    left = set(open_labels)
    for step in next_best(open_labels, activities):
        assert all(
            len(left & set(one.labels)) * step.activity.effort <= len(step.covers) * one.effort
            for one in activities
        )
        left -= set(step.covers)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_list_of_activities_names_criteria_that_there_are_in_both_languages(path: Path) -> None:
    listed = read_activities(path.read_text(encoding="utf-8"))
    standard = read_library_file((STANDARDS / path.name).read_text(encoding="utf-8"))
    labels = [one.label for one in (*standard.performance, *standard.knowledge)]
    both = [listed.source, *(text for one in listed.all for text in (one.name, one.shows))]

    assert (listed.urn, listed.edition) == (standard.urn, standard.version)
    assert {label for one in listed.all for label in one.labels} == set(labels)
    assert all(len(set(one.labels)) == len(one.labels) and one.effort > 0 for one in listed.all)
    assert all(text.en and text.cy and text.en != text.cy for text in both)
    assert len({one.key for one in listed.all}) == len(listed.all)


def test_every_standard_of_the_library_has_its_activities() -> None:
    assert [path.name for path in FILES] == sorted(path.name for path in STANDARDS.glob("*.toml"))
