"""The assessor's queue: what waits, oldest first, and what only needs signing off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assess.assessment.queries import QueuedUnit, QueuePage, ReadyUnit


@dataclass(frozen=True)
class QueueView:
    units: tuple[QueuedUnit, ...]
    ready: tuple[ReadyUnit, ...]
    number: int
    count: int
    before: str | None
    after: str | None

    @classmethod
    def of(
        cls, found: QueuePage, ready: Sequence[ReadyUnit], *, address_of: Callable[[int], str]
    ) -> QueueView:
        return cls(
            units=found.units,
            ready=tuple(ready),
            number=found.number,
            count=found.pages,
            before=address_of(found.number - 1) if found.number > 1 else None,
            after=address_of(found.number + 1) if found.number < found.pages else None,
        )
