import pytest

from assess.people.rules.terms import (
    FIELDS,
    LIMITS,
    FigureOutOfRangeError,
    ProviderTerms,
    check_figures,
    terms_of,
)
from assess.people.rules.words import PractitionerWord

NAMED = {"name_en": "Riverside", "name_cy": "Glan yr Afon"}


def test_an_empty_column_stands_for_what_is_usual() -> None:
    terms = terms_of(dict.fromkeys(FIELDS) | NAMED)

    assert terms == ProviderTerms("Riverside", "Glan yr Afon")
    assert (terms.turnaround_days, terms.appeal_days, terms.retention_months) == (10, 20, 36)
    assert terms.release_needs_iqa
    assert not terms.second_factor_required


def test_what_a_provider_has_said_holds_and_no_is_said_too() -> None:
    terms = terms_of(
        NAMED
        | {
            "practitioner_word": PractitionerWord.LEARNER,
            "turnaround_days": 5,
            "release_needs_iqa": False,
        }
    )

    assert terms.turnaround_days == 5
    assert not terms.release_needs_iqa


def test_the_usual_figures_are_within_their_limits() -> None:
    check_figures(terms_of(dict(NAMED)))


@pytest.mark.parametrize("name", LIMITS)
@pytest.mark.parametrize("beyond", [-1, 1])
def test_a_figure_beyond_its_limits_is_refused_and_says_which(name: str, beyond: int) -> None:
    least, most = LIMITS[name]
    figure = least - 1 if beyond < 0 else most + 1

    with pytest.raises(FigureOutOfRangeError) as refused:
        check_figures(terms_of(NAMED | {name: figure}))

    assert refused.value.field == name
