"""Each form and trap that was seen on a published page."""

from assess.bilingual import Language
from assess.standards.rules.reader import read_document
from assess.standards.rules.values import StandardDocument

HEAD = "Do a thing\n\nURN: ABCDE1\n\nOverview\n\nThis standard is about the thing.\n\n"
TAIL = "\n\nScope/range\n\nThe thing.\n\nGlossary\n"
KNOWLEDGE = (
    "\n\nKnowledge and Understanding\n\nYou need to know and understand:\n\n  1. the thing\n"
)
PERFORMANCE = "Performance criteria\n\nYou must be able to:\n\n"
REST = f"{PERFORMANCE}P1 do it{KNOWLEDGE}{TAIL}"


def with_performance(criteria: str) -> StandardDocument:
    return read_document(f"{HEAD}{PERFORMANCE}{criteria}{KNOWLEDGE}{TAIL}")


def with_knowledge(criteria: str) -> StandardDocument:
    heading = "Knowledge and understanding\n\nYou need to know and understand:\n\n"
    return read_document(f"{HEAD}{PERFORMANCE}P1 do it\n\n{heading}{criteria}{TAIL}")


def codes(document: StandardDocument) -> list[str]:
    return [warning.code for warning in document.warnings]


def performance(document: StandardDocument) -> list[tuple[str, str]]:
    return [(criterion.label, criterion.text) for criterion in document.performance]


def knowledge(document: StandardDocument) -> list[tuple[str, str | None, str]]:
    return [(criterion.label, criterion.group, criterion.text) for criterion in document.knowledge]


def test_a_clean_document_gives_no_warning() -> None:
    assert codes(with_performance("  1. do this\n  2. do that")) == []


def test_an_empty_section_reports_no_criteria_on_the_line_of_its_heading() -> None:
    document = with_performance("")
    assert document.performance == ()
    assert [(w.code, w.line) for w in document.warnings] == [("no-criteria", 9)]


def test_prose_under_the_heading_is_no_criterion() -> None:
    document = with_performance("This standard is about the thing. It has two sentences.")
    assert document.performance == ()
    assert codes(document) == ["no-criteria"]


def test_sub_headed_groups_go_on_counting() -> None:
    document = with_performance(
        "Reflect on your own practice\n\nYou must be able to:\n\nP1 think\nP2 ask\n\n"
        "Use what you learn\n\nYou must be able to:\n\nP3 act\nP4 tell"
    )
    assert [(c.label, c.group) for c in document.performance] == [
        ("P1", "Reflect on your own practice"),
        ("P2", "Reflect on your own practice"),
        ("P3", "Use what you learn"),
        ("P4", "Use what you learn"),
    ]
    assert codes(document) == []


def test_labels_on_lines_of_their_own_before_all_the_texts_are_labels_apart() -> None:
    document = with_performance("P1\nP2\nP3\n\ndo this\n\ndo that\n\ndo more")
    assert (document.performance, codes(document)) == ((), ["labels-apart"])


def test_labels_in_a_row_before_all_the_texts_are_labels_apart() -> None:
    document = with_performance("P1 P2 P3\ndo this\ndo that\ndo more")
    assert (document.performance, codes(document)) == ((), ["labels-apart"])


def test_texts_before_all_the_labels_are_labels_apart() -> None:
    document = with_performance("do this\ndo that\nP1\nP2")
    assert (document.performance, codes(document)) == ((), ["labels-apart"])


def test_numbers_parted_from_their_texts_are_labels_apart() -> None:
    document = with_performance("1.\n2.\n3.\n\ndo this\n\ndo that\n\ndo more")
    assert (document.performance, codes(document)) == ((), ["labels-apart"])


def test_a_label_on_the_line_above_its_text_is_no_parted_label() -> None:
    assert performance(with_performance("P1\ndo this\nP2\ndo that")) == [
        ("P1", "do this"),
        ("P2", "do that"),
    ]


def test_a_label_without_text_is_reported_and_left_out() -> None:
    document = with_performance("P1 do this\nP2\nP3 do that")
    assert performance(document) == [("P1", "do this"), ("P3", "do that")]
    assert [(w.code, w.line) for w in document.warnings] == [("empty-criterion", 14)]


def test_performance_criteria_with_a_figure_is_a_sub_heading_inside_knowledge() -> None:
    document = with_knowledge(
        "Performance Criteria 1\nK1 know this\nK2 know that\n"
        "Performance Criteria 2 and 3\nK3 know more"
    )
    assert performance(document) == [("P1", "do it")]
    assert knowledge(document) == [
        ("K1", "Performance Criteria 1", "know this"),
        ("K2", "Performance Criteria 1", "know that"),
        ("K3", "Performance Criteria 2 and 3", "know more"),
    ]


def test_numbering_that_restarts_in_a_group_runs_on() -> None:
    document = with_knowledge(
        "General knowledge and understanding\n\n1. this\n2. that\n\n"
        "Specific knowledge\n\n1. more\n2. most"
    )
    assert knowledge(document) == [
        ("K1", "General knowledge and understanding", "this"),
        ("K2", "General knowledge and understanding", "that"),
        ("K3", "Specific knowledge", "more"),
        ("K4", "Specific knowledge", "most"),
    ]


def test_labels_that_restart_in_a_group_run_on() -> None:
    document = with_knowledge("Rules\nK1 this\nK2 that\nMethods\nK1 more\nK2 most")
    assert [(label, group) for label, group, _ in knowledge(document)] == [
        ("K1", "Rules"),
        ("K2", "Rules"),
        ("K3", "Methods"),
        ("K4", "Methods"),
    ]


def test_bullets_are_grouped_too() -> None:
    document = with_knowledge("- this\n- that\nMethods\n- more")
    assert knowledge(document) == [
        ("K1", None, "this"),
        ("K2", None, "that"),
        ("K3", "Methods", "more"),
    ]


def test_misspelt_headings_are_recognised_and_reported() -> None:
    text = f"{HEAD}{REST}"
    text = text.replace("Performance criteria", "Performance Critieria")
    document = read_document(
        text.replace("Knowledge and Understanding", "Knowledge & Understading")
    )
    assert (len(document.performance), len(document.knowledge)) == (1, 1)
    assert codes(document) == ["misspelt-heading", "misspelt-heading"]


def test_every_form_of_label_is_read() -> None:
    for criteria in (
        "P1 do this\nP2 do that",
        "P1 : do this\nP2 : do that",
        "P1: do this\nP2: do that",
        "P1. do this\nP2. do that",
        "1. do this\n2. do that",
        "1) do this\n2) do that",
        "- do this\n- do that",
        "• do this\n• do that",
        "1. P1 do this\n2. P2 do that",
    ):
        assert performance(with_performance(criteria)) == [("P1", "do this"), ("P2", "do that")]


def test_spaces_are_folded_and_nothing_else_changes() -> None:
    criteria = "  1.   Do  this,\tand THAT.                    \n  2.\u00a0do more ;"
    assert performance(with_performance(criteria)) == [
        ("P1", "Do this, and THAT."),
        ("P2", "do more ;"),
    ]


def test_a_criterion_broken_over_two_lines_among_unbroken_ones_is_one() -> None:
    document = with_performance(
        "  1. do this\n  2. do that with care\nand with others\n  3. do more"
    )
    assert performance(document) == [
        ("P1", "do this"),
        ("P2", "do that with care and with others"),
        ("P3", "do more"),
    ]


def test_a_list_inside_a_criterion_is_its_text() -> None:
    document = with_performance("P1 do these:\n- one\n- two\nP2 do that")
    assert performance(document) == [("P1", "do these: - one - two"), ("P2", "do that")]


def test_a_deeper_list_inside_a_numbered_criterion_is_its_text() -> None:
    document = with_performance("  1. do these:\n      1. one\n      2. two\n  2. do that")
    assert performance(document) == [("P1", "do these: 1. one 2. two"), ("P2", "do that")]


def test_text_below_a_lead_in_is_no_part_of_the_criterion_above_it() -> None:
    document = with_performance("P1 do this\nYou must be able to:\nand so on")
    assert performance(document) == [("P1", "do this")]
    assert codes(document) == ["text-left-out"]


def test_a_label_out_of_turn_is_left_out_and_reported() -> None:
    document = with_performance("P1 do this\nP2 do that\nP2 do that again\nand more\nP3 do more")
    assert performance(document) == [("P1", "do this"), ("P2", "do that"), ("P3", "do more")]
    assert [(w.code, w.line) for w in document.warnings] == [("label-out-of-turn", 15)]


def test_a_label_that_a_wrapped_line_happens_to_start_with_is_its_text() -> None:
    document = with_performance(
        "P1 do all this with care and\nwith others\nP2 do that in the way told in\n"
        "P1 above and\nin no other\nP3 do more"
    )
    assert performance(document)[1] == ("P2", "do that in the way told in P1 above and in no other")
    assert codes(document) == ["doubtful-line"]


def test_a_skipped_label_keeps_the_documents_own() -> None:
    assert performance(with_performance("P1 do this\nP3 do that")) == [
        ("P1", "do this"),
        ("P3", "do that"),
    ]


def test_an_unknown_heading_after_the_criteria_invents_none() -> None:
    document = with_performance(
        "P1 do it\n\nAssessment guidance\n\nUse these tools.\n\n- a hammer\n- a saw"
    )
    assert performance(document) == [("P1", "do it")]
    assert [(w.code, w.line) for w in document.warnings] == [("unknown-heading", 15)]


def test_text_after_the_criteria_is_left_out_and_reported() -> None:
    document = with_performance("P1 do it\n\nThis sentence belongs to nothing at all.")
    assert performance(document) == [("P1", "do it")]
    assert codes(document) == ["text-left-out"]


def test_apostrophes_are_kept_as_they_are() -> None:
    document = with_performance("P1 rheoli\u2019r rhaglen a'i chynnal")
    assert performance(document) == [("P1", "rheoli\u2019r rhaglen a'i chynnal")]


def test_knowledge_labels_without_their_heading_are_still_knowledge() -> None:
    document = read_document(f"{HEAD}{PERFORMANCE}P1 do it\nK1 know it{TAIL}")
    assert [label for label, _, _ in knowledge(document)] == ["K1"]
    assert codes(document) == ["missing-heading"]


def test_welsh_headings_and_lead_ins_are_read() -> None:
    document = read_document(
        "Gwneud peth\nURN: ABC1\nTrosolwg\nMae'r safon hon yn ymwneud \u00e2'r peth.\n"
        "Meini Prawf Perfformiad\nMae\u2019n rhaid i chi allu:\nP1 gwneud\n"
        "Gwybodaeth a dealltwriaeth\nMae angen i chi wybod a deall:\nK1 gwybod\nCwmpas\nPeth.\n"
    )
    assert document.lang is Language.WELSH
    assert performance(document) == [("P1", "gwneud")]
    assert knowledge(document) == [("K1", None, "gwybod")]
    assert codes(document) == []
