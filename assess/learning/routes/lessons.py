from datetime import UTC, datetime
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from assess.actor import Role
from assess.db import db, writing
from assess.journal.service import once
from assess.learning.forms.lessons import ReasonForm
from assess.learning.forms.words import tell
from assess.learning.pages import LessonPage, LessonsPage
from assess.learning.queries.lessons import LessonChoice, count_lessons, find_lesson, list_lessons
from assess.learning.routes.blueprint import fresh_form, pages
from assess.learning.routes.criteria import narrowed_to
from assess.learning.service import reviewing as deeds
from assess.refusals import NotFoundError, RefusedError
from assess.web.access import current_actor, open_to, open_to_signed_in
from assess.web.language import current_language
from assess.web.page_form import LINE, ConfirmForm, tidy
from assess.web.paging import ON_A_PAGE, paging


@pages.get("/learning/lessons")
@open_to_signed_in
def lessons() -> str:
    session, actor = db.session(), current_actor()
    narrowed = narrowed_to(actor)
    choice = LessonChoice(
        words=tidy(request.args.get("q"))[:LINE],
        criterion_ids=narrowed.ids,
        is_own=request.args.get("whose") == "mine",
    )
    count = count_lessons(session, actor, choice)
    shown = paging(
        "learning.lessons",
        count,
        q=choice.words or None,
        criterion=narrowed.typed or None,
        whose="mine" if choice.is_own else None,
    )
    found = list_lessons(session, actor, choice, limit=ON_A_PAGE, offset=shown.offset)
    page = LessonsPage(
        lessons=tuple(found),
        count=count,
        paging=shown,
        choice=choice,
        criterion=narrowed.typed,
        unknown=narrowed.unknown,
        role=actor.role,
    )
    return render_template("learning/lessons.html", page=page)


@pages.get("/learning/lessons/<uuid:lesson_id>")
@open_to_signed_in
def lesson(lesson_id: UUID) -> str:
    actor = current_actor()
    page = LessonPage(find_lesson(db.session(), actor, lesson_id), actor.role)
    return render_template("learning/lesson.html", page=page, fresh_form=fresh_form)


@pages.post("/learning/lessons/<uuid:lesson_id>/mark")
@open_to_signed_in
def mark_lesson(lesson_id: UUID) -> Response:
    actor = current_actor()
    find_lesson(db.session(), actor, lesson_id)
    if ConfirmForm().validate_on_submit():
        is_useful = request.form.get("useful") != "no"
        try:
            with writing() as session:
                deeds.mark_lesson(
                    session,
                    actor=actor,
                    lesson_id=lesson_id,
                    is_useful=is_useful,
                    now=datetime.now(UTC),
                )
        except RefusedError:
            flash(_("It is for others to say that your lesson is useful."))
    return redirect(url_for("learning.lesson", lesson_id=lesson_id))


@pages.route("/learning/lessons/<uuid:lesson_id>/withdrawal", methods=["GET", "POST"])
@open_to(Role.PRACTITIONER, Role.MANAGER)
def withdraw_lesson(lesson_id: UUID) -> str | Response:
    actor = current_actor()
    found = find_lesson(db.session(), actor, lesson_id)
    if not (found.is_own or found.may_manage):
        raise NotFoundError
    form = ReasonForm(language=current_language().value)
    if form.validate_on_submit():
        reason = deeds.Reason(form.reason.data or "", form.language.data)
        try:
            once(
                actor,
                form.idempotency_key,
                lambda session: deeds.withdraw_lesson(
                    session,
                    actor=actor,
                    lesson_id=lesson_id,
                    reason=reason,
                    now=datetime.now(UTC),
                ),
            )
        except RefusedError as refusal:
            tell(form, refusal)
        else:
            flash(_("The lesson is withdrawn. It is kept, and its readers do not see it any more."))
            return redirect(url_for("learning.lesson", lesson_id=lesson_id))
    return render_template("learning/withdraw_lesson.html", lesson=found, form=form)
