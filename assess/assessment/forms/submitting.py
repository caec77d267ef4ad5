from flask_babel import lazy_gettext as _
from wtforms import BooleanField

from assess.assessment.forms.fields import CriteriaField
from assess.web.page_form import TEXT, AtMost, Needed, PageForm, TidyField

DECLARATION = _("This is my own work, except where I say so.")


class SubmitForm(PageForm):
    criteria = CriteriaField(
        _("Criteria that you submit"), [Needed(_("Tick at least one criterion"))]
    )
    help_used = TidyField(
        _("What help and which tools, artificial intelligence included, did you use?"),
        [
            Needed(_("Say what help and tools you used, or that you used none")),
            AtMost(TEXT),
        ],
    )
    declared = BooleanField(DECLARATION, [Needed(_("Tick to declare that this is your own work"))])
