"""Amounts as pages and tables show them."""

from decimal import Decimal

from flask_babel import format_decimal, ngettext

from assess.cpd.rules.amounts import HUNDRED
from assess.cpd.rules.kinds import CpdUnit

NOT_WHOLE = 11
"""Words beside a fraction take the form that they take beside most numbers: 0.5 hours."""


def number_of(hundredths: int) -> str:
    """Write an amount in the page's language: 250 is 2.5."""
    return str(format_decimal(Decimal(hundredths) / HUNDRED))


def amount_words(hundredths: int | None, unit: CpdUnit | None) -> str:
    """Write an amount with its unit, or nothing where nothing was counted."""
    if hundredths is None or unit is None:
        return ""
    whole, rest = divmod(hundredths, HUNDRED)
    count = NOT_WHOLE if rest else whole
    if unit is CpdUnit.HOURS:
        words = ngettext("%(amount)s hour", "%(amount)s hours", count, amount=number_of(hundredths))
    else:
        words = ngettext(
            "%(amount)s credit", "%(amount)s credits", count, amount=number_of(hundredths)
        )
    return str(words)
