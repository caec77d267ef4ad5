"""The cycle as a page: five stages, what stands in each, and the one thing to do next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask_babel import lazy_gettext as _

from assess.cpd.pages.activities import ListedActivity, listed
from assess.cpd.pages.activity_words import STAGES
from assess.cpd.rules.cycle import Stage, Task, is_overdue, next_task

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime
    from uuid import UUID

    from assess.cpd.queries.activities import ActivityLine
    from assess.cpd.queries.needs import NeedView
    from assess.drafts.rules import DraftView

SHOWN = 5
"""How many of a stage the page lists; the rest stands on the page of all activities."""

TASKS = {
    Task.TELL_DONE: _("The day of something that you planned has gone by. Was it done?"),
    Task.PLAN: _("Nothing is planned yet for something that you need to learn. Plan it."),
    Task.REFLECT: _("You have done something. Write down what you learned from it."),
    Task.APPLY: _("You have learned something. Write down how you applied it."),
    Task.NOTE_NEED: _("Nothing waits. Note what you need to learn next, or log what you did."),
}
EXPLAINED = {
    Stage.PLANNED: _("Still to be done"),
    Stage.DONE: _("Done; what you learned is still to be written"),
    Stage.REFLECTED: _("You wrote what you learned, or a reflection hangs on it"),
    Stage.APPLIED: _("You wrote how you applied it"),
}


@dataclass(frozen=True)
class StageColumn:
    key: str
    name: str
    explained: str
    lines: tuple[ListedActivity, ...]
    count: int


@dataclass(frozen=True)
class UnfinishedDraft:
    title: str
    language: str
    saved_at: datetime
    draft_id: UUID
    activity_id: UUID | None
    """The activity that is being changed; None for one that is new."""


@dataclass(frozen=True)
class CyclePage:
    needs: tuple[NeedView, ...]
    needs_count: int
    stages: tuple[StageColumn, ...]
    drafts: tuple[UnfinishedDraft, ...]
    task: str
    about: ListedActivity | None
    """The activity that the task is about."""

    is_empty: bool


def cycle_page(
    activities: Sequence[ActivityLine],
    needs: Sequence[NeedView],
    drafts: Sequence[UnfinishedDraft],
    *,
    today: date,
) -> CyclePage:
    task = next_task(
        [one.facts for one in activities],
        open_needs=len(needs),
        planned_for=sum(one.activities > 0 for one in needs),
        today=today,
    )
    about = _about(task, activities, today)
    return CyclePage(
        needs=tuple(needs[:SHOWN]),
        needs_count=len(needs),
        stages=tuple(
            _column(stage, [one for one in activities if one.stage is stage], today)
            for stage in EXPLAINED
        ),
        drafts=tuple(drafts),
        task=str(TASKS[task]),
        about=listed(about, today=today) if about else None,
        is_empty=not activities and not needs,
    )


def _column(stage: Stage, lines: Sequence[ActivityLine], today: date) -> StageColumn:
    if stage is Stage.PLANNED:
        lines = sorted(lines, key=lambda one: (one.starts_on, one.id))
    return StageColumn(
        key=stage.value,
        name=str(STAGES[stage]),
        explained=str(EXPLAINED[stage]),
        lines=tuple(listed(one, today=today) for one in lines[:SHOWN]),
        count=len(lines),
    )


def _about(task: Task, activities: Sequence[ActivityLine], today: date) -> ActivityLine | None:
    """Give the oldest activity that the task is about."""
    stages = {Task.REFLECT: Stage.DONE, Task.APPLY: Stage.REFLECTED}
    for one in reversed(activities):
        if task is Task.TELL_DONE and is_overdue(one.facts, today=today):
            return one
        if one.stage is stages.get(task):
            return one
    return None


def unfinished(draft: DraftView, activity_id: UUID | None) -> UnfinishedDraft:
    return UnfinishedDraft(
        title=" ".join(draft.text("title").split()),
        language=draft.text("language") or "und",
        saved_at=draft.saved_at,
        draft_id=draft.id,
        activity_id=activity_id,
    )
