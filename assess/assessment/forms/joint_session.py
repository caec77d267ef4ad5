from datetime import time
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms.validators import StopValidation

from assess.assessment.forms.fields import CriteriaField, page_language_field
from assess.assessment.rules import joint_session as rules
from assess.assessment.rules.joint_session import Plan, moment_of
from assess.refusals import RefusedError
from assess.web.page_form import (
    TEXT,
    AtMost,
    DatePartsField,
    KnownChoiceField,
    Needed,
    PageForm,
    TidyField,
)

LENGTHS = [
    ("30", _("30 minutes")),
    ("45", _("45 minutes")),
    ("60", _("1 hour")),
    ("90", _("1 hour 30 minutes")),
    ("120", _("2 hours")),
    ("180", _("3 hours")),
    ("420", _("A day")),
]


class ClockTimeField(TidyField):
    """A time of day as hours and minutes: 14:00, 14.00 or 1400."""

    def pre_validate(self, form: Any) -> None:  # noqa: ANN401 (WTForms' own signature)
        del form
        if self.data and self.value is None:
            raise StopValidation(str(_("Enter a time, for example 14:00")))

    @property
    def value(self) -> time | None:
        typed = (self.data or "").replace(".", ":")
        if len(typed) == len("1400") and typed.isdecimal():
            typed = f"{typed[:2]}:{typed[2:]}"
        hours, _colon, minutes = typed.partition(":")
        try:
            return time(int(hours), int(minutes))
        except ValueError:
            return None


class JointSessionForm(PageForm):
    units = CriteriaField(_("Who is invited"), [Needed(_("Tick at least one practitioner"))])
    starts_on = DatePartsField(_("Date"), [Needed(_("Enter the date of the session"))])
    starts_at = ClockTimeField(_("Time"), [Needed(_("Enter the time it starts"))])
    minutes = KnownChoiceField(_("Length"), choices=LENGTHS, default="60")
    place = TidyField(_("Place"), [Needed(_("Say where it is")), AtMost()])
    words = TidyField(
        _("What it is for, and what to bring"),
        [Needed(_("Say what the session is for")), AtMost(TEXT)],
    )
    language = page_language_field(_("Language of what you wrote"))

    @property
    def plan(self) -> Plan:
        """Give what was typed.

        Raises:
            NoSuchTimeError: when the clocks leave that time out.

        """
        return Plan(
            starts_at=moment_of(self.starts_on.data, self.starts_at.value or time()),
            minutes=int(self.minutes.data),
            place=self.place.data or "",
            words=self.words.data or "",
            language=self.language.data,
        )


def session_refusals() -> dict[type[RefusedError], str]:
    return {
        rules.NobodyInvitedError: _("Tick at least one practitioner"),
        rules.StartPastError: _("Give a date and time that are still to come"),
        rules.StartTooFarError: _("Give a date within the next two years"),
        rules.NoSuchTimeError: _("The clocks go forward over that time: choose another"),
        rules.LengthError: _("Choose one of the lengths shown"),
        rules.NoPlaceError: _("Say where it is"),
        rules.NoSessionWordsError: _("Say what the session is for"),
        rules.MetAlreadyError: _(
            "Somebody you ticked has met the criterion in the meantime. Nothing has been planned."
        ),
    }
