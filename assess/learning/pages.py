"""What the pages of the catalogue and of lessons show, worked out."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from flask_babel import format_decimal, ngettext

from assess.actor import Role
from assess.learning.rules import LessonState
from assess.web.paging import Paging

if TYPE_CHECKING:
    from assess.drafts.rules import Unsaved
    from assess.learning.queries.entries import EntryChoice, EntryView
    from assess.learning.queries.lessons import LessonChoice, LessonView
    from assess.learning.queries.required import RequiredView

HOUR = 60
NOT_WHOLE = 11
"""Words beside a fraction take the form that they take beside most numbers: 0.5 hours."""


@dataclass(frozen=True)
class CataloguePage:
    entries: tuple["EntryView", ...]
    count: int
    paging: Paging
    choice: "EntryChoice"
    criterion: str
    """The criteria as they were typed."""

    unknown: tuple[str, ...]
    """What of it names no criterion."""

    languages: tuple[str, ...]
    required: tuple["RequiredView", ...]
    role: Role

    @property
    def is_narrowed(self) -> bool:
        choice = self.choice
        return bool(choice.words or choice.kind or choice.language or self.criterion)


@dataclass(frozen=True)
class EntryPage:
    entry: "EntryView"
    length: str
    required: tuple["RequiredView", ...]
    """In which roles it is required at the reader's provider."""

    is_required: bool
    """Of the reader."""

    role: Role
    form: Any
    """The form that requires it of another role; None where there is none to ask."""

    @property
    def may_change(self) -> bool:
        return self.entry.is_own and self.role is Role.MANAGER


@dataclass(frozen=True)
class EntryFormPage:
    form: Any
    unsaved: "Unsaved"
    entry: "EntryView | None" = None
    stale: tuple[tuple[str, str], ...] | None = None
    """What stands now and is not what was typed, each under its label."""


@dataclass(frozen=True)
class LessonsPage:
    lessons: tuple["LessonView", ...]
    count: int
    paging: Paging
    choice: "LessonChoice"
    criterion: str
    unknown: tuple[str, ...]
    role: Role

    @property
    def is_narrowed(self) -> bool:
        return bool(self.choice.words or self.criterion)


@dataclass(frozen=True)
class LessonPage:
    lesson: "LessonView"
    role: Role

    @property
    def may_withdraw(self) -> bool:
        is_somebodys = self.lesson.is_own or self.lesson.may_manage
        return is_somebodys and self.lesson.state is not LessonState.WITHDRAWN

    @property
    def may_revise(self) -> bool:
        return self.lesson.is_own and self.lesson.state is LessonState.RETURNED

    @property
    def may_review(self) -> bool:
        return self.lesson.may_manage and self.lesson.state is LessonState.WAITING

    @property
    def is_published(self) -> bool:
        return self.lesson.state is LessonState.PUBLISHED


@dataclass(frozen=True)
class LessonFormPage:
    form: Any
    unsaved: "Unsaved"
    likely: tuple[str, ...] = ()
    """What looks like personal data in what was typed."""

    lesson: "LessonView | None" = None
    """The one that was sent back."""

    stale: tuple[tuple[str, str], ...] | None = None


@dataclass(frozen=True)
class ReviewPage:
    lessons: tuple["LessonView", ...]
    count: int
    paging: Paging
    role: Role


@dataclass(frozen=True)
class ReviewLessonPage:
    lesson: "LessonView"
    form: Any
    likely: tuple[str, ...]
    has_changed: bool = False
    """It was written anew since the manager opened it."""


def length_words(minutes: int | None) -> str:
    """Say how long something takes, or nothing where that is not known."""
    if minutes is None:
        return ""
    if minutes < HOUR:
        return str(ngettext("%(num)s minute", "%(num)s minutes", minutes))
    hours, rest = divmod(minutes, HOUR)
    amount = format_decimal((Decimal(minutes) / HOUR).quantize(Decimal("0.01")))
    count = NOT_WHOLE if rest else hours
    return str(ngettext("%(amount)s hour", "%(amount)s hours", count, amount=amount))


def differences(form: Any, current: Mapping[str, str]) -> tuple[tuple[str, str], ...]:  # noqa: ANN401 (a form)
    """Give each thing that stands now and is not what was typed."""
    return tuple(
        (str(form[name].label.text), words)
        for name, words in current.items()
        if words != (form[name].data or "")
    )
