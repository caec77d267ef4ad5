from flask_babel import lazy_gettext as _

from assess.assessment.forms.fields import CriteriaField, page_language_field
from assess.web.page_form import TEXT, AtMost, Needed, PageForm, TidyField


class ReturnForm(PageForm):
    criteria = CriteriaField(
        _("Criteria that need work"), [Needed(_("Tick at least one criterion"))]
    )
    message = TidyField(
        _("What needs to be done"),
        [Needed(_("Write what needs to be done")), AtMost(TEXT)],
    )
    language = page_language_field(_("Language of your message"))
