"""Where each part of a document starts and ends."""

from dataclasses import dataclass, field, replace

from assess.bilingual import Language
from assess.standards.rules.headings import (
    CRITERIA,
    HEADER,
    OF_ONE_VALUE,
    TAIL,
    Heading,
    Section,
    comes_before,
    inline_field,
    is_lead_in,
    known_heading,
)
from assess.standards.rules.lines import Line
from assess.standards.rules.marks import Style, mark_of
from assess.standards.rules.values import ReaderWarning


@dataclass
class Part:
    """A section's heading and lines; the lines above the first heading have no section."""

    section: Section | None
    number: int
    language: Language | None = None
    level: int = 0
    lines: list[Line] = field(default_factory=list)


@dataclass
class Parts:
    parts: list[Part]
    seen: set[Section] = field(default_factory=set)
    warnings: list[ReaderWarning] = field(default_factory=list)
    heading_repeated: bool = False

    def add(self, part: Part) -> None:
        self.parts.append(part)
        if part.section is not None:
            self.seen.add(part.section)

    def of(self, section: Section | None) -> list[Part]:
        return [part for part in self.parts if part.section is section]

    def lines_of(self, section: Section | None) -> list[Line]:
        return [line for part in self.of(section) for line in part.lines]


def split_sections(lines: list[Line]) -> Parts:
    found = Parts([Part(None, 1)])
    for place, given in enumerate(lines):
        line = given
        following = lines[place + 1] if place + 1 < len(lines) else None
        if found.heading_repeated:
            # The heading that stood between parts it from the criterion before.
            line = replace(line, after_blank=True)
            found.heading_repeated = False
        _take_line(found, line, following)
    return found


def _take_line(found: Parts, line: Line, following: Line | None) -> None:
    current = found.parts[-1]
    if mark_of(line.text) is not None:
        _take_marked(found, line)
    elif (
        (heading := known_heading(line.text))
        and not _is_glossary_word(line.text, current)
        and _opens(heading, found, following)
    ):
        _open(found, heading, line)
    elif (inline := inline_field(line.text)) and _may_stand_inline(inline[0], line.text, current):
        _take_inline(found, inline, line)
    else:
        current.lines.append(line)


def _take_marked(found: Parts, line: Line) -> None:
    """Let K1 among the performance criteria start the knowledge, whose heading is missing."""
    mark = mark_of(line.text)
    current = found.parts[-1]
    if (
        mark is not None
        and mark.style is Style.LETTER
        and (mark.letter, mark.number) == ("K", 1)
        and current.section is Section.PERFORMANCE
        and current.lines
        and mark.text
    ):
        message = (
            "K1 stands under the performance criteria: the heading of the knowledge is missing"
        )
        found.warnings.append(ReaderWarning("missing-heading", line.number, message))
        current = Part(Section.KNOWLEDGE, line.number)
        found.add(current)
    current.lines.append(line)


def _opens(heading: Heading, found: Parts, following: Line | None) -> bool:
    """Tell a heading from the same words elsewhere.

    A glossary may explain "Skills"; the sections printed above it do not open again there. A
    section seen before opens again only where its lead-in or label follows (a new page, a group).
    """
    current = found.parts[-1].section
    if heading.section in HEADER | TAIL:
        return current not in CRITERIA or not heading.misspelt
    if current is Section.GLOSSARY and comes_before(heading.section, Section.GLOSSARY):
        return False
    if heading.section not in found.seen:
        return True
    return heading.section in CRITERIA and following is not None and _starts_criteria(following)


def _starts_criteria(line: Line) -> bool:
    mark = mark_of(line.text)
    return is_lead_in(line.text) or (mark is not None and mark.style is Style.LETTER)


def _open(found: Parts, heading: Heading, line: Line) -> None:
    if heading.misspelt:
        message = f"the heading “{line.text}” was read as a misspelling of a known one"
        found.warnings.append(ReaderWarning("misspelt-heading", line.number, message))
    current = found.parts[-1]
    if current.section is heading.section:
        found.heading_repeated = True
        return
    found.add(Part(heading.section, line.number, heading.language, line.level))


def _is_glossary_word(text: str, current: Part) -> bool:
    """A glossary may explain "Status"; a field of two words is hardly a term."""
    return current.section is Section.GLOSSARY and " " not in text.partition(":")[0].strip()


def _may_stand_inline(heading: Heading, text: str, current: Part) -> bool:
    """Single words with a colon are text wherever text is expected."""
    if current.section is None or current.section in HEADER | TAIL:
        return True
    if _is_glossary_word(text, current):
        return False
    return current.section not in CRITERIA | {Section.OVERVIEW} and heading.section in OF_ONE_VALUE


def _take_inline(found: Parts, inline: tuple[Heading, str], line: Line) -> None:
    """Read "Developed by: Skills CFA"; what follows it belongs to the header again."""
    heading, value = inline
    current = found.parts[-1]
    part = Part(heading.section, line.number, heading.language, line.level)
    if value:
        part.lines.append(replace(line, text=value))
    found.add(part)
    if value and (current.section is None or heading.section in HEADER):
        found.add(Part(None, line.number))
