"""Units and how far each has come, as the cells of a table that is taken away."""

from typing import TYPE_CHECKING

from flask_babel import gettext as _

if TYPE_CHECKING:
    from assess.enrolment.queries import UnitView
    from assess.overview.pages.units import UnitLine


def unit_headings() -> list[str]:
    return [
        _("Practitioner"),
        _("Standard"),
        _("Cohort"),
        _("Assessor"),
        _("Internal quality assurer"),
        _("State"),
        _("Criteria"),
        _("Met"),
        _("Submitted"),
        _("Missing"),
        _("Start date"),
        _("Expected end"),
    ]


def unit_cells(unit: "UnitView", line: "UnitLine") -> list[str]:
    return [
        unit.practitioner,
        f"{unit.urn}/{unit.edition}",
        unit.cohort,
        unit.assessor or "",
        unit.iqa or "",
        str(line.state_name),
        str(line.all),
        str(line.met),
        str(line.submitted),
        str(line.missing),
        unit.starts_on.isoformat(),
        unit.ends_on.isoformat() if unit.ends_on else "",
    ]
