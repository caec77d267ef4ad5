"""How much of an activity there was: read as people type it, kept in hundredths."""

import re
from dataclasses import dataclass

from assess.cpd.rules.kinds import CpdUnit
from assess.refusals import RefusedError

HOURS_OF_A_DAY = 24
HUNDRED = 100
MINUTES = 60

_HOURS = r"(?:h|hr|hrs|hour|hours|awr|oriau)"
_MINUTES = r"(?:m|min|mins|minute|minutes|mun|munud|munudau)"
_CREDITS = r"(?:credit|credits|credyd|credydau|gredyd|chredyd)"
_NUMBER = r"([0-9]{1,5})(?:[.,]([0-9]{1,2}))?"
_CLOCK = re.compile(r"([0-9]{1,4}):([0-9]{2}) ?" + _HOURS + "?", re.ASCII)
_HOURS_AND_MINUTES = re.compile(
    r"([0-9]{1,4}) ?" + _HOURS + r" ?([0-9]{1,2}) ?" + _MINUTES + "?", re.ASCII
)
_ONLY_MINUTES = re.compile(r"([0-9]{1,6}) ?" + _MINUTES, re.ASCII)
_PLAIN = re.compile(rf"{_NUMBER} ?(?:({_HOURS})|({_CREDITS}))?", re.ASCII)
_FRACTIONS = {"½": ".5", "¼": ".25", "¾": ".75"}
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))  # noqa: RUF001 (what phones type for a minus)


class AmountError(RefusedError):
    field = "amount"


class NotAnAmountError(AmountError):
    """Nothing that can be read as a number of hours, minutes or credits."""


class NegativeAmountError(AmountError):
    pass


class NoAmountError(AmountError):
    """Nought. Whoever does not count leaves it empty."""


class TooManyHoursError(AmountError):
    """More hours than there are in the days from start to end."""

    def __init__(self, most: int) -> None:
        super().__init__(f"more than {most} hours")
        self.most = most


@dataclass(frozen=True)
class Amount:
    hundredths: int
    unit: CpdUnit


def read_amount(typed: str, unit: CpdUnit) -> Amount | None:
    """Read “2,5”, “2.5”, “2h30”, “2:30” or “150 min”; nothing typed is no amount.

    What the words say goes before the unit that was chosen beside them.
    """
    text = _plain(typed)
    if not text:
        return None
    if text.startswith("-"):
        raise NegativeAmountError
    amount = _read(text, unit)
    if amount.hundredths == 0:
        raise NoAmountError
    return amount


def check_hours(amount: Amount | None, *, days: int) -> None:
    """Refuse more than 24 hours for each day from start to end."""
    if amount is None or amount.unit is not CpdUnit.HOURS:
        return
    most = HOURS_OF_A_DAY * days
    if amount.hundredths > most * HUNDRED:
        raise TooManyHoursError(most)


def typed_again(hundredths: int) -> str:
    """Give an amount as it is typed: 250 is 2.5."""
    whole, rest = divmod(hundredths, HUNDRED)
    return f"{whole}.{rest:02d}".rstrip("0").rstrip(".")


def _plain(typed: str) -> str:
    for sign, decimals in _FRACTIONS.items():
        typed = re.sub(rf"([0-9])\s*{sign}", rf"\g<1>{decimals}", typed).replace(
            sign, f"0{decimals}"
        )
    text = typed.translate(_DASHES).casefold()
    return " ".join(text.split())


def _read(text: str, unit: CpdUnit) -> Amount:
    if found := _CLOCK.fullmatch(text) or _HOURS_AND_MINUTES.fullmatch(text):
        if int(found[2]) >= MINUTES:
            raise NotAnAmountError
        return _hours(int(found[1]) * MINUTES + int(found[2]))
    if found := _ONLY_MINUTES.fullmatch(text):
        return _hours(int(found[1]))
    if found := _PLAIN.fullmatch(text):
        hundredths = int(found[1]) * HUNDRED + int((found[2] or "0").ljust(2, "0"))
        if found[3]:
            unit = CpdUnit.HOURS
        elif found[4]:
            unit = CpdUnit.CREDITS
        return Amount(hundredths, unit)
    raise NotAnAmountError


def _hours(minutes: int) -> Amount:
    """Give minutes as hundredths of an hour, the nearest one, and never nought for something."""
    hundredths = (minutes * HUNDRED + MINUTES // 2) // MINUTES
    return Amount(max(hundredths, 1) if minutes else 0, CpdUnit.HOURS)
