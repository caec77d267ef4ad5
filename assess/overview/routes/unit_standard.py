from datetime import UTC, datetime

from sqlalchemy.orm import Session

from assess.clocks.rules import day_in_london
from assess.enrolment.queries import UnitView
from assess.enrolment.queries.moves import list_moves
from assess.standards.queries.reviewing import past_review_date


def unit_standard(session: Session, unit: UnitView) -> dict[str, object]:
    """Give what a unit's page says of its standard: past its review date, moved to."""
    today = day_in_london(datetime.now(UTC))
    return {
        "review_date": past_review_date(session, (unit.text_en_id, unit.text_cy_id), today),
        "is_moved": bool(list_moves(session, unit.id)),
    }
