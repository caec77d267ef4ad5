"""Units without an assessor or an internal quality assurer, given to many people at once."""

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from assess.actor import Role
from assess.db import db
from assess.enrolment.queries.choosing import list_choices
from assess.enrolment.rules.allocating import NothingChosenError
from assess.enrolment.rules.choosing import UnitChoice, read_choice
from assess.enrolment.service.allocating import Given, allocate_units
from assess.journal.service import once
from assess.overview.pages.allocation import AllocationPage, Typed, allocation_rows
from assess.overview.queries.allocation import (
    count_unallocated,
    list_carried,
    list_judges,
    list_unallocated,
)
from assess.overview.routes.blueprint import pages
from assess.people.queries import find_person
from assess.refusals import NotFoundError, RefusedError, StaleError
from assess.web.access import current_actor, open_to
from assess.web.page_form import ConfirmForm, tidy
from assess.web.paging import ON_A_PAGE, paging

Answer = str | Response | tuple[str, int]


@pages.route("/allocation", methods=["GET", "POST"])
@open_to(Role.MANAGER)
def allocation() -> Answer:
    return _allocation(Role.ASSESSOR, "overview.allocation")


@pages.route("/allocation/quality-assurers", methods=["GET", "POST"])
@open_to(Role.MANAGER)
def allocation_iqas() -> Answer:
    return _allocation(Role.IQA, "overview.allocation_iqas")


@pages.get("/allocation/assessors/<uuid:person_id>")
@open_to(Role.MANAGER)
def caseload(person_id: UUID) -> str:
    return _caseload(person_id, Role.ASSESSOR)


@pages.get("/allocation/quality-assurers/<uuid:person_id>")
@open_to(Role.MANAGER)
def caseload_iqa(person_id: UUID) -> str:
    return _caseload(person_id, Role.IQA)


def _allocation(role: Role, endpoint: str) -> Answer:
    """Show the units that wait, with a suggestion for each; a post gives those that are ticked."""
    form, status, typed = ConfirmForm(), 200, None
    if form.validate_on_submit():
        typed = _typed()
        try:
            done = _give(form, role, typed)
        except (RefusedError, NotFoundError) as refusal:
            form.form_errors.append(_why_not(refusal))
            status = 200 if isinstance(refusal, NothingChosenError) else 409
        else:
            flash(ngettext("%(num)s unit has been given.", "%(num)s units have been given.", done))
            return redirect(_here(endpoint))
    page, here = _page(role, endpoint, typed)
    return render_template("overview/allocation.html", form=form, page=page, paging=here), status


def _here(endpoint: str) -> str:
    """Give the list again, narrowed as it was."""
    narrowed: dict[str, Any] = {
        name: request.args[name] for name in ("cohort", "standard") if name in request.args
    }
    return url_for(endpoint, **narrowed)


def _page(role: Role, endpoint: str, typed: Typed | None) -> tuple[AllocationPage, object]:
    session, actor = db.session(), current_actor()
    choice = read_choice(cohort=tidy(request.args.get("cohort")))
    choice, standard = _with_standard(choice)
    count = count_unallocated(session, actor, role, choice)
    here = paging(endpoint, count, cohort=choice.cohort or None, standard=standard or None)
    units = list_unallocated(session, actor, role, choice, limit=ON_A_PAGE, offset=here.offset)
    judges = list_judges(session, actor, role, now=datetime.now(UTC))
    choices = list_choices(session, actor)
    page = AllocationPage(
        role=role,
        rows=allocation_rows(units, judges, typed),
        judges=tuple(judges),
        count=count,
        cohorts=choices.cohorts,
        standards=tuple((str(one.standard_id), one.urn) for one in choices.standards),
        cohort=choice.cohort,
        standard=standard,
    )
    return page, here


def _with_standard(choice: UnitChoice) -> tuple[UnitChoice, str]:
    standard = _id_of(request.args.get("standard", ""))
    if standard is None:
        return choice, ""
    return UnitChoice(**(asdict(choice) | {"standard_ids": (standard,)})), str(standard)


def _typed() -> Typed:
    """Read who was chosen for which unit; what is no id of ours chooses nobody."""
    ticked = [found for text in request.form.getlist("unit") if (found := _id_of(text))]
    named = {
        found: request.form[name]
        for name in request.form
        if name.startswith("person-") and (found := _id_of(name.removeprefix("person-")))
    }
    return Typed(named, frozenset(ticked))


def _give(form: ConfirmForm, role: Role, typed: Typed) -> int:
    given = []
    for unit_id in sorted(typed.ticked):
        person, version = (
            _id_of(typed.people.get(unit_id, "")),
            request.form.get(f"version-{unit_id}", ""),
        )
        if person is None:
            raise NothingChosenError("a ticked unit without a person")
        given.append(Given(unit_id, person, int(version) if version.isdecimal() else 0))
    actor = current_actor()
    once(
        actor,
        form.idempotency_key,
        lambda session: allocate_units(
            session, actor=actor, role=role, given=given, now=datetime.now(UTC)
        ),
    )
    return len(given)


def _why_not(refusal: RefusedError | NotFoundError) -> str:
    if isinstance(refusal, NothingChosenError):
        return str(_("Tick at least one unit, and choose somebody for each that you tick"))
    if isinstance(refusal, StaleError):
        return str(
            _(
                "Somebody else changed one of these units after you opened the page. "
                "Nothing has been given: look again, then send it again"
            )
        )
    return str(
        _(
            "Somebody you chose cannot have one of these units any more. "
            "Nothing has been given: look again, then send it again"
        )
    )


def _caseload(person_id: UUID, role: Role) -> str:
    """Show what somebody carries: each unit with the last contact and the next visit."""
    session, actor = db.session(), current_actor()
    person = find_person(session, actor, person_id)
    units = list_carried(session, actor, role, person_id, now=datetime.now(UTC))
    return render_template("overview/caseload.html", person=person, role=role, units=units)


def _id_of(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
