from datetime import UTC, datetime
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from assess.actor import Role
from assess.db import db, writing
from assess.notifications.pages import NotificationsPage, notification_lines, say
from assess.notifications.queries import (
    NOTIFICATIONS_ON_A_PAGE,
    count_notifications,
    count_unread,
    list_notifications,
)
from assess.notifications.routes.blueprint import pages
from assess.notifications.rules import path_of, roles_told
from assess.notifications.service import open_notification, read_all
from assess.web.access import current_actor, open_to_signed_in
from assess.web.language import current_language
from assess.web.navigation import RoleChoice, role_name
from assess.web.page_form import ConfirmForm


@pages.app_template_global("unread_notifications")
def unread_notifications() -> int:
    """Count what the reader has not read yet, for the head of the page."""
    return count_unread(db.session(), current_actor())


@pages.get("/notifications")
@open_to_signed_in
def notifications() -> str:
    session, actor = db.session(), current_actor()
    last = max(1, -(-count_notifications(session, actor) // NOTIFICATIONS_ON_A_PAGE))
    number = min(max(request.args.get("page", 1, type=int), 1), last)
    page = NotificationsPage(
        lines=notification_lines(list_notifications(session, actor, page=number)),
        unread=count_unread(session, actor),
        number=number,
        count=last,
    )
    return render_template("notifications/notifications.html", page=page, form=ConfirmForm())


@pages.get("/notifications/<uuid:notification_id>")
@open_to_signed_in
def notification(notification_id: UUID) -> str | Response:
    """Lead to what a notification is about; from then on it has been read.

    Where it is for another role of the same person, they are asked to switch to it first.
    """
    with writing() as session:
        opened = open_notification(
            session,
            actor=current_actor(),
            notification_id=notification_id,
            now=datetime.now(UTC),
        )
    if others := _roles_to_switch_to(roles_told(opened.kind, opened.facts)):
        return render_template(
            "notifications/notification.html",
            words=say(opened.kind, opened.facts),
            notification_id=notification_id,
            roles=others,
        )
    return redirect(path_of(opened.kind, opened.facts, current_language()))


def _roles_to_switch_to(told: frozenset[Role]) -> list[RoleChoice]:
    """Give the reader's other roles here that a notification is for, where this one is not."""
    actor = current_actor()
    if actor.role in told:
        return []
    return [
        RoleChoice(one.role_holding_id, role_name(one.role, current_user.practitioner_word), "")
        for one in current_user.others
        if one.role in told and one.provider_id == actor.provider_id
    ]


@pages.post("/notifications/read")
@open_to_signed_in
def mark_read() -> Response:
    with writing() as session:
        read_all(session, actor=current_actor(), now=datetime.now(UTC))
    return redirect(url_for("notifications.notifications"))
