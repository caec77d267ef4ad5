"""What a print is called and how long it is kept."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from assess.evidence.rules.names import display_name

KIND = "print"
"""The kind of job that makes a print."""

KEPT = timedelta(days=7)
CHOICES = ("en", "cy", "both")
LONGEST = 120
_MOST_NAMED = 3
_UNSAFE = str.maketrans(dict.fromkeys('<>:"/\\|?*', "-"))


def print_name(urns: Sequence[str], practitioner: str) -> str:
    """Name the file of a print so that it is known again in a folder, on every system."""
    named = [*urns, practitioner] if len(urns) <= _MOST_NAMED else [practitioner]
    return pdf_name(*named)


def pdf_name(*parts: str) -> str:
    plain = display_name(" ".join(parts).translate(_UNSAFE))[:LONGEST].strip(" .-")
    return f"{plain or 'print'}.pdf"


def is_over(finished_at: datetime | None, now: datetime) -> bool:
    """Tell whether a print has been kept as long as it is."""
    return finished_at is not None and now - finished_at >= KEPT
