"""What the standards' pages show, worked out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby

from flask_babel import lazy_gettext as _

from assess.bilingual import Bilingual, Language
from assess.standards.rules.library import BilingualCriterion, BilingualStandard
from assess.standards.rules.revisions import is_past_review
from assess.standards.rules.values import Metadata, Provenance


class View(StrEnum):
    """How a standard is read: in one language or both side by side."""

    ENGLISH = "en"
    WELSH = "cy"
    BOTH = "both"


@dataclass(frozen=True)
class Group:
    """Criteria under one sub-heading, or under none."""

    heading: Bilingual
    criteria: tuple[BilingualCriterion, ...]


@dataclass(frozen=True)
class StandardPage:
    standard: BilingualStandard
    view: View
    languages: tuple[Language, ...]
    """The languages shown: one or two columns."""

    working_translation: Language | None
    past_review: bool
    review_date: str | None
    performance: tuple[Group, ...]
    knowledge: tuple[Group, ...]
    details: tuple[str, ...]
    """The names of the metadata fields that have text in a language shown."""

    missing: tuple[Language, ...]
    """The languages shown in which nothing has been published."""


@dataclass(frozen=True)
class CriterionPage:
    standard: BilingualStandard
    criterion: BilingualCriterion
    working_translation: Language | None
    before: str | None
    after: str | None


def standard_page(standard: BilingualStandard, view: View, today: date) -> StandardPage:
    languages = tuple(Language) if view is View.BOTH else (Language(view.value),)
    shown = [standard.metadata.get(language, {}) for language in languages]
    return StandardPage(
        standard=standard,
        view=view,
        languages=languages,
        working_translation=working_translation_of(standard),
        past_review=past_review(standard.metadata, today),
        review_date=_review_date(standard.metadata),
        performance=_groups(standard.performance),
        knowledge=_groups(standard.knowledge),
        details=tuple(dict.fromkeys(name for metadata in shown for name in metadata)),
        missing=tuple(language for language in languages if not standard.title.text_in(language)),
    )


def criterion_page(standard: BilingualStandard, label: str) -> CriterionPage | None:
    """Give the page of a criterion, or None where the standard has no such label."""
    labels = [criterion.label for criterion in standard.criteria]
    if label not in labels:
        return None
    place = labels.index(label)
    return CriterionPage(
        standard=standard,
        criterion=standard.criteria[place],
        working_translation=working_translation_of(standard),
        before=labels[place - 1] if place else None,
        after=labels[place + 1] if place + 1 < len(labels) else None,
    )


def working_translation_of(standard: BilingualStandard) -> Language | None:
    return next(
        (
            language
            for language, source in standard.sources.items()
            if source.provenance is Provenance.WORKING_TRANSLATION
        ),
        None,
    )


def past_review(metadata: Mapping[Language, Metadata], today: date) -> bool:
    return any(is_past_review(fields, today) for fields in metadata.values())


def _review_date(metadata: Mapping[Language, Metadata]) -> str | None:
    dates = [fields.get("indicative_review_date") for fields in metadata.values()]
    return next((text for text in dates if isinstance(text, str)), None)


def _groups(criteria: tuple[BilingualCriterion, ...]) -> tuple[Group, ...]:
    return tuple(
        Group(heading, tuple(members))
        for heading, members in groupby(criteria, key=lambda criterion: criterion.group)
    )


_DETAIL_NAMES = {
    "suites": _("Business sectors (suites)"),
    "developed_by": _("Developed by"),
    "approved_on": _("Approved on"),
    "scope_range": _("Scope or range"),
    "scope_performance": _("Scope of performance"),
    "scope_knowledge": _("Scope of knowledge"),
    "values": _("Values"),
    "behaviours": _("Behaviours"),
    "skills": _("Skills"),
    "links_to_other_nos": _("Links to other standards"),
    "external_links": _("External links"),
    "version_number": _("Version number"),
    "indicative_review_date": _("Indicative review date"),
    "validity": _("Validity"),
    "status": _("Status"),
    "originating_organisation": _("Originating organisation"),
    "original_urn": _("Original URN"),
    "relevant_occupations": _("Relevant occupations"),
    "soc_code": _("SOC code"),
    "keywords": _("Keywords"),
}


def detail_name(field: str) -> str:
    """Give the name of a metadata field in the reader's language."""
    return str(_DETAIL_NAMES.get(field, field.replace("_", " ").capitalize()))
