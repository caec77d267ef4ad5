"""The map of a cohort: practitioners by criteria."""

from datetime import UTC, datetime
from uuid import UUID

from flask import render_template, request, url_for
from werkzeug.wrappers import Response

from assess.actor import Role
from assess.assessment.rules.asking import day_of
from assess.db import db
from assess.enrolment.queries.choosing import (
    ChosenPerson,
    count_chosen,
    list_choices,
    list_chosen,
)
from assess.overview.forms.map import MapForm
from assess.overview.pages.map import (
    ChosenMap,
    MapStandard,
    choose_standards,
    map_lines,
    map_standard,
)
from assess.overview.pages.map_rows import ROOM_FOR_ROWS, map_page, with_rows
from assess.overview.queries import list_map_units
from assess.overview.routes.blueprint import pages
from assess.overview.rules.sorting import Sort
from assess.standards.queries import list_outlines
from assess.web.access import current_actor, open_to

ON_A_PAGE = 200
"""Practitioners."""

MOST_SORTED = 1000
"""With more practitioners than this they come by name only: the order would take too long."""

MOST_COLUMNS = 150
"""Criteria that are shown beside each other where no standard is chosen."""

EVERYBODY = 1_000_000
"""More than any provider has: no limit, said so that both engines take it."""

NOBODY = UUID(int=0)


@pages.get("/units/map")
@open_to(Role.ASSESSOR, Role.IQA, Role.MANAGER)
def cohort_map() -> Response:
    form = MapForm(request.args)
    chosen = load_map(form, number=request.args.get("page", 1, type=int))
    address = url_for("overview.unit", unit_id=NOBODY).removesuffix(str(NOBODY))
    page = map_page(chosen, address)
    html = render_template(
        "overview/cohort_map.html", page=page, form=form, room_for_rows=ROOM_FOR_ROWS
    )
    return Response(with_rows(html, page.rows), mimetype="text/html")


def load_map(form: MapForm, *, number: int | None) -> ChosenMap:
    """Read one page of the map, or all of it where no page is named."""
    session, actor = db.session(), current_actor()
    standards, left_out = _offer(form)
    people_count = count_chosen(session, actor, form.choice)
    is_sortable = people_count <= MOST_SORTED
    sort = Sort(form.sort.data) if is_sortable else Sort.NAME
    pages_count = max(1, -(-people_count // ON_A_PAGE))
    number = min(max(number, 1), pages_count) if number is not None else None
    lines = map_lines(
        people := _people(form, number, sort),
        list_map_units(
            session,
            actor,
            form.choice,
            [one.id for one in people] if len(people) < people_count else None,
            {one.id: tuple(criterion.id for criterion in one.criteria) for one in standards},
        ),
        standards,
        today=day_of(datetime.now(UTC)),
        sort=sort,
    )
    if number is not None and sort is not Sort.NAME:
        lines = lines[(number - 1) * ON_A_PAGE : number * ON_A_PAGE]
    return ChosenMap(
        standards=tuple(standards),
        lines=tuple(lines),
        people=people_count,
        number=number or 1,
        pages=pages_count,
        is_sortable=is_sortable,
        left_out=left_out,
    )


def _offer(form: MapForm) -> tuple[list[MapStandard], int]:
    """Put the choices into the form; give the standards to show, and how many are left out."""
    session = db.session()
    choices = list_choices(session, current_actor())
    outlines = list_outlines(session, choices.standards)
    form.offer(
        cohorts=choices.cohorts,
        sites=choices.sites,
        assessors=choices.assessors,
        languages=choices.languages,
        standards=[(one.standard_id, f"{one.urn} ({one.edition})") for one in choices.standards],
    )
    wanted = form.choice.standard_ids
    shown = [one for one in choices.standards if one.standard_id in wanted] or choose_standards(
        choices.standards, {key: len(one) for key, one in outlines.items()}, MOST_COLUMNS
    )
    left_out = 0 if wanted else len(choices.standards) - len(shown)
    return [map_standard(one, outlines[one.standard_id]) for one in shown], left_out


def _people(form: MapForm, number: int | None, sort: Sort) -> list[ChosenPerson]:
    """Give one page of the practitioners, or all of them where they are put in another order."""
    session, actor = db.session(), current_actor()
    if number is None or sort is not Sort.NAME:
        return list_chosen(session, actor, form.choice, limit=EVERYBODY, offset=0)
    offset = (number - 1) * ON_A_PAGE
    return list_chosen(session, actor, form.choice, limit=ON_A_PAGE, offset=offset)
