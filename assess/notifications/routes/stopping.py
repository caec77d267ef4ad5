"""The link in a mail that ends mails of its kind, for people who are not signed in."""

from flask import abort, render_template, request

from assess.db import db, writing
from assess.notifications.pages import kind_names
from assess.notifications.queries import find_stop
from assess.notifications.routes.blueprint import pages
from assess.notifications.service import stop_mail as end_mail
from assess.web.access import open_to_everyone
from assess.web.language import current_language

ONE_CLICK = ("List-Unsubscribe", "One-Click")
"""What mail programs post, by RFC 8058; our own button posts it, too."""


@pages.route("/mail-to-stop/<token>", methods=["GET", "POST"])
@open_to_everyone
def stop_mail(token: str) -> str:
    """Ask on opening, since mail programs open links by themselves; end on a post.

    The post comes from mail programs that have no token of ours: the link is proof enough.
    """
    if request.method == "POST":
        if request.form.get(ONE_CLICK[0]) != ONE_CLICK[1]:
            abort(400)
        with writing() as session:
            stops = end_mail(session, token=token)
    else:
        stops = find_stop(db.session(), token)
    if stops is None:
        abort(404)
    return render_template(
        "notifications/stop_mail.html",
        name=kind_names(current_language())[stops],
        done=request.method == "POST",
        one_click=ONE_CLICK,
    )
