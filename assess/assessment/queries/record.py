from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.assessment.queries import record_statements as statements
from assess.assessment.queries.views import (
    DecisionView,
    DoubtView,
    RequestView,
    ReturnView,
    SignOffView,
    SubmissionView,
    UnitRecord,
    gather,
)
from assess.db import read
from assess.enrolment.queries import UnitView


def unit_record(session: Session, unit: UnitView) -> UnitRecord:
    """Give all that was recorded of a unit found for the actor, in seven statements."""

    def of_unit(statement: sa.Select[Any]) -> Sequence[sa.Row[Any]]:
        return read(session, statement, {"unit_id": unit.id})

    evidence = dict(gather(of_unit(statements.submitted_evidence_of_unit())))
    return UnitRecord(
        submissions=tuple(
            SubmissionView(*(*row, evidence.get(row[0], ())))
            for row in gather(of_unit(statements.submissions_of_unit()))
        ),
        decisions=tuple(DecisionView(*row) for row in of_unit(statements.decisions_of_unit())),
        requests=tuple(RequestView(*row) for row in gather(of_unit(statements.requests_of_unit()))),
        doubts=tuple(DoubtView(*row) for row in of_unit(statements.doubts_of_unit())),
        returns=tuple(ReturnView(*row) for row in gather(of_unit(statements.returns_of_unit()))),
        sign_offs=tuple(SignOffView(*row) for row in of_unit(statements.sign_offs_of_unit())),
    )
