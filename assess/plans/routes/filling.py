"""A section is filled in: by a form that is made from the template, and keeps itself."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from babel.numbers import get_currency_name
from flask import flash, redirect, render_template, request, url_for
from flask_babel import get_locale
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from assess.actor import Actor, Role
from assess.db import db
from assess.drafts.queries import find_draft, find_unsaved
from assess.journal.service import once
from assess.plans.forms.section import (
    SectionForm,
    asked_to_do,
    typed_content,
    with_rows_changed,
)
from assess.plans.pages.controls import Choices, flattened, names_of
from assess.plans.pages.reading import version_page
from assess.plans.pages.section import Shown, section_page, tag_for
from assess.plans.queries import PlanView, find_plan, list_own_pieces, list_versions
from assess.plans.queries.plans import find_version
from assess.plans.routes.blueprint import pages
from assess.plans.rules.merging import StaleSectionError
from assess.plans.rules.places import place_of
from assess.plans.rules.sheet import pieces_named
from assess.plans.rules.template import MOST_ROWS, FieldKind, Section
from assess.plans.service import save_plan_section
from assess.plans.service.sections import ContentRefusedError, Typed
from assess.refusals import NotFoundError
from assess.web.access import current_actor, open_to
from assess.web.kept_form import draft_asked_for, typed_again
from assess.web.language import current_language

CURRENCIES = (
    *("GBP", "EUR", "USD", "BGN", "AUD", "CAD", "CHF", "CZK", "DKK", "HUF", "ISK", "NOK"),
    *("NZD", "PLN", "RON", "RSD", "SEK", "TRY", "UAH"),
)


@pages.route("/plans/<uuid:plan_id>/<section>", methods=["GET", "POST"])
@open_to(Role.PRACTITIONER)
def section(plan_id: UUID, section: str) -> str | Response | tuple[str, int]:
    actor = current_actor()
    plan, found = find_section(actor, plan_id, section)
    if request.method == "GET":
        form, content = _as_it_stands(actor, plan, found)
        return _show(Shown(plan, found, content, form))
    form = SectionForm()
    content = typed_content(found, request.form)
    if asked := asked_to_do(request.form):
        content = with_rows_changed(found, content, asked)
    if not form.validate_on_submit() or request.form.get("do"):
        return _show(Shown(plan, found, content, form))
    return _save(actor, Shown(plan, found, content, form))


def find_section(actor: Actor, plan_id: UUID, key: str) -> tuple[PlanView, Section]:
    plan = find_plan(db.session(), actor, plan_id)
    found = plan.template.section(key)
    if found is None:
        raise NotFoundError
    return plan, found


def _as_it_stands(
    actor: Actor, plan: PlanView, section: Section
) -> tuple[SectionForm, dict[str, Any]]:
    """Give the form and what is in it: what is saved, or a draft that is continued."""
    if draft_id := draft_asked_for():
        draft = find_draft(db.session(), actor, draft_id)
        if draft.place != place_of(plan.id, section.key):
            raise NotFoundError
        fields = typed_again(draft.content, tab_id=draft.tab_id, started_from=draft.started_from)
        return SectionForm(formdata=fields), typed_content(section, fields)
    saved = plan.section(section.key)
    return SectionForm(started_from=str(saved.newest)), dict(saved.content)


def _save(actor: Actor, shown: Shown) -> str | Response | tuple[str, int]:
    form, plan, key = shown.form, shown.plan, shown.section.key
    typed = Typed(shown.content, form.seen, form.tab)
    try:
        once(
            actor,
            form.idempotency_key,
            lambda session: save_plan_section(
                session, actor=actor, plan_id=plan.id, key=key, typed=typed, now=datetime.now(UTC)
            ),
        )
    except ContentRefusedError as refusal:
        return _show(replace(shown, refused=refusal.refused))
    except StaleSectionError as stale:
        form.started_from.data = str(stale.newest)
        return _show(replace(shown, content=stale.merged.content, merged=stale.merged)), 409
    flash(_("The section has been saved."))
    labels = request.args.get("labels")
    return redirect(url_for("plans.section", plan_id=plan.id, section=key, labels=labels))


def _show(shown: Shown) -> str:
    actor, plan, section = current_actor(), shown.plan, shown.section
    unsaved = find_unsaved(
        db.session(),
        actor,
        place_of(plan.id, section.key),
        names=names_of(section.fields, MOST_ROWS),
        current=flattened(section.fields, shown.content),
    )
    page = section_page(
        shown,
        tag=asked_tag(plan),
        reader=current_language(),
        choices=_choices(actor, plan, section),
        unsaved=unsaved,
    )
    return render_template("plans/section.html", page=page)


def _choices(actor: Actor, plan: PlanView, section: Section) -> Choices:
    kinds = {field.kind for field in section.fields}
    pieces = []
    if FieldKind.EVIDENCE in kinds:
        named = [UUID(one) for one in pieces_named(plan.template, plan.contents)]
        pieces = list_own_pieces(db.session(), actor, also=named)
    return Choices(
        currencies=tuple(
            (code, get_currency_name(code, locale=get_locale())) for code in CURRENCIES
        )
        if FieldKind.CURRENCY in kinds
        else (),
        pieces=tuple(
            (str(one.id), one.title, one.language) for one in pieces if one.id != plan.evidence_id
        ),
    )


def asked_tag(plan: PlanView) -> str:
    asked = request.args.get("labels", "")
    return tag_for(plan.template, asked, plan.language, current_language())


@pages.get("/plans/<uuid:plan_id>/<section>/versions/<int:number>")
@open_to(Role.PRACTITIONER)
def version(plan_id: UUID, section: str, number: int) -> str:
    actor = current_actor()
    plan, found = find_section(actor, plan_id, section)
    named = pieces_named(plan.template, plan.contents)
    pieces = list_own_pieces(db.session(), actor, also=[UUID(one) for one in named])
    page = version_page(
        plan,
        found,
        find_version(db.session(), plan.id, found.key, number),
        versions=list_versions(db.session(), plan.id, found.key),
        titles={str(one.id): one.title for one in pieces},
        tag=asked_tag(plan),
    )
    return render_template("plans/version.html", page=page)
