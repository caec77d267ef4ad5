"""Glossary entries, with and without a line for the term (trap 14)."""

import re

from assess.standards.rules.lines import Line, join_paragraphs
from assess.standards.rules.marks import Style, mark_of
from assess.standards.rules.values import Term

_LONGEST_TERM = 70
_MOST_WORDS = 8
_ONE_LINE = re.compile(r"^([^:.,;]{2,50}): (\S.*)$")
_MOST_WORDS_BEFORE_COLON = 4


def read_glossary(lines: list[Line], width: int | None) -> tuple[Term, ...]:
    """Take a short line with text below it as a term; a paragraph of its own has no term."""
    paragraphs = join_paragraphs(lines, width)
    entries: list[tuple[str | None, list[str]]] = []
    pending: str | None = None
    for place, text in enumerate(paragraphs):
        if pending is not None:
            entries.append((pending, [text]))
            pending = None
        elif _is_bullet(text) and entries:
            entries[-1][1].append(text)
        elif _is_term(text) and place + 1 < len(paragraphs):
            pending = text
        else:
            entries.append(_on_one_line(text))
    return tuple(Term(term, "\n".join(texts)) for term, texts in entries)


def _is_bullet(text: str) -> bool:
    mark = mark_of(text)
    return mark is not None and mark.style is Style.BULLET


def _is_term(text: str) -> bool:
    return (
        len(text) <= _LONGEST_TERM
        and len(text.split(" ")) <= _MOST_WORDS
        and not text.endswith((".", ";", ",", "!", "?"))
        and not _ONE_LINE.match(text)
        and mark_of(text) is None
    )


def _on_one_line(text: str) -> tuple[str | None, list[str]]:
    found = _ONE_LINE.match(text)
    if found and len(found[1].split(" ")) <= _MOST_WORDS_BEFORE_COLON:
        return found[1], [found[2]]
    return None, [text]
