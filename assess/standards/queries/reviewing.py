"""Whether the review date that a standard names is past."""

from collections.abc import Collection
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.db import read
from assess.standards.models import StandardText
from assess.standards.rules.revisions import is_past_review


def past_review_date(
    session: Session, text_ids: Collection[UUID | None], today: date
) -> str | None:
    """Give the date, as printed in one of a standard's newest texts, where it is past."""
    rows = read(session, _details(), {"text_ids": [one for one in text_ids if one is not None]})
    past = [details for (details,) in rows if is_past_review(details, today)]
    return str(past[0]["indicative_review_date"]) if past else None


@cache
def _details() -> sa.Select[Any]:
    return (
        sa.select(StandardText.details)
        .where(StandardText.id.in_(sa.bindparam("text_ids", expanding=True)))
        .order_by(StandardText.language)
    )
