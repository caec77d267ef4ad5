from dataclasses import replace
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _
from wtforms import Field, HiddenField

from assess.bilingual import Language
from assess.enrolment.rules import (
    AlreadyEnrolledError,
    AssessorIsQualityAssurerError,
    ClaimedBeforeStartError,
    EndsBeforeStartError,
    LearnerNumberShapeError,
    NobodyChosenError,
    NotOneLearnerError,
    OwnAssessorError,
    OwnQualityAssurerError,
    Terms,
)
from assess.refusals import RefusedError
from assess.web.page_form import (
    AtMost,
    DatePartsField,
    KnownChoiceField,
    KnownChoicesField,
    Needed,
    PageForm,
    TidyField,
)

REFUSALS: dict[type[RefusedError], Any] = {
    NobodyChosenError: _("Choose at least one practitioner and one standard"),
    OwnAssessorError: _("Nobody assesses their own work: choose another assessor"),
    OwnQualityAssurerError: _("Nobody quality-assures their own work: choose somebody else"),
    AssessorIsQualityAssurerError: _(
        "The internal quality assurer must not be the assessor: choose somebody else"
    ),
    EndsBeforeStartError: _("The end must not be before the start"),
    ClaimedBeforeStartError: _("A certificate cannot be claimed before the start"),
    LearnerNumberShapeError: _("A unique learner number has ten digits and does not begin with 0"),
    NotOneLearnerError: _(
        "A registration or learner number belongs to one person. Choose one practitioner, "
        "or leave the numbers empty and add them later"
    ),
    AlreadyEnrolledError: _(
        "Somebody you chose is on one of these standards already. Nobody has been enrolled"
    ),
}
"""What to say of each rule that an enrolment can break."""

_DIGITS = 10
"""A version of more digits than this was not ours."""

LANGUAGES = [("", _("Not said yet")), ("en", _("English")), ("cy", _("Welsh"))]


class ChosenForm(PageForm):
    """Stands before the terms: a summary of errors follows the order in which fields are made."""

    practitioners = KnownChoicesField(
        _("Practitioners"), [Needed(_("Choose at least one practitioner"))]
    )
    standards = KnownChoicesField(_("Standards"), [Needed(_("Choose at least one standard"))])


class TermsForm(PageForm):
    """What an enrolment says, whoever it is of. Choices of people are given by the route."""

    starts_on = DatePartsField(_("Start date"), [Needed(_("Enter the date of the start"))])
    ends_on = DatePartsField(_("Expected end (optional)"))
    cohort = TidyField(_("Cohort (optional)"), [AtMost()])
    assessor = KnownChoiceField(_("Assessor (optional)"))
    iqa = KnownChoiceField(_("Internal quality assurer (optional)"))
    assessment_language = KnownChoiceField(
        _("Language of assessment (optional)"), choices=LANGUAGES, default=""
    )
    qualification = TidyField(_("Qualification (optional)"), [AtMost()])
    awarding_body = TidyField(_("Awarding body (optional)"), [AtMost()])
    registration_number = TidyField(_("Registration number (optional)"), [AtMost(50)])
    registered_on = DatePartsField(_("Date of registration (optional)"))
    learner_number = TidyField(_("Unique learner number (ULN) (optional)"), [AtMost(50)])

    def terms(self) -> Terms:
        language = self.assessment_language.data
        return Terms(
            starts_on=self.starts_on.data,
            ends_on=self.ends_on.data,
            cohort=self.cohort.data or "",
            assessor_id=UUID(self.assessor.data) if self.assessor.data else None,
            iqa_id=UUID(self.iqa.data) if self.iqa.data else None,
            qualification=self.qualification.data or "",
            awarding_body=self.awarding_body.data or "",
            registration_number=self.registration_number.data or "",
            registered_on=self.registered_on.data,
            learner_number=self.learner_number.data or "",
            assessment_language=Language(language) if language else None,
        )

    def offer(self, assessors: list[tuple[str, str]], iqas: list[tuple[str, str]]) -> None:
        """Offer the people who may be chosen, as pairs of id and name."""
        nobody = [("", str(_("Nobody yet")))]
        self.assessor.choices = [*nobody, *assessors]
        self.iqa.choices = [*nobody, *iqas]

    def shown(self) -> dict[str, str]:
        """Give each answer in words, by its question: to be set beside somebody else's."""
        return {
            str(field.label.text): _in_words(field)
            for field in self
            if field.name not in {"key", "csrf_token", "version"}
        }

    def refuse_terms(self, refusal: RefusedError) -> None:
        self.refuse(refusal, str(REFUSALS[type(refusal)]))


class EnrolForm(ChosenForm, TermsForm):
    """Whom to enrol, on what, and on which terms."""


class ChangeEnrolmentForm(TermsForm):
    version = HiddenField()
    certificate_claimed_on = DatePartsField(_("Certificate claimed on (optional)"))

    def terms(self) -> Terms:
        return replace(super().terms(), certificate_claimed_on=self.certificate_claimed_on.data)

    @property
    def version_seen(self) -> int:
        typed = str(self.version.data or "")
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < _DIGITS else 0


def fields_of(terms: Terms) -> dict[str, Any]:
    """Give an enrolment's terms as its form shows them."""
    values = dict(vars(terms))
    values["assessor"] = str(values.pop("assessor_id") or "")
    values["iqa"] = str(values.pop("iqa_id") or "")
    values["assessment_language"] = terms.assessment_language or ""
    return values


def _in_words(field: Field) -> str:
    if isinstance(field, DatePartsField):
        return " ".join(field.typed.values()).strip()
    if isinstance(field, KnownChoiceField):
        return next(
            (str(words) for value, words, *_ in field.iter_choices() if value == field.data), ""
        )
    return str(field.data or "")
