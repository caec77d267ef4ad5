"""A practitioner writes a lesson, and writes anew what was sent back."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from assess.actor import Role
from assess.clocks.rules import day_in_london
from assess.db import db
from assess.drafts.queries import find_draft, find_unsaved
from assess.drafts.rules import Unsaved
from assess.journal.service import once
from assess.learning.forms.lessons import COHORT, LessonForm
from assess.learning.forms.words import tell
from assess.learning.pages import LessonFormPage, differences
from assess.learning.queries.lessons import LessonView, find_lesson
from assess.learning.queries.people import list_names_here, list_own_cohorts
from assess.learning.routes.blueprint import pages
from assess.learning.rules import Audience
from assess.learning.rules.lessons import is_over
from assess.learning.rules.personal import likely_personal
from assess.learning.rules.places import show_criteria
from assess.learning.service import lessons as deeds
from assess.refusals import NotFoundError, RefusedError, StaleError
from assess.web.access import current_actor, open_to
from assess.web.kept_form import draft_asked_for, typed_again
from assess.web.language import current_language
from assess.web.page_form import LINE, tidy

CONFLICT = 409
NAMES = ("title", "words")
Answer = str | Response | tuple[str, int]


@pages.route("/learning/lessons/new", methods=["GET", "POST"])
@open_to(Role.PRACTITIONER)
def write_lesson() -> Answer:
    form = _form(
        deeds.NEW,
        language=current_language().value,
        criteria=tidy(request.args.get("criterion"))[:LINE],
        audience=Audience.PROVIDER.value,
    )
    likely: tuple[str, ...] = ()
    if form.validate_on_submit() and not (likely := _points_out(form)):
        try:
            lesson_id = _publish(form)
        except RefusedError as refusal:
            tell(form, refusal)
        else:
            return _done(form, lesson_id)
    page = LessonFormPage(form, _unsaved(deeds.NEW), likely)
    return render_template("learning/write_lesson.html", page=page)


@pages.route("/learning/lessons/<uuid:lesson_id>/change", methods=["GET", "POST"])
@open_to(Role.PRACTITIONER)
def revise_lesson(lesson_id: UUID) -> Answer:
    found = _own(lesson_id)
    form = _form(deeds.place_of(lesson_id), started_from=str(found.version), **_shown(found))
    likely: tuple[str, ...] = ()
    if form.validate_on_submit() and not (likely := _points_out(form)):
        try:
            _revise(form, lesson_id)
        except StaleError as stale:
            return _both_texts(form, lesson_id, stale.current)
        except RefusedError as refusal:
            tell(form, refusal)
        else:
            return _done(form, lesson_id)
    page = LessonFormPage(form, _unsaved(deeds.place_of(lesson_id), found), likely, found)
    return render_template("learning/revise_lesson.html", page=page)


def _own(lesson_id: UUID) -> LessonView:
    found = find_lesson(db.session(), current_actor(), lesson_id)
    if not found.is_own:
        raise NotFoundError
    return found


def _form(place: str, **values: Any) -> LessonForm:  # noqa: ANN401 (what the fields show first)
    session, actor = db.session(), current_actor()
    today = day_in_london(datetime.now(UTC))
    cohorts = [
        one.name
        for one in list_own_cohorts(session, actor)
        if not is_over(one.ends_on, today=today)
    ]
    if not (draft_id := draft_asked_for()):
        return LessonForm(cohorts, **values)
    draft = find_draft(session, actor, draft_id)
    if draft.place != place:
        raise NotFoundError
    typed = typed_again(draft.content, tab_id=draft.tab_id, started_from=draft.started_from)
    return LessonForm(cohorts, formdata=typed)


def _shown(found: LessonView) -> dict[str, Any]:
    is_cohort = found.audience is Audience.COHORT
    return {
        "title": found.title,
        "words": found.words,
        "language": found.language,
        "criteria": show_criteria((one.urn, one.edition, one.label) for one in found.criteria),
        "audience": f"{COHORT}{found.cohort}" if is_cohort else found.audience.value,
    }


def _points_out(form: LessonForm) -> tuple[str, ...]:
    """Give what looks like personal data, unless the page that was sent had shown it."""
    names = list_names_here(db.session(), current_actor())
    likely = likely_personal([form.title.data or "", form.words.data or ""], names)
    before, now = form.pointed_out.data or "", " · ".join(likely)
    form.pointed_out.data = now
    return () if now == before else likely


def _publish(form: LessonForm) -> UUID:
    actor, published = current_actor(), _published(form)
    return _once(
        form,
        lambda session: deeds.publish_lesson(
            session, actor=actor, published=published, tab_id=form.tab, now=datetime.now(UTC)
        ),
    )


def _revise(form: LessonForm, lesson_id: UUID) -> UUID:
    actor, published = current_actor(), _published(form)
    return _once(
        form,
        lambda session: deeds.revise_lesson(
            session,
            actor=actor,
            lesson_id=lesson_id,
            published=published,
            seen=form.seen,
            tab_id=form.tab,
            now=datetime.now(UTC),
        ),
    )


def _once(form: LessonForm, deed: Callable[[Session], UUID]) -> UUID:
    return once(current_actor(), form.idempotency_key, deed)


def _published(form: LessonForm) -> deeds.Published:
    audience, cohort = form.chosen
    has_checked = bool(form.has_checked.data)
    return deeds.Published(form.text, audience, cohort, form.criteria.data or "", has_checked)


def _done(form: LessonForm, lesson_id: UUID) -> Response:
    if form.chosen[0] is Audience.EVERYONE:
        flash(_("Your lesson waits for a manager, who reads it before other providers do."))
    else:
        flash(_("Your lesson is published."))
    return redirect(url_for("learning.lesson", lesson_id=lesson_id))


def _both_texts(form: LessonForm, lesson_id: UUID, current: dict[str, str]) -> Answer:
    """Show what stands beside what was typed; nothing is lost."""
    found = _own(lesson_id)
    form.started_from.data = str(found.version)
    page = LessonFormPage(
        form,
        _unsaved(deeds.place_of(lesson_id), found),
        lesson=found,
        stale=differences(form, current),
    )
    return render_template("learning/revise_lesson.html", page=page), CONFLICT


def _unsaved(place: str, found: LessonView | None = None) -> Unsaved:
    current = {"title": found.title, "words": found.words} if found else {}
    return find_unsaved(db.session(), current_actor(), place, names=NAMES, current=current)
