from uuid import UUID

from flask_babel import lazy_gettext as _
from uuid_utils.compat import uuid4
from wtforms import HiddenField

from assess.reflection.rules import LONGEST, Typed
from assess.web.language_field import LanguageTagField
from assess.web.page_form import AtMost, Needed, PageForm, TidyField


class DraftForm(PageForm):
    """What is being typed in one tab."""

    words = TidyField(_("Your reflection"), [AtMost(LONGEST)])
    language = LanguageTagField(_("Language of your reflection"))
    started_from = HiddenField()
    tab_id = HiddenField()

    def typed(self) -> Typed:
        """Give what was typed. A tab that does not say which it is, is a new one."""
        started = self.started_from.data or ""
        try:
            tab_id = UUID(self.tab_id.data or "")
        except ValueError:
            tab_id = UUID(int=uuid4().int)
        return Typed(
            words=self.words.data or "",
            language=self.language.data,
            started_from=int(started) if started.isascii() and started.isdecimal() else 0,
            tab_id=tab_id,
        )


class ReflectionForm(DraftForm):
    words = TidyField(_("Your reflection"), [Needed(_("Write your reflection")), AtMost(LONGEST)])
