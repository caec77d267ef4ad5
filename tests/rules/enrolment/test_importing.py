"""What each row of a list of people means, and what is wrong with it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import pytest

from assess.actor import Role
from assess.bilingual import Language
from assess.enrolment.rules import Terms
from assess.enrolment.rules.importing import (
    HEADINGS,
    Change,
    Column,
    Doing,
    HeaderRefusedError,
    Known,
    KnownPerson,
    KnownStandard,
    Plan,
    Problem,
    Reason,
    plan_import,
    plan_mark,
    read_header,
)
from assess.enrolment.rules.importing.reading import read_date

TODAY = date(2026, 11, 21)
RHYS, ANNA, IOAN = uuid4(), uuid4(), uuid4()
FIRST, SECOND, UNIT = uuid4(), uuid4(), uuid4()
STANDS = Terms(starts_on=date(2026, 9, 1), cohort="Medi", assessor_id=ANNA)
KNOWN = Known(
    people={
        "rhys@example.test": KnownPerson(RHYS, "Rhys Pugh", {Role.PRACTITIONER: "Bala"}),
        "anna@example.test": KnownPerson(ANNA, "Anna Lloyd", {Role.ASSESSOR: ""}),
        "ioan@example.test": KnownPerson(IOAN, "Ioan Rees", {Role.IQA: ""}),
        "left@example.test": KnownPerson(uuid4(), "Lleu", {}),
    },
    standards=(
        KnownStandard(SECOND, "INSSMA11", "2"),
        KnownStandard(FIRST, "INSSMA11", "1"),
    ),
    enrolments={(RHYS, FIRST): STANDS},
    units={(RHYS, FIRST): UNIT},
    cohorts={"medi": date(2026, 9, 1)},
)
COLUMNS = tuple(Column)


def row(**said: str) -> tuple[str, ...]:
    said = {"name": "Siân Wyn", "email": "sian@example.test"} | said
    return tuple(said.get(column.value, "") for column in COLUMNS)


def plan(*rows: tuple[str, ...], known: Known = KNOWN) -> Plan:
    return plan_import(
        COLUMNS, [(line, cells) for line, cells in enumerate(rows, start=2)],
        known=known, today=TODAY,
    )  # fmt: skip


def problems(*rows: tuple[str, ...]) -> list[tuple[int, Column | None, Reason]]:
    return [(one.line, one.column, one.reason) for one in plan(*rows).problems]


def test_a_header_is_read_in_either_language_and_in_any_order() -> None:
    assert read_header(["E-BOST", "Enw", "urn", "Dechrau"]) == (
        Column.EMAIL,
        Column.NAME,
        Column.STANDARD,
        Column.STARTS_ON,
    )


@pytest.mark.parametrize("language", list(Language))
def test_every_heading_of_the_template_is_known(language: Language) -> None:
    headings = [heading.text_in(language) or "" for heading in HEADINGS.values()]

    assert read_header(headings) == tuple(Column)


def test_a_wrong_header_says_what_is_missing_unknown_and_there_twice() -> None:
    with pytest.raises(HeaderRefusedError) as refused:
        read_header(["Name", "Enw", "Shoe size"])

    assert refused.value.missing == (Column.EMAIL,)
    assert refused.value.unknown == ("Shoe size",)
    assert refused.value.twice == (Column.NAME,)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2026-11-21", date(2026, 11, 21)),
        ("21/11/2026", date(2026, 11, 21)),
        ("1.2.2026", date(2026, 2, 1)),
        ("2026-11-21 00:00:00", date(2026, 11, 21)),
        ("31/02/2026", None),
        ("11/21/2026", None),
        ("0001-01-01", None),
        ("\u0662026-11-21", None),
        ("21 November", None),
    ],
)
def test_a_day_is_read_year_first_or_day_first(words: str, day: date | None) -> None:
    assert read_date(words) == day


def test_a_name_and_an_address_are_enough_for_an_invitation() -> None:
    [planned] = plan(row()).rows

    assert planned.doings == (Doing.INVITE,)
    assert planned.row.role is Role.PRACTITIONER


def test_a_standard_enrols_from_the_cohorts_start_or_today() -> None:
    cohort, none = plan(
        row(standard="inssma11", cohort="Medi"),
        row(email="beca@example.test", name="Beca", standard="INSSMA11/1"),
    ).rows

    assert cohort.doings == (Doing.INVITE, Doing.ENROL)
    assert (cohort.standard_id, cohort.terms.starts_on) == (SECOND, date(2026, 9, 1))
    assert (none.standard_id, none.terms.starts_on) == (FIRST, TODAY)


def test_whoever_is_here_gets_a_role_and_no_second_invitation() -> None:
    [planned] = plan(row(name="Anna Lloyd", email="Anna@Example.test", role="ymarferydd")).rows

    assert planned.doings == (Doing.GIVE_ROLE,)
    assert planned.person_id == ANNA


def test_whoever_has_left_is_invited_again() -> None:
    [planned] = plan(row(name="Lleu", email="left@example.test")).rows

    assert planned.doings == (Doing.INVITE,)


RHYS_HERE = {"name": "Rhys Pugh", "email": "rhys@example.test", "standard": "INSSMA11/1"}


def test_what_stands_already_has_nothing_to_do() -> None:
    same = row(**RHYS_HERE, cohort="MEDI", assessor="anna@example.test", site="Bala")

    assert plan(same).does_nothing
    assert plan(same).rows[0].differs == ()
    assert plan(same).rows[0].terms == STANDS


def test_an_enrolment_that_stands_gets_what_the_row_says_and_keeps_the_rest() -> None:
    [planned] = plan(row(**RHYS_HERE, cohort="Mai", ends_on="2027-08-31")).rows

    assert planned.doings == (Doing.CHANGE,)
    assert planned.changes == (
        Change(Column.COHORT, "cohort", "Medi", "Mai"),
        Change(Column.ENDS_ON, "ends_on", None, date(2027, 8, 31)),
    )
    assert planned.terms == replace(STANDS, cohort="Mai", ends_on=date(2027, 8, 31))
    assert planned.differs == ()


def test_who_somebody_is_and_who_assesses_them_stays_and_is_named() -> None:
    other = {"name": "Rhys", "site": "Bangor", "assessor": "gone@example.test"}
    [planned] = plan(row(**RHYS_HERE | other)).rows

    assert planned.doings == ()
    assert planned.differs == (Column.NAME, Column.SITE, Column.ASSESSOR)
    assert planned.terms == STANDS


@pytest.mark.parametrize(
    ("said", "column", "reason"),
    [
        ({"ends_on": "2026-08-31"}, Column.ENDS_ON, Reason.ENDS_BEFORE_START),
        (
            {"certificate_claimed_on": "2026-08-31"},
            Column.CERTIFICATE_CLAIMED_ON,
            Reason.CLAIMED_BEFORE_START,
        ),
    ],
)
def test_a_change_is_held_against_what_stands(
    said: dict[str, str], column: Column, reason: Reason
) -> None:
    problem = only(plan(row(**RHYS_HERE, **said)))

    assert (problem.line, problem.column, problem.reason) == (2, column, reason)
    assert problem.facts == {"start": "2026-09-01"}


def test_an_end_that_has_passed_stands_although_the_row_names_no_start() -> None:
    ended = replace(STANDS, ends_on=date(2026, 10, 1))

    assert plan(
        row(**RHYS_HERE, ends_on="2026-10-01"), known=known_with({(RHYS, FIRST): ended})
    ).does_nothing


def test_a_new_enrolment_that_would_end_before_today_needs_its_start() -> None:
    assert problems(row(standard="INSSMA11", ends_on="2026-10-01")) == [
        (2, Column.ENDS_ON, Reason.ENDS_BEFORE_START)
    ]


def test_a_number_that_is_newly_given_is_held_against_the_others() -> None:
    number = {"learner_number": "1234567890", "standard": "INSSMA11/1"}
    found = problems(row(**number), row(**RHYS_HERE | number))

    assert found == [(3, Column.LEARNER_NUMBER, Reason.NUMBER_OF_ANOTHER)]


def test_one_person_on_two_standards_is_invited_once() -> None:
    first, second = plan(row(standard="INSSMA11/1"), row(standard="INSSMA11/2")).rows

    assert first.doings == (Doing.INVITE, Doing.ENROL)
    assert second.doings == (Doing.ENROL,)


def test_an_assessor_of_the_same_list_may_be_named_above_their_own_row() -> None:
    planned = plan(
        row(standard="INSSMA11", assessor="new@example.test"),
        row(name="New", email="new@example.test", role="Aseswr"),
    )

    assert planned.problems == ()


@pytest.mark.parametrize(
    ("said", "column", "reason"),
    [
        ({"name": " "}, Column.NAME, Reason.MISSING),
        ({"email": ""}, Column.EMAIL, Reason.MISSING),
        ({"email": "sian at example"}, Column.EMAIL, Reason.NO_EMAIL),
        ({"name": "x" * 201}, Column.NAME, Reason.TOO_LONG),
        ({"role": "wizard"}, Column.ROLE, Reason.UNKNOWN_ROLE),
        ({"language": "fr"}, Column.LANGUAGE, Reason.UNKNOWN_LANGUAGE),
        ({"cohort": "Medi"}, Column.STANDARD, Reason.NOT_ENROLLED),
        ({"role": "iqa", "cohort": "Medi"}, Column.COHORT, Reason.ONLY_PRACTITIONERS),
        ({"standard": "NOSUCH9"}, Column.STANDARD, Reason.UNKNOWN_STANDARD),
        ({"standard": "INSSMA11/3"}, Column.STANDARD, Reason.UNKNOWN_STANDARD),
    ],
)
def test_what_is_wrong_with_a_person_is_named_by_line_and_column(
    said: dict[str, str], column: Column, reason: Reason
) -> None:
    assert problems(row(email="a@example.test", name="A"), row(**said)) == [(3, column, reason)]


@pytest.mark.parametrize(
    ("said", "column", "reason"),
    [
        ({"starts_on": "31/02/2026"}, Column.STARTS_ON, Reason.NO_DATE),
        (
            {"starts_on": "2026-09-01", "ends_on": "2026-08-31"},
            Column.ENDS_ON,
            Reason.ENDS_BEFORE_START,
        ),
        ({"assessor": "nobody@example.test"}, Column.ASSESSOR, Reason.UNKNOWN_ASSESSOR),
        ({"assessor": "ioan@example.test"}, Column.ASSESSOR, Reason.UNKNOWN_ASSESSOR),
        ({"assessor": "SIAN@example.test"}, Column.ASSESSOR, Reason.OWN_ASSESSOR),
        ({"iqa": "anna@example.test"}, Column.IQA, Reason.UNKNOWN_IQA),
        ({"iqa": "sian@example.test"}, Column.IQA, Reason.OWN_IQA),
        (
            {"assessor": "anna@example.test", "iqa": "anna@example.test"},
            Column.IQA,
            Reason.ASSESSOR_IS_IQA,
        ),
        ({"learner_number": "0123456789"}, Column.LEARNER_NUMBER, Reason.LEARNER_NUMBER_SHAPE),
        (
            {"starts_on": "2026-09-01", "certificate_claimed_on": "2026-08-31"},
            Column.CERTIFICATE_CLAIMED_ON,
            Reason.CLAIMED_BEFORE_START,
        ),
        ({"registered_on": "soon"}, Column.REGISTERED_ON, Reason.NO_DATE),
        ({"assessment_language": "??"}, Column.ASSESSMENT_LANGUAGE, Reason.UNKNOWN_LANGUAGE),
    ],
)
def test_what_is_wrong_with_an_enrolment_is_named_by_line_and_column(
    said: dict[str, str], column: Column, reason: Reason
) -> None:
    assert problems(row(standard="INSSMA11", **said)) == [(2, column, reason)]


def only(planned: Plan) -> Problem:
    [problem] = planned.problems
    return problem


def test_the_same_row_twice_is_told_with_the_first_ones_line() -> None:
    problem = only(plan(row(standard="INSSMA11"), row(standard="inssma11/2")))

    assert (problem.line, problem.reason, problem.facts) == (3, Reason.SAME_ROW, {"line": "2"})


def test_two_people_with_one_address_in_different_case_are_told_apart() -> None:
    problem = only(plan(row(), row(name="Sioned Wyn", email="SIAN@Example.test")))

    assert (problem.line, problem.column, problem.reason) == (3, Column.EMAIL, Reason.TWO_NAMES)
    assert problem.facts == {"line": "2", "name": "Siân Wyn"}


@pytest.mark.parametrize(
    ("first", "second", "column"),
    [
        ({"language": "en"}, {"language": "cy"}, Column.LANGUAGE),
        ({"site": "Bala"}, {"site": "Bangor"}, Column.SITE),
    ],
)
def test_rows_that_contradict_each_other_about_one_person_are_refused(
    first: dict[str, str], second: dict[str, str], column: Column
) -> None:
    found = problems(row(standard="INSSMA11/1", **first), row(standard="INSSMA11/2", **second))

    assert found == [(3, column, Reason.SAYS_OTHERWISE)]


def test_a_learner_number_is_one_persons() -> None:
    number = {"standard": "INSSMA11", "learner_number": "1234567890"}
    found = problems(row(**number), row(name="Beca", email="beca@example.test", **number))

    assert found == [(3, Column.LEARNER_NUMBER, Reason.NUMBER_OF_ANOTHER)]


def test_a_number_that_two_have_already_is_not_held_against_a_list_of_them() -> None:
    numbered = replace(STANDS, learner_number="1234567890")
    known = Known(
        {**KNOWN.people, "huw@example.test": KnownPerson(IOAN, "Huw", {Role.PRACTITIONER: ""})},
        KNOWN.standards,
        {(RHYS, FIRST): numbered, (IOAN, FIRST): numbered},
        KNOWN.units,
        KNOWN.cohorts,
    )
    number = {"standard": "INSSMA11/1", "learner_number": "1234567890"}
    listed = plan(
        row(name="Rhys Pugh", email="rhys@example.test", **number),
        row(name="Huw", email="huw@example.test", **number),
        known=known,
    )

    assert listed.problems == ()
    assert listed.does_nothing


def test_a_cell_past_the_last_heading_is_refused() -> None:
    assert problems((*row(), "more")) == [(2, None, Reason.TOO_MANY_CELLS)]


def known_with(enrolments: Mapping[tuple[UUID, UUID], Terms]) -> Known:
    return replace(KNOWN, enrolments=enrolments)


def test_two_plans_share_their_mark_only_where_they_do_the_same() -> None:
    rhys = row(name="Rhys Pugh", email="rhys@example.test", standard="INSSMA11/1")

    assert plan_mark(plan(rhys)) == plan_mark(plan(rhys))
    assert plan_mark(plan(rhys)) != plan_mark(plan(rhys, known=known_with({})))
