"""Tell people what happened: in the service always, by mail as they chose."""

from assess.notifications.service.choosing import choose_mail, stop_mail
from assess.notifications.service.digests import Say, send_digests
from assess.notifications.service.notifying import notify
from assess.notifications.service.reading import open_notification, read_all

__all__ = [
    "Say",
    "choose_mail",
    "notify",
    "open_notification",
    "read_all",
    "send_digests",
    "stop_mail",
]
