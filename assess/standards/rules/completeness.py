"""Whether a document was cut off, where that can be told."""

from assess.standards.rules.headings import CRITERIA, TAIL, Section
from assess.standards.rules.lines import Line
from assess.standards.rules.marks import Style, mark_of
from assess.standards.rules.sections import Part, Parts
from assess.standards.rules.sub_headings import is_unfinished
from assess.standards.rules.values import ReaderWarning

_SITE_HEADER = {Section.SUITES, Section.DEVELOPED_BY, Section.APPROVED_ON}
_FEWEST_HEADER_FIELDS = 2
_FEWEST_LINES = 4


def check_completeness(
    found: Parts, lines: list[Line], *, has_performance: bool
) -> list[ReaderWarning]:
    """A page of the published site prints every heading, the empty ones too; others need not."""
    reason = _missing_part(found, lines, has_performance=has_performance) or _broken_end(found)
    if reason is None:
        return []
    message = f"the document seems to be cut off: {reason}"
    return [ReaderWarning("cut-off", lines[-1].number if lines else 1, message)]


def _missing_part(found: Parts, lines: list[Line], *, has_performance: bool) -> str | None:
    seen = found.seen
    if Section.KNOWLEDGE not in seen:
        started = has_performance or Section.PERFORMANCE in seen
        headed = Section.OVERVIEW in seen and bool(seen & (_SITE_HEADER | {Section.URN}))
        return "it has no part on knowledge and understanding" if started or headed else None
    if Section.SCOPE in seen and Section.EXTERNAL_LINKS not in seen and _prints_all(found):
        return "the headings that follow Scope/range are missing"
    if Section.VERSION in seen and Section.KEYWORDS not in seen and _prints_all(found):
        return "the end of the table of fields is missing"
    if found.parts[-1].section is Section.KNOWLEDGE and _is_site_page(found, lines):
        return "nothing follows the knowledge and understanding"
    return None


def _prints_all(found: Parts) -> bool:
    """A page that prints an empty heading prints them all."""
    optional = {Section.SCOPE, Section.SCOPE_PERFORMANCE, Section.SCOPE_KNOWLEDGE, Section.VALUES}
    return any(part.section in optional and not part.lines for part in found.parts)


def _is_site_page(found: Parts, lines: list[Line]) -> bool:
    """Form A by its header; form B by having bullets and no blank line at all."""
    if len(found.seen & _SITE_HEADER) >= _FEWEST_HEADER_FIELDS:
        return True
    plain = len(lines) >= _FEWEST_LINES and not any(
        line.after_blank or line.level or line.run_on for line in lines
    )
    return plain and any(
        mark.style is Style.BULLET
        for line in found.lines_of(Section.KNOWLEDGE)
        if (mark := mark_of(line.text)) is not None
    )


def _broken_end(found: Parts) -> str | None:
    """The last line stops at a hyphen, a comma or a word that cannot end a sentence."""
    last = found.parts[-1]
    if last.section in TAIL or not last.lines:
        return _unfinished_tail(last)
    text = last.lines[-1].text
    mark = mark_of(text)
    bare = last.section in CRITERIA and mark is not None and not mark.text
    if bare or is_unfinished(text):
        return "its last line stops in the middle"
    return None


def _unfinished_tail(last: Part) -> str | None:
    if last.lines and last.lines[-1].text.endswith("-"):
        return "its last line stops in the middle"
    return None
