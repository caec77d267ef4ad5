"""Fields that several forms of assessment share."""

import re
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _
from wtforms import Field
from wtforms.validators import StopValidation
from wtforms.widgets import HiddenInput

from assess.web.language import current_language
from assess.web.language_field import LanguageTagField
from assess.web.page_form import KnownChoicesField

ID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


class IdField(Field):
    """The id of something on the page; None where it is empty."""

    widget = HiddenInput()
    data: UUID | None

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        self.data = None
        self.is_garbage = False
        if valuelist and valuelist[0]:
            try:
                self.data = UUID(valuelist[0])
            except ValueError:
                self.is_garbage = True

    def pre_validate(self, form: Any) -> None:  # noqa: ANN401 (WTForms' own signature)
        del form
        if getattr(self, "is_garbage", False):
            raise StopValidation(str(_("Choose from the answers shown")))

    def _value(self) -> str:
        return str(self.data or "")


class CriteriaField(KnownChoicesField):
    """Any of a unit's criteria, by id."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 (WTForms' own signature)
        super().__init__(*args, **kwargs)
        self.choices = self.choices or []

    @property
    def ids(self) -> list[UUID]:
        """Give what was chosen; what is no id at all was not on the page."""
        return [UUID(chosen) for chosen in self.data or [] if ID.fullmatch(chosen)]


def page_language_field(label: Any) -> LanguageTagField:  # noqa: ANN401 (a lazy string)
    """Give the field for the language of a text, the page's own to begin with."""
    return LanguageTagField(label, default=lambda: current_language().value)
