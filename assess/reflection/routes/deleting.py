from datetime import UTC, datetime
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from assess.db import db
from assess.journal.service import once
from assess.reflection.queries import find_own_reflection
from assess.reflection.routes.blueprint import pages
from assess.reflection.rules.mapping import StillNamedError
from assess.reflection.service import delete_reflection
from assess.refusals import RefusedError
from assess.web.access import current_actor, open_to_signed_in
from assess.web.page_form import ConfirmForm


@pages.route("/reflections/<uuid:reflection_id>/deletion", methods=["GET", "POST"])
@open_to_signed_in
def delete(reflection_id: UUID) -> str | Response:
    actor, form = current_actor(), ConfirmForm()
    if form.validate_on_submit() and _delete(form, reflection_id):
        flash(_("The reflection has been deleted."))
        return redirect(url_for("reflection.reflections"))
    newest = find_own_reflection(db.session(), actor, reflection_id)
    return render_template("reflection/delete.html", form=form, reflection=newest)


def _delete(form: ConfirmForm, reflection_id: UUID) -> bool:
    actor = current_actor()
    try:
        once(
            actor,
            form.idempotency_key,
            lambda session: delete_reflection(
                session, actor=actor, reflection_id=reflection_id, now=datetime.now(UTC)
            ),
        )
    except StillNamedError as refusal:
        form.refuse(
            refusal,
            _("It hangs on an activity or a year of your CPD record. Detach it there first."),
        )
        return False
    except RefusedError as refusal:
        form.refuse(refusal, _("It has been submitted, so it stays as it is"))
        return False
    return True
