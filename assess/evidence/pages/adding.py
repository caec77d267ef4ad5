from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assess.evidence.rules.file_types import ACCEPTED, FILE_TYPES

if TYPE_CHECKING:
    from assess.enrolment.queries import UnitView
    from assess.evidence.forms.offer import AddForm, RevisionForm
    from assess.evidence.forms.record import RecordForm
    from assess.evidence.pages.criteria import CriterionGroup
    from assess.evidence.queries import PieceView, QuestionView
    from assess.evidence.rules.offers import Answer


@dataclass(frozen=True)
class AnswerRow:
    number: int
    question: str
    answer: str
    language: str


@dataclass(frozen=True)
class _TakingFiles:
    limit_mb: int
    choose_again: bool
    """Whether files came with a post that was refused: they must be chosen again."""

    @property
    def accepted(self) -> str:
        return ACCEPTED

    @property
    def type_names(self) -> str:
        return ", ".join(kind.name for kind in FILE_TYPES)


@dataclass(frozen=True)
class AddPage(_TakingFiles):
    form: AddForm
    groups: tuple[CriterionGroup, ...]


@dataclass(frozen=True)
class EditPage(_TakingFiles):
    form: RevisionForm
    piece: PieceView
    is_kind_fixed: bool


@dataclass(frozen=True)
class RecordPage(_TakingFiles):
    form: RecordForm
    unit: UnitView
    groups: tuple[CriterionGroup, ...]
    rows: tuple[AnswerRow, ...]


def answer_rows(
    typed: list[Answer], bank: list[QuestionView], *, empty: int, language: str
) -> tuple[AnswerRow, ...]:
    """Give the rows to fill in: those of the provider's bank, then empty ones.

    What was typed already stands as it was typed.
    """
    if typed:
        pairs = [(row.question, row.answer, language) for row in typed]
    else:
        pairs = [(one.words, "", one.language) for one in bank]
        pairs += [("", "", language)] * empty
    return tuple(AnswerRow(number, *pair) for number, pair in enumerate(pairs))
