from datetime import UTC, datetime
from pathlib import Path

import pytest

from assess.actor import Role
from assess.bilingual import Language
from assess.clocks.rules import STAGES
from assess.notifications.rules import KINDS, Frequency, kinds_for, last_digest, path_of

EMAILS = Path(__file__).parents[3] / "templates" / "emails"


@pytest.mark.parametrize(
    ("now", "daily", "weekly"),
    [
        # A Monday in winter, before and after the hour.
        ("2026-11-23T06:59", "2026-11-22T07:00", "2026-11-16T07:00"),
        ("2026-11-23T07:00", "2026-11-23T07:00", "2026-11-23T07:00"),
        # A Monday in summer, when London is an hour ahead.
        ("2026-07-06T05:59", "2026-07-05T06:00", "2026-06-29T06:00"),
        ("2026-07-06T06:00", "2026-07-06T06:00", "2026-07-06T06:00"),
        # The Sunday on which the clocks go back.
        ("2026-10-25T06:30", "2026-10-24T06:00", "2026-10-19T06:00"),
        ("2026-10-25T07:00", "2026-10-25T07:00", "2026-10-19T06:00"),
    ],
)
def test_digests_are_due_at_seven_in_london_daily_and_on_mondays(
    now: str, daily: str, weekly: str
) -> None:
    moment, *wanted = (
        datetime.fromisoformat(one).replace(tzinfo=UTC) for one in (now, daily, weekly)
    )

    assert [last_digest(moment, one) for one in (Frequency.DAILY, Frequency.WEEKLY)] == wanted


def test_every_kind_has_its_mail() -> None:
    assert [kind for kind in KINDS if not (EMAILS / f"{kind}.txt").is_file()] == []


def test_every_stage_of_the_practitioner_and_the_assessor_is_told_of() -> None:
    assert set(STAGES) <= set(KINDS)


def test_a_notification_leads_to_its_page_in_the_readers_language() -> None:
    assert path_of("question", {"request_id": "x"}, Language.WELSH) == "/cy/requests/x"
    assert path_of("submitted", {"unit_id": "u"}, Language.ENGLISH) == "/en/units/u/desk"
    assert path_of("late", {"place": "units/u"}, Language.ENGLISH) == "/en/units/u"


def test_nobody_chooses_about_what_they_are_never_told() -> None:
    assert "submitted" not in kinds_for(Role.PRACTITIONER)
    assert "question" not in kinds_for(Role.ASSESSOR)
    assert "late" in kinds_for(Role.PRACTITIONER)
