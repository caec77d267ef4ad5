import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.bilingual import Language
from assess.db import new_id
from assess.journal.service import record_deed
from assess.standards.models import Criterion, CriterionText, Standard, StandardText
from assess.standards.rules.folding import search_column
from assess.standards.rules.kinds import CriterionKind
from assess.standards.rules.library import BilingualStandard, document_in
from assess.standards.rules.values import StandardDocument, to_json


@dataclass(frozen=True)
class Imported:
    """What an import did: a text that stands already word for word is left as it is."""

    standard_id: UUID
    urn: str
    is_new: bool
    revised: tuple[Language, ...]


def import_standard(
    session: Session,
    *,
    standard: BilingualStandard,
    now: datetime,
    actor: Actor | None = None,
    owner_id: UUID | None = None,
) -> Imported:
    """Bring a standard's texts in. A changed text is a new revision under the same criteria."""
    row = _find(session, standard, owner_id)
    is_new = row is None
    if row is None:
        row = Standard(
            id=new_id(), urn=standard.urn, edition=standard.version, owner_id=owner_id,
            created_at=now,
        )  # fmt: skip
        session.add(row)
    row.note_en, row.note_cy = standard.note.en, standard.note.cy
    session.flush()
    criteria, moved = _bring_in_criteria(session, row, standard)
    revised = tuple(
        language
        for language in Language
        if _bring_in_text(session, row, standard, language, criteria, now, moved=moved)
    )
    if session.info.get("touched"):
        record_deed(
            session,
            deed="import_standard",
            now=now,
            subject_id=row.id,
            actor=actor,
            facts={"urn": standard.urn, "version": standard.version, "revised": list(revised)},
        )
    return Imported(row.id, standard.urn, is_new, revised)


def _find(session: Session, standard: BilingualStandard, owner_id: UUID | None) -> Standard | None:
    return session.scalar(
        sa.select(Standard).where(
            Standard.urn == standard.urn,
            Standard.edition == standard.version,
            Standard.owner_id.is_not_distinct_from(owner_id),
        )
    )


def _bring_in_criteria(
    session: Session, row: Standard, standard: BilingualStandard
) -> tuple[dict[str, Criterion], bool]:
    """Find or make each criterion's identity, and say whether any has moved to another place.

    One that no text has any more stays.
    """
    known = {
        criterion.label: criterion
        for criterion in session.scalars(
            sa.select(Criterion).where(Criterion.standard_id == row.id)
        )
    }
    moved = False
    kinds = [CriterionKind.PERFORMANCE] * len(standard.performance)
    kinds += [CriterionKind.KNOWLEDGE] * len(standard.knowledge)
    for position, (kind, given) in enumerate(zip(kinds, standard.criteria, strict=True)):
        criterion = known.get(given.label)
        if criterion is None:
            criterion = Criterion(id=new_id(), standard_id=row.id, kind=kind, label=given.label)
            known[given.label] = criterion
            session.add(criterion)
        else:
            moved |= criterion.position != position
        criterion.position = position
        criterion.note_en, criterion.note_cy = given.note.en, given.note.cy
    session.flush()
    return known, moved


def _bring_in_text(
    session: Session,
    row: Standard,
    standard: BilingualStandard,
    language: Language,
    criteria: dict[str, Criterion],
    now: datetime,
    *,
    moved: bool,
) -> bool:
    """Add a revision where the text in this language is new, has changed or changed its order."""
    document = document_in(standard, language)
    if not document.title and not document.performance and not document.knowledge:
        return False
    newest = session.scalar(
        sa.select(StandardText)
        .where(StandardText.standard_id == row.id, StandardText.language == language)
        .order_by(StandardText.revision.desc())
        .limit(1)
    )
    values = _text_values(standard, document)
    words = {
        criteria[given.label].id: (given.text, given.group)
        for given in document.performance + document.knowledge
    }
    if newest is not None and not moved and _is_same(session, newest, values, words):
        return False
    text = StandardText(
        id=new_id(), standard_id=row.id, language=language, imported_at=now,
        revision=newest.revision + 1 if newest else 1, **values,
    )  # fmt: skip
    session.add(text)
    session.flush()
    session.add_all(
        CriterionText(text_id=text.id, criterion_id=criterion_id, words=said, group=group)
        for criterion_id, (said, group) in words.items()
    )
    if language is Language.ENGLISH:
        row.text_en_id = text.id
    else:
        row.text_cy_id = text.id
    return True


def _text_values(standard: BilingualStandard, document: StandardDocument) -> dict[str, Any]:
    printed = to_json(document)
    source = standard.sources.get(document.lang)
    said = [document.title, document.overview or ""]
    said += [criterion.text for criterion in document.performance + document.knowledge]
    return {
        "provenance": document.provenance,
        "title": document.title,
        "overview": document.overview or "",
        "glossary": [
            {
                "place": place,
                "term": entry.term.text_in(document.lang),
                "definition": entry.definition.text_in(document.lang),
            }
            for place, entry in enumerate(standard.glossary)
            if entry.definition.text_in(document.lang) is not None
        ],
        "details": printed["metadata"],
        "source": {
            "document": source.document if source else "",
            "url": source.url if source else None,
            "retrieved": source.retrieved if source else None,
            "note_en": source.note.en if source else None,
            "note_cy": source.note.cy if source else None,
        },
        "search_words": search_column(f"{standard.urn} {' '.join(said)}"),
    }


def _is_same(
    session: Session,
    newest: StandardText,
    values: dict[str, Any],
    words: dict[UUID, tuple[str, str | None]],
) -> bool:
    stands = {name: getattr(newest, name) for name in values}
    if json.dumps(stands, sort_keys=True) != json.dumps(values, sort_keys=True):
        return False
    rows = session.execute(
        sa.select(CriterionText.criterion_id, CriterionText.words, CriterionText.group).where(
            CriterionText.text_id == newest.id
        )
    )
    return {criterion_id: (said, group) for criterion_id, said, group in rows} == words
