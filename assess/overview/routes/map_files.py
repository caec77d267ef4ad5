"""The map to take away: as CSV and XLSX, and as a PDF."""

from datetime import UTC, datetime

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from assess.actor import Role
from assess.assessment.rules.asking import day_of
from assess.overview.forms.map import MapForm
from assess.overview.pages.map_sheet import map_sheet, table_header, table_rows
from assess.overview.routes.blueprint import pages
from assess.overview.routes.map import load_map
from assess.sheets import SheetKind
from assess.web.access import open_to
from assess.web.downloads import send_file_of, send_sheet
from assess.web.extensions import the_map_drawer
from assess.web.language import current_language


@pages.get("/units/map/csv")
@open_to(Role.ASSESSOR, Role.IQA, Role.MANAGER)
def map_csv() -> Response:
    return _table(SheetKind.CSV)


@pages.get("/units/map/xlsx")
@open_to(Role.ASSESSOR, Role.IQA, Role.MANAGER)
def map_xlsx() -> Response:
    return _table(SheetKind.XLSX)


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
    return send_file_of(the_map_drawer()(sheet), "application/pdf", name=f"{_title()}.pdf")


def _table(kind: SheetKind) -> Response:
    chosen = load_map(MapForm(request.args), number=None)
    return send_sheet(kind, table_header(chosen), table_rows(chosen), title=_title())


def _title() -> str:
    return f"{_('map')}-{day_of(datetime.now(UTC)).isoformat()}"
