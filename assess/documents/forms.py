from flask_babel import lazy_gettext as _

from assess.documents.rules import CHOICES
from assess.web.page_form import KnownChoiceField, PageForm

NAMES = {
    "en": _("English"),
    "cy": _("Welsh"),
    "both": _("English and Welsh, side by side"),
}


class PrintForm(PageForm):
    choice = KnownChoiceField(
        _("Language of the print"), choices=[(choice, NAMES[choice]) for choice in CHOICES]
    )
