"""A web page as lines: what a reader would copy from it, with the headings still known.

Read as a stream rather than as a tree, so that a page of a million unclosed tags costs no more
than its length, and every line keeps its place in the source.
"""

import re
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

from assess.standards.rules.headings import known_heading
from assess.standards.rules.lines import Line, fold_whitespace
from assess.standards.rules.marks import mark_of

_SUFFIX = re.compile(r"\.x?html?$", re.IGNORECASE)
_OPENING = re.compile(r"<(?:!doctype html|html|body|h[1-6]|ol|ul|div|p)\b", re.IGNORECASE)
_LOOKED_AT = 2000
_OPEN_ENDS = (("<!--", "-->"), ("<", ">"))
_MARKED_SECTION = re.compile(r"<!\[[^>]*>")
_ENDLESS_NUMBER = re.compile(r"&#(?=[xX]?[0-9a-fA-F]{8})")
_SKIPPED = frozenset({"script", "style", "template", "noscript", "nav", "form", "title", "svg"})
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCK_NAMES = (
    "address article aside blockquote body caption dd details div dl dt fieldset figcaption "
    "figure footer header hr html legend li main ol p pre section summary table tbody tfoot "
    "thead tr ul"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_IN_A_LINE = frozenset({"br", "td", "th"})
_KEPT = _BLOCKS | _HEADINGS.keys() | _IN_A_LINE
_SPACES = re.compile(r"[ \t\r\n\f]+")
_NESTED = 4


def is_html(text: str, name: str | None) -> bool:
    """Go by the suffix where there are tags at all, else by what the text starts with."""
    if name and _SUFFIX.search(name):
        return bool(_OPENING.search(text))
    start = text[:_LOOKED_AT].lstrip("\ufeff \t\r\n")
    return start.startswith("<") and bool(_OPENING.search(start))


def html_lines(text: str) -> list[Line]:
    page = _Page()
    page.feed(_parseable(text))
    page.close()
    page.end_line()
    return page.lines


def slim_html(text: str) -> str:
    """Give a web page without its scripts, styles and attributes: it reads the same.

    A saved page is often a hundred times as long as the standard on it.
    """
    page = _Slim()
    page.feed(_parseable(text))
    page.close()
    return "".join(page.parts)


def _parseable(text: str) -> str:
    """Take out what the parser stumbles over; lines stay where they are.

    It looks for the end of what never closes again and again (a megabyte of "<!--" would take it
    minutes), fails on marked sections that it does not know, and on endless character numbers.
    """
    for opening, closing in _OPEN_ENDS:
        last = text.rfind(closing) + 1
        text = text[:last] + text[last:].replace(opening, f"&lt;{opening[1:]}")
    text = _MARKED_SECTION.sub(lambda found: "\n" * found[0].count("\n"), text)
    return _ENDLESS_NUMBER.sub("&amp;#", text)


@dataclass
class _List:
    ordered: bool
    count: int = 0


@dataclass
class _Text:
    """The line being collected."""

    words: list[str] = field(default_factory=list)
    number: int = 1
    marker: str = ""
    level: int = 0


class _Skipping(HTMLParser):
    """Knows when it stands in something that is no part of the text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._inside: list[str] = []

    def is_skipped(self, tag: str) -> bool:
        if tag in _SKIPPED:
            self._inside.append(tag)
            return True
        return False

    def is_skipped_end(self, tag: str) -> bool:
        if not self._inside:
            return False
        if tag in self._inside:
            del self._inside[self._inside.index(tag) :]
        return True


class _Slim(_Skipping):
    """Writes down the words and what the reader goes by; all else is left out."""

    def __init__(self) -> None:
        super().__init__()
        self.parts = ["<html>"]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.is_skipped(tag):
            return
        start = dict(attrs).get("start") or ""
        if tag == "ol" and start.isdecimal():
            self.parts.append(f'\n<ol start="{start}">')
        elif tag in _KEPT:
            self.parts.append(f"<{tag}>" if tag in _IN_A_LINE else f"\n<{tag}>")

    def handle_endtag(self, tag: str) -> None:
        if not self.is_skipped_end(tag) and tag in _KEPT:
            self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if not self._inside:
            self.parts.append(escape(_SPACES.sub(" ", data), quote=False))


class _Page(_Skipping):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Line] = []
        self._text = _Text()
        self._lists: list[_List] = []
        self._cell = 0
        self._blank = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.is_skipped(tag):
            return
        if tag == "br":
            self.end_line(blank=False)
        elif tag in {"td", "th"}:
            self._start_cell()
        elif tag in _BLOCKS or tag in _HEADINGS:
            self.end_line()
            self._text.level = _HEADINGS.get(tag, 0)
            if self._text.level:
                self._lists.clear()
            self._start_block(tag, dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        if self.is_skipped_end(tag):
            return
        if tag in _BLOCKS or tag in _HEADINGS:
            self.end_line()
            if tag in {"ol", "ul"} and self._lists:
                self._lists.pop()

    def handle_data(self, data: str) -> None:
        if self._inside:
            return
        if not self._text.words and data.strip():
            before = data[: len(data) - len(data.lstrip())]
            self._text.number = self.getpos()[0] + before.count("\n")
        self._text.words.append(data)

    def end_line(self, *, blank: bool = True) -> None:
        """Finish the line collected so far; text in blocks stands as after a blank line."""
        folded = fold_whitespace("".join(self._text.words))
        if folded:
            own = mark_of(folded)
            marked = folded if own and self._text.marker else f"{self._text.marker}{folded}"
            indent = _NESTED * max(len(self._lists) - 1, 0) if self._text.marker else 0
            self.lines.append(
                Line(self._text.number, marked, indent, self._blank, self._text.level)
            )
            self._blank = False
            self._text = _Text()
        elif not self._text.marker:
            self._text = _Text()
        self._blank = self._blank or blank

    def _start_block(self, tag: str, attrs: dict[str, str | None]) -> None:
        if tag in {"ol", "ul"}:
            start = attrs.get("start") or "1"
            self._lists.append(_List(tag == "ol", int(start) - 1 if start.isdecimal() else 0))
        elif tag == "li":
            self._text.marker = self._marker()
        elif tag == "tr":
            self._cell = 0

    def _marker(self) -> str:
        current = self._lists[-1] if self._lists else _List(ordered=False)
        current.count += 1
        return f"{current.count}. " if current.ordered else "- "

    def _start_cell(self) -> None:
        """Read a row of two cells as heading and text, or as label and text."""
        self._cell += 1
        if self._cell == 2 and known_heading(fold_whitespace("".join(self._text.words))):  # noqa: PLR2004 - the second cell
            self.end_line()
        elif self._cell > 1:
            self._text.words.append(" ")
