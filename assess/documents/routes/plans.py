"""A plan, or a blank of it, as a PDF: a few pages, so it is drawn while its reader waits."""

from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from werkzeug.wrappers import Response

from assess.actor import Role
from assess.clocks.rules import day_in_london
from assess.db import db
from assess.documents.drawing.plan import draw_plan
from assess.documents.pages.filling.plan import printed_plan
from assess.documents.queries.plans import PlanFacts, check_tag, load_plan
from assess.documents.routes.blueprint import pages
from assess.documents.rules import pdf_name
from assess.web.access import current_actor, open_to
from assess.web.downloads import send_file_of


@pages.get("/plans/<uuid:plan_id>/print/<labels>")
@open_to(Role.PRACTITIONER)
def plan(plan_id: UUID, labels: str) -> Response:
    facts = load_plan(db.session(), current_actor(), plan_id, is_blank=False)
    return _send(facts, labels, is_blank=False)


@pages.get("/plans/<uuid:plan_id>/blank/<labels>")
@open_to(Role.PRACTITIONER)
def blank_plan(plan_id: UUID, labels: str) -> Response:
    """Give the blank of the template that a plan is written on, as it was then."""
    facts = load_plan(db.session(), current_actor(), plan_id, is_blank=True)
    return _send(facts, labels, is_blank=True)


def _send(facts: PlanFacts, tag: str, *, is_blank: bool) -> Response:
    check_tag(facts, tag)
    now = datetime.now(UTC)
    printed = printed_plan(
        facts.sheet,
        title=facts.title,
        language=facts.language or tag,
        writer=current_actor().name,
        tag=tag,
        is_blank=is_blank,
        printed_at=now,
        printed_on=day_in_london(now),
    )
    with TemporaryDirectory(prefix="assess-plan-") as folder:
        out = Path(folder) / "plan.pdf"
        draw_plan(printed, out=out)
        data = out.read_bytes()
    name = pdf_name(printed.template if is_blank else printed.title, tag)
    return send_file_of(data, "application/pdf", name=name)
