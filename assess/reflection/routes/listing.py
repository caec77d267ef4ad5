from math import ceil

from flask import render_template, request, url_for

from assess.db import db
from assess.reflection.pages import ListPage, UnfinishedLine
from assess.reflection.queries import PAGE_SIZE, list_own_reflections
from assess.reflection.routes.blueprint import pages
from assess.reflection.routes.typing import unsaved_at
from assess.reflection.rules.saving import place_alone
from assess.web.access import current_actor, open_to_signed_in
from assess.web.page_form import LINE, tidy

LAST_PAGE = 100_000


@pages.get("/reflections")
@open_to_signed_in
def reflections() -> str:
    actor = current_actor()
    search = tidy(request.args.get("q", ""))[:LINE]
    number = min(max(request.args.get("page", 1, type=int), 1), LAST_PAGE)
    found = list_own_reflections(db.session(), actor, search=search, page=number)
    count = ceil(found.found / PAGE_SIZE)
    page = ListPage(
        entries=found.entries,
        found=found.found,
        search=search,
        number=number,
        count=count,
        previous_address=_page(search, min(number - 1, count)) if number > 1 else None,
        next_address=_page(search, number + 1) if number < count else None,
        unfinished=_unfinished(),
    )
    return render_template("reflection/reflections.html", page=page)


def _page(search: str, number: int) -> str:
    return url_for("reflection.reflections", q=search or None, page=number)


def _unfinished() -> tuple[UnfinishedLine, ...]:
    """Give what was typed for a new reflection and never saved."""
    unsaved = unsaved_at(current_actor(), place_alone(None), None)
    return tuple(
        UnfinishedLine(
            draft_id=draft.id,
            name=" ".join(unsaved.words_of(draft).split())[:80],
            language=draft.text("language"),
            address=url_for("reflection.new", draft=draft.id),
        )
        for draft in unsaved.drafts
    )
