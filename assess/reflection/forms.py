from flask_babel import lazy_gettext as _

from assess.reflection.rules import LONGEST, Typed
from assess.web.kept_form import KeptForm
from assess.web.language_field import LanguageTagField
from assess.web.page_form import AtMost, Needed, TidyField


class ReflectionForm(KeptForm):
    words = TidyField(_("Your reflection"), [Needed(_("Write your reflection")), AtMost(LONGEST)])
    language = LanguageTagField(_("Language of your reflection"))

    def typed(self) -> Typed:
        return Typed(
            words=self.words.data or "",
            language=self.language.data,
            started_from=self.seen,
            tab_id=self.tab,
        )
