"""The fields of a document: header, optional sections and tail, as printed."""

from types import MappingProxyType

from assess.standards.rules.headings import CRITERIA, OF_ONE_VALUE, Section
from assess.standards.rules.lines import join_paragraphs
from assess.standards.rules.marks import join_text
from assess.standards.rules.sections import Part, Parts
from assess.standards.rules.values import Metadata, ReaderWarning

_ELSEWHERE = CRITERIA | {Section.OVERVIEW, Section.GLOSSARY, Section.URN}


def read_metadata(
    found: Parts, width: int | None, sqa_code: str | None
) -> tuple[Metadata, list[ReaderWarning]]:
    """Leave out what is empty; where a field stands twice (page headers) the first one counts."""
    fields: dict[str, str | tuple[str, ...]] = {}
    warnings: list[ReaderWarning] = []
    for part in found.parts:
        if part.section is None or part.section in _ELSEWHERE:
            continue
        text = _text_of(part, width, warnings)
        if text and part.section.value not in fields:
            fields[part.section.value] = (
                split_suites(text) if part.section is Section.SUITES else text
            )
    if sqa_code:
        fields["sqa_code"] = sqa_code
    return MappingProxyType(fields), warnings


def _text_of(part: Part, width: int | None, warnings: list[ReaderWarning]) -> str:
    paragraphs = join_paragraphs(part.lines, width)
    if part.section not in OF_ONE_VALUE or len(paragraphs) < 2:  # noqa: PLR2004 - one value
        return join_text(paragraphs)
    extra = next((line for line in part.lines[1:] if line.after_blank), part.lines[1])
    if part.section not in {Section.SUITES, Section.DEVELOPED_BY, Section.APPROVED_ON}:
        message = f"“{extra.text[:60]}” is no known heading of a NOS and is left out"
        warnings.append(ReaderWarning("unknown-heading", extra.number, message))
    return paragraphs[0]


def split_suites(text: str) -> tuple[str, ...]:
    """Trap 10: joined by a comma with no space, or by "; " with a stray one at the end."""
    separator = ";" if ";" in text else ","
    return tuple(name.strip() for name in text.split(separator) if name.strip())
