"""A manager adds and changes the entries of their own provider."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from assess.actor import Role
from assess.db import db
from assess.drafts.queries import find_draft, find_unsaved
from assess.drafts.rules import Unsaved
from assess.journal.service import once
from assess.learning.forms.entries import EntryForm
from assess.learning.forms.words import tell
from assess.learning.pages import EntryFormPage, differences
from assess.learning.queries.entries import EntryView, find_entry
from assess.learning.routes.blueprint import pages
from assess.learning.rules.entries import TEXTS, length_again
from assess.learning.rules.places import show_criteria
from assess.learning.service import entries as deeds
from assess.refusals import NotFoundError, RefusedError, StaleError
from assess.web.access import current_actor, open_to
from assess.web.kept_form import draft_asked_for, typed_again
from assess.web.language import current_language

CONFLICT = 409
Answer = str | Response | tuple[str, int]


@pages.route("/learning/entries/new", methods=["GET", "POST"])
@open_to(Role.MANAGER)
def add_entry() -> Answer:
    form = _form(deeds.NEW, language=current_language().value)
    if form.validate_on_submit():
        try:
            entry_id = _add(form)
        except RefusedError as refusal:
            tell(form, refusal)
        else:
            flash(_("The entry is in the catalogue."))
            return redirect(url_for("learning.entry", entry_id=entry_id))
    page = EntryFormPage(form, _unsaved(deeds.NEW, {}))
    return render_template("learning/add_entry.html", page=page)


@pages.route("/learning/entries/<uuid:entry_id>/change", methods=["GET", "POST"])
@open_to(Role.MANAGER)
def change_entry(entry_id: UUID) -> Answer:
    found = _own(entry_id)
    form = _form(deeds.place_of(entry_id), started_from=str(found.version), **_shown(found))
    if form.validate_on_submit():
        try:
            _change(form, entry_id)
        except StaleError:
            return _both_texts(form, entry_id)
        except RefusedError as refusal:
            tell(form, refusal)
        else:
            flash(_("The entry has been saved."))
            return redirect(url_for("learning.entry", entry_id=entry_id))
    return render_template("learning/change_entry.html", page=_page(form, found))


def _own(entry_id: UUID) -> EntryView:
    found = find_entry(db.session(), current_actor(), entry_id)
    if not found.is_own:
        raise NotFoundError
    return found


def _form(place: str, **values: Any) -> EntryForm:  # noqa: ANN401 (what the fields show first)
    if not (draft_id := draft_asked_for()):
        return EntryForm(**values)
    draft = find_draft(db.session(), current_actor(), draft_id)
    if draft.place != place:
        raise NotFoundError
    return EntryForm(
        formdata=typed_again(draft.content, tab_id=draft.tab_id, started_from=draft.started_from)
    )


def _shown(found: EntryView) -> dict[str, Any]:
    texts = {
        f"{name}_{language}": getattr(getattr(found, name), language) or ""
        for name in ("title", "summary", "caveat")
        for language in ("en", "cy")
    }
    return texts | {
        "kind": found.kind.value,
        "language": found.language,
        "given_by": found.given_by,
        "address": found.address,
        "length": length_again(found.minutes),
        "starts_on": found.starts_on,
        "criteria": show_criteria((one.urn, one.edition, one.label) for one in found.criteria),
    }


def _add(form: EntryForm) -> UUID:
    actor, terms = current_actor(), form.terms()
    return once(
        actor,
        form.idempotency_key,
        lambda session: deeds.add_entry(
            session,
            actor=actor,
            terms=terms,
            criteria=form.criteria.data or "",
            tab_id=form.tab,
            now=datetime.now(UTC),
        ),
    )


def _change(form: EntryForm, entry_id: UUID) -> UUID:
    actor, terms = current_actor(), form.terms()
    return once(
        actor,
        form.idempotency_key,
        lambda session: deeds.change_entry(
            session,
            actor=actor,
            entry_id=entry_id,
            terms=terms,
            criteria=form.criteria.data or "",
            seen=form.seen,
            tab_id=form.tab,
            now=datetime.now(UTC),
        ),
    )


def _both_texts(form: EntryForm, entry_id: UUID) -> Answer:
    """Show what stands beside what was typed; saving again then puts the typed in its place."""
    found = _own(entry_id)
    form.started_from.data = str(found.version)
    shown = _shown(found)
    texts = {name: shown[name] for name in (*TEXTS, "given_by", "address", "length", "criteria")}
    page = _page(form, found, differences(form, texts))
    return render_template("learning/change_entry.html", page=page), CONFLICT


def _page(
    form: EntryForm, found: EntryView, stale: tuple[tuple[str, str], ...] | None = None
) -> EntryFormPage:
    current = {name: str(_shown(found)[name]) for name in TEXTS}
    return EntryFormPage(form, _unsaved(deeds.place_of(found.id), current), found, stale)


def _unsaved(place: str, current: dict[str, str]) -> Unsaved:
    return find_unsaved(db.session(), current_actor(), place, names=TEXTS, current=current)
