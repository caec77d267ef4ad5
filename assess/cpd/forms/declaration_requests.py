from typing import Any

from flask_babel import lazy_gettext as _

from assess.actor import Role
from assess.cpd.rules import declaring, releasing
from assess.cpd.rules.years import Period
from assess.refusals import RefusedError
from assess.web.page_form import DatePartsField, KnownChoiceField, Needed, PageForm

REFUSALS: dict[type[RefusedError], Any] = {
    declaring.PeriodEndsBeforeStartError: _("The last day must not be before the first"),
    declaring.PeriodTooEarlyError: _("Enter a day in 1950 or later"),
    declaring.PeriodTooLongError: _("Enter a period of five years or less"),
    declaring.DueInThePastError: _("Enter today or a day that is still to come"),
    declaring.DueTooLateError: _("Enter a day within the next year"),
    declaring.NobodyToAskError: _("Nobody holds this role now"),
    declaring.AskedAlreadyError: _("You are asking this role for this period already"),
    releasing.ReleaseEndsBeforeStartError: _("The last day must not be before the first"),
    releasing.ReleaseStartsTooEarlyError: _("Enter a day in 1950 or later"),
    releasing.ReleaseNotBegunError: _("This period has not begun yet"),
    releasing.ReleasedAlreadyError: _("You have released this period already"),
    releasing.TooManyReleasesError: _("You have as many releases as can be kept: withdraw one"),
}


class PeriodForm(PageForm):
    starts_on = DatePartsField(_("First day"), [Needed(_("Enter the first day"))])
    ends_on = DatePartsField(_("Last day"), [Needed(_("Enter the last day"))])

    @property
    def period(self) -> Period:
        return Period(self.starts_on.data, self.ends_on.data)


class RequestForm(PeriodForm):
    role = KnownChoiceField(_("Whom do you ask?"))
    due_on = DatePartsField(_("By which day?"), [Needed(_("Enter the day"))])

    def __init__(self, roles: list[tuple[str, str]], **values: Any) -> None:  # noqa: ANN401 (what the fields show first)
        super().__init__(**values)
        self.role.choices = roles

    @property
    def asked_role(self) -> Role:
        return Role(self.role.data)


class ReleaseForm(PeriodForm):
    """The period of the record that is released."""
