from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assess.reflection.rules import LONGEST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assess.actor import Actor
    from assess.enrolment.queries import UnitView
    from assess.reflection.forms import ReflectionForm
    from assess.reflection.queries import ReflectionView
    from assess.reflection.rules import Draft
    from assess.standards.queries import CriterionView


@dataclass(frozen=True)
class ReflectPage:
    unit: UnitView
    criterion: CriterionView
    form: ReflectionForm | None
    """None for those who may only read."""

    versions: tuple[ReflectionView, ...]
    drafts: tuple[Draft, ...]
    """What was typed and never saved, newest first."""

    browser_key: str
    """Under what the browser keeps its own copy: one for each person, unit and criterion."""

    @property
    def newest(self) -> ReflectionView | None:
        return self.versions[0] if self.versions else None

    @property
    def limit(self) -> int:
        return LONGEST


@dataclass(frozen=True)
class Conflict:
    """Two texts on one criterion: the one that stands, and the one that was typed."""

    unit: UnitView
    criterion: CriterionView
    form: ReflectionForm
    current: str
    current_language: str


def browser_key(actor: Actor, unit: UnitView, criterion: CriterionView) -> str:
    return f"assess.reflection.{actor.person_id}.{unit.id}.{criterion.id}"


def newest_words(versions: Sequence[ReflectionView]) -> str:
    return versions[0].words if versions else ""
