"""A calendar of whole days, read back by the library that calendars are read with."""

from datetime import UTC, date, datetime

from icalendar import Calendar

from assess.meetings import Days, write_days

COURSE = Days(
    uid="one@assess",
    sequence=3,
    title="Cwrs; tŷ, ŵyn 🌱",
    language="cy",
    starts_on=date(2026, 12, 1),
    ends_on=date(2026, 12, 2),
    made_at=datetime(2026, 11, 21, 9, 30, tzinfo=UTC),
)


def test_an_event_takes_all_its_days_and_says_only_its_title() -> None:
    written = write_days([COURSE], name="DPP")

    calendar = Calendar.from_ical(written)
    [event] = calendar.walk("VEVENT")
    assert str(event["summary"]) == COURSE.title
    assert event["summary"].params["language"] == "cy"
    assert event.decoded("dtstart") == date(2026, 12, 1)
    assert event.decoded("dtend") == date(2026, 12, 3)
    assert event.decoded("sequence") == 3
    assert not {"description", "location", "organizer", "attendee"} & {key.lower() for key in event}
    assert all(len(line) <= 75 for line in written.split(b"\r\n"))


def test_a_calendar_without_events_is_one_still() -> None:
    assert b"BEGIN:VCALENDAR" in write_days([], name="CPD")
