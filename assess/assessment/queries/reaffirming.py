from collections.abc import Iterable
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.assessment.rules import CriterionState
from assess.assessment.rules.states import CriterionFacts, StandingDecision
from assess.assessment.rules.texts import needs_reaffirming
from assess.bilingual import Bilingual
from assess.enrolment.queries import UnitView
from assess.enrolment.queries.moves import list_predecessors
from assess.standards.models import CriterionText


def list_changed_criteria(
    session: Session, unit: UnitView, criteria: Iterable[CriterionFacts]
) -> set[UUID]:
    """Give the met criteria of a unit whose words are not those that were decided on."""
    decided = {
        facts.criterion_id: facts.decision
        for facts in criteria
        if facts.decision is not None and facts.state is CriterionState.MET
    }
    texts = {unit.text_en_id, unit.text_cy_id}
    on_others = set[UUID | None]()
    for decision in decided.values():
        on_others |= {decision.text_en_id, decision.text_cy_id} - texts
    if not on_others - {None}:
        return set()
    before = list_predecessors(session, unit.id)
    ids = {one: (one, *before.get(one, ())) for one in decided}
    words = _words(
        session, (texts | on_others) - {None}, {each for one in ids.values() for each in one}
    )
    return {
        criterion_id
        for criterion_id, decision in decided.items()
        if needs_reaffirming(
            _in_both(words, ids[criterion_id], decision),
            _in_both(words, ids[criterion_id], unit),
            unit.assessment_language,
        )
    }


def _words(
    session: Session, text_ids: Iterable[UUID | None], criterion_ids: Iterable[UUID]
) -> dict[tuple[UUID | None, UUID], str]:
    rows = session.execute(
        sa.select(CriterionText.text_id, CriterionText.criterion_id, CriterionText.words).where(
            CriterionText.text_id.in_(list(text_ids)),
            CriterionText.criterion_id.in_(list(criterion_ids)),
        )
    )
    return {(row[0], row[1]): row[2] for row in rows}


def _in_both(
    words: dict[tuple[UUID | None, UUID], str],
    criterion_ids: Iterable[UUID],
    of: StandingDecision | UnitView,
) -> Bilingual:
    """Give a criterion's words in some texts; a text of before a move has them of another."""

    def found(text_id: UUID | None) -> str | None:
        return next((words[text_id, one] for one in criterion_ids if (text_id, one) in words), None)

    return Bilingual(found(of.text_en_id), found(of.text_cy_id))
