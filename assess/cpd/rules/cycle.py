"""The stages of learning: a need, then an activity that is planned, done, reflected on, applied."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Stage(StrEnum):
    NEED = "need"
    PLANNED = "planned"
    DONE = "done"
    REFLECTED = "reflected"
    APPLIED = "applied"


class Task(StrEnum):
    """What a person does next."""

    TELL_DONE = "tell-done"
    """The day that an activity was planned for has gone by."""

    PLAN = "plan"
    """A need that nothing is planned for."""

    REFLECT = "reflect"
    APPLY = "apply"
    NOTE_NEED = "note-need"
    """Nothing else is left to do."""


@dataclass(frozen=True)
class ActivityFacts:
    """What the stage of an activity follows from."""

    ends_on: date
    done_on: date | None
    has_learned: bool
    has_reflection: bool
    has_applied: bool


def stage_of(facts: ActivityFacts) -> Stage:
    """Tell how far an activity has come: the last thing that was said of it counts."""
    if facts.done_on is None:
        return Stage.PLANNED
    if facts.has_applied:
        return Stage.APPLIED
    if facts.has_learned or facts.has_reflection:
        return Stage.REFLECTED
    return Stage.DONE


def is_overdue(facts: ActivityFacts, *, today: date) -> bool:
    """Tell whether an activity should have taken place by now."""
    return facts.done_on is None and facts.ends_on < today


def next_task(
    activities: Sequence[ActivityFacts], *, open_needs: int, planned_for: int, today: date
) -> Task:
    """Give the one thing to do next; `planned_for` of the open needs have an activity."""
    stages = {stage_of(one) for one in activities}
    if any(is_overdue(one, today=today) for one in activities):
        return Task.TELL_DONE
    if open_needs > planned_for:
        return Task.PLAN
    if Stage.DONE in stages:
        return Task.REFLECT
    if Stage.REFLECTED in stages:
        return Task.APPLY
    return Task.NOTE_NEED
