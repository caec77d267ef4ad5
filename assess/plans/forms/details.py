from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import HiddenField

from assess.web.language_field import LanguageTagField
from assess.web.page_form import (
    LINE,
    AtMost,
    KnownChoiceField,
    KnownChoicesField,
    Needed,
    PageForm,
    TidyField,
)

MANY_DIGITS = 10


class StartForm(PageForm):
    """What a plan is started from, and what it is called."""

    template = KnownChoiceField(_("Template"), [Needed(_("Choose a template"))])
    title = TidyField(_("Title of your plan"), [Needed(_("Enter a title")), AtMost(LINE)])
    language = LanguageTagField(_("Language that you write in"))


class DetailsForm(PageForm):
    title = TidyField(_("Title of your plan"), [Needed(_("Enter a title")), AtMost(LINE)])
    language = LanguageTagField(_("Language that you write in"))
    seen = HiddenField()

    @property
    def version_seen(self) -> int:
        seen = str(self.seen.data or "")
        return int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < MANY_DIGITS else 0


class PutForwardForm(PageForm):
    """Sections and criteria; a criterion as "<section>:<label>"."""

    sections = KnownChoicesField(_("Sections"))
    criteria = KnownChoicesField(_("Criteria"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 (WTForms' own signature)
        super().__init__(*args, **kwargs)
        self.sections.choices = self.criteria.choices = []


class TemplateForm(PageForm):
    file = FileField(_("Template file"))
