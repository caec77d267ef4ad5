"""What the rows of a list will do, held against each other and against what stands already."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from assess.actor import Role
from assess.bilingual import fold
from assess.enrolment.rules.importing.columns import Column
from assess.enrolment.rules.importing.reading import read_row, refusal_of
from assess.enrolment.rules.importing.together import Together
from assess.enrolment.rules.importing.values import (
    Change,
    Doing,
    ImportRow,
    Known,
    KnownPerson,
    Plan,
    PlannedRow,
    Problem,
    Reason,
    Term,
)
from assess.enrolment.rules.terms import (
    Terms,
)

if TYPE_CHECKING:
    from uuid import UUID


_TERMS = {
    Column.COHORT: "cohort",
    Column.STARTS_ON: "starts_on",
    Column.ENDS_ON: "ends_on",
    Column.ASSESSMENT_LANGUAGE: "assessment_language",
    Column.QUALIFICATION: "qualification",
    Column.AWARDING_BODY: "awarding_body",
    Column.REGISTRATION_NUMBER: "registration_number",
    Column.REGISTERED_ON: "registered_on",
    Column.LEARNER_NUMBER: "learner_number",
    Column.CERTIFICATE_CLAIMED_ON: "certificate_claimed_on",
}


def plan_import(
    columns: Sequence[Column],
    rows: Sequence[tuple[int, Sequence[str]]],
    *,
    known: Known,
    today: date,
) -> Plan:
    """Tell what each row will do, and everything that is wrong with any. Rows come by line."""
    read = [
        read_row(line, cells, columns, today=today, cohorts=known.cohorts) for line, cells in rows
    ]
    problems = [problem for one in read if isinstance(one, list) for problem in one]
    sound = [one for one in read if isinstance(one, ImportRow)]
    planning = _Planning(known, sound)
    planned = tuple(planning.plan(row) for row in sound)
    problems += planning.problems
    return Plan(planned, tuple(sorted(problems, key=lambda problem: problem.line)))


def row_marks(plan: Plan) -> list[str]:
    """Give for each row what it shares only with one that does the same."""
    return [
        _digest(
            [row.row.line, row.row.email, row.row.role, row.doings, str(row.person_id or "")]
            + [str(value or "") for value in (row.standard_id, *vars(row.terms).values())]
        )[:16]
        for row in plan.rows
    ]


def plan_mark(plan: Plan) -> str:
    """Give what two plans share only if they do the same."""
    return _digest(row_marks(plan))


def changes_since(plan: Plan, marks: Sequence[str]) -> list[Problem]:
    """Tell which rows no longer do what they did when these marks were taken."""
    return [
        Problem(row.row.line, None, Reason.CHANGED)
        for row, mark, earlier in zip_longest(plan.rows, row_marks(plan), marks)
        if row is not None and mark != earlier
    ]


def _changes(row: ImportRow, stands: Terms) -> tuple[Change, ...]:
    """Tell what a row says otherwise of an enrolment. A cohort is known however it is spelled."""
    found = (
        Change(column, name, getattr(stands, name), getattr(row.terms, name))
        for column, name in _TERMS.items()
        if column in row.said
    )
    return tuple(
        change
        for change in found
        if _compared(change, change.before) != _compared(change, change.after)
    )


def _compared(change: Change, value: Term) -> Term:
    if not isinstance(value, str):
        return value
    return fold(value) if change.column is Column.COHORT else " ".join(value.split())


def _digest(says: object) -> str:
    return hashlib.sha256(json.dumps(says).encode()).hexdigest()


class _Planning:
    def __init__(self, known: Known, rows: Sequence[ImportRow]) -> None:
        self.known = known
        self.together = Together()
        self.problems: list[Problem] = []
        self.standards: dict[str, UUID] = {}
        for standard in known.standards:
            self.standards.setdefault(standard.urn.upper(), standard.id)
            self.standards.setdefault(f"{standard.urn}/{standard.edition}".upper(), standard.id)
        self.given: dict[str, set[Role]] = defaultdict(set)
        """The roles that the file itself gives, by e-mail address."""
        for row in rows:
            self.given[row.email].add(row.role)
        self.done: set[tuple[str, Role]] = set()
        self.invited: set[str] = set()

    def plan(self, row: ImportRow) -> PlannedRow:
        standard_id = self.standards.get(row.standard.upper()) if row.standard else None
        if row.standard and standard_id is None:
            self._refuse(row, Column.STANDARD, Reason.UNKNOWN_STANDARD, said=row.standard)
        person = self.known.people.get(row.email)
        stands = (
            self.known.enrolments.get((person.id, standard_id)) if person and standard_id else None
        )
        changes = _changes(row, stands) if stands else ()
        said = {change.column for change in changes} if stands else row.said
        self.problems += self.together.problems(row, standard_id, newly=said)
        planned = PlannedRow(row, (), person.id if person else None, standard_id, row.terms)
        if stands is not None and person is not None:
            return self._changing(replace(planned, changes=changes), person, stands)
        if row.standard:
            self._check_who(row)
            self._check_terms(row, row.terms)
        return replace(
            planned,
            doings=(*self._joining(row, person), *([Doing.ENROL] if row.standard else [])),
            differs=self._person_differs(row, person) if person else (),
        )

    def _changing(self, planned: PlannedRow, person: KnownPerson, stands: Terms) -> PlannedRow:
        """Tell what becomes of an enrolment that stands already."""
        said: dict[str, Any] = {change.name: change.after for change in planned.changes}
        terms = replace(stands, **said)
        if planned.changes:
            self._check_terms(planned.row, terms)
        return replace(
            planned,
            doings=(Doing.CHANGE,) if planned.changes else (),
            terms=terms,
            differs=self._differs(planned.row, person, stands),
        )

    def _check_terms(self, row: ImportRow, terms: Terms) -> None:
        if refused := refusal_of(terms):
            self._refuse(row, *refused, start=terms.starts_on.isoformat())

    def _joining(self, row: ImportRow, person: KnownPerson | None) -> tuple[Doing, ...]:
        """Tell how the person comes by the role: each is invited, and given a role, once."""
        if (person and row.role in person.sites) or (row.email, row.role) in self.done:
            return ()
        self.done.add((row.email, row.role))
        if (person and person.sites) or row.email in self.invited:
            return (Doing.GIVE_ROLE,)
        self.invited.add(row.email)
        return (Doing.INVITE,)

    def _check_who(self, row: ImportRow) -> None:
        """Refuse a unit whose three people are not three, or do not hold their roles."""
        if row.assessor and row.assessor == row.email:
            self._refuse(row, Column.ASSESSOR, Reason.OWN_ASSESSOR)
        elif not self._holds(row.assessor, Role.ASSESSOR):
            self._refuse(row, Column.ASSESSOR, Reason.UNKNOWN_ASSESSOR, said=row.assessor)
        if row.iqa and row.iqa == row.email:
            self._refuse(row, Column.IQA, Reason.OWN_IQA)
        elif row.iqa and row.iqa == row.assessor:
            self._refuse(row, Column.IQA, Reason.ASSESSOR_IS_IQA)
        elif not self._holds(row.iqa, Role.IQA):
            self._refuse(row, Column.IQA, Reason.UNKNOWN_IQA, said=row.iqa)

    def _holds(self, email: str, role: Role) -> bool:
        person = self.known.people.get(email)
        return not email or role in self.given[email] or bool(person and role in person.sites)

    def _differs(self, row: ImportRow, person: KnownPerson, stands: Terms) -> tuple[Column, ...]:
        differs = []
        for column, email, stands_id in (
            (Column.ASSESSOR, row.assessor, stands.assessor_id),
            (Column.IQA, row.iqa, stands.iqa_id),
        ):
            named = self.known.people.get(email)
            if email and (named is None or named.id != stands_id):
                differs.append(column)
        return (*self._person_differs(row, person), *differs)

    def _person_differs(self, row: ImportRow, person: KnownPerson) -> tuple[Column, ...]:
        site = person.sites.get(row.role)
        otherwise = {
            Column.NAME: row.name != person.name,
            Column.SITE: bool(row.site) and site is not None and fold(row.site) != fold(site),
        }
        return tuple(column for column, differs in otherwise.items() if differs)

    def _refuse(self, row: ImportRow, column: Column, reason: Reason, **facts: str) -> None:
        self.problems.append(Problem(row.line, column, reason, facts))
