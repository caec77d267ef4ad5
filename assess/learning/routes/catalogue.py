from flask import render_template, request

from assess.db import db
from assess.learning.forms.words import KINDS
from assess.learning.pages import CataloguePage, length_words
from assess.learning.queries.entries import (
    EntryChoice,
    count_entries,
    list_entries,
    list_entry_languages,
)
from assess.learning.queries.required import list_required
from assess.learning.routes.blueprint import pages
from assess.learning.routes.criteria import Narrowed, narrowed_to
from assess.learning.rules import EntryKind
from assess.web.access import current_actor, open_to_signed_in
from assess.web.page_form import LINE, tidy
from assess.web.paging import ON_A_PAGE, paging


@pages.get("/learning")
@open_to_signed_in
def catalogue() -> str:
    session, actor = db.session(), current_actor()
    narrowed = narrowed_to(actor)
    choice = _choice(narrowed)
    count = count_entries(session, actor, choice)
    shown = paging("learning.catalogue", count, **_filters(choice, narrowed))
    found = list_entries(session, actor, choice, limit=ON_A_PAGE, offset=shown.offset)
    page = CataloguePage(
        entries=tuple(found),
        count=count,
        paging=shown,
        choice=choice,
        criterion=narrowed.typed,
        unknown=narrowed.unknown,
        languages=tuple(list_entry_languages(session, actor)),
        required=tuple(list_required(session, actor, role=actor.role)),
        role=actor.role,
    )
    return render_template(
        "learning/catalogue.html", page=page, kinds=KINDS, length_words=length_words
    )


def _choice(narrowed: Narrowed) -> EntryChoice:
    kind = request.args.get("kind")
    return EntryChoice(
        words=tidy(request.args.get("q"))[:LINE],
        kind=EntryKind(kind) if kind in set(EntryKind) else None,
        language=tidy(request.args.get("tag"))[:LINE],
        criterion_ids=narrowed.ids,
        is_retired=request.args.get("state") == "retired",
    )


def _filters(choice: EntryChoice, narrowed: Narrowed) -> dict[str, str | None]:
    return {
        "q": choice.words or None,
        "kind": choice.kind.value if choice.kind else None,
        "tag": choice.language or None,
        "criterion": narrowed.typed or None,
        "state": "retired" if choice.is_retired else None,
    }
