from flask_babel import gettext as _
from werkzeug.wrappers import Response

from assess.actor import Role
from assess.db import db
from assess.enrolment.queries import list_units
from assess.overview.pages.gap_list import gap_list
from assess.overview.pages.home import unit_line
from assess.overview.pages.units_table import unit_cells, unit_headings
from assess.overview.queries import load_standing
from assess.overview.routes.blueprint import pages
from assess.web.access import current_actor, open_to
from assess.web.downloads import send_sheet, sheet_kind
from assess.web.language import current_language


@pages.get("/units/table/<kind>")
@open_to(Role.ASSESSOR, Role.IQA, Role.MANAGER)
def units_table(kind: str) -> Response:
    """Give every unit that the actor may see, with how far it has come, as a file."""
    wanted = sheet_kind(kind)
    session, language = db.session(), current_language()
    units = list_units(session, current_actor())
    standing = load_standing(session, units)
    rows = [
        unit_cells(
            unit,
            unit_line(
                gap_list(
                    unit,
                    standing.words,
                    standing.states[unit.id],
                    standing.signed_at(unit.id),
                    language,
                ),
                unit.cohort,
            ),
        )
        for unit in units
    ]
    return send_sheet(wanted, unit_headings(), rows, title=_("Units"))
