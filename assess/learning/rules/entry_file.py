"""An entry's file (standards/learning/*.toml): read whole, or refused with the key and reason."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from assess.bilingual import Bilingual
from assess.learning.rules.entries import EntryTerms, check_entry
from assess.learning.rules.kinds import EntryKind
from assess.refusals import RefusedError

_KEYS = {
    *("key", "kind", "language", "given_by", "address", "minutes", "starts_on"),
    *("title", "summary", "caveat", "criteria"),
}


class EntryFileError(ValueError):
    """A file that cannot be taken, and why."""


@dataclass(frozen=True)
class FiledEntry:
    key: str
    terms: EntryTerms
    criteria: tuple[str, ...]
    """Each as "INSSMA11/1 P17"."""


def read_entry(text: str) -> FiledEntry:
    """Read an entry.

    Raises:
        EntryFileError: at the first thing that is wrong.

    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise EntryFileError(str(wrong)) from wrong
    if unknown := sorted(set(table) - _KEYS):
        raise EntryFileError(f"{unknown[0]}: this key is not known")
    kind = _text(table, "kind")
    if kind not in set(EntryKind):
        raise EntryFileError(f"kind: “{kind}” is not a kind of entry")
    title, summary, caveat = (_both(table, name) for name in ("title", "summary", "caveat"))
    terms = EntryTerms(
        kind=EntryKind(kind),
        title_en=title.en or "",
        title_cy=title.cy or "",
        summary_en=summary.en or "",
        summary_cy=summary.cy or "",
        caveat_en=caveat.en or "",
        caveat_cy=caveat.cy or "",
        language=_text(table, "language"),
        given_by=_text(table, "given_by", needed=False),
        address=_text(table, "address", needed=False),
        minutes=_of(table, "minutes", int),
        starts_on=_of(table, "starts_on", date),
    )
    try:
        check_entry(terms)
    except RefusedError as wrong:
        raise EntryFileError(f"{wrong.field}: {type(wrong).__name__}") from wrong
    return FiledEntry(_text(table, "key"), terms, _criteria(table))


def _criteria(table: Mapping[str, Any]) -> tuple[str, ...]:
    found = table.get("criteria", [])
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise EntryFileError("criteria: a list of texts is needed, such as INSSMA11/1 P17")
    return tuple(found)


def _text(table: Mapping[str, Any], key: str, *, needed: bool = True) -> str:
    value = table.get(key, "")
    if not isinstance(value, str) or (needed and not value.strip()):
        raise EntryFileError(f"{key}: a text is needed")
    return value.strip()


def _both(table: Mapping[str, Any], key: str) -> Bilingual:
    inner = table.get(key)
    if not isinstance(inner, dict) or set(inner) != {"en", "cy"}:
        raise EntryFileError(f"{key}: the text is needed in both languages")
    return Bilingual(_text(inner, "en"), _text(inner, "cy"))


def _of(table: Mapping[str, Any], key: str, kind: type[Any]) -> Any:  # noqa: ANN401 (a number or a date)
    value = table.get(key)
    if value is not None and type(value) is not kind:
        raise EntryFileError(f"{key}: a {kind.__name__} is needed")
    return value
