"""Form C: text taken from a PDF, whole pages run into one line (trap 6).

Headings and lead-ins are found by their capitals and cut out again; labels only where each is
followed by its text. Nothing else is guessed.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from assess.standards.rules.headings import Section, known_heading, printed_names
from assess.standards.rules.lines import Line
from assess.standards.rules.marks import Mark, Style, is_label_run, mark_of
from assess.standards.rules.urns import URN, URN_PATTERN

_FEWEST_HEADINGS = 2
_SHORTEST_RUN_ON = 150
_TITLE_WITH_URN = re.compile(rf"^({URN_PATTERN})(?: [-\u2013:])? (\S.*)$")
_LEAD_INS = (
    "You must be able to:",
    "You need to know and understand:",
    "Mae'n rhaid eich bod chi'n gallu:",
    "Mae angen i chi wybod a deall:",
)


def _either_case(name: str) -> str:
    """Let "Performance criteria" find "Performance Criteria" too, but no lower-case prose."""
    first, *rest = name.split(" ")
    words = [f"[{word[0]}{word[0].upper()}]{re.escape(word[1:])}" for word in rest]
    return " ".join([re.escape(first), *words]).replace("and ", "(?:and|&) ")


def _cutting_pattern() -> re.Pattern[str]:
    names = [
        _either_case(name)
        for name, section in printed_names()
        if " " in name or section in {Section.OVERVIEW, Section.GLOSSARY, Section.SCOPE}
    ]
    leads = [re.escape(lead) for lead in _LEAD_INS]
    return re.compile(rf"(?<!\S)({'|'.join([*names, *leads])})(?=:?\s|$)(?!:?\s*\d)")


_CUTS = _cutting_pattern()


def split_title(text: str) -> tuple[str, str] | None:
    """Part "SCDHSC0033 Develop your practice" into URN and title."""
    found = _TITLE_WITH_URN.match(text)
    return (found[1], found[2]) if found else None


def cut_run_on_lines(lines: list[Line]) -> list[Line]:
    """Cut run-on lines at their headings, and take repeated page headers away."""
    lines = _with_urn_before_title(lines)
    header = _page_header(lines)
    cut: list[Line] = []
    for line in lines:
        cut.extend(_pieces(line) if _is_run_on(line) else [line])
    return list(_without_page_headers(cut, header)) if header else cut


def _with_urn_before_title(lines: list[Line]) -> list[Line]:
    """Join a URN that stands on a line of its own to the title below it."""
    if len(lines) < 2 or not URN.match(lines[0].text) or known_heading(lines[1].text):  # noqa: PLR2004 - URN and title
        return lines
    return [replace(lines[0], text=f"{lines[0].text} {lines[1].text}"), *lines[2:]]


def _is_run_on(line: Line) -> bool:
    if len(line.text) < _SHORTEST_RUN_ON or known_heading(line.text):
        return False
    found = [match for match in _CUTS.finditer(line.text) if match[1] not in _LEAD_INS]
    return len(found) >= _FEWEST_HEADINGS


def _page_header(lines: list[Line]) -> str | None:
    """The line with URN and title that a PDF prints again at every page."""
    if not lines:
        return None
    first = lines[0].text
    if _is_run_on(lines[0]) and (cut := _CUTS.search(first)):
        first = first[: cut.start()].strip()
    return first if split_title(first) else None


def _pieces(line: Line) -> Iterator[Line]:
    for part in _CUTS.split(line.text):
        text = part.strip(" :") if known_heading(part) else part.strip()
        if text:
            yield replace(line, text=text, indent=0, after_blank=False, run_on=True)


def _without_page_headers(lines: list[Line], header: str) -> Iterator[Line]:
    """Take the header away wherever it stands; its two halves where they are a line."""
    again = re.compile(rf"(?<!\S){re.escape(header)}(?: \d{{1,3}})?(?=\s|$)")
    halves = "|".join(re.escape(half) for half in split_title(header) or ())
    half_line = re.compile(rf"^(?:{halves})(?: \d{{1,3}})?$")
    for place, line in enumerate(lines):
        text = line.text if place == 0 else " ".join(again.sub(" ", line.text).split())
        if not text or (place and half_line.match(text)):
            continue
        if line.run_on:
            yield from _labelled(replace(line, text=text))
        else:
            yield replace(line, text=text)


def _labelled(line: Line) -> Iterator[Line]:
    """Cut "P1 do this P2 do that" before each label that is next in turn.

    "P1 P2 ... P8" followed by eight texts stays one line, for the reader to report.
    """
    mark = mark_of(line.text)
    if mark is None or mark.style is Style.BULLET or is_label_run(mark):
        yield line
        return
    start, number = 0, mark.number
    while (cut := line.text.find(f" {_label_after(mark, number)} ", start)) >= 0:
        yield replace(line, text=line.text[start:cut].strip())
        start, number = cut + 1, number + 1
    yield replace(line, text=line.text[start:].strip())


def _label_after(mark: Mark, number: int) -> str:
    return f"{mark.letter}{number + 1}" if mark.letter else f"{number + 1}."
