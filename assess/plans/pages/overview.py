from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from assess.bilingual import Bilingual
from assess.plans.pages.section import LabelLanguage, Says
from assess.plans.rules.completeness import Completeness, completeness_of
from assess.plans.rules.sheet import Contents
from assess.plans.rules.template import Section, Template


@dataclass(frozen=True)
class SectionLine:
    key: str
    number: str
    title: str
    completeness: Completeness
    saved_at: datetime | None
    has_draft: bool
    shows: tuple[Says, ...]
    contributes: tuple[Says, ...]
    does_not_show: tuple[Says, ...]

    @property
    def state(self) -> str:
        if self.completeness.is_complete:
            return "complete"
        return "begun" if self.completeness.is_begun else "empty"


@dataclass(frozen=True)
class PlanPage:
    id: UUID
    title: str
    language: str
    urn: str
    edition: str
    tag: str
    languages: tuple[LabelLanguage, ...]
    template: str
    sections: tuple[SectionLine, ...]
    shows: tuple[Says, ...]
    serves_nothing: tuple[Says, ...]
    evidence_id: UUID | None

    @property
    def is_original(self) -> bool:
        return next(one.is_original for one in self.languages if one.is_here)

    @property
    def done(self) -> int:
        return sum(one.completeness.is_complete for one in self.sections)

    @property
    def percent(self) -> int:
        """How much of all the fields that count is filled in."""
        needed = sum(one.completeness.needed for one in self.sections)
        return 100 * sum(one.completeness.done for one in self.sections) // (needed or 1)

    @property
    def next_section(self) -> SectionLine | None:
        return next((one for one in self.sections if not one.completeness.is_complete), None)


class Criteria:
    """The criteria that a template names, with their words where the standard is known here."""

    def __init__(self, words: dict[str, Bilingual]) -> None:
        self.words = words

    def say(self, label: str, note: Bilingual | None = None) -> Says:
        return Says(label, self.words.get(label, Bilingual(None, None)), note)

    def shown_by(self, section: Section) -> tuple[Says, ...]:
        return tuple(self.say(label) for label in section.shows)

    def helped_by(self, section: Section) -> tuple[Says, ...]:
        return tuple(self.say(one.label, one.needs) for one in section.contributes)

    def not_shown_by(self, section: Section) -> tuple[Says, ...]:
        return tuple(self.say(one.label, one.why) for one in section.does_not_show)


def section_lines(
    template: Template,
    contents: Contents,
    saved: dict[str, datetime | None],
    drafts: set[str],
    criteria: Criteria,
    tag: str,
) -> tuple[SectionLine, ...]:
    return tuple(
        SectionLine(
            key=section.key,
            number=section.number,
            title=section.title.text_in(tag),
            completeness=completeness_of(section, contents.get(section.key, {})),
            saved_at=saved.get(section.key),
            has_draft=section.key in drafts,
            shows=criteria.shown_by(section),
            contributes=criteria.helped_by(section),
            does_not_show=criteria.not_shown_by(section),
        )
        for section in template.sections
    )
