"""An invitation read back by the library that calendars of the same kind are read with."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event

from assess.meetings import Invited, Meeting, write_invitation

MEETING = Meeting(
    uid="one@assess",
    starts_at=datetime(2027, 7, 1, 13, 0, tzinfo=UTC),
    minutes=90,
    place="Ystafell 2; Tŷ Gwyn, Caerdydd",
    host="Gareth Hughes",
    host_address="gareth@example.test",
    made_at=datetime(2026, 11, 21, 9, 30, tzinfo=UTC),
)


def read(written: bytes) -> tuple[Calendar, Event]:
    calendar = Calendar.from_ical(written)
    assert isinstance(calendar, Calendar)
    [event] = calendar.walk("VEVENT")
    assert isinstance(event, Event)
    return calendar, event


def write(meeting: Meeting = MEETING, invited: Invited | None = None) -> bytes:
    return write_invitation(
        meeting, title="Sesiwn ar y cyd", words="Dewch â'r cynllun.", language="cy", invited=invited
    )


def test_an_invitation_is_a_request_with_a_lasting_id() -> None:
    calendar, event = read(write())

    assert calendar["method"] == "REQUEST"
    assert event["uid"] == "one@assess"
    assert write() == write()


def test_its_times_are_those_of_london_with_the_rules_of_its_summer() -> None:
    calendar, event = read(write())

    assert event["dtstart"].params["TZID"] == "Europe/London"
    assert event.decoded("dtstart").hour == 14
    assert event.decoded("dtstart").utcoffset() == timedelta(hours=1)
    assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(minutes=90)
    assert [str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/London"]


def test_it_is_in_the_readers_language_and_says_where() -> None:
    _, event = read(write())

    assert event["summary"] == "Sesiwn ar y cyd"
    assert event["summary"].params["LANGUAGE"] == "cy"
    assert event["location"] == "Ystafell 2; Tŷ Gwyn, Caerdydd"


def test_it_names_who_invites_and_whom() -> None:
    _, event = read(write(invited=Invited("Siân Ŵyn", "sian@example.test")))

    assert event["organizer"] == "mailto:gareth@example.test"
    assert event["attendee"] == "mailto:sian@example.test"
    assert event["attendee"].params["CN"] == "Siân Ŵyn"


def test_a_line_that_somebody_slips_into_the_place_stays_in_the_place() -> None:
    _, event = read(write(replace(MEETING, place="Here\r\nATTENDEE:mailto:x@example.test")))

    assert "attendee" not in event


def test_a_meeting_is_kept_as_facts_and_read_again() -> None:
    assert Meeting.of(MEETING.facts()) == MEETING
