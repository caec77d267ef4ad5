"""The units that somebody may see: page by page, and all of them as a file."""

from collections.abc import Sequence
from datetime import UTC, datetime

from flask import render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from assess.actor import Role
from assess.clocks.rules import day_in_london
from assess.db import db
from assess.enrolment.queries import UnitView, count_units, list_units
from assess.overview.pages.units import UnitLine, UnitsPage, unit_line
from assess.overview.pages.units_table import unit_cells, unit_headings
from assess.overview.queries import load_cells
from assess.overview.routes.blueprint import pages
from assess.web.access import current_actor, open_to
from assess.web.downloads import send_sheet, sheet_kind

PAGE = 25


@pages.get("/units")
@open_to(Role.ASSESSOR, Role.IQA, Role.MANAGER)
def units() -> str:
    session, actor = db.session(), current_actor()
    count = count_units(session, actor)
    last = max(1, -(-count // PAGE))
    number = min(max(request.args.get("page", 1, type=int), 1), last)
    shown = list_units(session, actor, limit=PAGE, offset=(number - 1) * PAGE)
    page = UnitsPage(lines=_lines(shown), number=number, count=last, all=count)
    return render_template("overview/units.html", page=page)


@pages.get("/units/table/<kind>")
@open_to(Role.ASSESSOR, Role.IQA, Role.MANAGER)
def units_table(kind: str) -> Response:
    """Give every unit that the actor may see, with how far it has come, as a file."""
    wanted = sheet_kind(kind)
    units = list_units(db.session(), current_actor())
    rows = [unit_cells(unit, line) for unit, line in zip(units, _lines(units), strict=True)]
    return send_sheet(wanted, unit_headings(), rows, title=_("Units"))


def _lines(units: Sequence[UnitView]) -> tuple[UnitLine, ...]:
    today = day_in_london(datetime.now(UTC))
    work = load_cells(db.session(), current_actor(), units)
    return tuple(unit_line(unit, cells, today) for unit, cells in zip(units, work, strict=True))
