from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from assess.reflection.models import Reflection, ReflectionVersion
from assess.reflection.rules.saving import Standing
from assess.reflection.rules.stages import Passage, ReflectionModel, model_of, passages_of


@dataclass(frozen=True)
class ReflectionView:
    """A version of a reflection, as it says something of a criterion or stands on its own."""

    reflection_id: UUID
    unit_id: UUID | None
    criterion_id: UUID | None
    number: int
    words: str
    language: str
    saved_at: datetime
    title: str | None = None
    model: str | None = None
    parts: Mapping[str, str] | None = None
    mapped_at: datetime | None = None
    """When it was mapped to the criterion; empty where it was written on it."""

    @property
    def passages(self) -> tuple[Passage, ...]:
        """What it says, under the headings of its model."""
        return passages_of(self.model, self.parts, self.words)

    @property
    def follows(self) -> ReflectionModel:
        return model_of(self.model)

    @property
    def standing(self) -> Standing:
        return Standing(self.words, self.title, self.model, self.parts)


VERSION = (
    ReflectionVersion.number,
    ReflectionVersion.words,
    ReflectionVersion.language,
    ReflectionVersion.saved_at,
    ReflectionVersion.title,
    ReflectionVersion.model,
    ReflectionVersion.parts,
)


def is_newest() -> sa.ColumnElement[bool]:
    return (ReflectionVersion.reflection_id == Reflection.id) & (
        ReflectionVersion.number == Reflection.newest
    )
