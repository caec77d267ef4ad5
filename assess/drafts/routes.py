"""Keeps what is typed in any form, for the script that sends it (static/autosave.js)."""

from datetime import UTC, datetime
from urllib.parse import urlsplit
from uuid import UUID

from flask import Response, jsonify, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from assess.db import db, writing
from assess.drafts.forms import DraftForm
from assess.drafts.queries import find_draft
from assess.drafts.rules import NoSuchPlaceError, TooManyDraftsError, TooMuchTypedError
from assess.drafts.service import drop_draft, keep_draft
from assess.journal.queries import find_subject_of
from assess.web.access import current_actor, open_to_signed_in
from assess.web.language import bilingual_blueprint
from assess.web.page_form import ConfirmForm

pages = bilingual_blueprint("drafts", __name__)
KEPT, NOT_KEPT = 204, 422


@pages.put("/drafts")
@open_to_signed_in
def keep() -> Response:
    """PUT, not POST: a draft that comes after the session's end is not held for later.

    The browser keeps its own copy until this has answered.
    """
    form = DraftForm()
    if not form.validate_on_submit():
        return Response("refused", status=NOT_KEPT)
    try:
        with writing() as session:
            keep_draft(
                session,
                actor=current_actor(),
                place=form.place.data or "",
                tab_id=form.tab,
                started_from=form.seen,
                content=form.content(),
                now=datetime.now(UTC),
            )
    except TooMuchTypedError:
        return Response("too-long", status=NOT_KEPT)
    except TooManyDraftsError:
        return Response("too-many", status=NOT_KEPT)
    except NoSuchPlaceError:
        return Response("refused", status=NOT_KEPT)
    return Response(status=KEPT)


@pages.get("/drafts/saved")
@open_to_signed_in
def saved() -> Response:
    """Tell the script whether a form that it saw sent was saved: by its key, `?key=`."""
    try:
        key = UUID(request.args.get("key", ""))
    except ValueError:
        return jsonify(saved=False)
    done = find_subject_of(db.session(), person_id=current_actor().person_id, key=key)
    return jsonify(saved=done is not None)


@pages.post("/drafts/<uuid:draft_id>/removal")
@open_to_signed_in
def drop(draft_id: UUID) -> AnyResponse:
    find_draft(db.session(), current_actor(), draft_id)
    if ConfirmForm().validate_on_submit():
        with writing() as session:
            drop_draft(session, actor=current_actor(), draft_id=draft_id)
    return redirect(_back())


def _back() -> str:
    """Give the page of ours that the button stood on."""
    back = request.form.get("back", "")
    parts = urlsplit(back)
    is_ours = back.startswith("/") and not back.startswith(("//", "/\\")) and not parts.netloc
    return back if is_ours else url_for("overview.home")
