"""The pages of a sign-off: what is signed, and what was signed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assess.actor import Actor, Role
from assess.assessment.rules import Outcome
from assess.assessment.rules.texts import is_on_working_translation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assess.assessment.queries import FoundSignOff, SignOffView
    from assess.assessment.rules.states import CriterionFacts
    from assess.enrolment.queries import UnitView


@dataclass(frozen=True)
class SignOffPage:
    unit: UnitView
    met: tuple[CriterionFacts, ...]
    blocks: tuple[str, ...]
    """What stands in the way, in words; nothing where the unit may be signed off."""

    on_working_translation: bool


def sign_off_page(
    *, unit: UnitView, facts: Sequence[CriterionFacts], blocks: Sequence[str]
) -> SignOffPage:
    return SignOffPage(
        unit=unit,
        met=tuple(one for one in facts if one.decision and one.decision.outcome is Outcome.MET),
        blocks=tuple(blocks),
        on_working_translation=is_on_working_translation(
            unit.working_translation, unit.assessment_language
        ),
    )


@dataclass(frozen=True)
class SignedOffPage:
    unit: UnitView
    sign_off: SignOffView
    criteria: int
    pieces: int
    may_be_withdrawn: bool

    @classmethod
    def of(cls, found: FoundSignOff, actor: Actor) -> SignedOffPage:
        return cls(
            unit=found.unit,
            sign_off=found.sign_off,
            criteria=len(found.snapshot["criteria"]),
            pieces=len(found.snapshot["evidence"]),
            may_be_withdrawn=found.sign_off.stands
            and actor.role is Role.ASSESSOR
            and actor.person_id == found.unit.assessor_id,
        )
