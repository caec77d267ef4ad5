"""Reads of what was submitted, asked, decided and signed off.

`criterion_states` and `list_live_sign_offs` take the ids of units that their caller has found
for the actor; everything else takes the actor or a unit that was found for one.
"""

from assess.assessment.queries.criterion import CriterionRecord, criterion_record
from assess.assessment.queries.finding import (
    FoundRequest,
    FoundSignOff,
    FoundSubmission,
    find_request,
    find_sign_off,
    find_submission,
)
from assess.assessment.queries.queue import (
    QueuedClock,
    QueuePage,
    ReadyUnit,
    Show,
    list_queue,
    list_ready_units,
)
from assess.assessment.queries.reaffirming import list_changed_criteria
from assess.assessment.queries.record import unit_record
from assess.assessment.queries.states import (
    LiveSignOff,
    criterion_states,
    find_facts,
    list_live_sign_offs,
)
from assess.assessment.queries.views import (
    DecisionView,
    DoubtView,
    RequestView,
    ReturnView,
    SignOffView,
    SubmissionView,
    UnitRecord,
)
from assess.assessment.queries.waiting import (
    Waiting,
    WaitingRequest,
    WaitingReturn,
    waiting_for_practitioner,
)

__all__ = [
    "CriterionRecord",
    "DecisionView",
    "DoubtView",
    "FoundRequest",
    "FoundSignOff",
    "FoundSubmission",
    "LiveSignOff",
    "QueuePage",
    "QueuedClock",
    "ReadyUnit",
    "RequestView",
    "ReturnView",
    "Show",
    "SignOffView",
    "SubmissionView",
    "UnitRecord",
    "Waiting",
    "WaitingRequest",
    "WaitingReturn",
    "criterion_record",
    "criterion_states",
    "find_facts",
    "find_request",
    "find_sign_off",
    "find_submission",
    "list_changed_criteria",
    "list_live_sign_offs",
    "list_queue",
    "list_ready_units",
    "unit_record",
    "waiting_for_practitioner",
]
