"""Tables of people and enrolments in the words of the page: what the import reads again."""

from datetime import date
from typing import TYPE_CHECKING

from assess.actor import Role
from assess.bilingual import Language
from assess.enrolment.rules.importing import HEADINGS, Column

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assess.enrolment.queries.exporting import EnrolmentRow, PersonRow

OF_PEOPLE = (Column.NAME, Column.EMAIL, Column.LANGUAGE, Column.ROLE, Column.SITE)


def headings(columns: tuple[Column, ...], language: Language) -> list[str]:
    return [HEADINGS[column].text_in(language) or "" for column in columns]


def person_cells(row: "PersonRow", roles: "Mapping[Role, str]") -> list[str]:
    return [row.name, row.email, row.language.value, roles[row.role], row.site]


def enrolment_cells(row: "EnrolmentRow", practitioner: str) -> list[str]:
    """Give a row's cells in the order of the columns."""
    cells = {
        Column.NAME: row.name,
        Column.EMAIL: row.email,
        Column.LANGUAGE: row.language.value,
        Column.ROLE: practitioner,
        Column.SITE: row.site,
        Column.COHORT: row.cohort,
        Column.STANDARD: f"{row.urn}/{row.edition}",
        Column.STARTS_ON: _day(row.starts_on),
        Column.ENDS_ON: _day(row.ends_on),
        Column.ASSESSOR: row.assessor or "",
        Column.IQA: row.iqa or "",
        Column.ASSESSMENT_LANGUAGE: row.assessment_language or "",
        Column.QUALIFICATION: row.qualification,
        Column.AWARDING_BODY: row.awarding_body,
        Column.REGISTRATION_NUMBER: row.registration_number,
        Column.REGISTERED_ON: _day(row.registered_on),
        Column.LEARNER_NUMBER: row.learner_number,
        Column.CERTIFICATE_CLAIMED_ON: _day(row.certificate_claimed_on),
    }
    return [str(cells[column]) for column in Column]


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
