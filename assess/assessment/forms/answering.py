from flask_babel import lazy_gettext as _
from wtforms import HiddenField

from assess.assessment.forms.fields import page_language_field
from assess.web.page_form import TEXT, AtMost, Needed, PageForm, TidyField


class AnswerForm(PageForm):
    answer = TidyField(_("Your answer"), [Needed(_("Write your answer")), AtMost(TEXT)])
    language = page_language_field(_("Language of your answer"))
    version = HiddenField()

    @property
    def version_seen(self) -> int:
        try:
            return int(self.version.data or 0)
        except ValueError:
            return 0
