"""A standard as the library keeps it: one version, both languages side by side."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from assess.bilingual import Bilingual, Language
from assess.standards.rules.values import (
    Criterion,
    Metadata,
    Provenance,
    StandardDocument,
    Term,
)

NOTHING = Bilingual(en=None, cy=None)
_NO_METADATA: Metadata = MappingProxyType({})


def bilingual(texts: Mapping[Language, str | None]) -> Bilingual:
    return Bilingual(en=texts.get(Language.ENGLISH), cy=texts.get(Language.WELSH))


def with_text(text: Bilingual, language: Language, new: str | None) -> Bilingual:
    return bilingual({language: new, language.other: text.text_in(language.other)})


@dataclass(frozen=True)
class Source:
    """Where the text in one language comes from; `retrieved` is None where nobody knows."""

    document: str
    provenance: Provenance
    url: str | None = None
    retrieved: str | None = None
    note: Bilingual = NOTHING


@dataclass(frozen=True)
class BilingualCriterion:
    """One criterion in both languages; the note, ours, says where they differ in meaning."""

    label: str
    text: Bilingual
    group: Bilingual = NOTHING
    note: Bilingual = NOTHING


@dataclass(frozen=True)
class BilingualTerm:
    term: Bilingual
    definition: Bilingual


@dataclass(frozen=True)
class BilingualStandard:
    urn: str
    version: str
    title: Bilingual
    overview: Bilingual = NOTHING
    note: Bilingual = NOTHING
    sources: Mapping[Language, Source] = field(default_factory=lambda: MappingProxyType({}))
    performance: tuple[BilingualCriterion, ...] = ()
    knowledge: tuple[BilingualCriterion, ...] = ()
    glossary: tuple[BilingualTerm, ...] = ()
    metadata: Mapping[Language, Metadata] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def criteria(self) -> tuple[BilingualCriterion, ...]:
        return self.performance + self.knowledge


def document_in(standard: BilingualStandard, language: Language) -> StandardDocument:
    """Give what the standard says in one language; what it lacks there is left out."""
    source = standard.sources.get(language)
    return StandardDocument(
        urn=standard.urn,
        version=standard.version,
        lang=language,
        title=standard.title.text_in(language) or "",
        overview=standard.overview.text_in(language),
        performance=_criteria_in(standard.performance, language),
        knowledge=_criteria_in(standard.knowledge, language),
        glossary=tuple(
            Term(entry.term.text_in(language), definition)
            for entry in standard.glossary
            if (definition := entry.definition.text_in(language)) is not None
        ),
        metadata=standard.metadata.get(language, _NO_METADATA),
        provenance=source.provenance if source else Provenance.PUBLISHED,
    )


def _criteria_in(
    criteria: tuple[BilingualCriterion, ...], language: Language
) -> tuple[Criterion, ...]:
    return tuple(
        Criterion(criterion.label, criterion.group.text_in(language), text)
        for criterion in criteria
        if (text := criterion.text.text_in(language)) is not None
    )
