"""What stands above the first heading: title, URN and, in some forms, the overview."""

import re
from dataclasses import dataclass, field

from assess.standards.rules.headings import CRITERIA, HEADER, OF_ONE_VALUE, TAIL, without_markup
from assess.standards.rules.lines import Line, ends_sentence, join_paragraphs
from assess.standards.rules.run_on import split_title
from assess.standards.rules.sections import Parts
from assess.standards.rules.values import ReaderWarning

_SQA_CODE = re.compile(r"^(?:[-\u2013] )?SQA Code ((?:[A-Z0-9]{2,5} ){1,2})(?=\S)", re.IGNORECASE)
_UNKNOWN_FIELD = re.compile(r"^[A-Z][\w ()/'\u2019-]{1,40}: \S.{0,100}$")


@dataclass
class Header:
    title: str = ""
    title_urn: str | None = None
    sqa_code: str | None = None
    overview: list[str] = field(default_factory=list)
    overview_line: int = 1
    warnings: list[ReaderWarning] = field(default_factory=list)


def read_header(found: Parts, *, overview_headed: bool, width: int | None) -> Header:
    """Trap 2: without an Overview heading, the text below the title is the overview."""
    header = Header()
    lines = _header_lines(found)
    if not lines:
        return header
    rest = _take_title(header, lines, width=width)
    kept = [line for line in rest if not _take_unknown_field(header, line)]
    if kept and not overview_headed and _has_body(found):
        header.overview = join_paragraphs(kept, width)
        header.overview_line = kept[0].number
    elif kept:
        message = f"“{_start_of(kept[0].text)}” and what follows it was left out"
        header.warnings.append(ReaderWarning("text-left-out", kept[0].number, message))
    return header


def _has_body(found: Parts) -> bool:
    """Text that has none of a standard's headings is no standard, and has no overview."""
    return bool(found.seen & CRITERIA)


def _header_lines(found: Parts) -> list[Line]:
    """The lines of no section, and those below a header field that holds one line only."""
    lines: list[Line] = []
    for part in found.parts:
        if part.section is None:
            lines.extend(part.lines)
        elif part.section in HEADER:
            lines.extend(part.lines[1:])
        elif part.section not in OF_ONE_VALUE | TAIL:
            break
    first = next((place for place, line in enumerate(lines) if line.level == 1), 0)
    return lines[first:]


def _take_title(header: Header, lines: list[Line], *, width: int | None) -> list[Line]:
    title, *rest = lines
    words = [title.text]
    while (
        rest and not rest[0].after_blank and _goes_on(words[-1], rest[0].text) and width is not None
    ):
        words.append(rest.pop(0).text)
    header.title = without_markup(" ".join(words))
    parted = split_title(header.title)
    if parted:
        header.title_urn, header.title = parted
        _take_sqa_code(header)
    return rest


def _goes_on(before: str, text: str) -> bool:
    return text[0].islower() and not ends_sentence(before)


def _take_sqa_code(header: Header) -> None:
    """Trap 15: mirrors print their own code before the title."""
    found = _SQA_CODE.match(header.title)
    if found:
        header.sqa_code = found[1].strip()
        header.title = header.title[found.end() :].strip()


def _take_unknown_field(header: Header, line: Line) -> bool:
    unknown = not line.after_blank and bool(_UNKNOWN_FIELD.match(line.text))
    if unknown:
        message = f"“{_start_of(line.text)}” is no known field of a NOS and is left out"
        header.warnings.append(ReaderWarning("unknown-heading", line.number, message))
    return unknown


def _start_of(text: str) -> str:
    longest = 60
    return text if len(text) <= longest else f"{text[:longest]}…"
