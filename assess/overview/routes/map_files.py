"""The map to take away: as CSV and XLSX, and as a PDF."""

from datetime import UTC, datetime

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from assess.actor import Role
from assess.assessment.rules.asking import day_of
from assess.evidence.rules.names import content_disposition
from assess.overview.forms.map import MapForm
from assess.overview.pages.map_sheet import map_sheet, table_header, table_rows
from assess.overview.routes.blueprint import pages
from assess.overview.routes.map import load_map
from assess.sheets import write_csv, write_xlsx
from assess.web.access import open_to
from assess.web.extensions import the_map_drawer
from assess.web.language import current_language

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pages.get("/units/map/csv")
@open_to(Role.ASSESSOR, Role.IQA, Role.MANAGER)
def map_csv() -> Response:
    chosen = load_map(MapForm(request.args), number=None)
    return _file(write_csv(table_header(chosen), table_rows(chosen)), "text/csv", "csv")


@pages.get("/units/map/xlsx")
@open_to(Role.ASSESSOR, Role.IQA, Role.MANAGER)
def map_xlsx() -> Response:
    chosen = load_map(MapForm(request.args), number=None)
    return _file(write_xlsx(table_header(chosen), table_rows(chosen), _("Map")), XLSX, "xlsx")


@pages.get("/units/map/pdf")
@open_to(Role.ASSESSOR, Role.IQA, Role.MANAGER)
def map_pdf() -> Response:
    form = MapForm(request.args)
    chosen = load_map(form, number=None)
    sheet = map_sheet(
        chosen,
        language=current_language().value,
        narrowed=form.in_words,
        today=day_of(datetime.now(UTC)),
    )
    return _file(the_map_drawer()(sheet), "application/pdf", "pdf")


def _file(data: bytes, mimetype: str, ending: str) -> Response:
    answer = Response(data, mimetype=mimetype)
    name = f"{_('map')}-{day_of(datetime.now(UTC)).isoformat()}.{ending}"
    answer.headers["Content-Disposition"] = content_disposition("attachment", name)
    return answer
