"""The shape of what is typed on the pages of assessment."""

from assess.assessment.forms.answering import AnswerForm
from assess.assessment.forms.desk import AskForm, DecideForm, DoubtForm, SettleForm
from assess.assessment.forms.refusals import refusal_words
from assess.assessment.forms.returning import ReturnForm
from assess.assessment.forms.signing import WithdrawSignOffForm
from assess.assessment.forms.submitting import SubmitForm

__all__ = [
    "AnswerForm",
    "AskForm",
    "DecideForm",
    "DoubtForm",
    "ReturnForm",
    "SettleForm",
    "SubmitForm",
    "WithdrawSignOffForm",
    "refusal_words",
]
