"""What one row says, and what is wrong with it before it is held against anything else."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from assess.actor import Role
from assess.bilingual import Language, fold
from assess.enrolment.rules.importing.columns import OF_ENROLMENTS, Column, language_of, role_of
from assess.enrolment.rules.importing.values import ImportRow, Problem, Reason
from assess.enrolment.rules.terms import (
    ClaimedBeforeStartError,
    EndsBeforeStartError,
    LearnerNumberShapeError,
    Terms,
    check_terms,
)
from assess.people.rules.emails import EmailShapeError, normalise_email
from assess.refusals import RefusedError

LONGEST = 200
LONGEST_NUMBER = 50
EARLIEST = 1900
_LIMITS = {Column.REGISTRATION_NUMBER: LONGEST_NUMBER, Column.LEARNER_NUMBER: LONGEST_NUMBER}
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?: 00:00:00)?", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", re.ASCII)
_REASONS: dict[type[RefusedError], tuple[Column, Reason]] = {
    EndsBeforeStartError: (Column.ENDS_ON, Reason.ENDS_BEFORE_START),
    ClaimedBeforeStartError: (Column.CERTIFICATE_CLAIMED_ON, Reason.CLAIMED_BEFORE_START),
    LearnerNumberShapeError: (Column.LEARNER_NUMBER, Reason.LEARNER_NUMBER_SHAPE),
}


def read_row(
    line: int,
    cells: Sequence[str],
    columns: Sequence[Column],
    *,
    today: date,
    cohorts: Mapping[str, date | None],
) -> ImportRow | list[Problem]:
    """Read a row, or give everything that is wrong with it."""
    if len(cells) > len(columns):
        return [Problem(line, None, Reason.TOO_MANY_CELLS)]
    said = {
        column: words
        for column, cell in zip(columns, cells, strict=False)
        if (words := " ".join(cell.split()))
    }
    reading = _Reading(line, said)
    row = reading.row(today, cohorts)
    return reading.problems or row


def read_date(words: str) -> date | None:
    """Read a date as 2026-11-21 or 21/11/2026."""
    if found := _YEAR_FIRST.fullmatch(words):
        year, month, day = map(int, found.groups())
    elif found := _DAY_FIRST.fullmatch(words):
        day, month, year = map(int, found.groups())
    else:
        return None
    try:
        return date(year, month, day) if year >= EARLIEST else None
    except ValueError:
        return None


def refusal_of(terms: Terms) -> tuple[Column, Reason] | None:
    """Tell what is wrong with terms, and in which column, or None."""
    try:
        check_terms(terms)
    except tuple(_REASONS) as refusal:
        return _REASONS[type(refusal)]
    return None


class _Reading:
    """One row while it is read: what was wrong is gathered on the way."""

    def __init__(self, line: int, said: Mapping[Column, str]) -> None:
        self.line = line
        self.said = said
        self.problems: list[Problem] = []

    def row(self, today: date, cohorts: Mapping[str, date | None]) -> ImportRow:
        role = self._role()
        row = ImportRow(
            line=self.line,
            name=self._needed(Column.NAME),
            email=self._email(Column.EMAIL, self._needed(Column.EMAIL)),
            language=self._language(Column.LANGUAGE),
            role=role,
            site=self._text(Column.SITE),
            standard=self._text(Column.STANDARD),
            terms=self._terms(today, cohorts),
            assessor=self._email(Column.ASSESSOR, self._text(Column.ASSESSOR)),
            iqa=self._email(Column.IQA, self._text(Column.IQA)),
            said=frozenset(self.said),
        )
        self._check_place(role)
        return row

    def _refuse(self, column: Column | None, reason: Reason, **facts: str) -> None:
        self.problems.append(Problem(self.line, column, reason, facts))

    def _text(self, column: Column) -> str:
        words = self.said.get(column, "")
        limit = _LIMITS.get(column, LONGEST)
        if len(words) > limit:
            self._refuse(column, Reason.TOO_LONG, limit=str(limit))
        return words

    def _needed(self, column: Column) -> str:
        words = self._text(column)
        if not words:
            self._refuse(column, Reason.MISSING)
        return words

    def _email(self, column: Column, words: str) -> str:
        if not words:
            return ""
        try:
            return normalise_email(words)
        except EmailShapeError:
            self._refuse(column, Reason.NO_EMAIL, said=words[:LONGEST])
            return ""

    def _role(self) -> Role:
        words = self.said.get(Column.ROLE, "")
        role = role_of(words) if words else Role.PRACTITIONER
        if role is None:
            self._refuse(Column.ROLE, Reason.UNKNOWN_ROLE, said=words[:LONGEST])
        return role or Role.PRACTITIONER

    def _language(self, column: Column) -> Language | None:
        words = self.said.get(column, "")
        language = language_of(words) if words else None
        if words and language is None:
            self._refuse(column, Reason.UNKNOWN_LANGUAGE, said=words[:LONGEST])
        return language

    def _date(self, column: Column) -> date | None:
        words = self.said.get(column, "")
        day = read_date(words) if words else None
        if words and day is None:
            self._refuse(column, Reason.NO_DATE, said=words[:LONGEST])
        return day

    def _terms(self, today: date, cohorts: Mapping[str, date | None]) -> Terms:
        """Read the terms. Who says no start starts with the cohort, or else today."""
        cohort, starts_on = self._text(Column.COHORT), self._date(Column.STARTS_ON)
        terms = Terms(
            starts_on=starts_on or cohorts.get(fold(cohort)) or today,
            ends_on=self._date(Column.ENDS_ON),
            cohort=cohort,
            qualification=self._text(Column.QUALIFICATION),
            awarding_body=self._text(Column.AWARDING_BODY),
            registration_number=self._text(Column.REGISTRATION_NUMBER),
            registered_on=self._date(Column.REGISTERED_ON),
            learner_number="".join(self._text(Column.LEARNER_NUMBER).split()),
            assessment_language=self._language(Column.ASSESSMENT_LANGUAGE),
            certificate_claimed_on=self._date(Column.CERTIFICATE_CLAIMED_ON),
        )
        # Who names no start may be enrolled already, and then has one.
        whole = terms if starts_on else replace(terms, ends_on=None, certificate_claimed_on=None)
        if refused := refusal_of(whole):
            self._refuse(*refused, start=terms.starts_on.isoformat())
        return terms

    def _check_place(self, role: Role) -> None:
        """Refuse what is said of an enrolment where there is none: it would be lost unseen."""
        told = next((column for column in OF_ENROLMENTS if column in self.said), None)
        if told is None or (role is Role.PRACTITIONER and Column.STANDARD in self.said):
            return
        if role is Role.PRACTITIONER:
            self._refuse(Column.STANDARD, Reason.NOT_ENROLLED)
        else:
            self._refuse(told, Reason.ONLY_PRACTITIONERS)
