"""Ahead, on track or behind, in words and with a sign that needs no colour."""

from dataclasses import dataclass
from datetime import date

from flask_babel import lazy_gettext as _

from assess.overview.rules.progress import Progress, progress_after

NAMES = {
    Progress.AHEAD: _("Ahead"),
    Progress.ON_TRACK: _("On track"),
    Progress.BEHIND: _("Behind"),
    Progress.NO_END_DATE: _("No end date"),
    Progress.FINISHED: _("Finished"),
}
SIGNS = {
    Progress.AHEAD: "▲",
    Progress.ON_TRACK: "=",
    Progress.BEHIND: "▼",
    Progress.NO_END_DATE: "?",
    Progress.FINISHED: "★",
}


@dataclass(frozen=True)
class Pace:
    """How far something is beside how far it should be."""

    progress: Progress
    name: str
    sign: str

    @property
    def kind(self) -> str:
        return self.progress.value.replace(" ", "-")


def pace(progress: Progress) -> Pace:
    return Pace(progress, str(NAMES[progress]), SIGNS[progress])


def unit_pace(
    *,
    starts_on: date,
    ends_on: date | None,
    today: date,
    done: int,
    criteria: int,
    signed_off: bool,
) -> Pace:
    return pace(
        progress_after(
            starts_on=starts_on,
            ends_on=ends_on,
            today=today,
            done=done,
            criteria=criteria,
            signed_off=signed_off,
        )
    )
