"""The criteria that a piece of evidence may show, as its pages suggest them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assess.bilingual import Language
from assess.evidence.rules.suggesting import suggest_criteria
from assess.web.language_field import SEVERAL

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from assess.bilingual import Bilingual
    from assess.evidence.queries import MappableUnit, VersionView
    from assess.evidence.rules.suggesting import Part
    from assess.evidence.rules.words import FileWords


@dataclass(frozen=True)
class Candidate:
    """A criterion of one of the practitioner's units."""

    id: str
    urn: str
    label: str
    words: Bilingual


@dataclass(frozen=True)
class SuggestedRow:
    id: str
    urn: str
    label: str
    parts: tuple[Part, ...]
    language: Language


def suggested_rows(
    version: VersionView,
    words: Iterable[FileWords],
    units: Iterable[MappableUnit],
    *,
    but: Collection[str],
    page_language: Language,
) -> tuple[SuggestedRow, ...]:
    """Give what a version may show, best first, but for criteria that are chosen already."""
    language = language_to_compare(version.language, page_language)
    if language is None:
        return ()
    candidates = [
        Candidate(str(one.id), mappable.unit.urn, one.label, one.words)
        for mappable in units
        for one in mappable.criteria
        if str(one.id) not in but
    ]
    found = suggest_criteria(_text_of(version, words), candidates, language)
    return tuple(
        SuggestedRow(one.criterion.id, one.criterion.urn, one.criterion.label, one.parts, language)
        for one in found
    )


def language_to_compare(tag: str, page_language: Language) -> Language | None:
    """Give the language whose criteria are compared with evidence in a language, if there is one.

    Evidence in both is compared in the language that its reader has chosen.
    """
    if tag == SEVERAL:
        return page_language
    main = tag.partition("-")[0]
    return Language(main) if main in set(Language) else None


def _text_of(version: VersionView, words: Iterable[FileWords]) -> str:
    asked = [f"{row.question}\n{row.answer}" for row in version.answers]
    taken = [one.text for one in words]
    return "\n".join([version.title, version.description, version.text, *asked, *taken])
