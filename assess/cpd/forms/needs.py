from flask_babel import lazy_gettext as _

from assess.web.kept_form import KeptForm
from assess.web.language_field import LanguageTagField
from assess.web.page_form import TEXT, AtMost, Needed, TidyField


class NeedForm(KeptForm):
    words = TidyField(
        _("What do you need to learn?"), [Needed(_("Say what you need to learn")), AtMost(TEXT)]
    )
    language = LanguageTagField(_("Language that you write it in"))
