from datetime import UTC, datetime
from uuid import UUID

from flask import render_template

from assess.actor import Role
from assess.clocks.queries import list_running_clocks
from assess.clocks.rules import day_in_london
from assess.db import db
from assess.enrolment.queries import find_unit
from assess.overview.pages.gap_list import gap_list
from assess.overview.pages.promises import promises_of
from assess.overview.queries import load_standing
from assess.overview.routes.blueprint import pages
from assess.overview.routes.next_best import fresh_form, next_best_for
from assess.overview.routes.unit_standard import unit_standard
from assess.web.access import current_actor, open_to_signed_in
from assess.web.language import current_language


@pages.get("/units/<uuid:unit_id>")
@open_to_signed_in
def unit(unit_id: UUID) -> str:
    session, actor = db.session(), current_actor()
    found = find_unit(session, actor, unit_id)
    standing = load_standing(session, [found])
    gaps = gap_list(
        found,
        standing.words,
        standing.states[unit_id],
        standing.signed_at(unit_id),
        current_language(),
    )
    return render_template(
        "overview/unit.html",
        unit=found,
        gaps=gaps,
        fresh_form=fresh_form,
        best=next_best_for(gaps) if actor.role is Role.PRACTITIONER else None,
        role=actor.role,
        **unit_standard(session, found),
        sign_off=standing.sign_offs.get(unit_id),
        promises=promises_of(
            found,
            list_running_clocks(session, [unit_id]),
            reader=actor.role,
            today=day_in_london(datetime.now(UTC)),
        ),
    )
