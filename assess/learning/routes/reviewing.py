"""A manager reads what is meant for all providers, before it goes there."""

from datetime import UTC, datetime
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from assess.actor import Role
from assess.db import db
from assess.journal.service import once
from assess.learning.forms.lessons import ReviewForm
from assess.learning.forms.words import tell
from assess.learning.pages import ReviewLessonPage, ReviewPage
from assess.learning.queries.lessons import LessonView, count_waiting, find_lesson, list_waiting
from assess.learning.queries.people import list_names_here
from assess.learning.routes.blueprint import pages
from assess.learning.rules import LessonState
from assess.learning.rules.personal import likely_personal
from assess.learning.service import reviewing as deeds
from assess.refusals import NotFoundError, RefusedError, StaleError
from assess.web.access import current_actor, open_to
from assess.web.language import current_language
from assess.web.paging import ON_A_PAGE, paging

CONFLICT = 409


@pages.get("/learning/lessons/waiting")
@open_to(Role.MANAGER)
def review() -> str:
    session, actor = db.session(), current_actor()
    count = count_waiting(session, actor)
    shown = paging("learning.review", count)
    found = list_waiting(session, actor, limit=ON_A_PAGE, offset=shown.offset)
    page = ReviewPage(tuple(found), count, shown, actor.role)
    return render_template("learning/review.html", page=page)


@pages.route("/learning/lessons/<uuid:lesson_id>/review", methods=["GET", "POST"])
@open_to(Role.MANAGER)
def review_lesson(lesson_id: UUID) -> str | Response | tuple[str, int]:
    found = find_lesson(db.session(), current_actor(), lesson_id)
    if not found.may_manage:
        raise NotFoundError
    form = ReviewForm(language=current_language().value, started_from=str(found.version))
    if found.state is not LessonState.WAITING and not form.is_submitted():
        return redirect(url_for("learning.lesson", lesson_id=lesson_id))
    if form.validate_on_submit():
        try:
            _decide(form, lesson_id)
        except StaleError:
            return _show(lesson_id, form, has_changed=True), CONFLICT
        except RefusedError as refusal:
            tell(form, refusal)
        else:
            flash(_("Its author has been told."))
            return redirect(url_for("learning.review"))
    return _show(lesson_id, form)


def _decide(form: ReviewForm, lesson_id: UUID) -> None:
    actor, now = current_actor(), datetime.now(UTC)
    if form.outcome.data == "approve":
        once(
            actor,
            form.idempotency_key,
            lambda session: deeds.approve_lesson(
                session, actor=actor, lesson_id=lesson_id, seen=form.seen, now=now
            ),
        )
        return
    reason = deeds.Reason(form.reason.data or "", form.language.data)
    once(
        actor,
        form.idempotency_key,
        lambda session: deeds.return_lesson(
            session, actor=actor, lesson_id=lesson_id, seen=form.seen, reason=reason, now=now
        ),
    )


def _show(lesson_id: UUID, form: ReviewForm, *, has_changed: bool = False) -> str:
    found: LessonView = find_lesson(db.session(), current_actor(), lesson_id)
    if has_changed:
        form.started_from.data = str(found.version)
    likely = likely_personal(
        [found.title, found.words], list_names_here(db.session(), current_actor())
    )
    page = ReviewLessonPage(found, form, likely, has_changed=has_changed)
    return render_template("learning/review_lesson.html", page=page)
