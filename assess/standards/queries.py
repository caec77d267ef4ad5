from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from assess.bilingual import Bilingual
from assess.standards.models import Criterion, CriterionText, Standard
from assess.standards.rules.kinds import CriterionKind


@dataclass(frozen=True)
class CriterionView:
    """A criterion with its newest words in both languages; None where none are published."""

    id: UUID
    standard_id: UUID
    kind: CriterionKind
    label: str
    position: int
    words: Bilingual
    group: Bilingual
    note: Bilingual


def list_criteria(session: Session, *, standard_ids: list[UUID]) -> list[CriterionView]:
    """Give the criteria of some standards, in each document's order, in one statement."""
    english, welsh = aliased(CriterionText), aliased(CriterionText)
    rows = session.execute(
        sa.select(
            Criterion.id,
            Criterion.standard_id,
            Criterion.kind,
            Criterion.label,
            Criterion.position,
            english.words,
            welsh.words,
            english.group,
            welsh.group,
            Criterion.note_en,
            Criterion.note_cy,
        )
        .join(Standard, Standard.id == Criterion.standard_id)
        .outerjoin(
            english,
            (english.criterion_id == Criterion.id) & (english.text_id == Standard.text_en_id),
        )
        .outerjoin(
            welsh, (welsh.criterion_id == Criterion.id) & (welsh.text_id == Standard.text_cy_id)
        )
        .where(Criterion.standard_id.in_(standard_ids))
        .order_by(Standard.urn, Standard.edition, Criterion.position)
    )
    return [
        CriterionView(
            id=row[0],
            standard_id=row[1],
            kind=row[2],
            label=row[3],
            position=row[4],
            words=Bilingual(row[5], row[6]),
            group=Bilingual(row[7], row[8]),
            note=Bilingual(row[9], row[10]),
        )
        for row in rows
    ]
