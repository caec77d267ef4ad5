"""Traps outside the criteria: header, overview, glossary and fields."""

from assess.standards.rules.reader import read_document
from assess.standards.rules.values import StandardDocument

HEAD = "Do a thing\n\nURN: ABCDE1\n\nOverview\n\nThis standard is about the thing.\n\n"
TAIL = "\n\nScope/range\n\nThe thing.\n\nGlossary\n"
KNOWLEDGE = (
    "\n\nKnowledge and Understanding\n\nYou need to know and understand:\n\n  1. the thing\n"
)
PERFORMANCE = "Performance criteria\n\nYou must be able to:\n\n"
REST = f"{PERFORMANCE}P1 do it{KNOWLEDGE}{TAIL}"


def codes(document: StandardDocument) -> list[str]:
    return [warning.code for warning in document.warnings]


def test_the_overview_may_stand_under_the_header_without_a_heading() -> None:
    header = "Do a thing\n\nURN: ABCDE1\nApproved on: 2020"
    document = read_document(f"{header}\n\n\nIt is about it.\n\n{REST}")
    assert document.overview == "It is about it."
    assert "no-overview" not in codes(document)


def test_the_overview_may_stand_under_the_title_without_a_heading() -> None:
    document = read_document(f"Do a thing\nIt is about it.\n{REST}", urn="ABC1")
    assert (document.title, document.overview) == ("Do a thing", "It is about it.")


def test_a_document_without_an_overview_says_so() -> None:
    document = read_document(f"Do a thing\n\nURN: ABCDE1\n\n{REST}")
    assert (document.overview, codes(document)) == (None, ["no-overview"])


def test_suites_are_parted_at_commas_or_semicolons() -> None:
    for printed in ("Farming,Forestry", "Farming, Forestry", "Farming; Forestry;"):
        text = f"Do it\n\nURN: ABC1\nBusiness Sectors (Suites): {printed}\n\n{PERFORMANCE}P1 do it"
        assert read_document(text).metadata["suites"] == ("Farming", "Forestry")


def test_an_unknown_field_of_the_header_is_reported() -> None:
    document = read_document(f"Do it\n\nURN: ABC1\nColour: green\n\nOverview\n\nIt is.\n\n{REST}")
    assert [(w.code, w.line) for w in document.warnings] == [("unknown-heading", 4)]


def test_an_unknown_heading_in_the_tail_is_reported() -> None:
    tail = "\n\nVersion Number\n\n1\n\nCountry\n\nWales\n\nValidity\n\nCurrent\n"
    document = read_document(f"{HEAD}{REST}{tail}")
    assert document.metadata["version_number"] == "1"
    assert document.metadata["validity"] == "Current"
    assert codes(document) == ["unknown-heading"]


def test_a_sub_heading_of_the_overview_is_part_of_it() -> None:
    text = HEAD.replace("the thing.\n", "the thing.\n\nWho this standard is for\n\nAnybody.\n")
    document = read_document(f"{text}{REST}")
    assert document.overview == (
        "This standard is about the thing.\n\nWho this standard is for\n\nAnybody."
    )


def test_a_glossary_may_explain_a_word_that_is_also_a_heading() -> None:
    document = read_document(f"{HEAD}{REST}\nSkills\n\nWhat you can do.\n")
    assert [(term.term, term.definition) for term in document.glossary] == [
        ("Skills", "What you can do.")
    ]


def test_a_glossary_may_explain_a_word_that_is_also_a_field() -> None:
    document = read_document(f"{HEAD}{REST}\nStatus: where it stands.\n\nValidity\n\nHow long.\n")
    assert [term.term for term in document.glossary] == ["Status", "Validity"]
    assert not document.metadata.keys() & {"status", "validity"}


def test_markdown_marks_are_no_part_of_title_and_groups() -> None:
    text = f"# Do a thing\n\nURN: ABC1\n\n## Overview\n\nIt is.\n\n{REST}"
    document = read_document(text.replace("P1 do it", "**Doing**\n\nP1 do it"))
    assert (document.title, document.performance[0].group) == ("Do a thing", "Doing")


def test_a_glossary_entry_may_stand_on_one_line() -> None:
    document = read_document(f"{HEAD}{REST}\nRisk: what may happen.\n")
    assert document.glossary[0].term == "Risk"


def test_another_bodys_code_is_no_part_of_the_title() -> None:
    text = HEAD.replace(
        "Do a thing\n\nURN: ABCDE1", "SFHCHS132 - SQA Code HD10 04 Obtain venous blood samples"
    )
    document = read_document(f"{text}{REST}")
    assert (document.urn, document.title) == ("SFHCHS132", "Obtain venous blood samples")
    assert document.metadata["sqa_code"] == "HD10 04"
