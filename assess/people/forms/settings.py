from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import Field, HiddenField

from assess.people.forms.figures import FigureField
from assess.people.rules.terms import LIMITS, ProviderTerms
from assess.people.rules.words import PractitionerWord
from assess.web.page_form import AtMost, KnownChoiceField, Needed, PageForm, TidyField

PRACTITIONER_WORDS = [
    (PractitionerWord.PRACTITIONER.value, _("Practitioner")),
    (PractitionerWord.LEARNER.value, _("Learner")),
    (PractitionerWord.CANDIDATE.value, _("Candidate")),
]


def _figure(name: str, label: Any, missing: Any) -> FigureField:  # noqa: ANN401 (lazy strings)
    least, most = LIMITS[name]
    return FigureField(label, [Needed(missing)], least=least, most=most)


class ProviderForm(PageForm):
    version = HiddenField()
    name_en = TidyField(_("Name in English"), [Needed(_("Enter the name in English")), AtMost()])
    name_cy = TidyField(_("Name in Welsh"), [Needed(_("Enter the name in Welsh")), AtMost()])
    practitioner_word = KnownChoiceField(
        _("What you call your practitioners"), choices=PRACTITIONER_WORDS
    )
    turnaround_days = _figure(
        "turnaround_days",
        _("Answer promised within (working days)"),
        _("Enter within how many working days you promise an answer"),
    )
    appeal_days = _figure(
        "appeal_days",
        _("Time to appeal (working days)"),
        _("Enter how many working days there are to appeal"),
    )
    retention_months = _figure(
        "retention_months",
        _("How long portfolios are kept (months)"),
        _("Enter how many months portfolios are kept"),
    )
    release_needs_iqa = KnownChoiceField(
        _("Does a signed-off unit wait for internal quality assurance?"),
        choices=[("yes", _("It waits")), ("no", _("It does not wait"))],
    )
    working_translation_sign_off = KnownChoiceField(
        _("May a unit be signed off on a working translation?"),
        choices=[("yes", _("It may")), ("no", _("It may not"))],
    )
    second_factor_required = KnownChoiceField(
        _("Do assessors, internal quality assurers and managers need a second factor?"),
        choices=[("yes", _("They need one")), ("no", _("They do not need one"))],
    )

    @property
    def version_seen(self) -> int:
        typed = str(self.version.data)
        return int(typed) if typed.isdecimal() and len(typed) < 10 else 0  # noqa: PLR2004 (no version is longer)

    def terms(self) -> ProviderTerms:
        return ProviderTerms(
            name_en=self.name_en.data or "",
            name_cy=self.name_cy.data or "",
            practitioner_word=PractitionerWord(self.practitioner_word.data),
            working_translation_sign_off=self.working_translation_sign_off.data == "yes",
            turnaround_days=self.turnaround_days.figure or 0,
            appeal_days=self.appeal_days.figure or 0,
            retention_months=self.retention_months.figure or 0,
            release_needs_iqa=self.release_needs_iqa.data == "yes",
            second_factor_required=self.second_factor_required.data == "yes",
        )

    def differences(self, stands: ProviderTerms) -> tuple[tuple[str, str], ...]:
        """Give each question that stands answered otherwise than was typed, with that answer."""
        answers = fields_of(stands)
        return tuple(
            (str(field.label.text), _in_words(field, answers[field.name]))
            for field in self
            if field.name in answers and answers[field.name] != field.data
        )


def _in_words(field: Field, answer: str) -> str:
    if isinstance(field, KnownChoiceField):
        return next(str(words) for value, words, *_ in field.iter_choices() if value == answer)
    return answer


def fields_of(terms: ProviderTerms) -> dict[str, str]:
    """Give the provider's terms as their form shows them."""
    return {
        name: ("yes" if value else "no") if isinstance(value, bool) else str(value)
        for name, value in vars(terms).items()
    }
