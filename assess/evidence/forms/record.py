"""What an assessor records: questions and answers beside the fields of every piece."""

from dataclasses import replace
from typing import Any

from flask_babel import format_decimal, gettext
from flask_babel import lazy_gettext as _
from wtforms import Field
from wtforms.utils import unset_value
from wtforms.validators import StopValidation

from assess.evidence.forms.mapped import MappedField
from assess.evidence.forms.offer import DescribedForm
from assess.evidence.forms.words import KINDS
from assess.evidence.rules.kinds import EvidenceForm
from assess.evidence.rules.offers import Answer, Offer
from assess.web.page_form import tidy

EMPTY_ROWS = 5
MOST_ROWS = 200
LONGEST_QUESTION = 1_000
LONGEST_ANSWER = 10_000


class AnswersField(Field):
    """Rows of `question-N` and `answer-N`. A question without an answer was not asked."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 (WTForms' own signature)
        super().__init__(*args, **kwargs)
        self.data: list[Answer] = []

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:  # noqa: ANN401 (WTForms' own signature)
        super().process(None, data, extra_filters)
        self.data = list(self.data or [])
        if formdata is not None:
            self.data = [
                Answer(
                    tidy(formdata.get(f"question-{row}", "")),
                    tidy(formdata.get(f"answer-{row}", "")),
                )
                for row in range(MOST_ROWS)
                if f"question-{row}" in formdata
            ]

    @property
    def asked(self) -> tuple[Answer, ...]:
        return tuple(row for row in self.data if row.answer)

    def pre_validate(self, form: Any) -> None:  # noqa: ANN401 (WTForms' own signature)
        del form
        for row in self.asked:
            if not row.question:
                raise StopValidation(gettext("Enter the question that was answered"))
            if len(row.question) > LONGEST_QUESTION or len(row.answer) > LONGEST_ANSWER:
                raise StopValidation(
                    gettext(
                        "A question may have %(question)s characters and an answer %(answer)s",
                        question=format_decimal(LONGEST_QUESTION),
                        answer=format_decimal(LONGEST_ANSWER),
                    )
                )


class RecordForm(DescribedForm):
    """An observation, a professional discussion or questioning, typed or recorded."""

    answers = AnswersField(_("Questions and answers"))
    mapped = MappedField(_("Criteria that it shows"))

    def offer(self) -> Offer:
        recorded = EvidenceForm.FILES if self.files.data else EvidenceForm.TEXT
        offer = self.described(recorded)
        return replace(
            offer,
            title=offer.title or str(KINDS[offer.kind]),
            answers=self.answers.asked,
            prior_learning=False,
        )
