from flask_babel import lazy_gettext as _
from wtforms import HiddenField

from assess.web.page_form import AtMost, Needed, PageForm, TidyField


class SiteForm(PageForm):
    version = HiddenField()
    name = TidyField(_("Name of the site"), [Needed(_("Enter the name of the site")), AtMost()])

    @property
    def version_seen(self) -> int:
        typed = str(self.version.data or "")
        return int(typed) if typed.isdecimal() and len(typed) < 10 else 0  # noqa: PLR2004 (no version is longer)
