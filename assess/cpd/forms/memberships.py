from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import HiddenField

from assess.cpd.forms.activity_words import UNITS
from assess.cpd.rules import amounts, years
from assess.cpd.rules.amounts import Amount, read_amount
from assess.cpd.rules.kinds import CpdUnit
from assess.refusals import RefusedError
from assess.web.page_form import (
    AtMost,
    DatePartsField,
    KnownChoiceField,
    Needed,
    PageForm,
    TidyField,
)

MOST_DIGITS = 9

REFUSALS: dict[type[RefusedError], Any] = {
    years.UnknownPackError: _("Choose one of the answers shown"),
    years.StartsTooEarlyError: _("Enter a day in 1950 or later"),
    years.StartsTooLateError: _("Enter a day within the next year"),
    years.EndsBeforeStartError: _("The last day must not be before the first"),
    years.TargetMissingError: _("Enter how much you aim for, for example 20"),
    years.TargetTooLargeError: _("Enter a smaller amount"),
    years.SameMembershipError: _("You keep your record under these rules already at that time"),
    years.TooManyMembershipsError: _("You have as many memberships as can be kept"),
    years.SomethingSaidError: _(
        "Something was said or declared of one of its years. End it instead: its years are kept"
    ),
    amounts.NotAnAmountError: _("Enter an amount such as 20 or 7.5"),
    amounts.NegativeAmountError: _("The amount must be more than nought"),
    amounts.NoAmountError: _("The amount must be more than nought"),
}


class MembershipForm(PageForm):
    pack = KnownChoiceField(_("Whose rules do you keep your record under?"))
    starts_on = DatePartsField(
        _("First day of your year"), [Needed(_("Enter the first day of your year"))]
    )
    target = TidyField(_("How much you aim for in a year"), [AtMost(40)])
    unit = KnownChoiceField(
        _("Counted in"),
        choices=[(unit.value, words) for unit, words in UNITS.items()],
        default=CpdUnit.HOURS.value,
    )

    def __init__(self, packs: Iterable[tuple[str, str]], **values: Any) -> None:  # noqa: ANN401 (what the fields show first)
        super().__init__(**values)
        self.pack.choices = list(packs)

    def aim(self) -> Amount | None:
        """Read how much the person aims for.

        Raises:
            AmountError: what was typed is no amount.

        """
        return read_amount(self.target.data or "", CpdUnit(self.unit.data))


class EndForm(PageForm):
    version = HiddenField()
    ends_on = DatePartsField(_("Last day"), [Needed(_("Enter the last day"))])

    @property
    def version_seen(self) -> int:
        return seen(self.version.data)


def seen(typed: object) -> int:
    """Read the version that a page was made from; anything else is none."""
    text = str(typed or "")
    return int(text) if text.isdecimal() and len(text) <= MOST_DIGITS else 0


def refuse(form: PageForm, refusal: RefusedError) -> None:
    """Put a refusal beside its field, an amount's beside the target."""
    field = "target" if isinstance(refusal, amounts.AmountError) else None
    form.refuse(refusal, REFUSALS[type(refusal)], field)
