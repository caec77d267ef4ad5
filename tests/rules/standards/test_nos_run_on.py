"""Form C: pages that an extraction has run into one line."""

from assess.standards.rules.reader import read_document
from assess.standards.rules.values import StandardDocument

START = "ABCDE0033 Develop your practice Overview This standard is about practice. "
PAGE = "ABCDE0033 Develop your practice 1 ABCDE0033 Develop your practice "
PERFORMANCE = "Performance criteria You must be able to: P1 do this P2 do that"
KNOWLEDGE = "Knowledge and understanding You need to know and understand: K1 know this K2 know that"


def texts(document: StandardDocument) -> list[tuple[str, str]]:
    return [
        (criterion.label, criterion.text)
        for criterion in (*document.performance, *document.knowledge)
    ]


def test_labels_that_each_stand_before_their_text_are_read() -> None:
    document = read_document(f"{START}{PAGE}{PERFORMANCE} {PAGE}{KNOWLEDGE}")
    assert texts(document) == [
        ("P1", "do this"),
        ("P2", "do that"),
        ("K1", "know this"),
        ("K2", "know that"),
    ]
    assert (document.urn, document.title) == ("ABCDE0033", "Develop your practice")
    assert document.overview == "This standard is about practice."
    assert document.warnings == ()


def test_a_group_named_between_heading_and_lead_in_is_kept() -> None:
    document = read_document(
        f"{START}Performance criteria Reflect on it You must be able to: P1 do this "
        f"P2 do that {KNOWLEDGE}"
    )
    assert [criterion.group for criterion in document.performance] == ["Reflect on it"] * 2


def test_a_second_groups_name_cannot_be_parted_from_the_criterion_before_it() -> None:
    document = read_document(
        f"{START}Performance criteria One You must be able to: P1 do this P2 do that "
        f"Two You must be able to: P3 do more P4 do most {KNOWLEDGE}"
    )
    assert document.performance == ()
    assert [warning.code for warning in document.warnings] == ["labels-apart"]


def test_performance_criteria_with_a_figure_starts_no_section_in_a_run_on_line() -> None:
    document = read_document(
        f"{START}{PERFORMANCE} "
        "Knowledge and understanding Performance Criteria 1 You need to know and understand: "
        "K1 know this K2 know that"
    )
    assert len(document.performance) == 2
    assert [criterion.group for criterion in document.knowledge] == ["Performance Criteria 1"] * 2


def test_a_urn_above_the_title_and_page_headers_in_two_lines_are_understood() -> None:
    header = "ABCDE0033\nDevelop your practice"
    document = read_document(
        f"{header}\n\nOverview\n\nThis standard is about practice.\n\n{header}      1\n\n"
        f"{header}\n\nPerformance criteria\n\nYou must be able to:\n\nP1 do this\nP2 do that\n\n"
        f"{header} 2\n\nKnowledge and understanding\n\nYou need to know and understand:\n\n"
        "K1 know this\nK2 know that\n\nAdditional Information\n\nSee elsewhere.\n"
    )
    assert (document.urn, document.title) == ("ABCDE0033", "Develop your practice")
    assert texts(document) == [
        ("P1", "do this"),
        ("P2", "do that"),
        ("K1", "know this"),
        ("K2", "know that"),
    ]
    assert document.metadata["additional_information"] == "See elsewhere."
    assert document.warnings == ()


def test_page_headers_between_lines_are_no_text() -> None:
    document = read_document(
        "ABCDE0033 Develop your practice\nOverview\nThis standard is about practice.\n"
        "ABCDE0033 Develop your practice 1\nABCDE0033 Develop your practice\n"
        "Performance criteria\nYou must be able to:\nP1 do this\nP2 do that\n"
        "ABCDE0033 Develop your practice 2\n"
        "Knowledge and understanding\nYou need to know and understand:\n"
        "K1 know this\nK2 know that\n"
    )
    assert texts(document) == [
        ("P1", "do this"),
        ("P2", "do that"),
        ("K1", "know this"),
        ("K2", "know that"),
    ]
    assert document.warnings == ()
