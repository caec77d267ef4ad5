"""The columns of a list of people, by their headings in both languages."""

from collections.abc import Sequence
from enum import StrEnum

from assess.actor import Role
from assess.bilingual import Bilingual, Language, fold
from assess.refusals import RefusedError


class Column(StrEnum):
    NAME = "name"
    EMAIL = "email"
    LANGUAGE = "language"
    ROLE = "role"
    SITE = "site"
    COHORT = "cohort"
    STANDARD = "standard"
    STARTS_ON = "starts_on"
    ENDS_ON = "ends_on"
    ASSESSOR = "assessor"
    IQA = "iqa"
    ASSESSMENT_LANGUAGE = "assessment_language"
    QUALIFICATION = "qualification"
    AWARDING_BODY = "awarding_body"
    REGISTRATION_NUMBER = "registration_number"
    REGISTERED_ON = "registered_on"
    LEARNER_NUMBER = "learner_number"
    CERTIFICATE_CLAIMED_ON = "certificate_claimed_on"


HEADINGS: dict[Column, Bilingual] = {
    Column.NAME: Bilingual("Name", "Enw"),
    Column.EMAIL: Bilingual("E-mail address", "Cyfeiriad e-bost"),
    Column.LANGUAGE: Bilingual("Language", "Iaith"),
    Column.ROLE: Bilingual("Role", "Rôl"),
    Column.SITE: Bilingual("Site", "Safle"),
    Column.COHORT: Bilingual("Cohort", "Carfan"),
    Column.STANDARD: Bilingual("Standard", "Safon"),
    Column.STARTS_ON: Bilingual("Start date", "Dyddiad dechrau"),
    Column.ENDS_ON: Bilingual("Expected end", "Dyddiad gorffen disgwyliedig"),
    Column.ASSESSOR: Bilingual("Assessor's e-mail address", "Cyfeiriad e-bost yr aseswr"),
    Column.IQA: Bilingual(
        "Internal quality assurer's e-mail address",
        "Cyfeiriad e-bost y swyddog sicrhau ansawdd mewnol",
    ),
    Column.ASSESSMENT_LANGUAGE: Bilingual("Language of assessment", "Iaith yr asesu"),
    Column.QUALIFICATION: Bilingual("Qualification", "Cymhwyster"),
    Column.AWARDING_BODY: Bilingual("Awarding body", "Corff dyfarnu"),
    Column.REGISTRATION_NUMBER: Bilingual("Registration number", "Rhif cofrestru"),
    Column.REGISTERED_ON: Bilingual("Date of registration", "Dyddiad cofrestru"),
    Column.LEARNER_NUMBER: Bilingual("Unique learner number (ULN)", "Rhif Dysgwr Unigryw (ULN)"),
    Column.CERTIFICATE_CLAIMED_ON: Bilingual(
        "Certificate claimed on",
        "Dyddiad hawlio’r dystysgrif",  # noqa: RUF001 (as it is written)
    ),
}
"""In the order of the template. A heading is known by its words in either language."""

NEEDED = (Column.NAME, Column.EMAIL)
OF_ENROLMENTS = tuple(
    column
    for column in Column
    if column not in {Column.NAME, Column.EMAIL, Column.LANGUAGE, Column.ROLE, Column.SITE}
)
"""What is said of an enrolment, and of nobody who is not enrolled."""

_ALSO_KNOWN_AS: dict[str, Column] = {
    "full name": Column.NAME,
    "enw llawn": Column.NAME,
    "e-mail": Column.EMAIL,
    "email": Column.EMAIL,
    "email address": Column.EMAIL,
    "e-bost": Column.EMAIL,
    "ebost": Column.EMAIL,
    "urn": Column.STANDARD,
    "start": Column.STARTS_ON,
    "dechrau": Column.STARTS_ON,
    "end": Column.ENDS_ON,
    "end date": Column.ENDS_ON,
    "diwedd": Column.ENDS_ON,
    "dyddiad gorffen": Column.ENDS_ON,
    "assessor": Column.ASSESSOR,
    "assessor e-mail": Column.ASSESSOR,
    "assessor email": Column.ASSESSOR,
    "aseswr": Column.ASSESSOR,
    "iqa": Column.IQA,
    "iqa e-mail": Column.IQA,
    "iqa email": Column.IQA,
    "internal quality assurer": Column.IQA,
    "swyddog sicrhau ansawdd mewnol": Column.IQA,
    "registered on": Column.REGISTERED_ON,
    "uln": Column.LEARNER_NUMBER,
}

_ROLES: dict[str, Role] = {
    "practitioner": Role.PRACTITIONER,
    "ymarferydd": Role.PRACTITIONER,
    "learner": Role.PRACTITIONER,
    "dysgwr": Role.PRACTITIONER,
    "candidate": Role.PRACTITIONER,
    "ymgeisydd": Role.PRACTITIONER,
    "assessor": Role.ASSESSOR,
    "aseswr": Role.ASSESSOR,
    "asesydd": Role.ASSESSOR,
    "iqa": Role.IQA,
    "internal quality assurer": Role.IQA,
    "swyddog sicrhau ansawdd mewnol": Role.IQA,
    "manager": Role.MANAGER,
    "provider manager": Role.MANAGER,
    "rheolwr": Role.MANAGER,
    "rheolwr y darparwr": Role.MANAGER,
}

_LANGUAGES: dict[str, Language] = {
    "en": Language.ENGLISH,
    "english": Language.ENGLISH,
    "saesneg": Language.ENGLISH,
    "cy": Language.WELSH,
    "welsh": Language.WELSH,
    "cymraeg": Language.WELSH,
}


class HeaderRefusedError(RefusedError):
    """The first row does not say what stands in the columns."""

    field = "file"

    def __init__(
        self, missing: Sequence[Column], unknown: Sequence[str], twice: Sequence[Column]
    ) -> None:
        super().__init__(f"missing {missing}, unknown {unknown}, twice {twice}")
        self.missing = tuple(missing)
        self.unknown = tuple(unknown)
        self.twice = tuple(twice)


def read_header(header: Sequence[str]) -> tuple[Column, ...]:
    """Tell which column each heading names."""
    found = [column_of(heading) for heading in header]
    known = [column for column in found if column is not None]
    missing = [column for column in NEEDED if column not in known]
    unknown = [heading for heading, column in zip(header, found, strict=True) if column is None]
    twice = [column for column in Column if known.count(column) > 1]
    if missing or unknown or twice:
        raise HeaderRefusedError(missing, unknown, twice)
    return tuple(known)


def column_of(heading: str) -> Column | None:
    words = fold(heading)
    for column, headings in HEADINGS.items():
        if words in {column.value, fold(headings.en or ""), fold(headings.cy or "")}:
            return column
    return _ALSO_KNOWN_AS.get(words)


def role_of(words: str) -> Role | None:
    return _ROLES.get(fold(words))


def language_of(words: str) -> Language | None:
    return _LANGUAGES.get(fold(words))
