from datetime import UTC, datetime
from uuid import UUID

from flask import render_template

from assess.assessment.queries import criterion_record, find_facts
from assess.clocks.queries import list_running_clocks
from assess.clocks.rules import day_in_london
from assess.db import db
from assess.enrolment.queries import find_unit
from assess.evidence.queries import list_known_counterparts, list_piece_heads
from assess.learning.queries.entries import list_entries_on
from assess.learning.queries.lessons import list_lessons_on
from assess.overview.pages.criterion import Offered, criterion_page
from assess.overview.pages.learning import criterion_learning
from assess.overview.pages.promises import promises_of
from assess.overview.routes.blueprint import pages
from assess.reflection.queries import list_reflections_on
from assess.refusals import NotFoundError
from assess.standards.queries import find_notes, list_outlines
from assess.standards.queries.crosswalk import list_counterparts
from assess.web.access import current_actor, open_to_signed_in


@pages.get("/units/<uuid:unit_id>/<label>")
@open_to_signed_in
def criterion(unit_id: UUID, label: str) -> str:
    session, actor = db.session(), current_actor()
    unit = find_unit(session, actor, unit_id)
    criteria = list_outlines(session, [unit])[unit.standard_id]
    criterion_id = next((one.id for one in criteria if one.label == label), None)
    if criterion_id is None:
        raise NotFoundError
    alike = list_counterparts(unit.urn, unit.edition).get(label, ())
    page = criterion_page(
        unit=unit,
        criteria=criteria,
        label=label,
        note=find_notes(session, [criterion_id])[criterion_id],
        facts=find_facts(session, unit_id, criterion_id),
        offered=Offered(
            list_piece_heads(session, unit, criterion_id=criterion_id),
            list_known_counterparts(session, actor, unit, alike),
        ),
        reflections=list_reflections_on(session, unit_id, [criterion_id]).get(criterion_id, ()),
        record=criterion_record(session, unit, criterion_id),
    )
    promises = promises_of(
        unit,
        list_running_clocks(session, [unit_id]),
        reader=actor.role,
        today=day_in_london(datetime.now(UTC)),
        about={page.waiting_submission_id, *(one.id for one in page.requests)},
    )
    learning = criterion_learning(
        list_entries_on(session, actor, criterion_id),
        list_lessons_on(session, actor, criterion_id),
    )
    return render_template(
        "overview/criterion.html",
        page=page,
        role=actor.role,
        promises=promises,
        learning=learning,
    )
