"""Dates, amounts of money and hours as people type them, in any of the languages of plans."""

import re
from datetime import date
from decimal import Decimal, InvalidOperation

LARGEST_AMOUNT = Decimal("999999999999.99")
CENT = Decimal("0.01")
HOURS_OF_A_WEEK = Decimal(168)
MINUTES = 60
FIRST_YEAR, LAST_YEAR = 1900, 2200

_MONTHS = {
    name: number
    for names in (
        "january february march april may june july august september october november december",
        "ionawr chwefror mawrth ebrill mai mehefin gorffennaf awst medi hydref tachwedd rhagfyr",
        "януари февруари март април май юни юли август септември октомври ноември декември",
        "jan feb mar apr may jun jul aug sep oct nov dec",
    )
    for number, name in enumerate(names.split(), start=1)
}
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_FIGURES = re.compile(
    r"(?<!\d)(\d{1,2})(?:\s*[./-]\s*|\s+)(\d{1,2})(?:\s*[./-]\s*|\s+)(\d{4})(?!\d)"
)
_IN_WORDS = re.compile(r"(?<!\d)(\d{1,2})\.?\s+([^\W\d_]+)\.?,?\s+(\d{4})(?!\d)")
_CLOCK = re.compile(r"(\d{1,3})\s*(?:h|ч|a?wr)\s*(\d{1,2})?", re.IGNORECASE)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_GROUPS = re.compile(r"[\s\u00a0\u202f'\u2019]")
_MONEY = re.compile(r"\d+(?:[.,]\d+)*")
_AFTER_A_DATE = " \t.,г"  # noqa: RUF001 (it ends a year in Bulgarian)


def read_date(typed: str) -> date | None:
    """Read a date: 2027-03-27, 27.3.2027, 27/3/2027, 27 3 2027, 27 March 2027, 27 март 2027."""
    typed = typed.strip()
    for pattern in (_ISO, _FIGURES, _IN_WORDS):
        found = pattern.match(typed)
        if found and not typed[found.end() :].strip(_AFTER_A_DATE):
            return _date_of(pattern, found)
    return None


def has_date(typed: str) -> bool:
    """Tell whether a real date stands anywhere in a text."""
    return any(
        _date_of(pattern, found) is not None
        for pattern in (_ISO, _FIGURES, _IN_WORDS)
        for found in pattern.finditer(typed)
    )


def _date_of(pattern: re.Pattern[str], found: re.Match[str]) -> date | None:
    day, month, year = found.groups() if pattern is not _ISO else found.groups()[::-1]
    number = int(month) if month.isdecimal() else _MONTHS.get(month.casefold(), 0)
    try:
        when = date(int(year), number, int(day))
    except ValueError:
        return None
    return when if FIRST_YEAR <= when.year <= LAST_YEAR else None


def read_amount(typed: str) -> Decimal | None:
    """Read money: 1200, 1200.5, 1 200,50, 1,200.50. One or two figures last are pence.

    A separator before three figures parts thousands, whichever of the two it is.
    """
    bare = _GROUPS.sub("", typed.strip())
    if not _MONEY.fullmatch(bare):
        return None
    whole, pence = _part(bare)
    groups = re.split(r"[.,]", whole)
    if len(groups) > 1 and any(len(group) != 3 for group in groups[1:]):  # noqa: PLR2004 (thousands)
        return None
    try:
        amount = Decimal(f"{''.join(groups)}.{pence or '0'}")
    except InvalidOperation:
        return None
    return amount.quantize(CENT) if amount <= LARGEST_AMOUNT else None


def _part(bare: str) -> tuple[str, str]:
    found = re.search(r"[.,](\d{1,2})$", bare)
    return (bare[: found.start()], found[1]) if found else (bare, "")


def read_hours(typed: str) -> Decimal | None:
    """Read hours of a week: 2, 2.5, 2,5, 2h30. Not more than a week has."""
    typed = typed.strip()
    if clock := _CLOCK.fullmatch(typed):
        minutes = int(clock[2] or 0)
        if minutes >= MINUTES:
            return None
        hours = int(clock[1]) + Decimal(minutes) / MINUTES
    elif _NUMBER.fullmatch(typed):
        hours = Decimal(typed.replace(",", "."))
    else:
        return None
    return hours.quantize(CENT).normalize() + 0 if hours <= HOURS_OF_A_WEEK else None


def plain(number: Decimal) -> str:
    """Write a number as it is stored: figures and a point, no exponent."""
    return format(number, "f")
