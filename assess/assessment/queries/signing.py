from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.assessment.queries.reaffirming import list_changed_criteria
from assess.assessment.rules.signing import blocks_to_sign_off
from assess.assessment.rules.states import CriterionFacts
from assess.assessment.rules.texts import is_on_working_translation
from assess.enrolment.queries import UnitView
from assess.people.models import Provider
from assess.refusals import RefusedError


def list_blocks(
    session: Session, unit: UnitView, criteria: Sequence[CriterionFacts]
) -> list[RefusedError]:
    """Give what stands between a unit found for the actor and its sign-off."""
    allowed = session.scalars(
        sa.select(Provider.working_translation_sign_off).where(Provider.id == unit.provider_id)
    ).one()
    return blocks_to_sign_off(
        criteria,
        to_reaffirm=list_changed_criteria(session, unit, criteria),
        on_working_translation=is_on_working_translation(
            unit.working_translation, unit.assessment_language
        ),
        working_translation_allowed=allowed,
    )
