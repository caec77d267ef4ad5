"""The criteria of standards, with their words in both languages."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from assess.bilingual import Bilingual
from assess.db import read
from assess.standards.models import Criterion, CriterionText, Standard
from assess.standards.rules.kinds import CriterionKind

STANDARDS_KEPT = 200


@dataclass(frozen=True)
class CriterionOutline:
    """A criterion with its newest words in both languages; None where none are published."""

    id: UUID
    standard_id: UUID
    kind: CriterionKind
    label: str
    position: int
    words: Bilingual
    group: Bilingual


@dataclass(frozen=True)
class CriterionView(CriterionOutline):
    """A criterion with our note, too, on where its two texts differ."""

    note: Bilingual


class PublishedTexts(Protocol):
    """Whatever names a standard and its newest texts, as a unit does."""

    @property
    def standard_id(self) -> UUID: ...
    @property
    def text_en_id(self) -> UUID | None: ...
    @property
    def text_cy_id(self) -> UUID | None: ...


_TextKey = tuple[UUID, UUID | None, UUID | None]
_kept: dict[_TextKey, tuple[CriterionOutline, ...]] = {}


def list_criteria(session: Session, *, standard_ids: Collection[UUID]) -> list[CriterionView]:
    """Give the criteria of some standards, in each document's order, in one statement.

    A criterion that no newest text has any more is left out.
    """
    rows = read(session, _criteria(), {"standard_ids": list(standard_ids)})
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


def list_outlines(
    session: Session, standards: Collection[PublishedTexts]
) -> dict[UUID, tuple[CriterionOutline, ...]]:
    """Give the criteria of some standards, by standard, each in its document's order.

    A text never changes once it is published, so what it says is read once and kept.
    """
    keys = {(one.standard_id, one.text_en_id, one.text_cy_id) for one in standards}
    if missing := keys - _kept.keys():
        _keep(session, missing)
    return {key[0]: _kept[key] for key in keys}


def _keep(session: Session, missing: set[_TextKey]) -> None:
    outlines: dict[UUID, list[CriterionOutline]] = {key[0]: [] for key in missing}
    for one in list_criteria(session, standard_ids=outlines):
        outlines[one.standard_id].append(
            CriterionOutline(
                one.id, one.standard_id, one.kind, one.label, one.position, one.words, one.group
            )
        )
    if len(_kept) >= STANDARDS_KEPT:
        _kept.clear()
    _kept.update({key: tuple(outlines[key[0]]) for key in missing})


def find_notes(session: Session, criterion_ids: Collection[UUID]) -> dict[UUID, Bilingual]:
    """Give our notes on some criteria."""
    rows = read(session, _notes(), {"criterion_ids": list(criterion_ids)})
    return {row[0]: Bilingual(row[1], row[2]) for row in rows}


@cache
def _notes() -> sa.Select[Any]:
    return sa.select(Criterion.id, Criterion.note_en, Criterion.note_cy).where(
        Criterion.id.in_(sa.bindparam("criterion_ids", expanding=True))
    )


@cache
def _criteria() -> sa.Select[Any]:
    """Give the statement. It is built once: building it takes longer than running it."""
    english, welsh = aliased(CriterionText), aliased(CriterionText)
    return (
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
        .where(
            Criterion.standard_id.in_(sa.bindparam("standard_ids", expanding=True)),
            english.id.is_not(None) | welsh.id.is_not(None),
        )
        .order_by(Standard.urn, Standard.edition, Criterion.position)
    )
