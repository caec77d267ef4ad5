from dataclasses import replace
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import HiddenField

from assess.actor import Role
from assess.bilingual import Language
from assess.people.forms.figures import FigureField
from assess.people.forms.passwords import LANGUAGES
from assess.people.rules.roles import MOST_UNITS, NewRole
from assess.web.page_form import (
    AtMost,
    DatePartsField,
    KnownChoiceField,
    KnownChoicesField,
    Needed,
    PageForm,
    TidyField,
)

ROLES = [
    (Role.PRACTITIONER.value, _("Practitioner")),
    (Role.ASSESSOR.value, _("Assessor")),
    (Role.IQA.value, _("Internal quality assurer")),
    (Role.MANAGER.value, _("Provider manager")),
]


class PeopleForm(PageForm):
    """What the list is narrowed by. Sent by GET, so without the keys of a post."""

    class Meta:  # noqa: D106 (WTForms' own name for a form's settings)
        csrf = False

    q = TidyField(_("Name or e-mail address"), [AtMost()])
    role = KnownChoiceField(
        _("Role"),
        choices=[("", _("Every role")), *ROLES, ("left", _("People who have left"))],
        default="",
    )


class InviteForm(PageForm):
    name = TidyField(_("Full name"), [Needed(_("Enter their name")), AtMost()])
    email = TidyField(_("E-mail address"), [Needed(_("Enter their e-mail address")), AtMost(254)])
    language = KnownChoiceField(_("Language of the invitation"), choices=LANGUAGES)
    roles = KnownChoicesField(_("Roles"), [Needed(_("Choose at least one role"))], choices=ROLES)
    site = TidyField(_("Site (optional)"), [AtMost()])
    assessor_qualified_on = DatePartsField(_("Date qualified as an assessor (optional)"))
    iqa_qualified_on = DatePartsField(_("Date qualified as an internal quality assurer (optional)"))

    def chosen_roles(self) -> tuple[NewRole, ...]:
        qualified: dict[str, Any] = {
            Role.ASSESSOR.value: self.assessor_qualified_on.data,
            Role.IQA.value: self.iqa_qualified_on.data,
        }
        return tuple(
            NewRole(Role(role), self.site.data or "", qualified.get(role))
            for role in self.roles.data or ()
        )


class SaidOfRoleForm(PageForm):
    """What is said of a role. The last three are only for those who judge or check."""

    site = TidyField(_("Site (optional)"), [AtMost()])
    qualified_on = DatePartsField(
        _("Date qualified, for an assessor or internal quality assurer (optional)")
    )
    judges_in = KnownChoicesField(
        _("Languages they can judge in (optional)"),
        choices=[("en", _("English")), ("cy", _("Welsh"))],
    )
    capacity = FigureField(
        _("Open units they can carry at once (optional)"), least=0, most=MOST_UNITS
    )

    def said_of(self, role: Role) -> NewRole:
        return NewRole(
            role,
            self.site.data or "",
            self.qualified_on.data,
            tuple(Language(tag) for tag in self.judges_in.data or ()),
            self.capacity.figure,
        )


class GiveRoleForm(SaidOfRoleForm):
    role = KnownChoiceField(_("Role"), choices=ROLES)

    def chosen_role(self) -> NewRole:
        said = self.said_of(Role(self.role.data))
        return replace(said, judges_in=said.judges_in or None)


class ChangeRoleForm(SaidOfRoleForm):
    version = HiddenField()

    @property
    def version_seen(self) -> int:
        typed = str(self.version.data or "")
        return int(typed) if typed.isdecimal() and len(typed) < 10 else 0  # noqa: PLR2004 (no version is longer)
