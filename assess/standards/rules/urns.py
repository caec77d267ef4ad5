"""Which standard a document is of."""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

URN_PATTERN = r"[A-Z]{3,}[A-Z0-9]*\d[A-Z0-9]*(?:[.-][A-Z0-9]+)*"
URN = re.compile(rf"^{URN_PATTERN}$")
_LONGEST_URN = 40
_FILE_NAME = re.compile(
    r"^([A-Za-z]{3,}[A-Za-z0-9]*\d[A-Za-z0-9]*(?:-[A-Za-z0-9]+)*(?:\.\d+)*)(?:[._ -]|$)"
)
_FILE_LANGUAGE = re.compile(r"[._-](en|cy)(?:[._-]|$)")


@dataclass(frozen=True)
class FoundUrn:
    """`line` and `message` say what is wrong with where it was found, if anything is."""

    urn: str | None
    message: str | None = None


def normal_urn(text: str) -> str | None:
    candidate = text.strip().strip(".,;").upper()
    return candidate if len(candidate) <= _LONGEST_URN and URN.match(candidate) else None


def urn_in_name(name: str | None) -> str | None:
    """Read "INSSMA08.en.txt"; a listing's "inssma08-cy.html" as well."""
    if not name:
        return None
    base = PurePosixPath(name.replace("\\", "/")).name
    stem = _FILE_LANGUAGE.split(base)[0]
    found = _FILE_NAME.match(stem)
    return normal_urn(found[1]) if found else None


def language_in_name(name: str | None) -> str | None:
    found = _FILE_LANGUAGE.search(name or "")
    return found[1] if found else None


def find_urn(*, given: str | None, stated: str | None, name: str | None) -> FoundUrn:
    """Take the URN given, else the document's own, else the file name's (trap 1)."""
    own = normal_urn(stated) if stated else None
    if given and given.strip():
        return FoundUrn(given.strip().upper())
    if own:
        return FoundUrn(own)
    from_name = urn_in_name(name)
    if from_name:
        message = f"the document states no URN; {from_name} was taken from the file name"
        return FoundUrn(from_name, message)
    return FoundUrn(None, "the document states no URN, and none was given")
