from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from assess.plans.pages.overview import Criteria, SectionLine
from assess.plans.pages.section import Says
from assess.plans.rules.serving import WHOLE, Choice, PutForward, offered
from assess.plans.rules.template import Template

if TYPE_CHECKING:
    from assess.plans.forms.details import PutForwardForm


@dataclass(frozen=True)
class Tick:
    """A criterion that may be ticked: its box, its words, and what is still needed."""

    value: str
    says: Says
    is_ticked: bool
    is_mapped: bool
    """Mapped at this very place by now."""


@dataclass(frozen=True)
class SectionChoice:
    line: SectionLine
    is_ticked: bool
    is_mapped: bool
    shows: tuple[Tick, ...]
    contributes: tuple[Tick, ...]


@dataclass(frozen=True)
class PutForwardPage:
    plan_id: UUID
    title: str
    tag: str
    urn: str
    edition: str
    form: PutForwardForm
    sections: tuple[SectionChoice, ...]
    whole: tuple[Tick, ...]
    has_unit: bool
    drafts: bool
    evidence_id: UUID | None

    @property
    def has_anything(self) -> bool:
        return any(one.line.completeness.is_begun for one in self.sections)


def choices_of(template: Template) -> list[str]:
    keys = (WHOLE, *(section.key for section in template.sections))
    return [f"{key}:{label}" for key in keys for label in offered(template, key)]


def put_forward_of(form: PutForwardForm) -> PutForward:
    pairs = (value.partition(":") for value in form.criteria.data or [])
    return PutForward(
        tuple(form.sections.data or []),
        tuple(Choice(section, label) for section, _, label in pairs),
    )


def section_choices(
    lines: tuple[SectionLine, ...], form: PutForwardForm, mapped: set[tuple[str, str]]
) -> tuple[SectionChoice, ...]:
    """Give what may be ticked. Nothing is ticked but what is mapped, and so must go along."""
    ticked = set(form.sections.data or [])
    held = {section for section, _label in mapped}
    return tuple(
        SectionChoice(
            line,
            is_ticked=line.key in ticked | held,
            is_mapped=line.key in held,
            shows=ticks(line.key, line.shows, form, mapped),
            contributes=ticks(line.key, line.contributes, form, mapped),
        )
        for line in lines
    )


def ticks(
    key: str, says: tuple[Says, ...], form: PutForwardForm, mapped: set[tuple[str, str]]
) -> tuple[Tick, ...]:
    ticked = set(form.criteria.data or [])
    return tuple(
        Tick(
            f"{key}:{one.label}",
            one,
            is_ticked=f"{key}:{one.label}" in ticked,
            is_mapped=(key, one.label) in mapped,
        )
        for one in says
    )


def whole_ticks(
    template: Template, criteria: Criteria, form: PutForwardForm, mapped: set[tuple[str, str]]
) -> tuple[Tick, ...]:
    return ticks(WHOLE, tuple(criteria.say(label) for label in template.shows), form, mapped)
