"""When things happen in the demonstration: days are counted back from its last day."""

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_date

LONDON = ZoneInfo("Europe/London")
LOCALES = {"en": "en_GB", "cy": "cy"}
FIRST_DAY = 120
"""How many days before its last day the story begins."""

_DAY = re.compile(r"\{(-?\d+)\}")


class Calendar:
    def __init__(self, last_day: date) -> None:
        self.last_day = last_day

    @classmethod
    def new(cls, today: date) -> "Calendar":
        """Make one for a story that is told today: it ended yesterday."""
        return cls(today - timedelta(days=1))

    @classmethod
    def of(cls, begun_at: datetime) -> "Calendar":
        """Make the one of a story that was begun before, by its first deed."""
        return cls(begun_at.astimezone(LONDON).date() + timedelta(days=FIRST_DAY))

    def day(self, before: int) -> date:
        return self.last_day - timedelta(days=before)

    def moment(self, when: str) -> datetime:
        """Read a moment: days before the last day, then the time in London."""
        before, clock = when.split()
        return datetime.combine(self.day(int(before)), time.fromisoformat(clock), LONDON)

    def dated(self, text: str, language: str) -> str:
        """Put the date, in words, where a text names a day as {days before the last}."""
        return _DAY.sub(
            lambda found: format_date(
                self.day(int(found[1])), "d MMMM y", locale=LOCALES[language]
            ),
            text,
        )
