from flask_babel import lazy_gettext as _

from assess.assessment.forms.fields import page_language_field
from assess.web.page_form import TEXT, AtMost, Needed, PageForm, TidyField


class WithdrawSignOffForm(PageForm):
    reason = TidyField(
        _("Why you withdraw the sign-off"),
        [Needed(_("Write why you withdraw the sign-off")), AtMost(TEXT)],
    )
    language = page_language_field(_("Language of your reason"))
