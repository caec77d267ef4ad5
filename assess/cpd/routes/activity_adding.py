from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from assess.clocks.rules import day_in_london
from assess.cpd.forms.activities import DONE, PLANNED, ActivityForm
from assess.cpd.forms.activity_words import tell
from assess.cpd.pages.activities import FormPage
from assess.cpd.queries.activity_details import RelatedCriterion, find_criterion
from assess.cpd.queries.activity_offers import OwnEvidence, find_own_evidence
from assess.cpd.queries.needs import find_need, list_needs
from assess.cpd.routes.activity_sources import filled_from_source, sources_of, sources_typed
from assess.cpd.routes.blueprint import pages
from assess.cpd.rules.activities import TEXTS
from assess.cpd.service.activities import NEW, Links, add_activity
from assess.db import db
from assess.drafts.queries import find_draft, find_unsaved
from assess.drafts.rules import Unsaved
from assess.journal.service import once
from assess.refusals import NotFoundError, RefusedError
from assess.web.access import current_actor, open_to_signed_in
from assess.web.kept_form import draft_asked_for, typed_again
from assess.web.language import current_language
from assess.web.page_form import LINE

MOST_NEEDS = 100
LONGEST_NAME = 80
Lookup = Callable[[Any, Any, UUID], Any]


@pages.route("/cpd/activities/new", methods=["GET", "POST"])
@open_to_signed_in
def new_activity() -> str | Response:
    form = _form()
    if form.validate_on_submit():
        try:
            activity_id = _add(form)
        except RefusedError as refusal:
            tell(form, refusal)
        else:
            flash(_("The activity is in your record."))
            return redirect(url_for("cpd.activity", activity_id=activity_id))
    evidence = _named(form.evidence.data, find_own_evidence)
    page = FormPage(
        form=form,
        unsaved=unsaved_at(NEW, form),
        criterion=_named(form.criterion.data, find_criterion),
        evidence=(evidence.title, evidence.language) if evidence else None,
    )
    sources = sources_of(form.entry.data, form.lesson.data)
    return render_template("cpd/new_activity.html", page=page, sources=sources)


def _form() -> ActivityForm:
    """Give the form as it was sent, as a draft holds it, or as the page that led here fills it."""
    needs = need_choices()
    if draft_id := draft_asked_for():
        draft = find_draft(db.session(), current_actor(), draft_id)
        typed = typed_again(draft.content, tab_id=draft.tab_id, started_from=0)
        return ActivityForm(needs, formdata=typed)
    started: dict[str, Any] = {
        "starts_on": day_in_london(datetime.now(UTC)),
        "language": current_language().value,
        "state": PLANNED if request.args.get("state") == PLANNED else DONE,
    }
    if request.method == "GET":
        filled = _filled()
        return ActivityForm(needs, is_prefilled=bool(filled), **{**started, **filled})
    return ActivityForm(needs, **started)


def _filled() -> dict[str, Any]:
    """Give what a page that led here says: a piece of evidence, a criterion, a need."""
    filled: dict[str, Any] = {}
    piece: OwnEvidence | None = _named(request.args.get("evidence"), find_own_evidence)
    if piece is not None:
        filled |= {"evidence": str(piece.id), "title": piece.title[:LINE]}
        filled |= {"starts_on": piece.made_on, "language": piece.language}
    criterion: RelatedCriterion | None = _named(request.args.get("criterion"), find_criterion)
    if criterion is not None:
        filled |= {"criterion": str(criterion.criterion_id)}
    need = _named(request.args.get("need"), find_need)
    if need is not None:
        filled |= {"need": str(need.id), "state": PLANNED}
        filled |= {"criterion": str(need.criterion_id)} if need.criterion_id else {}
    return filled | filled_from_source()


def _add(form: ActivityForm) -> UUID:
    actor, typed = current_actor(), form.typed()
    sources = sources_typed(form)
    named = _ids(form.criterion.data, find_criterion)
    links = Links(
        criterion_ids=[*named, *sources.criterion_ids],
        evidence_ids=_ids(form.evidence.data, find_own_evidence),
        entry_id=sources.entry.id if sources.entry else None,
        lesson_id=sources.lesson.id if sources.lesson else None,
    )
    return once(
        actor,
        form.idempotency_key,
        lambda session: add_activity(
            session,
            actor=actor,
            typed=typed,
            links=links,
            tab_id=form.tab,
            now=datetime.now(UTC),
        ),
    )


def _ids(text: str | None, lookup: Lookup) -> list[UUID]:
    """Give the id in a hidden field; what is not this person's to name is not found."""
    if not text:
        return []
    if _named(text, lookup) is None:
        raise NotFoundError
    return [UUID(text)]


def _named(text: str | None, lookup: Lookup) -> Any:  # noqa: ANN401 (whatever the lookup finds)
    try:
        return lookup(db.session(), current_actor(), UUID(text or ""))
    except (ValueError, NotFoundError):
        return None


def need_choices() -> list[tuple[str, str]]:
    """Give the person's open needs, each by the start of its words."""
    found = list_needs(db.session(), current_actor(), is_open=True, limit=MOST_NEEDS)
    return [(str(one.id), shortened(one.words)) for one in found]


def shortened(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= LONGEST_NAME else f"{line[: LONGEST_NAME - 1].rstrip()}…"


def unsaved_at(place: str, form: ActivityForm, current: dict[str, str] | None = None) -> Unsaved:
    """Give what was typed here and not saved, but for what the page shows already."""
    unsaved = find_unsaved(db.session(), current_actor(), place, names=TEXTS, current=current)
    others = tuple(one for one in unsaved.drafts if one.tab_id != form.tab)
    return replace(unsaved, drafts=others)
