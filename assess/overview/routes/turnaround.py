from datetime import UTC, datetime

from flask import render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from assess.actor import Role
from assess.clocks.rules import day_in_london
from assess.db import db
from assess.overview.pages.turnaround import turnaround_lines, turnaround_page
from assess.overview.queries.turnaround import load_turnaround
from assess.overview.routes.blueprint import pages
from assess.web.access import current_actor, open_to
from assess.web.downloads import send_sheet, sheet_kind
from assess.web.language import current_language


@pages.get("/turnaround")
@open_to(Role.MANAGER)
def turnaround() -> str:
    today = day_in_london(datetime.now(UTC))
    found = load_turnaround(db.session(), current_actor(), today=today)
    page = turnaround_page(found, today=today, language=current_language())
    return render_template("overview/turnaround.html", page=page)


@pages.get("/turnaround/table/<kind>")
@open_to(Role.MANAGER)
def turnaround_table(kind: str) -> Response:
    """Give the table of the page as a file."""
    today = day_in_london(datetime.now(UTC))
    found = load_turnaround(db.session(), current_actor(), today=today)
    header = [
        _("Who acts"), _("Stage"), _("Waiting now"), _("Late now"), _("Answered in 90 days"),
        _("Median working days"), _("Worst working days"),
    ]  # fmt: skip
    rows = [
        [one.who, one.stage, str(one.waiting), str(one.late), str(one.answered), one.median,
         one.worst]
        for one in turnaround_lines(found, current_language())
    ]  # fmt: skip
    return send_sheet(sheet_kind(kind), header, rows, title=_("Turnaround"))
