"""A Word document's paragraphs as the lines that a reader of it sees, its own numbers included.

Word keeps "P1" or "1." of an automatic list nowhere in the text: they are counted here as it
counts them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from assess.standards.rules.lines import fold_whitespace
from assess.standards.rules.marks import mark_of

_DEEPEST = 9
_INDENT = "  "
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_ALPHABET = 26


@dataclass
class _Counters:
    """How far each list has counted, by the definition that lists share, and level."""

    counts: dict[tuple[str, int], int] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)


def docx_lines(content: Mapping[str, Any]) -> str:
    """Give the text of what open_docx.py found: a line for each paragraph."""
    counters = _Counters()
    lines: list[str] = []
    waiting: tuple[object, str] | None = None
    for block in content["blocks"]:
        label = _label(block, content, counters)
        text = "\n".join(fold_whitespace(part) for part in block["text"].split("\n"))
        said = f"{label} {text}".rstrip() if label else text.strip()
        row = block["cell"][0] if block["cell"] else None
        if waiting is not None and row == waiting[0] and said:
            said = f"{waiting[1]} {said}"
            lines.pop()
        waiting = (row, said) if row is not None and _is_bare_label(said) else None
        lines.append(said)
    return "\n".join(lines)


def _is_bare_label(text: str) -> bool:
    """A cell that holds "P1" alone: its words stand in the next one."""
    mark = mark_of(text)
    return mark is not None and not mark.text


def _label(block: Mapping[str, Any], content: Mapping[str, Any], counters: _Counters) -> str:
    found = _numbering(block, content["styles"])
    if found is None or not block["text"].strip():
        return ""
    number, level = found
    one = content["lists"].get(number)
    definition = one["levels"].get(str(level)) if one else None
    if definition is None:
        return ""
    _count(counters, one, number, level)
    kind, pattern, _ = definition
    if kind == "none" or not pattern:
        return ""
    written = "-" if kind == "bullet" else _written(pattern, one, counters, level)
    return f"{_INDENT * level}{written}"


def _numbering(block: Mapping[str, Any], styles: Mapping[str, Any]) -> tuple[str, int] | None:
    """Find the list of a paragraph: its own, else its style's; list 0 means none."""
    own: list[str | None] = block["numbering"] or [None, None]
    number, level = own
    for style in _with_bases(block["style"], styles):
        if number is not None:
            break
        if style["numbering"]:
            number = style["numbering"][0]
            level = level or style["numbering"][1]
    if number is None or number == "0":
        return None
    depth = int(level or 0)
    return (number, depth) if 0 <= depth < _DEEPEST else None


def _with_bases(name: str | None, styles: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    seen: set[str] = set()
    while name is not None and name in styles and name not in seen:
        seen.add(name)
        yield styles[name]
        name = styles[name]["base"]


def _count(counters: _Counters, one: Mapping[str, Any], number: str, level: int) -> None:
    """Count one on, begin the level where it has not begun, and forget the deeper ones."""
    kind = str(one["kind"])
    restart = one["restarts"].get(str(level))
    begins = restart is not None and (number, level) not in counters.begun
    counters.begun.add((number, level))
    place = (kind, level)
    if begins or place not in counters.counts:
        counters.counts[place] = int(restart) if begins else _start(one, level)
    else:
        counters.counts[place] += 1
    for deeper in range(level + 1, _DEEPEST):
        counters.counts.pop((kind, deeper), None)


def _start(one: Mapping[str, Any], level: int) -> int:
    definition = one["levels"].get(str(level))
    return int(definition[2]) if definition and definition[2] else 1


def _written(pattern: str, one: Mapping[str, Any], counters: _Counters, level: int) -> str:
    """Write "P%1." with the numbers that its levels stand at."""
    for upper in range(level + 1):
        definition = one["levels"].get(str(upper))
        count = counters.counts.get((str(one["kind"]), upper), _start(one, upper))
        pattern = pattern.replace(
            f"%{upper + 1}", _numeral(definition[0] if definition else "", count)
        )
    return fold_whitespace(pattern)


def _numeral(kind: str | None, count: int) -> str:
    if kind in {"lowerLetter", "upperLetter"}:
        letter = chr(ord("a") + (count - 1) % _ALPHABET) * ((count - 1) // _ALPHABET + 1)
        return letter.upper() if kind == "upperLetter" else letter
    if kind in {"lowerRoman", "upperRoman"}:
        roman = _roman(count)
        return roman.upper() if kind == "upperRoman" else roman
    if kind == "decimalZero":
        return f"{count:02}"
    return str(count)


def _roman(count: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        while count >= value:
            written += letters
            count -= value
    return written
