from datetime import UTC, datetime
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from assess.actor import Role
from assess.db import db
from assess.enrolment.forms.allocating import CompetenceForm
from assess.enrolment.queries.competence import list_competence
from assess.enrolment.routes.blueprint import pages
from assess.enrolment.routes.choices import urns_to_choose
from assess.enrolment.rules.allocating import ROLES_ALLOCATED
from assess.enrolment.service.competence import record_competence
from assess.journal.service import once
from assess.people.queries import PersonView, find_person
from assess.refusals import NotFoundError, StaleError
from assess.web.access import current_actor, open_to


@pages.route("/people/<uuid:person_id>/competence", methods=["GET", "POST"])
@open_to(Role.MANAGER)
def competence(person_id: UUID) -> str | Response | tuple[str, int]:
    """Show which standards somebody is competent in; a post changes them."""
    actor = current_actor()
    person = find_person(db.session(), actor, person_id)
    if not _judges(person):
        raise NotFoundError
    known, choices = list_competence(db.session(), actor, person_id), urns_to_choose()
    ticked = [choices[urn][0] for urn in known if urn in choices]
    form = CompetenceForm(standards=ticked, seen=" ".join(known))
    form.standards.choices = list(choices.values())
    page = {"form": form, "person": person, "known": known}
    if form.validate_on_submit():
        try:
            _record(form, person_id)
        except StaleError:
            form.seen.data = " ".join(known)
            return render_template("enrolment/competence.html", **page, stale=True), 409
        flash(_("The standards have been saved."))
        return redirect(url_for("people.person", person_id=person_id))
    return render_template("enrolment/competence.html", **page, stale=False)


def _record(form: CompetenceForm, person_id: UUID) -> UUID:
    actor = current_actor()
    return once(
        actor,
        form.idempotency_key,
        lambda session: record_competence(
            session,
            actor=actor,
            person_id=person_id,
            standard_ids=[UUID(chosen) for chosen in form.standards.data or ()],
            seen=(form.seen.data or "").split(),
            now=datetime.now(UTC),
        ),
    )


def _judges(person: PersonView) -> bool:
    return any(held.role in ROLES_ALLOCATED and held.ended_at is None for held in person.roles)
