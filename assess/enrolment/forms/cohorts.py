from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import HiddenField

from assess.enrolment.rules.cohorts import CohortEndsBeforeStartError, CohortKnownError
from assess.refusals import RefusedError
from assess.web.page_form import AtMost, DatePartsField, Needed, PageForm, TidyField

REFUSALS: dict[type[RefusedError], Any] = {
    CohortKnownError: _("You have a cohort of this name already"),
    CohortEndsBeforeStartError: _("The cohort must not end before it starts"),
}


class CohortForm(PageForm):
    version = HiddenField()
    name = TidyField(_("Name of the cohort"), [Needed(_("Enter the name of the cohort")), AtMost()])
    starts_on = DatePartsField(_("Start date (optional)"))
    ends_on = DatePartsField(_("Expected end (optional)"))

    @property
    def version_seen(self) -> int:
        typed = str(self.version.data or "")
        return int(typed) if typed.isdecimal() and len(typed) < 10 else 0  # noqa: PLR2004 (no version is longer)
