from math import ceil

from flask import render_template, request, url_for

from assess.db import db
from assess.evidence.forms.words import FORMS, KINDS
from assess.evidence.pages.library import LibraryView
from assess.evidence.queries import PAGE_SIZE, list_library
from assess.evidence.routes.blueprint import pages
from assess.web.access import current_actor, open_to_signed_in
from assess.web.page_form import LINE, tidy

LAST_PAGE = 100_000


@pages.get("/evidence")
@open_to_signed_in
def library() -> str:
    search = tidy(request.args.get("q", ""))[:LINE]
    number = min(max(request.args.get("page", 1, type=int), 1), LAST_PAGE)
    found = list_library(db.session(), current_actor(), search=search, page=number)
    count = ceil(found.found / PAGE_SIZE)
    page = LibraryView(
        entries=found.entries,
        found=found.found,
        search=search,
        number=number,
        count=count,
        previous_address=_page(search, min(number - 1, count)) if number > 1 else None,
        next_address=_page(search, number + 1) if number < count else None,
    )
    return render_template("evidence/library.html", page=page, kinds=KINDS, forms=FORMS)


def _page(search: str, number: int) -> str:
    return url_for("evidence.library", q=search or None, page=number)
