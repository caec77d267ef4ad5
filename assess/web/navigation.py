"""The menu of each role and the menu under the person's name, shown on every page."""

from dataclasses import dataclass
from functools import cache
from uuid import UUID

from flask import request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from assess.actor import Role
from assess.bilingual import Language
from assess.web.access import current_actor
from assess.web.language import current_language


@dataclass(frozen=True)
class MenuItem:
    name: str
    address: str
    is_here: bool


@dataclass(frozen=True)
class RoleChoice:
    """A role at a provider that the person may switch to."""

    role_holding_id: UUID
    role: str
    provider: str


@dataclass(frozen=True)
class AccountMenu:
    """What stands under the person's name in the header."""

    name: str
    role: str
    provider: str
    choices: tuple[RoleChoice, ...]


def navigation() -> tuple[MenuItem, ...]:
    """Give the menu of the role that the person is working in."""
    return tuple(
        MenuItem(name, url_for(endpoint), request.endpoint == endpoint)
        for endpoint, name in _endpoints(current_language())[current_actor().role]
    )


@cache
def _endpoints(language: Language) -> dict[Role, list[tuple[str, str]]]:
    del language  # the names are in it
    standards = ("standards.standards", _("Standards"))
    cpd = ("cpd.cycle", _("CPD"))
    learning = ("learning.catalogue", _("Learning"))
    reflections = ("reflection.reflections", _("My reflections"))
    helping = ("overview.help_page", _("Help"))
    plans = ("plans.plans", _("Plans"))
    return {
        Role.PRACTITIONER: [
            ("overview.home", _("My portfolio")),
            ("evidence.library", _("My evidence")),
            reflections,
            plans,
            cpd,
            learning,
            standards,
            helping,
        ],
        Role.ASSESSOR: [
            ("assessment.queue", _("My queue")),
            ("overview.units", _("Units")),
            ("evidence.questions", _("Question bank")),
            reflections,
            cpd,
            learning,
            standards,
            helping,
        ],
        Role.IQA: [
            ("overview.units", _("Units")),
            reflections,
            cpd,
            learning,
            standards,
            helping,
        ],
        Role.MANAGER: [
            ("overview.cohort_map", _("Map")),
            ("overview.units", _("Units")),
            ("people.people", _("People")),
            ("enrolment.enrolments", _("Enrolments")),
            ("overview.turnaround", _("Turnaround")),
            ("evidence.questions", _("Question bank")),
            ("plans.templates", _("Plan templates")),
            ("people.provider_settings", _("Settings")),
            cpd,
            learning,
            standards,
            helping,
        ],
    }


def account_menu() -> AccountMenu:
    """Give who is signed in, in which role and where, and what they may switch to."""
    language = current_language()
    return AccountMenu(
        name=current_actor().name,
        role=role_name(current_actor().role, current_user.practitioner_word),
        provider=current_user.provider.text_in(language) or "",
        choices=tuple(
            RoleChoice(
                role_holding_id=other.role_holding_id,
                role=role_name(other.role),
                provider=other.provider.text_in(language) or "",
            )
            for other in current_user.others
        ),
    )


def role_name(role: Role, practitioner_word: str = "practitioner") -> str:
    """Name a role in the page's language; a provider has its own word for its practitioners."""
    return _role_names(current_language())[
        practitioner_word if role is Role.PRACTITIONER else role.value
    ]


@cache
def _role_names(language: Language) -> dict[str, str]:
    del language  # the names are in it
    return {
        "practitioner": _("Practitioner"),
        "learner": _("Learner"),
        "candidate": _("Candidate"),
        "assessor": _("Assessor"),
        "iqa": _("Internal quality assurer"),
        "manager": _("Provider manager"),
    }
