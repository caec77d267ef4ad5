"""What activities, their kinds and their stages are called."""

from flask_babel import lazy_gettext as _

from assess.cpd.rules.cycle import Stage
from assess.cpd.rules.kinds import ActivityKind, CpdUnit, NeedSource

SHORT_KINDS = {
    ActivityKind.FORMAL: _("Formal"),
    ActivityKind.PRACTICE_BASED: _("Practice-based"),
    ActivityKind.SELF_DIRECTED: _("Self-directed"),
    ActivityKind.OTHER: _("Other"),
}
UNITS = {CpdUnit.HOURS: _("Hours"), CpdUnit.CREDITS: _("Credits")}
STAGES = {
    Stage.NEED: _("Needs"),
    Stage.PLANNED: _("Planned"),
    Stage.DONE: _("Done"),
    Stage.REFLECTED: _("Reflected on"),
    Stage.APPLIED: _("Applied"),
}
SOURCES = {
    NeedSource.OWN: _("In my own words"),
    NeedSource.GAP: _("From my gap list"),
    NeedSource.FEEDBACK: _("From an assessor's feedback"),
}
LABELS = {
    "title": _("Title"),
    "given_by": _("Who gave it"),
    "learned": _("What I learned"),
    "applied": _("How I applied it"),
    "impact": _("What difference it made"),
    "impact_on": _("To whom it made a difference"),
    "next_step": _("My next step"),
}
