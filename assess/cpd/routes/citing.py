"""Names a lesson as the source of one's own reflections, and shows what a reflection cites."""

from datetime import UTC, datetime
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from assess.cpd.forms.activities import ChosenForm
from assess.cpd.forms.activity_words import tell
from assess.cpd.pages.activities import Choosable, reflection_name
from assess.cpd.pages.learning import CitingPage
from assess.cpd.queries.citations import list_cited_lessons, list_citing
from assess.cpd.routes.blueprint import pages
from assess.cpd.service.citing import cite_lesson as cite
from assess.db import db
from assess.journal.service import once
from assess.learning.queries.lessons import find_lesson
from assess.reflection.queries import find_reflection
from assess.refusals import RefusedError
from assess.web.access import current_actor, open_to_signed_in
from assess.web.page_form import LINE, tidy


@pages.route("/cpd/lessons/<uuid:lesson_id>/citation", methods=["GET", "POST"])
@open_to_signed_in
def cite_lesson(lesson_id: UUID) -> str | Response:
    session, actor = db.session(), current_actor()
    lesson = find_lesson(session, actor, lesson_id)
    words = tidy(request.args.get("q"))[:LINE]
    found, count = list_citing(session, actor, lesson_id, words=words)
    choices = tuple(Choosable(str(one.reflection_id), reflection_name(one), one.language)
                    for one, _cites in found)  # fmt: skip
    form = ChosenForm(
        [(one.id, one.name) for one in choices],
        chosen=[str(one.reflection_id) for one, cites in found if cites],
    )
    if form.validate_on_submit() and _cite(form, lesson_id, choices):
        flash(_("Your reflections name the lesson as you said."))
        return redirect(url_for("learning.lesson", lesson_id=lesson_id))
    page = CitingPage(lesson, form, choices, count, words)
    return render_template("cpd/cite_lesson.html", page=page)


@pages.get("/cpd/reflections/<uuid:reflection_id>/lessons")
@open_to_signed_in
def cited_lessons(reflection_id: UUID) -> str:
    session, actor = db.session(), current_actor()
    reflection = find_reflection(session, actor, reflection_id)
    lessons = list_cited_lessons(session, actor, reflection_id)
    return render_template("cpd/cited_lessons.html", reflection=reflection, lessons=lessons)


def _cite(form: ChosenForm, lesson_id: UUID, choices: tuple[Choosable, ...]) -> bool:
    actor, now = current_actor(), datetime.now(UTC)
    among = [UUID(one.id) for one in choices]
    try:
        once(
            actor,
            form.idempotency_key,
            lambda session: cite(
                session,
                actor=actor,
                lesson_id=lesson_id,
                reflection_ids=form.ids,
                among=among,
                now=now,
            ),
        )
    except RefusedError as refusal:
        tell(form, refusal)
        return False
    return True
