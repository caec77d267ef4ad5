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
from assess.enrolment.routes.choices import standards_to_choose
from assess.enrolment.rules.allocating import ROLES_ALLOCATED
from assess.enrolment.service.competence import record_competence
from assess.journal.service import once
from assess.people.queries import PersonView, find_person
from assess.refusals import NotFoundError
from assess.web.access import current_actor, open_to


@pages.route("/people/<uuid:person_id>/competence", methods=["GET", "POST"])
@open_to(Role.MANAGER)
def competence(person_id: UUID) -> str | Response:
    """Show which standards somebody is competent in; a post changes them."""
    actor = current_actor()
    person = find_person(db.session(), actor, person_id)
    if not _judges(person):
        raise NotFoundError
    known = list_competence(db.session(), actor, person_id)
    form = CompetenceForm(standards=[str(standard_id) for standard_id in known])
    form.standards.choices = standards_to_choose()
    if form.validate_on_submit():
        once(
            actor,
            form.idempotency_key,
            lambda session: record_competence(
                session,
                actor=actor,
                person_id=person_id,
                standard_ids=[UUID(chosen) for chosen in form.standards.data or ()],
                now=datetime.now(UTC),
            ),
        )
        flash(_("The standards have been saved."))
        return redirect(url_for("people.person", person_id=person_id))
    return render_template("enrolment/competence.html", form=form, person=person)


def _judges(person: PersonView) -> bool:
    return any(held.role in ROLES_ALLOCATED and held.ended_at is None for held in person.roles)
