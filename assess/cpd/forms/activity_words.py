"""What may be chosen of an activity, and how refusals are said."""

from collections.abc import Callable
from typing import Any

from flask_babel import format_decimal, gettext
from flask_babel import lazy_gettext as _

from assess.cpd.rules import activities, amounts, needs
from assess.cpd.rules.kinds import ActivityKind, CpdUnit
from assess.refusals import RefusedError
from assess.web.page_form import PageForm

KINDS = {
    ActivityKind.FORMAL: _("Formal: a course, a qualification, a conference"),
    ActivityKind.PRACTICE_BASED: _("Practice-based: learned from the work itself"),
    ActivityKind.SELF_DIRECTED: _("Self-directed: reading, listening, trying out"),
    ActivityKind.OTHER: _("Other"),
}
UNITS = {CpdUnit.HOURS: _("Hours"), CpdUnit.CREDITS: _("Credits")}

REFUSALS: dict[type[RefusedError], Callable[[Any], str]] = {
    activities.EndBeforeStartError: lambda _no: gettext(
        "The last day must not be before the first"
    ),
    activities.DoneLaterError: lambda _no: gettext(
        "This is still to come. Plan it, or enter a day that is not in the future"
    ),
    activities.TooFarAheadError: lambda _no: gettext("Enter a day within the next ten years"),
    activities.UnknownNeedError: lambda _no: gettext("Choose one of the answers shown"),
    activities.UnknownLinkError: lambda _no: gettext("Choose from the answers shown"),
    activities.NothingToSayError: lambda _no: gettext(
        "First write what you learned, how you applied it or what difference it made"
    ),
    activities.NotDoneError: lambda _no: gettext("This is only planned. It is evidence once done"),
    amounts.NotAnAmountError: lambda _no: gettext(
        "Enter an amount such as 2.5, 2,5, 2h30, 2:30 or 150 min"
    ),
    amounts.NegativeAmountError: lambda _no: gettext("The amount must be more than nought"),
    amounts.NoAmountError: lambda _no: gettext(
        "The amount must be more than nought. Leave it empty if you do not count"
    ),
    amounts.TooManyHoursError: lambda no: gettext(
        "That is more than the %(most)s hours that there are from the first day to the last",
        most=format_decimal(no.most),
    ),
    needs.NoWordsError: lambda _no: gettext("Say what you need to learn"),
}
FIELDS = {activities.DoneLaterError: "starts_on", activities.TooFarAheadError: "starts_on"}


def words_of(refusal: RefusedError) -> str:
    said = REFUSALS.get(type(refusal))
    if said is None:
        return str(gettext("That is not possible now. Nothing has been changed."))
    return said(refusal)


def tell(form: PageForm, refusal: RefusedError) -> None:
    """Put a refusal beside the field that it belongs to."""
    form.refuse(refusal, words_of(refusal), refusal.field or FIELDS.get(type(refusal)))
