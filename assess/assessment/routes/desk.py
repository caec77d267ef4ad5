from uuid import UUID

from flask import render_template, request
from uuid_utils.compat import uuid7

from assess.actor import Role
from assess.assessment.forms.desk import AskForm, DecideForm, DoubtForm
from assess.assessment.pages.desk import DeskPage, desk_page
from assess.assessment.pages.desk_languages import language_options
from assess.assessment.routes.blueprint import pages
from assess.assessment.routes.desk_facts import load_desk
from assess.db import db
from assess.web.access import current_actor, open_to
from assess.web.language import current_language
from assess.web.page_form import PageForm


@pages.get("/units/<uuid:unit_id>/desk")
@open_to(Role.ASSESSOR, Role.IQA)
def desk(unit_id: UUID) -> str:
    return show_desk(unit_id)


def show_desk(unit_id: UUID, sent: PageForm | None = None) -> str:
    """Show the desk at the piece and criterion of the address, with what could not be saved."""
    language = current_language()
    facts = load_desk(
        db.session(),
        current_actor(),
        unit_id,
        evidence_id=request.args.get("evidence", type=UUID),
        label=request.args.get("criterion", ""),
        with_all="list" in request.args,
    )
    page = desk_page(facts, actor=current_actor(), language=language)
    return render_template(
        "assessment/desk.html",
        page=page,
        here=_here(page),
        sent=sent,
        decide=_typed(sent) if isinstance(sent, DecideForm) else {},
        ask=_typed(sent) if isinstance(sent, AskForm) else {},
        doubt=_typed(sent) if isinstance(sent, DoubtForm) else {},
        errors=sent.errors if sent else {},
        ticked={str(one) for one in sent["criteria"].data} if sent and "criteria" in sent else (),
        new_key=uuid7,
        language_options=language_options,
    )


def _here(page: DeskPage) -> dict[str, str]:
    """Give what an address needs to come back to the same evidence and criterion."""
    here = {"evidence": str(page.piece.evidence_id)} if page.piece else {}
    criterion = request.args.get("criterion")
    return here | ({"criterion": criterion} if criterion else {})


def _typed(form: PageForm) -> dict[str, object]:
    """Give what was typed into a form, as it was typed."""
    return {field.short_name: getattr(field, "typed", field.data) for field in form}
