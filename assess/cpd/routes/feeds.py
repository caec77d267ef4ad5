"""The address under which a calendar program reads what is planned."""

from datetime import UTC, datetime

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from assess.cpd.queries.feeds import find_feed, find_feed_day
from assess.cpd.routes.blueprint import pages
from assess.cpd.service import feeds as deeds
from assess.db import db, writing
from assess.meetings import Days, write_days
from assess.people.rules.links import make_token
from assess.web.access import current_actor, open_to_everyone, open_to_signed_in
from assess.web.language import in_language
from assess.web.page_form import ConfirmForm


@pages.get("/cpd/calendar")
@open_to_signed_in
def feed() -> str:
    return _show(None)


@pages.post("/cpd/calendar/address")
@open_to_signed_in
def make_feed() -> str | Response:
    """Make an address, or a new one in place of the old: it is shown on this page only."""
    if not ConfirmForm().validate_on_submit():
        return redirect(url_for("cpd.feed"))
    actor, token = current_actor(), make_token()
    with writing() as session:
        deeds.make_feed(session, actor=actor, token=token, now=datetime.now(UTC))
    return _show(url_for("cpd.feed_file", token=token, language=actor.language, _external=True))


@pages.post("/cpd/calendar/revoking")
@open_to_signed_in
def revoke_feed() -> Response:
    if ConfirmForm().validate_on_submit():
        with writing() as session:
            deeds.revoke_feed(session, actor=current_actor(), now=datetime.now(UTC))
        flash(_("The address leads nowhere any more."))
    return redirect(url_for("cpd.feed"))


@pages.get("/cpd/calendar/<token>")
@open_to_everyone
def feed_file(token: str) -> Response:
    """Give the titles and days of what is planned, in the words of their owner's language."""
    found = find_feed(db.session(), token)
    if found is None:
        abort(404)
    with in_language(found.language):
        name = _("Planned CPD")
    written = write_days(
        [
            Days(
                uid=f"{one.id}@assess",
                sequence=one.version,
                title=one.title,
                language=one.language,
                starts_on=one.starts_on,
                ends_on=one.ends_on,
                made_at=one.created_at,
            )
            for one in found.planned
        ],
        name=str(name),
    )
    response = Response(written, mimetype="text/calendar")
    response.headers["Cache-Control"] = "private, max-age=900"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _show(address: str | None) -> str:
    return render_template(
        "cpd/feed.html",
        address=address,
        made_at=find_feed_day(db.session(), current_actor()),
        form=ConfirmForm(),
    )
