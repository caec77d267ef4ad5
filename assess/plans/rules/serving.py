"""What of a plan may be put forward for which criteria, and what a template only helps with."""

from collections.abc import Collection
from dataclasses import dataclass

from assess.plans.rules.template import Template
from assess.refusals import RefusedError

WHOLE = ""
"""Stands for the whole plan, where others have a section's key."""


class NoSectionError(RefusedError):
    """Nothing of the plan was chosen."""

    field = "sections"


class EmptySectionError(RefusedError):
    """A section with nothing in it shows nothing."""

    field = "sections"

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class SectionStillMappedError(RefusedError):
    """A section that a criterion is mapped to was left out of the new version."""

    field = "sections"

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class NotOfferedError(RefusedError):
    """A criterion that the template does not say the section shows or helps with."""

    field = "criteria"


class TwoPlacesError(RefusedError):
    """One criterion was ticked under two sections. A mapping has one place."""

    field = "criteria"

    def __init__(self, label: str) -> None:
        super().__init__(label)
        self.label = label


@dataclass(frozen=True)
class Choice:
    """A criterion, by its label, and the section that is to show it (`WHOLE` for the plan)."""

    section: str
    label: str


@dataclass(frozen=True)
class PutForward:
    """What somebody puts forward as evidence: sections, and criteria each at its place."""

    sections: tuple[str, ...]
    choices: tuple[Choice, ...]


def offered(template: Template, section: str) -> tuple[str, ...]:
    """Give the labels that may be ticked for a section: what it shows, then what it helps with."""
    if section == WHOLE:
        return template.shows
    found = template.section(section)
    if found is None:
        return ()
    return (*found.shows, *(one.label for one in found.contributes))


def check_put_forward(
    template: Template,
    wanted: PutForward,
    *,
    filled: Collection[str],
    mapped: Collection[str],
) -> tuple[str, ...]:
    """Give the keys of the sections that go into the evidence, in the plan's order.

    A section that a criterion is ticked for goes with it. `mapped` are the sections that
    criteria are mapped to by now: these must go on being there.
    """
    keys = {*wanted.sections, *(one.section for one in wanted.choices if one.section != WHOLE)}
    if not keys:
        raise NoSectionError
    for key in sorted(keys):
        if key not in filled:
            raise EmptySectionError(key)
    for key in sorted(set(mapped) - {WHOLE} - keys):
        raise SectionStillMappedError(key)
    _check_choices(template, wanted)
    return tuple(one.key for one in template.sections if one.key in keys)


def _check_choices(template: Template, wanted: PutForward) -> None:
    places: dict[str, str] = {}
    for choice in wanted.choices:
        if choice.label not in offered(template, choice.section):
            raise NotOfferedError
        if places.setdefault(choice.label, choice.section) != choice.section:
            raise TwoPlacesError(choice.label)
