"""Deeds of assessment. Each locks its unit first, so that two tabs follow each other."""

from assess.assessment.service.answering import answer_request
from assess.assessment.service.asking import ask_question, set_action
from assess.assessment.service.deciding import decide_criteria
from assess.assessment.service.doubting import note_doubt, settle_doubt
from assess.assessment.service.joint_session import plan_joint_session
from assess.assessment.service.moving import move_units
from assess.assessment.service.returning import return_work
from assess.assessment.service.seeing import see_answer
from assess.assessment.service.signing import sign_off_unit, withdraw_sign_off
from assess.assessment.service.submitting import submit_criteria, withdraw_submission
from assess.assessment.service.wishing import request_observation

__all__ = [
    "answer_request",
    "ask_question",
    "decide_criteria",
    "move_units",
    "note_doubt",
    "plan_joint_session",
    "request_observation",
    "return_work",
    "see_answer",
    "set_action",
    "settle_doubt",
    "sign_off_unit",
    "submit_criteria",
    "withdraw_sign_off",
    "withdraw_submission",
]
