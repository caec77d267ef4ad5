"""What a crosswalk says of the published texts is so."""

import pytest

from assess.standards.queries.crosswalk import FOLDER, list_counterparts
from assess.standards.rules.crosswalk import CrosswalkError, Place, Strength, read_crosswalk
from assess.standards.rules.library_file import read_library_file
from assess.standards.rules.revisions import has_same_words

FILES = sorted(FOLDER.glob("*.toml"))


def welsh_of(place: Place) -> str:
    path = FOLDER.parent / f"{place.urn}-{place.edition}.toml"
    standard = read_library_file(path.read_text(encoding="utf-8"))
    [criterion] = [one for one in standard.criteria if one.label == place.label]
    assert criterion.text.cy
    return criterion.text.cy


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_pairs_said_to_be_the_same_in_welsh_are_so_and_the_others_are_not(path: object) -> None:
    pairs = read_crosswalk(path.read_text(encoding="utf-8"))  # type: ignore[attr-defined] # a path

    assert pairs
    for place, counterpart in pairs:
        same = has_same_words(welsh_of(place), welsh_of(counterpart.place))
        assert same is (counterpart.strength is Strength.SAME_IN_WELSH), (place, counterpart)


def test_the_two_standards_know_each_others_counterparts() -> None:
    one, other = list_counterparts("INSSMA11", "1"), list_counterparts("INSSMA12", "1")

    assert {label: found[0].place.label for label, found in one.items()} == {
        "P20": "P13",
        "K20": "K14",
        "K1": "K2",
        "P11": "P1",
    }
    assert {found[0].place.label for found in other.values()} == set(one)
    assert one["P11"][0].strength is Strength.RELATED


def test_a_version_that_no_file_names_has_none() -> None:
    assert list_counterparts("INSSMA11", "2") == {}


@pytest.mark.parametrize(
    "change",
    [
        ('strength = "related"', 'strength = "similar"'),
        ("[pair.why]", "[pair.because]"),
        ('["P20", "P13"]', '["P20"]'),
    ],
)
def test_a_file_that_is_not_as_it_should_be_is_refused(change: tuple[str, str]) -> None:
    text = FILES[0].read_text(encoding="utf-8").replace(*change)

    with pytest.raises(CrosswalkError):
        read_crosswalk(text)
