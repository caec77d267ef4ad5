"""What may be put forward: sections that say something, for criteria that the template names."""

import pytest

from assess.plans.rules.serving import (
    WHOLE,
    Choice,
    EmptySectionError,
    NoSectionError,
    NotOfferedError,
    PutForward,
    SectionStillMappedError,
    TwoPlacesError,
    check_put_forward,
    offered,
)
from tests.plan_templates import social_media_strategy

TEMPLATE = social_media_strategy()
ALL = [section.key for section in TEMPLATE.sections]


def check(
    wanted: PutForward, filled: list[str] | None = None, mapped: tuple[str, ...] = ()
) -> tuple[str, ...]:
    return check_put_forward(
        TEMPLATE, wanted, filled=ALL if filled is None else filled, mapped=mapped
    )


def test_what_a_section_shows_is_offered_before_what_it_helps_with() -> None:
    assert offered(TEMPLATE, "goals") == ("K4", "K8", "P3", "P7", "K2")
    assert offered(TEMPLATE, WHOLE) == ("P2",)
    assert offered(TEMPLATE, "nothing") == ()


def test_sections_go_in_in_the_order_of_the_plan() -> None:
    assert check(PutForward(("budget", "goals"), ())) == ("goals", "budget")


def test_a_criterion_takes_its_section_with_it() -> None:
    assert check(PutForward((), (Choice("goals", "K4"),))) == ("goals",)


def test_the_whole_plan_shows_p2_with_the_sections_that_are_chosen() -> None:
    assert check(PutForward(("goals",), (Choice(WHOLE, "P2"),))) == ("goals",)


@pytest.mark.parametrize("choices", [(), (Choice(WHOLE, "P2"),)])
def test_nothing_chosen_is_refused(choices: tuple[Choice, ...]) -> None:
    with pytest.raises(NoSectionError):
        check(PutForward((), choices))


def test_an_empty_section_is_refused() -> None:
    with pytest.raises(EmptySectionError) as refusal:
        check(PutForward(("goals", "budget"), ()), ["goals"])

    assert refusal.value.key == "budget"


def test_a_section_that_a_criterion_is_mapped_to_cannot_be_left_out() -> None:
    with pytest.raises(SectionStillMappedError) as refusal:
        check(PutForward(("goals",), ()), mapped=("goals", "budget", WHOLE))

    assert refusal.value.key == "budget"


@pytest.mark.parametrize(
    "choice", [Choice("goals", "K13"), Choice("target-groups", "P1"), Choice("none", "K4")]
)
def test_a_criterion_that_is_not_offered_is_refused(choice: Choice) -> None:
    with pytest.raises((NotOfferedError, EmptySectionError)):
        check(PutForward(("goals",), (choice,)))


def test_one_criterion_has_one_place() -> None:
    with pytest.raises(TwoPlacesError) as refusal:
        check(PutForward((), (Choice("goals", "K4"), Choice("schedule", "K4"))))

    assert refusal.value.label == "K4"
