"""Standards as lists and pages show them."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from assess.bilingual import Bilingual, Language
from assess.refusals import NotFoundError
from assess.standards.models import Criterion, Standard, StandardText
from assess.standards.queries.criteria import CriterionView, list_criteria
from assess.standards.rules.folding import search_terms
from assess.standards.rules.kinds import CriterionKind
from assess.standards.rules.library import (
    BilingualCriterion,
    BilingualStandard,
    BilingualTerm,
    Source,
)
from assess.standards.rules.values import Provenance


@dataclass(frozen=True)
class StandardHead:
    """A standard as a list shows it."""

    id: UUID
    urn: str
    edition: str
    title: Bilingual
    provenance_en: Provenance | None
    provenance_cy: Provenance | None
    details: dict[Language, dict[str, Any]]
    performance_count: int
    knowledge_count: int


def may_see(provider_id: UUID | sa.BindParameter[Any] | None) -> sa.ColumnElement[bool]:
    """Give the condition: an operator's import serves everybody, a provider's only their own."""
    if provider_id is None:
        return Standard.owner_id.is_(None)
    return Standard.owner_id.is_(None) | (Standard.owner_id == provider_id)


def list_standards(
    session: Session, *, provider_id: UUID | None = None, search: str = ""
) -> list[StandardHead]:
    """Give the standards whose text in either language has words like those searched for."""
    english, welsh = aliased(StandardText), aliased(StandardText)
    count = (
        sa.select(sa.func.count()).where(Criterion.standard_id == Standard.id).correlate(Standard)
    )
    select = (
        sa.select(
            Standard.id,
            Standard.urn,
            Standard.edition,
            english.title,
            welsh.title,
            english.provenance,
            welsh.provenance,
            english.details,
            welsh.details,
            count.where(Criterion.kind == CriterionKind.PERFORMANCE).scalar_subquery(),
            count.where(Criterion.kind == CriterionKind.KNOWLEDGE).scalar_subquery(),
        )
        .outerjoin(english, english.id == Standard.text_en_id)
        .outerjoin(welsh, welsh.id == Standard.text_cy_id)
        .where(may_see(provider_id))
        .order_by(Standard.urn, Standard.edition)
    )
    for spellings in search_terms(search):
        select = select.where(
            sa.or_(
                *(
                    text.search_words.contains(f" {spelling}", autoescape=True)
                    for text in (english, welsh)
                    for spelling in sorted(spellings)
                )
            )
        )
    return [
        StandardHead(
            row[0],
            row[1],
            row[2],
            Bilingual(row[3], row[4]),
            row[5],
            row[6],
            {Language.ENGLISH: row[7] or {}, Language.WELSH: row[8] or {}},
            row[9],
            row[10],
        )
        for row in session.execute(select)
    ]


def find_standard_id(
    session: Session, *, urn: str, edition: str | None = None, provider_id: UUID | None = None
) -> UUID:
    """Find a standard by URN, in its newest version unless another is named.

    Raises:
        NotFoundError: when there is none that this provider may see.

    """
    select = sa.select(Standard.id).where(
        sa.func.upper(Standard.urn) == urn.upper(), may_see(provider_id)
    )
    if edition is not None:
        select = select.where(Standard.edition == edition)
    # A provider's own import stands before everybody's.
    found = session.scalar(
        select.order_by(
            Standard.owner_id.is_(None), sa.func.length(Standard.edition).desc(),
            Standard.edition.desc(),
        ).limit(1)
    )  # fmt: skip
    if found is None:
        raise NotFoundError
    return found


def load_standard(session: Session, standard_id: UUID) -> BilingualStandard:
    """Give a whole standard in both languages, as its library file would hold it."""
    row = session.get_one(Standard, standard_id)
    ids = {Language.ENGLISH: row.text_en_id, Language.WELSH: row.text_cy_id}
    texts = {
        language: session.get_one(StandardText, text_id)
        for language, text_id in ids.items()
        if text_id is not None
    }
    criteria = list_criteria(session, standard_ids=[standard_id])
    return BilingualStandard(
        urn=row.urn,
        version=row.edition,
        title=_both({language: text.title for language, text in texts.items()}),
        overview=_both({language: text.overview or None for language, text in texts.items()}),
        note=Bilingual(row.note_en, row.note_cy),
        sources={language: _source(text) for language, text in texts.items()},
        performance=_of_kind(criteria, CriterionKind.PERFORMANCE),
        knowledge=_of_kind(criteria, CriterionKind.KNOWLEDGE),
        glossary=_glossary(texts),
        metadata={
            language: {
                name: tuple(value) if isinstance(value, list) else value
                for name, value in text.details.items()
            }
            for language, text in texts.items()
        },
    )


def _both(texts: dict[Language, str | None] | dict[Language, str]) -> Bilingual:
    return Bilingual(texts.get(Language.ENGLISH), texts.get(Language.WELSH))


def _of_kind(criteria: list[CriterionView], kind: CriterionKind) -> tuple[BilingualCriterion, ...]:
    return tuple(
        BilingualCriterion(criterion.label, criterion.words, criterion.group, criterion.note)
        for criterion in criteria
        if criterion.kind is kind
    )


def _source(text: StandardText) -> Source:
    source = text.source
    return Source(
        source.get("document", ""),
        text.provenance,
        source.get("url"),
        source.get("retrieved"),
        Bilingual(source.get("note_en"), source.get("note_cy")),
    )


def _glossary(texts: dict[Language, StandardText]) -> tuple[BilingualTerm, ...]:
    entries: dict[int, dict[Language, dict[str, Any]]] = {}
    for language, text in texts.items():
        for entry in text.glossary:
            entries.setdefault(entry["place"], {})[language] = entry
    return tuple(
        BilingualTerm(
            _both({language: entry["term"] for language, entry in pair.items()}),
            _both({language: entry["definition"] for language, entry in pair.items()}),
        )
        for _, pair in sorted(entries.items())
    )
