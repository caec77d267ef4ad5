"""The models and their stages: what makes an account, and what is kept beside it."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from assess.reflection.rules.mapping import (
    NotYourCriterionError,
    SubmittedError,
    check_criteria,
    check_unmapping,
    numbers_open_to_readers,
)
from assess.reflection.rules.saving import (
    LONGEST,
    MOST_KEPT,
    EmptyReflectionError,
    NoTitleError,
    Standing,
    TooLongError,
    Typed,
    check_started_from,
    check_title,
    check_typed,
    parts_to_keep,
    typed_in,
    written_of,
)
from assess.reflection.rules.stages import (
    ALL_KEYS,
    MODEL_NAMES,
    STAGES,
    ReflectionModel,
    keys_of,
    passages_of,
)
from assess.refusals import StaleError

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def typed(model: ReflectionModel, seen: int = 0, **parts: str) -> Typed:
    return typed_in(parts, model=model, language="cy", started_from=seen, tab_id=UUID(int=1))


@pytest.mark.parametrize(
    ("model", "stages"),
    [
        (ReflectionModel.FREE, 0),
        (ReflectionModel.GIBBS, 6),
        (ReflectionModel.KOLB, 4),
        (ReflectionModel.WHAT, 3),
    ],
)
def test_each_model_has_its_stages_with_a_prompt_in_both_languages(
    model: ReflectionModel, stages: int
) -> None:
    assert len(STAGES[model]) == stages
    said = [MODEL_NAMES[model], *(text for one in STAGES[model] for text in (one.name, one.prompt))]
    assert all(text.en and text.cy and text.en != text.cy for text in said)


def test_no_two_stages_are_kept_under_one_key() -> None:
    assert len(set(ALL_KEYS)) == len(ALL_KEYS) == 14


def test_an_account_is_the_parts_of_its_model_in_order_with_a_blank_line_between() -> None:
    one = typed(ReflectionModel.WHAT, now_what="Third", what="First", description="Not this")

    assert one.words == "First\n\nThird"


def test_what_was_written_under_another_model_is_kept_beside_the_account() -> None:
    one = typed(ReflectionModel.FREE, words="Free", what="Before", so_what="")

    assert one.words == "Free"
    assert parts_to_keep(one) == {"words": "Free", "what": "Before"}


def test_a_free_account_alone_is_kept_as_it_always_was() -> None:
    assert parts_to_keep(typed(ReflectionModel.FREE, words="Free", what="")) is None


def test_a_form_opens_with_everything_that_was_kept() -> None:
    assert written_of(Standing("Free")) == {"words": "Free"}
    assert written_of(Standing("A", None, "what", {"what": "A", "words": "B"})) == {
        "what": "A",
        "words": "B",
    }
    assert written_of(Standing()) == {}


def test_a_reader_sees_the_headings_of_the_model_and_no_empty_stage() -> None:
    parts = {"what": "A", "so_what": "", "now_what": "C", "words": "Hidden"}

    read = passages_of("what", parts, "A\n\nC")

    assert [(one.heading.en if one.heading else None, one.text) for one in read] == [
        ("What?", "A"),
        ("Now what?", "C"),
    ]
    assert [one.text for one in passages_of(None, None, "All of it")] == ["All of it"]
    assert passages_of(None, None, "") == ()


def test_an_account_is_stored_whole_or_refused_beside_its_longest_box() -> None:
    half = "ŵ" * (LONGEST // 2 - 1)
    check_typed(typed(ReflectionModel.WHAT, what=half, so_what=half))
    with pytest.raises(TooLongError) as refused:
        check_typed(typed(ReflectionModel.WHAT, what=half, so_what=half + "ŵ"))

    assert (refused.value.field, refused.value.typed) == ("so_what", LONGEST + 1)


def test_what_is_kept_beside_the_account_has_a_limit_too() -> None:
    full = "ŵ" * LONGEST
    with pytest.raises(TooLongError) as refused:
        check_typed(typed(ReflectionModel.FREE, words=full, what=full, feelings=full, why="x"))

    assert refused.value.limit == MOST_KEPT


def test_a_model_with_nothing_under_it_says_nothing() -> None:
    with pytest.raises(EmptyReflectionError) as refused:
        check_typed(typed(ReflectionModel.KOLB, words="Under another model"))

    assert refused.value.field in keys_of(ReflectionModel.KOLB)
    with pytest.raises(NoTitleError):
        check_title("")


def test_two_tabs_conflict_on_the_model_as_on_the_words() -> None:
    standing = Standing("A", None, "what", {"what": "A"})
    check_started_from(typed(ReflectionModel.WHAT, 1, what="A"), newest=2, standing=standing)
    with pytest.raises(StaleError):
        check_started_from(
            typed(ReflectionModel.WHAT, 1, what="A", words="B"), newest=2, standing=standing
        )
    with pytest.raises(StaleError):
        check_started_from(
            typed(ReflectionModel.KOLB, 1, experience="A"), newest=2, standing=standing
        )


def test_a_submitted_mapping_stays_and_a_strangers_criterion_is_refused() -> None:
    check_unmapping(None)
    with pytest.raises(SubmittedError):
        check_unmapping(NOW)
    check_criteria([UUID(int=1)], {UUID(int=1): UUID(int=9)})
    with pytest.raises(NotYourCriterionError):
        check_criteria([UUID(int=2)], {UUID(int=1): UUID(int=9)})


def test_readers_see_what_stood_when_it_was_mapped_and_what_came_after() -> None:
    saved = {number: NOW + timedelta(hours=number) for number in (1, 2, 3, 4)}

    assert numbers_open_to_readers(saved, since=NOW + timedelta(hours=2, minutes=1)) == {2, 3, 4}
    assert numbers_open_to_readers(saved, since=NOW) == {1, 2, 3, 4}
