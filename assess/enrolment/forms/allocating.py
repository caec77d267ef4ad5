from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import HiddenField

from assess.enrolment.rules import (
    AssessorIsQualityAssurerError,
    OwnAssessorError,
    OwnQualityAssurerError,
)
from assess.enrolment.rules.allocating import ReasonMissingError, SamePersonError
from assess.refusals import RefusedError
from assess.web.language import current_language
from assess.web.language_field import LanguageTagField
from assess.web.page_form import (
    AtMost,
    KnownChoiceField,
    KnownChoicesField,
    Needed,
    PageForm,
    TidyField,
)

REFUSALS: dict[type[RefusedError], Any] = {
    SamePersonError: _("They have this unit already: choose somebody else"),
    ReasonMissingError: _("Say why the unit is given to somebody else"),
    OwnAssessorError: _("Nobody assesses their own work: choose somebody else"),
    OwnQualityAssurerError: _("Nobody quality-assures their own work: choose somebody else"),
    AssessorIsQualityAssurerError: _(
        "The internal quality assurer must not be the assessor: choose somebody else"
    ),
}
"""What to say of each rule that an allocation can break."""


class ReassignForm(PageForm):
    version = HiddenField()
    person = KnownChoiceField(_("Give it to"), [Needed(_("Choose somebody"))])
    reason = TidyField(_("Reason"), [AtMost()])
    reason_language = LanguageTagField(
        _("Language of the reason"), default=lambda: current_language().value
    )

    @property
    def version_seen(self) -> int:
        typed = str(self.version.data or "")
        return int(typed) if typed.isdecimal() and len(typed) < 10 else 0  # noqa: PLR2004 (no version is longer)

    def refuse_allocation(self, refusal: RefusedError) -> None:
        field = "reason" if isinstance(refusal, ReasonMissingError) else "person"
        self.refuse(refusal, str(REFUSALS[type(refusal)]), field)


class CompetenceForm(PageForm):
    seen = HiddenField()
    """The URNs that stood when the page was opened."""

    standards = KnownChoicesField(_("Standards"))
