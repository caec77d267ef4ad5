from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField

from assess.learning.forms.entries import MOST_TYPED
from assess.learning.rules import Audience
from assess.learning.rules.lessons import LONGEST, LONGEST_REASON, LessonText
from assess.web.kept_form import KeptForm
from assess.web.language_field import LanguageTagField
from assess.web.page_form import (
    AtMost,
    KnownChoiceField,
    Needed,
    PageForm,
    TidyField,
)

COHORT = "cohort/"
"""Before the name of a cohort, where an audience is chosen."""


class LessonForm(KeptForm):
    title = TidyField(_("Title"), [Needed(_("Enter a title")), AtMost()])
    words = TidyField(_("What you learned"), [Needed(_("Write what you learned")), AtMost(LONGEST)])
    language = LanguageTagField(_("Language that you write it in"))
    criteria = TidyField(_("Criteria that it says something of"), [AtMost(MOST_TYPED)])
    audience = KnownChoiceField(_("Who is to read it"))
    has_checked = BooleanField(
        _("I have read it again: nothing in it lets anybody know whom it is about"),
        [Needed(_("Read it again, and tick that it names nobody"))],
    )
    pointed_out = HiddenField()
    """What looked like personal data when the form was shown last: pointed out once, and
    then the writer's own to judge."""

    def __init__(self, cohorts: Iterable[str] = (), **values: Any) -> None:  # noqa: ANN401 (what the fields show first)
        super().__init__(**values)
        self.audience.choices = [
            *((f"{COHORT}{name}", _("My cohort: %(name)s", name=name)) for name in cohorts),
            (Audience.PROVIDER.value, _("Everybody at my provider")),
            (Audience.EVERYONE.value, _("All providers, without my name, once a manager agrees")),
        ]

    @property
    def text(self) -> LessonText:
        return LessonText(self.title.data or "", self.words.data or "", self.language.data)

    @property
    def chosen(self) -> tuple[Audience, str]:
        """Give the audience, and the cohort's name where it is one."""
        typed = self.audience.data or ""
        if typed.startswith(COHORT):
            return Audience.COHORT, typed.removeprefix(COHORT)
        return Audience(typed), ""


class ReasonForm(PageForm):
    reason = TidyField(_("Why"), [AtMost(LONGEST_REASON)])
    language = LanguageTagField(_("Language that you write it in"))


class ReviewForm(KeptForm):
    """What a manager says of a lesson, and the version of it that they read."""

    outcome = KnownChoiceField(
        _("What is to become of it?"),
        choices=[
            ("approve", _("Publish it to all providers, without its author's name")),
            ("return", _("Send it back, and say why")),
        ],
    )
    reason = TidyField(_("Why it is sent back"), [AtMost(LONGEST_REASON)])
    language = LanguageTagField(_("Language that you write it in"))
