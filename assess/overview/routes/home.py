from datetime import UTC, datetime

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from assess.actor import Role
from assess.clocks.queries import list_running_clocks
from assess.clocks.rules import day_in_london
from assess.db import db
from assess.enrolment.queries import list_units
from assess.evidence.queries import list_to_confirm
from assess.overview.pages.gap_list import gap_list
from assess.overview.pages.home import PractitionerHome, waiting_items
from assess.overview.pages.promises import promises_of
from assess.overview.queries import load_standing, load_waiting
from assess.overview.routes.blueprint import pages
from assess.overview.routes.next_best import fresh_form, next_best_for
from assess.web.access import current_actor, open_to_signed_in
from assess.web.language import current_language


@pages.get("/")
@open_to_signed_in
def home() -> str | Response:
    role = current_actor().role
    if role is Role.PRACTITIONER:
        return _practitioners_home()
    return redirect(url_for("assessment.queue" if role is Role.ASSESSOR else "overview.units"))


def _practitioners_home() -> str:
    session, actor, language = db.session(), current_actor(), current_language()
    units = list_units(session, actor)
    standing = load_standing(session, units)
    waiting = load_waiting(session, units, standing)
    clocks = list_running_clocks(session, [unit.id for unit in units])
    today = day_in_london(datetime.now(UTC))
    gaps = tuple(
        gap_list(
            unit,
            standing.words,
            standing.states[unit.id],
            standing.signed_at(unit.id),
            language,
            today,
        )
        for unit in units
    )
    page = PractitionerHome(
        waiting=tuple(
            waiting_items(
                waiting,
                {unit.id: unit for unit in units},
                {clock.subject_id: clock.due_on for clock in clocks},
                today,
            )
        ),
        promises={
            unit.id: promises_of(unit, clocks, reader=actor.role, today=today) for unit in units
        },
        to_confirm=list_to_confirm(session, actor),
        units=gaps,
        next_best={one.unit_id: next_best_for(one) for one in gaps},
    )
    return render_template("overview/home.html", page=page, fresh_form=fresh_form)
