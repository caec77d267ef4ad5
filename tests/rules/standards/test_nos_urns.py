from assess.standards.rules.reader import read_document

BODY = (
    "Overview\n\nIt is about it.\n\nPerformance criteria\n\nP1 do it\n\nKnowledge\n\nK1 know it\n"
)


def urn_and_codes(text: str, **given: str) -> tuple[str | None, list[str]]:
    document = read_document(text, name=given.get("name"), urn=given.get("urn"))
    return document.urn, [warning.code for warning in document.warnings]


def test_the_urn_given_wins_over_the_documents_and_says_so() -> None:
    found = urn_and_codes(f"Do it\n\nURN: ABC1\n\n{BODY}", urn="xyz2", name="QQQ3.txt")
    assert found == ("XYZ2", ["other-urn"])


def test_the_documents_urn_wins_over_the_file_name() -> None:
    assert urn_and_codes(f"Do it\n\nURN: ABC1\n\n{BODY}", name="QQQ3.txt") == ("ABC1", [])


def test_a_title_may_carry_the_urn() -> None:
    assert urn_and_codes(f"SCDHSC0033 Develop it\n\n{BODY}") == ("SCDHSC0033", [])


def test_the_file_name_is_the_last_resort_and_is_reported() -> None:
    for name, urn in (
        ("INSSMA08.en.txt", "INSSMA08"),
        ("COGST1-23.en.txt", "COGST1-23"),
        ("COGESA13.6.cy.html", "COGESA13.6"),
        ("folder/lancs90_cy.txt", "LANCS90"),
    ):
        assert urn_and_codes(f"Do it\n\n{BODY}", name=name) == (urn, ["no-urn"])


def test_a_file_name_that_is_no_urn_gives_none() -> None:
    for name in ("notes.txt", "2024.txt", "a b c.txt", ""):
        assert urn_and_codes(f"Do it\n\n{BODY}", name=name) == (None, ["no-urn"])


def test_a_urn_line_that_holds_no_urn_counts_for_nothing() -> None:
    assert urn_and_codes(f"Do it\n\nURN: to follow\n\n{BODY}", name="ABC1.txt") == (
        "ABC1",
        ["no-urn"],
    )
