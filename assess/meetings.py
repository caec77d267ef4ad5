"""What calendars take (RFC 5545 and 5546): an invitation to a meeting, and a list of days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vCalAddress, vText

LONDON = ZoneInfo("Europe/London")
FILE_NAME = "invitation.ics"


@dataclass(frozen=True)
class Meeting:
    uid: str
    """Stays the same, so that a second copy of the invitation is known for the first one's."""

    starts_at: datetime
    minutes: int
    place: str
    host: str
    host_address: str
    made_at: datetime

    def facts(self) -> dict[str, Any]:
        """Give it as JSON keeps it: the facts of a mail."""
        return {
            "uid": self.uid,
            "starts_at": self.starts_at.isoformat(),
            "minutes": self.minutes,
            "place": self.place,
            "host": self.host,
            "host_address": self.host_address,
            "made_at": self.made_at.isoformat(),
        }

    @classmethod
    def of(cls, facts: dict[str, Any]) -> "Meeting":
        return cls(
            uid=facts["uid"],
            starts_at=datetime.fromisoformat(facts["starts_at"]),
            minutes=facts["minutes"],
            place=facts["place"],
            host=facts["host"],
            host_address=facts["host_address"],
            made_at=datetime.fromisoformat(facts["made_at"]),
        )


@dataclass(frozen=True)
class Invited:
    name: str
    address: str


def write_invitation(
    meeting: Meeting, *, title: str, words: str, language: str, invited: Invited | None = None
) -> bytes:
    """Write the invitation in words of a language, to one person where one is named."""
    event = Event()
    event.add("uid", meeting.uid)
    event.add("dtstamp", meeting.made_at)
    event.add("sequence", 0)
    event.add("dtstart", meeting.starts_at.astimezone(LONDON))
    event.add("dtend", (meeting.starts_at + timedelta(minutes=meeting.minutes)).astimezone(LONDON))
    for name, text in (("summary", title), ("description", words), ("location", meeting.place)):
        event.add(name, text, parameters={"language": language})
    event["organizer"] = _address(Invited(meeting.host, meeting.host_address))
    if invited is not None:
        attendee = _address(invited)
        attendee.params["role"] = vText("REQ-PARTICIPANT")
        attendee.params["rsvp"] = vText("FALSE")
        event.add("attendee", attendee, encode=False)
    calendar = Calendar()
    calendar.add("prodid", "-//Assess//Assess//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "REQUEST")
    calendar.add_component(event)
    calendar.add_missing_timezones()
    written: bytes = calendar.to_ical()
    return written


@dataclass(frozen=True)
class Days:
    """Something that takes whole days."""

    uid: str
    sequence: int
    """Counts its changes, so that a calendar knows the newer one."""

    title: str
    language: str
    starts_on: date
    ends_on: date
    made_at: datetime


def write_days(days: Iterable[Days], *, name: str) -> bytes:
    """Write a calendar that programs ask for again and again: titles and days, nothing else."""
    calendar = Calendar()
    calendar.add("prodid", "-//Assess//Assess//EN")
    calendar.add("version", "2.0")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", timedelta(hours=6), parameters={"value": "DURATION"})
    for one in days:
        event = Event()
        event.add("uid", one.uid)
        event.add("dtstamp", one.made_at)
        event.add("sequence", one.sequence)
        event.add("dtstart", one.starts_on)
        # A calendar's end is the first day that is free again.
        event.add("dtend", one.ends_on + timedelta(days=1))
        event.add("summary", one.title, parameters={"language": one.language})
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written


def _address(person: Invited) -> vCalAddress:
    address = vCalAddress(f"mailto:{person.address}")
    address.params["cn"] = vText(person.name)
    return address
