from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from assess.db import Identified, Model


class Draft(Identified, Model):
    """The fields of one form, one row for each open tab. No record: the journal says nothing."""

    __tablename__ = "draft"
    __table_args__ = (
        sa.UniqueConstraint("person_id", "provider_id", "place", "tab_id"),
        sa.Index("ix_draft_saved", "person_id", "provider_id", "saved_at"),
    )

    provider_id: Mapped[UUID] = mapped_column(sa.ForeignKey("provider.id"))
    person_id: Mapped[UUID] = mapped_column(sa.ForeignKey("person.id"))
    place: Mapped[str]
    """What is being written, such as "reflection/<unit>/<criterion>" or "activity/new"."""

    tab_id: Mapped[UUID]
    started_from: Mapped[int]
    """The version that the typing started from; 0 for none."""

    content: Mapped[dict[str, Any]]
    """The form's fields as they were typed: name → text, or a list of texts."""

    saved_at: Mapped[datetime]
