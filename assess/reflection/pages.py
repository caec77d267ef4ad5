from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assess.reflection.rules import LONGEST

if TYPE_CHECKING:
    from assess.drafts.rules import Unsaved
    from assess.enrolment.queries import UnitView
    from assess.reflection.forms import ReflectionForm
    from assess.reflection.queries import ReflectionView
    from assess.standards.queries import CriterionView


@dataclass(frozen=True)
class ReflectPage:
    unit: UnitView
    criterion: CriterionView
    form: ReflectionForm | None
    """None for those who may only read."""

    versions: tuple[ReflectionView, ...]
    unsaved: Unsaved | None
    """What was typed and never saved. None for those who may only read."""

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
    unsaved: Unsaved
