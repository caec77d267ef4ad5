from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assess.cpd.forms.needs import NeedForm
    from assess.cpd.queries.needs import NeedView
    from assess.drafts.rules import Unsaved
    from assess.web.paging import Paging


@dataclass(frozen=True)
class NeedsPage:
    needs: tuple[NeedView, ...]
    count: int
    paging: Paging
    is_open: bool


@dataclass(frozen=True)
class NeedFormPage:
    form: NeedForm
    unsaved: Unsaved
    need: NeedView | None = None
    current: str | None = None
    """What was saved elsewhere since this page was opened."""
