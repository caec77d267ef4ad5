"""What the pages of required learning and of citations show, worked out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assess.cpd.forms.activities import ChosenForm
    from assess.cpd.pages.activities import Choosable
    from assess.cpd.queries.required import Holder
    from assess.learning.queries.lessons import LessonView
    from assess.learning.queries.required import RequiredView
    from assess.web.paging import Paging


@dataclass(frozen=True)
class RequiredByPage:
    required: RequiredView
    role: str
    holders: tuple[Holder, ...]
    count: int
    done: int
    """Of all of whom it is required."""

    asked: int
    paging: Paging
    state: str


@dataclass(frozen=True)
class CitingPage:
    lesson: LessonView
    form: ChosenForm
    choices: tuple[Choosable, ...]
    count: int
    words: str
