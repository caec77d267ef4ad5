"""How a document in one language joins the standard of the same URN (trap 12).

Only that language's text is replaced; labels, notes and the other language stay.
"""

from dataclasses import replace
from types import MappingProxyType

from assess.bilingual import Bilingual, Language
from assess.refusals import RefusedError
from assess.standards.rules.library import (
    NOTHING,
    BilingualCriterion,
    BilingualStandard,
    BilingualTerm,
    Source,
    with_text,
)
from assess.standards.rules.urns import URN
from assess.standards.rules.values import Criterion, StandardDocument, Term

_UNSTATED_VERSION = "1"


class CannotMergeError(RefusedError):
    """The document does not fit the standard, or too little of it could be read."""


class NoUrnError(CannotMergeError):
    field = "urn"


class UrnShapeError(CannotMergeError):
    field = "urn"


class NoTitleError(CannotMergeError):
    field = "text"


class NoCriteriaError(CannotMergeError):
    """Nothing was read that a practitioner could be assessed on."""

    field = "text"


class OtherUrnError(CannotMergeError):
    field = "urn"


class OtherVersionError(CannotMergeError):
    field = "version"


class CriteriaMissingError(CannotMergeError):
    """A part whose criteria could not be read would take away text that stands."""

    field = "text"


def check_document(document: StandardDocument) -> None:
    """Check that there is something to import, and that it says what it is."""
    if not document.urn:
        raise NoUrnError("the document names no standard: give its URN")
    if not URN.match(document.urn):
        raise UrnShapeError(f"“{document.urn}” is no URN")
    if not document.performance and not document.knowledge:
        raise NoCriteriaError("no criteria were found")
    if not document.title:
        raise NoTitleError("no title was found")


def version_of(document: StandardDocument) -> str:
    """Give the version of a document; one that states none is the first."""
    return document.version or _UNSTATED_VERSION


def merge_document(
    standard: BilingualStandard | None,
    document: StandardDocument,
    *,
    source: Source | None = None,
) -> BilingualStandard:
    """Replace the text in the document's language; without a standard, start one."""
    base = _new_standard(document) if standard is None else standard
    _check_fits(base, document)
    language = document.lang
    origin = source or Source("given document", document.provenance)
    return replace(
        base,
        title=with_text(base.title, language, document.title or base.title.text_in(language)),
        overview=with_text(base.overview, language, document.overview),
        performance=_merged(base.performance, document.performance, language),
        knowledge=_merged(base.knowledge, document.knowledge, language),
        glossary=_merged_glossary(base.glossary, document.glossary, language),
        metadata=MappingProxyType({**base.metadata, language: document.metadata}),
        sources=MappingProxyType({**base.sources, language: origin}),
    )


def _new_standard(document: StandardDocument) -> BilingualStandard:
    if not document.urn:
        raise NoUrnError("the document names no standard: give its URN")
    return BilingualStandard(document.urn, version_of(document), NOTHING)


def _check_fits(base: BilingualStandard, document: StandardDocument) -> None:
    if document.urn is None or document.urn.upper() != base.urn.upper():
        raise OtherUrnError(f"the document is of {document.urn}, the standard is {base.urn}")
    if document.version is not None and document.version != base.version:
        raise OtherVersionError(
            f"the document is version {document.version}, the standard is version {base.version}"
        )
    for standing, new in (
        (base.performance, document.performance),
        (base.knowledge, document.knowledge),
    ):
        if not new and any(criterion.text.text_in(document.lang) for criterion in standing):
            raise CriteriaMissingError(
                f"no criteria like {standing[0].label} could be read, so those that stand are kept"
            )


def _merged(
    standing: tuple[BilingualCriterion, ...], new: tuple[Criterion, ...], language: Language
) -> tuple[BilingualCriterion, ...]:
    """Join by label; a label that neither text has any more is gone."""
    arriving = {criterion.label: criterion for criterion in new}
    kept = [
        _with_criterion(criterion, arriving.pop(criterion.label, None), language)
        for criterion in standing
    ]
    added = [
        _with_criterion(BilingualCriterion(criterion.label, NOTHING), criterion, language)
        for criterion in arriving.values()
    ]
    merged = [criterion for criterion in kept + added if criterion.text != NOTHING]
    return tuple(sorted(merged, key=lambda criterion: int(criterion.label[1:])))


def _with_criterion(
    standing: BilingualCriterion, new: Criterion | None, language: Language
) -> BilingualCriterion:
    return replace(
        standing,
        text=with_text(standing.text, language, new.text if new else None),
        group=with_text(standing.group, language, new.group if new else None),
    )


def _merged_glossary(
    standing: tuple[BilingualTerm, ...], new: tuple[Term, ...], language: Language
) -> tuple[BilingualTerm, ...]:
    """Pair entries by place where there are as many in both languages, else leave them unpaired."""
    other = language.other
    others = [entry for entry in standing if entry.definition.text_in(other) is not None]
    if len(others) == len(new):
        return tuple(
            BilingualTerm(
                with_text(entry.term, language, term.term),
                with_text(entry.definition, language, term.definition),
            )
            for entry, term in zip(others, new, strict=True)
        )
    alone = [
        BilingualTerm(_only(entry.term, other), _only(entry.definition, other)) for entry in others
    ]
    arriving = [
        BilingualTerm(
            with_text(NOTHING, language, term.term), with_text(NOTHING, language, term.definition)
        )
        for term in new
    ]
    return tuple(alone + arriving)


def _only(text: Bilingual, language: Language) -> Bilingual:
    return with_text(NOTHING, language, text.text_in(language))
