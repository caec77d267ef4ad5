from flask_babel import lazy_gettext as _
from wtforms import HiddenField

from assess.people.rules.words import PractitionerWord
from assess.web.page_form import AtMost, KnownChoiceField, Needed, PageForm, TidyField

PRACTITIONER_WORDS = [
    (PractitionerWord.PRACTITIONER.value, _("Practitioner")),
    (PractitionerWord.LEARNER.value, _("Learner")),
    (PractitionerWord.CANDIDATE.value, _("Candidate")),
]


class ProviderForm(PageForm):
    version = HiddenField()
    name_en = TidyField(_("Name in English"), [Needed(_("Enter the name in English")), AtMost()])
    name_cy = TidyField(_("Name in Welsh"), [Needed(_("Enter the name in Welsh")), AtMost()])
    practitioner_word = KnownChoiceField(
        _("What you call your practitioners"), choices=PRACTITIONER_WORDS
    )
    working_translation_sign_off = KnownChoiceField(
        _("May a unit be signed off on a working translation?"),
        choices=[("yes", _("It may")), ("no", _("It may not"))],
    )

    @property
    def version_seen(self) -> int:
        typed = str(self.version.data)
        return int(typed) if typed.isdecimal() and len(typed) < 10 else 0  # noqa: PLR2004 (no version is longer)
