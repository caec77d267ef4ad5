from datetime import UTC, date, datetime
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from assess.clocks.rules import day_in_london
from assess.cpd.forms.years import REFUSALS, AnswersForm, GapForm, answers_form
from assess.cpd.pages.audit import audit_header, audit_rows
from assess.cpd.pages.packs import said
from assess.cpd.pages.years import year_page
from assess.cpd.queries.audit import charts_of, load_audit_pack
from assess.cpd.queries.years import YearView, load_year
from assess.cpd.routes.blueprint import fresh_form, pages
from assess.cpd.rules.packs import Asked
from assess.cpd.rules.years import Period
from assess.cpd.service.years import WhichYear, answer_questions, explain_gap
from assess.db import db
from assess.journal.service import once
from assess.refusals import NotFoundError, RefusedError, StaleError
from assess.web.access import current_actor, open_to_signed_in
from assess.web.downloads import send_sheet, sheet_kind
from assess.web.language import current_language
from assess.web.paging import ON_A_PAGE, paging


@pages.get("/cpd/memberships/<uuid:membership_id>/years/<starts_on>")
@open_to_signed_in
def year(membership_id: UUID, starts_on: str) -> str:
    """Show what the rules of a year ask, what is done and what is missing."""
    return show(find_year(membership_id, starts_on))


@pages.post("/cpd/memberships/<uuid:membership_id>/years/<starts_on>/answers")
@open_to_signed_in
def answer_year(membership_id: UUID, starts_on: str) -> str | Response | tuple[str, int]:
    view = find_year(membership_id, starts_on)
    form, actor = form_of(view), current_actor()
    if form.validate_on_submit():
        try:
            once(
                actor,
                form.idempotency_key,
                lambda session: answer_questions(
                    session,
                    actor=actor,
                    which=WhichYear(membership_id, starts_on),
                    answers=form.answers,
                    version=form.version_seen,
                    now=datetime.now(UTC),
                ),
            )
        except StaleError as stale:
            form.version.data = str(view.row.version if view.row else 0)
            return show(view, answers=form, standing_answers=stale.current), 409
        except RefusedError as refusal:
            form.refuse(refusal, REFUSALS[type(refusal)])
        else:
            flash(_("Your answers have been saved."))
            return redirect(_address(membership_id, starts_on))
    return show(view, answers=form)


@pages.post("/cpd/memberships/<uuid:membership_id>/years/<starts_on>/gaps/<first>")
@open_to_signed_in
def explain_year_gap(membership_id: UUID, starts_on: str, first: str) -> str | Response:
    view, actor = find_year(membership_id, starts_on), current_actor()
    stretch = _gap_from(view, first)
    form = GapForm(prefix=f"gap-{first}-")
    if form.validate_on_submit():
        try:
            once(
                actor,
                form.idempotency_key,
                lambda session: explain_gap(
                    session,
                    actor=actor,
                    which=WhichYear(membership_id, starts_on),
                    stretch=stretch,
                    words=form.words.data or "",
                    language=form.language.data,
                    now=datetime.now(UTC),
                ),
            )
        except RefusedError as refusal:
            form.refuse(refusal, REFUSALS[type(refusal)])
        else:
            flash(_("Your explanation has been saved."))
            return redirect(_address(membership_id, starts_on))
    return show(view, gap_form=(first, form))


@pages.get("/cpd/memberships/<uuid:membership_id>/years/<starts_on>/table/<kind>")
@open_to_signed_in
def year_table(membership_id: UUID, starts_on: str, kind: str) -> Response:
    """Give the dated list of a year as a file, with all that hangs on each activity."""
    today = day_in_london(datetime.now(UTC))
    pack = load_audit_pack(db.session(), current_actor(), membership_id, starts_on, today=today)
    return send_sheet(
        sheet_kind(kind),
        audit_header(),
        audit_rows(pack),
        title=f"{_('CPD')} {pack.period.starts_on} {pack.period.ends_on}",
    )


def find_year(membership_id: UUID, starts_on: str) -> YearView:
    today = day_in_london(datetime.now(UTC))
    return load_year(db.session(), current_actor(), membership_id, starts_on, today=today)


def form_of(view: YearView) -> AnswersForm:
    questions = [
        (one.key, said(one.words), said(one.yes), said(one.no))
        for one in view.pack.choices_of(Asked.QUESTIONS)
        if one.yes and one.no
    ]
    answers = view.row.answers if view.row else {}
    return answers_form(questions, answers, view.row.version if view.row else 0)


def show(
    view: YearView,
    *,
    answers: AnswersForm | None = None,
    standing_answers: dict[str, str] | None = None,
    gap_form: tuple[str, GapForm] | None = None,
) -> str:
    """Show the page, with a form that has messages in the place of its own."""
    address = {"membership_id": str(view.membership.id), "starts_on": str(view.period.starts_on)}
    here = paging("cpd.year", len(view.done), **address)
    counted = [one.counted for one in view.activities]
    figures = charts_of(counted, view.period, view.standing.amount.unit)
    page = year_page(view, figures, view.done[here.offset : here.offset + ON_A_PAGE])
    forms = {
        gap.key: GapForm(
            None, prefix=f"gap-{gap.key}-", data={"language": current_language().value}
        )
        for gap in page.gaps
    }
    is_lost = gap_form is not None and gap_form[0] not in forms
    if gap_form is not None:
        forms[gap_form[0]] = gap_form[1]
    return render_template(
        "cpd/year.html",
        page=page,
        paging=here,
        answers=answers or form_of(view),
        standing_answers=standing_answers,
        gap_forms=forms,
        lost_words=gap_form[1].words.data if gap_form and is_lost else None,
        wrong=answers or (gap_form[1] if gap_form else None),
        confirm=fresh_form,
    )


def _gap_from(view: YearView, first: str) -> Period:
    """Find the gap that begins on a day, as it stands now; the day alone where there is none."""
    try:
        day = date.fromisoformat(first)
    except ValueError as unknown:
        raise NotFoundError from unknown
    found = [gap.period for gap in view.standing.gaps if gap.period.starts_on == day]
    return found[0] if found else Period(day, day)


def _address(membership_id: UUID, starts_on: str) -> str:
    return url_for("cpd.year", membership_id=membership_id, starts_on=starts_on)
