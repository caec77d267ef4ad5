"""The menu of each role: declared here by endpoint, shown on every page."""

from dataclasses import dataclass

from flask import request, url_for
from flask_babel import gettext as _

from assess.actor import Role
from assess.web.access import current_actor


@dataclass(frozen=True)
class MenuItem:
    name: str
    address: str
    is_here: bool


def navigation() -> list[MenuItem]:
    """Give the menu of the role that the person is working in."""
    return [
        MenuItem(name, url_for(endpoint), request.endpoint == endpoint)
        for endpoint, name in _endpoints(current_actor().role)
    ]


def _endpoints(role: Role) -> list[tuple[str, str]]:
    standards = ("standards.standards", _("Standards"))
    return {
        Role.PRACTITIONER: [
            ("overview.home", _("My portfolio")),
            standards,
        ],
        Role.ASSESSOR: [("overview.home", _("My queue")), standards],
        Role.IQA: [("overview.home", _("Units")), standards],
        Role.MANAGER: [("overview.home", _("Home")), standards],
    }[role]
