"""What a person says of a year: answers, statements, gaps, the declaration."""

from collections.abc import Iterable, Mapping
from typing import Any, cast
from uuid import UUID

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField

from assess.cpd.forms.memberships import seen
from assess.cpd.rules import declaring, gaps, statements
from assess.refusals import RefusedError
from assess.web.language_field import LanguageTagField
from assess.web.page_form import (
    AtMost,
    KnownChoiceField,
    KnownChoicesField,
    PageForm,
    TidyField,
)

LONGEST_EXPLANATION = 5_000
YES, NO = "yes", "no"
ANSWER = "answer_"

REFUSALS: dict[type[RefusedError], Any] = {
    gaps.EmptyExplanationError: _("Say why there is a gap"),
    gaps.NoSuchGapError: _("This gap has changed since you opened the page. Look at it again"),
    gaps.TooManyExplanationsError: _("You have explained as many gaps as can be kept"),
    statements.UnknownKindError: _("Choose one of the answers shown"),
    statements.UnknownQuestionError: _("Choose one of the answers shown"),
    statements.NothingChosenError: _("Choose at least one reflection"),
    statements.TooManyStatementsError: _("This year has as many statements as can be kept"),
    declaring.NotDeclaredError: _("Tick the box to declare it"),
    declaring.NotBegunError: _("This period has not begun yet"),
    declaring.DeclaredAlreadyError: _(
        "You have declared it already, and your record has not changed since"
    ),
    declaring.RequestEndedError: _("Your provider asks for this no more"),
}


class AnswersForm(PageForm):
    """The questions of a pack: each is a field, made for it."""

    version = HiddenField()

    @property
    def version_seen(self) -> int:
        return seen(self.version.data)

    @property
    def questions(self) -> list[Any]:
        return [field for field in self if field.name.startswith(ANSWER)]

    @property
    def answers(self) -> dict[str, bool]:
        return {
            field.name.removeprefix(ANSWER): field.data == YES
            for field in self.questions
            if field.data in {YES, NO}
        }


def answers_form(
    questions: Iterable[tuple[str, str, str, str]], answers: Mapping[str, bool], version: int
) -> AnswersForm:
    """Make the form. Each question comes with its key, its words, its yes and its no."""
    fields = {
        f"{ANSWER}{key}": KnownChoiceField(
            words, choices=[(YES, yes), (NO, no), ("", gettext("Not answered yet"))], default=""
        )
        for key, words, yes, no in questions
    }
    kind = cast("type[AnswersForm]", type("AnswersForm", (AnswersForm,), fields))
    stands = {f"{ANSWER}{key}": YES if yes else NO for key, yes in answers.items()}
    return kind(data=stands | {"version": str(version)})


class StatementsForm(PageForm):
    kind = KnownChoiceField(_("They count as"))
    reflections = KnownChoicesField(_("Your reflections"))

    def __init__(
        self,
        kinds: Iterable[tuple[str, str]],
        reflections: Iterable[tuple[str, str]],
        **values: Any,  # noqa: ANN401 (what the fields show first)
    ) -> None:
        super().__init__(**values)
        self.kind.choices = list(kinds)
        self.reflections.choices = list(reflections)

    @property
    def ids(self) -> list[UUID]:
        return [UUID(one) for one in self.reflections.data or []]


class GapForm(PageForm):
    words = TidyField(_("Why there is a gap"), [AtMost(LONGEST_EXPLANATION)])
    language = LanguageTagField(_("Language that you write it in"))


class DeclareForm(PageForm):
    declared = BooleanField()
