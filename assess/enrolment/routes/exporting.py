from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from assess.actor import Role
from assess.db import db
from assess.enrolment.pages.exporting import OF_PEOPLE, enrolment_cells, headings, person_cells
from assess.enrolment.queries.exporting import list_enrolment_rows, list_people_rows
from assess.enrolment.routes.blueprint import pages
from assess.enrolment.rules.importing import Column
from assess.web.access import current_actor, open_to
from assess.web.downloads import send_sheet, sheet_kind
from assess.web.language import current_language
from assess.web.navigation import role_name
from assess.web.page_form import tidy


@pages.get("/people/table/<kind>")
@open_to(Role.MANAGER)
def people_table(kind: str) -> Response:
    roles = {role: role_name(role) for role in Role}
    rows = list_people_rows(db.session(), current_actor())
    return send_sheet(
        sheet_kind(kind),
        headings(OF_PEOPLE, current_language()),
        [person_cells(row, roles) for row in rows],
        title=_("People"),
    )


@pages.get("/enrolments/table/<kind>")
@open_to(Role.MANAGER)
def enrolments_table(kind: str) -> Response:
    cohort = tidy(request.args.get("cohort")) or None
    practitioner = role_name(Role.PRACTITIONER)
    rows = list_enrolment_rows(db.session(), current_actor(), cohort=cohort)
    return send_sheet(
        sheet_kind(kind),
        headings(tuple(Column), current_language()),
        [enrolment_cells(row, practitioner) for row in rows],
        title=_("Enrolments"),
    )
