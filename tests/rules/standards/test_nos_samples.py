import json
from pathlib import Path
from typing import Any

import pytest

from assess.standards.rules.reader import read_file_bytes
from assess.standards.rules.values import to_json

DATA = Path(__file__).parents[2] / "data" / "nos"
EXPECTED: dict[str, dict[str, Any]] = json.loads((DATA / "expected.json").read_text("utf-8"))
SEEDS = {"INSSMA11.en.txt": (20, 20), "INSSMA11.cy.txt": (20, 20), "INSSMA12.cy.txt": (13, 14)}
WARNINGS = {
    "CLDFL05.en.txt": ["no-urn"],
    "COGST1-23.en.txt": ["no-urn"],
    "INSSMA08.en.txt": ["no-urn"],
    "INSSMA11.cy.txt": ["no-urn"],
    "INSSMA11.en.txt": [],
    "INSSMA12.cy.txt": [],
    "LANCS90.cy.txt": ["no-criteria", "no-urn"],
    "LANEHC2.en.txt": ["no-criteria"],
    "SCDHSC0033.en.txt": ["labels-apart", "labels-apart"],
}


def read_sample(name: str) -> dict[str, Any]:
    return to_json(read_file_bytes((DATA / name).read_bytes(), name=name))


def without_group(criteria: list[dict[str, Any]]) -> list[dict[str, str]]:
    return [{"label": criterion["label"], "text": criterion["text"]} for criterion in criteria]


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_every_sample_reads_as_expected(name: str) -> None:
    found = read_sample(name)
    for key in {"urn", "lang", "title"} & set(EXPECTED[name]):
        assert found[key] == EXPECTED[name][key]
    for key in {"performance", "knowledge"} & set(EXPECTED[name]):
        assert without_group(found[key]) == EXPECTED[name][key]
    for field, value in EXPECTED[name].get("metadata", {}).items():
        assert found["metadata"][field] == value


@pytest.mark.parametrize("name", sorted(WARNINGS))
def test_a_sample_warns_of_what_is_wrong_with_it_and_of_nothing_else(name: str) -> None:
    assert sorted(warning["code"] for warning in read_sample(name)["warnings"]) == WARNINGS[name]


def test_every_sample_has_an_expectation() -> None:
    names = {path.name for path in DATA.glob("*.txt")}
    assert names == set(WARNINGS) == set(EXPECTED) | set(SEEDS)


def test_labels_parted_from_their_texts_leave_the_criteria_out() -> None:
    found = read_sample("SCDHSC0033.en.txt")
    assert (found["performance"], found["knowledge"]) == ([], [])
    assert {warning["code"] for warning in found["warnings"]} == {"labels-apart"}


@pytest.mark.parametrize("name", sorted(SEEDS))
def test_a_seed_has_all_its_criteria_labelled_in_turn(name: str) -> None:
    found = read_sample(name)
    performance, knowledge = SEEDS[name]
    assert [c["label"] for c in found["performance"]] == [f"P{n + 1}" for n in range(performance)]
    assert [c["label"] for c in found["knowledge"]] == [f"K{n + 1}" for n in range(knowledge)]


def test_the_welsh_seeds_are_welsh_in_spite_of_their_english_lead_in() -> None:
    assert read_sample("INSSMA11.cy.txt")["lang"] == "cy"
    assert read_sample("INSSMA12.cy.txt")["lang"] == "cy"


def test_metadata_has_english_names_in_a_welsh_document() -> None:
    metadata = read_sample("INSSMA12.cy.txt")["metadata"]
    assert metadata["suites"] == ["Marchnata Cymdeithasol"]
    assert metadata["approved_on"] == "23 Maw 2020"
    assert metadata["indicative_review_date"] == "24 Maw 2025"
    assert metadata["validity"] == "Ar hyn o bryd"
    assert metadata["original_urn"] == "CFASMC2.2V3.0"
    assert metadata["soc_code"] == "3543"
    assert "version_number" not in metadata
    assert "values" not in metadata


def test_a_glossary_paragraph_without_a_term_stands_alone() -> None:
    terms = [entry["term"] for entry in read_sample("INSSMA11.en.txt")["glossary"]]
    assert terms == [None, "Stakeholders", "Risk", "Risk management", "Resources", None]


def test_the_json_object_has_the_promised_keys() -> None:
    assert list(read_sample("INSSMA11.en.txt")) == [
        *("urn", "lang", "title", "overview", "performance", "knowledge"),
        *("glossary", "metadata", "provenance", "warnings"),
    ]
