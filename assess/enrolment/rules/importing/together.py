"""What the rows of one list say of each other: none twice, and no two against each other."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from assess.actor import Role
from assess.bilingual import Language, fold
from assess.enrolment.rules.importing.columns import Column
from assess.enrolment.rules.importing.values import ImportRow, Problem, Reason

if TYPE_CHECKING:
    from uuid import UUID


class Together:
    """The rows so far. A row is held against those above it."""

    def __init__(self) -> None:
        self.first: dict[str, ImportRow] = {}
        """The first row of each e-mail address."""

        self.rows: dict[tuple[str, Role, object], int] = {}
        self.languages: dict[str, tuple[Language, int]] = {}
        self.sites: dict[tuple[str, Role], tuple[str, int]] = {}
        self.numbers: dict[tuple[Column, str], ImportRow] = {}

    def problems(
        self, row: ImportRow, standard_id: "UUID | None", *, newly: Collection[Column]
    ) -> list[Problem]:
        """Tell what is wrong. Only a number that the row newly gives is held against others."""
        first = self.first.setdefault(row.email, row)
        if first.name != row.name:
            # Two people with one address, most likely in different case.
            facts = {"line": str(first.line), "name": first.name}
            return [Problem(row.line, Column.EMAIL, Reason.TWO_NAMES, facts)]
        key = (row.email, row.role, standard_id or row.standard.upper())
        line = self.rows.setdefault(key, row.line)
        if line != row.line:
            return [Problem(row.line, None, Reason.SAME_ROW, {"line": str(line)})]
        numbers = {
            Column.LEARNER_NUMBER: row.terms.learner_number,
            Column.REGISTRATION_NUMBER: row.terms.registration_number,
        }
        return [
            *self._otherwise(row),
            *(
                problem
                for column, number in numbers.items()
                if column in newly
                for problem in self._number(row, column, number)
            ),
        ]

    def _otherwise(self, row: ImportRow) -> list[Problem]:
        found = []
        if row.language is not None:
            language, line = self.languages.setdefault(row.email, (row.language, row.line))
            if language is not row.language:
                found.append((Column.LANGUAGE, line))
        if row.site:
            site, line = self.sites.setdefault((row.email, row.role), (row.site, row.line))
            if fold(site) != fold(row.site):
                found.append((Column.SITE, line))
        return [
            Problem(row.line, column, Reason.SAYS_OTHERWISE, {"line": str(line)})
            for column, line in found
        ]

    def _number(self, row: ImportRow, column: Column, number: str) -> list[Problem]:
        """Refuse a number that somebody else has in the same list: it is one person's."""
        if not number:
            return []
        first = self.numbers.setdefault((column, number), row)
        if first.email == row.email:
            return []
        return [Problem(row.line, column, Reason.NUMBER_OF_ANOTHER, {"line": str(first.line)})]
