"""A standard as one document gives it, in one language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from assess.bilingual import Language

Metadata = Mapping[str, str | tuple[str, ...]]


class Provenance(StrEnum):
    PUBLISHED = "published"
    WORKING_TRANSLATION = "working translation"


@dataclass(frozen=True)
class Criterion:
    label: str
    group: str | None
    text: str


@dataclass(frozen=True)
class Term:
    """A glossary entry; the term is None where the document prints a paragraph without one."""

    term: str | None
    definition: str


@dataclass(frozen=True)
class ReaderWarning:
    code: str
    line: int
    message: str


@dataclass(frozen=True)
class StandardDocument:
    """Metadata holds the text as printed; only `suites` is parted, into a tuple of names."""

    urn: str | None
    version: str | None
    lang: Language
    title: str
    overview: str | None
    performance: tuple[Criterion, ...] = ()
    knowledge: tuple[Criterion, ...] = ()
    glossary: tuple[Term, ...] = ()
    metadata: Metadata = field(default_factory=lambda: MappingProxyType({}))
    provenance: Provenance = Provenance.PUBLISHED
    warnings: tuple[ReaderWarning, ...] = ()


def to_json(document: StandardDocument) -> dict[str, object]:
    """Give the one object that `assess standards check --json` and `show --json` print."""
    return {
        "urn": document.urn,
        "lang": document.lang.value,
        "title": document.title,
        "overview": document.overview,
        "performance": [_criterion_json(criterion) for criterion in document.performance],
        "knowledge": [_criterion_json(criterion) for criterion in document.knowledge],
        "glossary": [
            {"term": term.term, "definition": term.definition} for term in document.glossary
        ],
        "metadata": {
            name: value if isinstance(value, str) else list(value)
            for name, value in document.metadata.items()
        },
        "provenance": document.provenance.value,
        "warnings": [
            {"code": warning.code, "line": warning.line, "message": warning.message}
            for warning in document.warnings
        ],
    }


def _criterion_json(criterion: Criterion) -> dict[str, str | None]:
    return {"label": criterion.label, "group": criterion.group, "text": criterion.text}
