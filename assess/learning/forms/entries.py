from typing import Any

from flask_babel import lazy_gettext as _

from assess.actor import Role
from assess.learning.forms.words import KINDS
from assess.learning.rules import EntryKind
from assess.learning.rules.entries import EntryTerms, read_length
from assess.web.kept_form import KeptForm
from assess.web.language_field import LanguageTagField
from assess.web.page_form import (
    TEXT,
    AtMost,
    DatePartsField,
    KnownChoiceField,
    PageForm,
    TidyField,
)

MOST_TYPED = 2_000
"""Of an address or a list of criteria, in characters."""


class EntryForm(KeptForm):
    kind = KnownChoiceField(_("Kind"), choices=[(kind.value, word) for kind, word in KINDS.items()])
    title_en = TidyField(_("Title in English"), [AtMost()])
    title_cy = TidyField(_("Title in Welsh"), [AtMost()])
    summary_en = TidyField(_("Summary in English"), [AtMost(TEXT)])
    summary_cy = TidyField(_("Summary in Welsh"), [AtMost(TEXT)])
    language = LanguageTagField(_("Language that it is held or written in"))
    given_by = TidyField(_("Who gives it"), [AtMost()])
    address = TidyField(_("Address on the web"), [AtMost(MOST_TYPED)])
    length = TidyField(_("How long it takes"), [AtMost(40)])
    starts_on = DatePartsField(_("Day, of an event"))
    criteria = TidyField(_("Criteria that it is good for"), [AtMost(MOST_TYPED)])
    caveat_en = TidyField(_("What is not known, in English"), [AtMost(TEXT)])
    caveat_cy = TidyField(_("What is not known, in Welsh"), [AtMost(TEXT)])

    def terms(self) -> EntryTerms:
        """Give what was typed.

        Raises:
            NotALengthError: the length cannot be read.

        """
        texts = ("title_en", "title_cy", "summary_en", "summary_cy", "caveat_en", "caveat_cy")
        return EntryTerms(
            kind=EntryKind(self.kind.data),
            **{name: self[name].data or "" for name in texts},
            language=self.language.data,
            given_by=self.given_by.data or "",
            address=self.address.data or "",
            minutes=read_length(self.length.data or ""),
            starts_on=self.starts_on.data,
        )


class RequireForm(PageForm):
    role = KnownChoiceField(_("Required of everybody who is"))

    def __init__(self, roles: dict[Role, str], **values: Any) -> None:  # noqa: ANN401 (what the fields show first)
        super().__init__(**values)
        self.role.choices = [(role.value, name) for role, name in roles.items()]
