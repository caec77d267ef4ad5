from datetime import UTC, datetime
from typing import Any

from flask import render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from assess.clocks.rules import day_in_london
from assess.cpd.pages.activities import ActivitiesPage, listed, table_cells, table_headings
from assess.cpd.pages.activity_words import SHORT_KINDS
from assess.cpd.queries.activities import (
    ActivityChoice,
    count_activities,
    list_activities,
    list_years,
)
from assess.cpd.queries.activity_details import list_activity_details
from assess.cpd.routes.blueprint import pages
from assess.cpd.rules.kinds import ActivityKind
from assess.db import db
from assess.web.access import current_actor, open_to_signed_in
from assess.web.downloads import send_sheet, sheet_kind
from assess.web.page_form import LINE, tidy
from assess.web.paging import ON_A_PAGE, paging

STATES = {"done": True, "planned": False}
REMOVED = "removed"
LAST_YEAR = 9999


@pages.get("/cpd/activities")
@open_to_signed_in
def activities() -> str:
    session, actor, choice = db.session(), current_actor(), _choice()
    count = count_activities(session, actor, choice)
    shown = paging("cpd.activities", count, **filters_of(choice))
    found = list_activities(session, actor, choice, limit=ON_A_PAGE, offset=shown.offset)
    today = day_in_london(datetime.now(UTC))
    page = ActivitiesPage(
        lines=tuple(listed(one, today=today) for one in found),
        count=count,
        choice=choice,
        years=tuple(list_years(session, actor)),
        paging=shown,
        is_narrowed=choice != ActivityChoice(),
    )
    return render_template(
        "cpd/activities.html", page=page, kinds=SHORT_KINDS, filters=filters_of(choice)
    )


@pages.get("/cpd/activities/table/<file_kind>")
@open_to_signed_in
def activities_table(file_kind: str) -> Response:
    """Give the activities that the list shows, with all that was written of them, as a file."""
    wanted = sheet_kind(file_kind)
    rows = list_activity_details(db.session(), current_actor(), _choice())
    return send_sheet(
        wanted, table_headings(), [table_cells(row) for row in rows], title=_("CPD activities")
    )


def filters_of(choice: ActivityChoice) -> dict[str, Any]:
    """Give what a list is narrowed to as its address says it."""
    states = [name for name, is_done in STATES.items() if is_done is choice.is_done]
    state = REMOVED if choice.is_removed else next(iter(states), None)
    return {
        "year": str(choice.year) if choice.year else None,
        "kind": choice.kind.value if choice.kind else None,
        "state": state,
        "q": choice.words or None,
    }


def _choice() -> ActivityChoice:
    year = request.args.get("year", 0, type=int)
    kind, state = request.args.get("kind"), request.args.get("state", "")
    return ActivityChoice(
        year=year if 1 <= year <= LAST_YEAR else None,
        kind=ActivityKind(kind) if kind in set(ActivityKind) else None,
        is_done=STATES.get(state),
        words=tidy(request.args.get("q"))[:LINE],
        is_removed=state == REMOVED,
    )
