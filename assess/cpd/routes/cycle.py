from datetime import UTC, datetime
from uuid import UUID

from flask import render_template

from assess.clocks.rules import day_in_london
from assess.cpd.pages.cycle import UnfinishedDraft, cycle_page, unfinished
from assess.cpd.queries.activities import list_activities
from assess.cpd.queries.needs import list_needs
from assess.cpd.queries.required import list_required_of_me
from assess.cpd.routes.blueprint import fresh_form, pages
from assess.cpd.service.activities import NEW
from assess.db import db
from assess.drafts.queries import list_drafts_under
from assess.web.access import current_actor, open_to_signed_in

UNDER = "activity/"


@pages.get("/cpd")
@open_to_signed_in
def cycle() -> str:
    session, actor = db.session(), current_actor()
    page = cycle_page(
        list_activities(session, actor),
        list_needs(session, actor, is_open=True),
        _drafts(),
        today=day_in_london(datetime.now(UTC)),
    )
    required = list_required_of_me(session, actor)
    return render_template(
        "cpd/cycle.html", page=page, role=actor.role, fresh_form=fresh_form, required=required
    )


def _drafts() -> list[UnfinishedDraft]:
    """Give what is unfinished, with the activity that each draft is a change of."""
    found = []
    for draft in list_drafts_under(db.session(), current_actor(), UNDER):
        if draft.place == NEW:
            found.append(unfinished(draft, None))
        elif (activity_id := _id_in(draft.place.removeprefix(UNDER))) is not None:
            found.append(unfinished(draft, activity_id))
    return found


def _id_in(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
