from flask_babel import lazy_gettext as _

from assess.web.language_field import LanguageTagField
from assess.web.page_form import (
    AtMost,
    DatePartsField,
    KnownChoiceField,
    Needed,
    PageForm,
    TidyField,
)


class QuestionForm(PageForm):
    words = TidyField(_("Question"), [Needed(_("Enter the question")), AtMost(1_000)])
    language = LanguageTagField(_("Language of the question"))
    criterion = KnownChoiceField(_("Criterion"), default="")


class SightForm(PageForm):
    """The assessor saw the thing itself, where it is held."""

    place = TidyField(_("Seen at"), [Needed(_("Say where you saw it")), AtMost()])
    seen_on = DatePartsField(_("Seen on"), [Needed(_("Enter the date when you saw it"))])
