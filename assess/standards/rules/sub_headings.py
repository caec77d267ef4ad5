"""Sub-headings among criteria (traps 5, 7, 8), told from criteria broken over two lines."""

import re
from dataclasses import dataclass
from typing import Literal

from assess.standards.rules.lines import Line, is_continued

_LONGEST_SUB_HEADING = 150
_LONGEST_UNKNOWN = 60
_NUMBERED_CRITERIA = re.compile(
    r"^(?:performance criteria|meini prawf perfformiad)\b.*\d", re.IGNORECASE
)
_UNFINISHED = re.compile(
    r"(?:[,(/\u2013-]|\b(?:a|ac|an|and|ar|at|by|for|from|gan|i|in|neu|o|of|on|or|the|to|with|y|yn|yr|â))$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Place:
    """An unmarked line and what stands around it.

    `leads`: a lead-in or a criterion follows; `counts_on`: its number goes on from those above.
    `before` is None above the first criterion.
    """

    line: Line
    following: Line | None
    before: str | None
    leads: bool
    counts_on: bool
    width: int | None
    section_level: int


def is_unfinished(text: str) -> bool:
    return bool(_UNFINISHED.search(text))


def is_unknown_heading(place: Place) -> bool:
    """A heading like the section's own (HTML), or one that text follows where lists should."""
    if place.line.level:
        return place.line.level <= place.section_level or not place.leads
    return (
        place.before is not None
        and place.line.after_blank
        and not place.leads
        and place.following is not None
        and len(place.line.text) <= _LONGEST_UNKNOWN
        and not _ends_like_text(place.line.text)
    )


def is_plain_sub_heading(place: Place) -> Literal["sure", "doubtful"] | None:
    text = place.line.text
    if place.line.level:
        return "sure"
    if not place.leads or len(text) > _LONGEST_SUB_HEADING or _ends_like_text(text):
        return None
    if place.before is None or place.line.after_blank or _NUMBERED_CRITERIA.match(text):
        return "sure"
    if text[0].islower() or not text[0].isalpha() or is_unfinished(place.before):
        return None
    if place.width is not None and is_continued(place.before, text, place.width):
        return None
    return "doubtful" if place.counts_on else "sure"


def _ends_like_text(text: str) -> bool:
    return text.endswith((".", ",", ";", "!", "?"))
