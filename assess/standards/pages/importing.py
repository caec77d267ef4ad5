"""What was read of a document before it is imported: its parts, and every warning in words."""

import re
from dataclasses import dataclass
from html import unescape
from typing import Any

from flask_babel import lazy_gettext as _

from assess.standards.rules.values import ReaderWarning, StandardDocument

EXCERPT = 120
TAG = re.compile(r"</?[a-z][a-z0-9]*(?: start=\"\d+\")?>")
"""As a web page's lines are kept."""

WARNINGS: dict[str, Any] = {
    "broken-word": _("A line breaks after a hyphen: check that word"),
    "cut-off": _("The document seems to be cut off: something that should follow is missing"),
    "doubtful-line": _("This line could be a sub-heading or part of the line above"),
    "empty": _("There is no text to read"),
    "empty-criterion": _("A label has no text: this criterion was left out"),
    "label-out-of-turn": _("A label is out of turn: this line was left out"),
    "labels-apart": _("Labels are parted from their texts: these criteria were left out"),
    "misspelt-heading": _("A heading was read as a misspelling of a known one"),
    "missing-heading": _("Knowledge and understanding starts here without its heading"),
    "no-criteria": _("No criteria were found in this part"),
    "no-overview": _("No overview was found"),
    "no-title": _("No title was found above the text"),
    "no-urn": _("The text does not state its URN"),
    "not-utf-8": _("The file is in an old encoding: check accents and apostrophes"),
    "other-urn": _("The text states another URN than the one you entered"),
    "text-left-out": _("Text that belongs to no part of a standard was left out"),
    "unknown-format": _("This kind of file cannot be read"),
    "unknown-heading": _("A standard has no such heading: what stands under it was left out"),
    "unknown-language": _("The language could not be told: English was taken"),
    "unreadable-letters": _("Some letters could not be read from the PDF"),
}
OTHER = _("Check this line")


@dataclass(frozen=True)
class WarningLine:
    line: int
    words: str
    excerpt: str
    """How the line of the text begins."""


@dataclass(frozen=True)
class ImportPage:
    document: StandardDocument
    warnings: tuple[WarningLine, ...]
    version: str
    stands: bool
    """Whether the provider has this version already, so that this text joins it."""

    serves_all: bool
    """Whether the service has this version for every provider."""


def import_page(
    document: StandardDocument,
    extra: tuple[ReaderWarning, ...],
    text: str,
    *,
    version: str,
    stands: bool,
    serves_all: bool,
) -> ImportPage:
    lines = text.split("\n")
    found = sorted({*document.warnings, *extra}, key=lambda warning: warning.line)
    return ImportPage(
        document=document,
        warnings=tuple(
            WarningLine(
                warning.line,
                str(WARNINGS.get(warning.code, OTHER)),
                _excerpt(lines[warning.line - 1]) if 0 < warning.line <= len(lines) else "",
            )
            for warning in found
        ),
        version=version,
        stands=stands,
        serves_all=serves_all,
    )


def _excerpt(line: str) -> str:
    words = " ".join(unescape(TAG.sub(" ", line)).split())
    return words if len(words) <= EXCERPT else f"{words[:EXCERPT]}…"
