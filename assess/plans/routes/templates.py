from datetime import UTC, datetime

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from assess.actor import Role
from assess.db import db
from assess.journal.service import once
from assess.plans.forms.details import TemplateForm
from assess.plans.pages.words import say_wrong
from assess.plans.queries import list_templates
from assess.plans.routes.blueprint import pages
from assess.plans.rules.faults import TemplateFileError, Wrong
from assess.plans.rules.template_file import LARGEST
from assess.plans.service import add_plan_template
from assess.web.access import current_actor, open_to

BYTES_OF_A_LETTER = 4


@pages.route("/plans/templates", methods=["GET", "POST"])
@open_to(Role.MANAGER)
def templates() -> str | Response:
    form = TemplateForm()
    wrongs: tuple[Wrong, ...] = ()
    if form.validate_on_submit():
        try:
            _add(form)
        except TemplateFileError as refusal:
            wrongs = refusal.wrongs
            form.refuse(refusal, _("The template has not been added. See what is wrong with it."))
        else:
            if not form.errors:
                flash(_("The template has been added."))
                return redirect(url_for("plans.templates"))
    found = list_templates(db.session(), current_actor())
    lines = [(one, say_wrong(one)) for one in wrongs]
    return render_template("plans/templates.html", form=form, templates=found, wrongs=lines)


def _add(form: TemplateForm) -> None:
    text = _text_of(form)
    actor = current_actor()
    if text is None:
        return
    once(
        actor,
        form.idempotency_key,
        lambda session: add_plan_template(session, actor=actor, text=text, now=datetime.now(UTC)),
    )


def _text_of(form: TemplateForm) -> str | None:
    """Give the file's text; what is none gets a message beside the field."""
    if not form.file.data:
        form.file.errors = [_("Choose a file")]
        return None
    data = form.file.data.read(LARGEST * BYTES_OF_A_LETTER + 1)
    try:
        return str(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        form.file.errors = [_("This file is no text in UTF-8")]
        return None
