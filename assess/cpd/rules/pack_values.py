"""Reads single values out of a pack's tables, and says exactly what is wrong with a bad one."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, TypeVar

from assess.bilingual import Bilingual, Language
from assess.cpd.rules.packs import Bound

Kind = TypeVar("Kind", bound=StrEnum)
Table = Mapping[str, Any]
LARGEST = 100_000
"""The largest amount that a pack can ask for, in its unit."""


class PackFileError(ValueError):
    """A pack that cannot be taken: where, as a key and a line, and why."""

    def __init__(self, key: str, reason: str, line: int | None = None) -> None:
        place = f"line {line}: {key}" if line and key else f"line {line}" if line else key
        super().__init__(f"{place}: {reason}" if place else reason)
        self.key = key
        self.reason = reason
        self.line = line


def key_of(*parts: str) -> str:
    return ".".join(part for part in parts if part)


def refuse_unknown(table: Table, known: Iterable[str], where: str) -> None:
    unknown = sorted(set(table) - set(known))
    if unknown:
        raise PackFileError(key_of(where, unknown[0]), "this key is not known")


def read_table(table: Table, key: str, where: str = "") -> Table:
    value = _needed(table, key, where)
    if not isinstance(value, dict):
        raise PackFileError(key_of(where, key), "a table is needed")
    return value


def read_tables(table: Table, key: str, where: str = "") -> list[tuple[str, Table]]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        raise PackFileError(key_of(where, key), f"a list of tables is needed: [[{key}]]")
    path = key_of(where, key)
    return [(f"{path}[{place}]", entry) for place, entry in enumerate(value, start=1)]


def read_text(table: Table, key: str, where: str = "") -> str:
    value = _needed(table, key, where)
    if not isinstance(value, str) or not value.strip():
        raise PackFileError(key_of(where, key), "a text is needed, not empty")
    return " ".join(value.split())


def read_both(table: Table, key: str, where: str = "") -> Bilingual:
    """Read what must stand in both languages."""
    inner, path = read_table(table, key, where), key_of(where, key)
    refuse_unknown(inner, Language, path)
    return Bilingual(*(read_text(inner, language.value, path) for language in Language))


def read_one_of(kind: type[Kind], table: Table, key: str, where: str = "") -> Kind:
    value = read_text(table, key, where)
    if value not in set(kind):
        known = " or ".join(f"“{member.value}”" for member in kind)
        raise PackFileError(key_of(where, key), f"“{value}” is not {known}")
    return kind(value)


def read_count(table: Table, key: str, where: str, *, most: int) -> int:
    value = _needed(table, key, where)
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= most:
        raise PackFileError(key_of(where, key), f"a whole number from 1 to {most} is needed")
    return value


def read_hundredths(table: Table, key: str, where: str) -> int:
    """Read an amount such as 35 or 7.5, as hundredths."""
    value = _needed(table, key, where)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise PackFileError(key_of(where, key), "a number is needed")
    try:
        hundredths = Decimal(str(value)) * 100
        whole = int(hundredths)
    except (InvalidOperation, OverflowError, ValueError) as endless:
        raise PackFileError(key_of(where, key), "a number is needed") from endless
    if whole != hundredths or not 0 < whole <= LARGEST * 100:
        reason = f"a number above 0, at most {LARGEST}, with at most two decimals is needed"
        raise PackFileError(key_of(where, key), reason)
    return whole


def read_day(table: Table, key: str, where: str) -> date | Bound:
    """Read a date, or what stands in the place of one; a missing one is refused."""
    value = _needed(table, key, where, "a date, or “not stated” or “open”, is needed")
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str) and value in set(Bound):
        return Bound(value)
    reason = f"“{value}” is not a date such as 2026-09-01, “not stated” or “open”"
    raise PackFileError(key_of(where, key), reason)


def read_flag(table: Table, key: str, where: str) -> bool:
    value = table.get(key, False)
    if not isinstance(value, bool):
        raise PackFileError(key_of(where, key), "true or false is needed")
    return value


def _needed(table: Table, key: str, where: str, why: str = "") -> Any:  # noqa: ANN401 (what TOML holds)
    if key not in table:
        missing = "this key is missing"
        raise PackFileError(key_of(where, key), f"{missing}: {why}" if why else missing)
    return table[key]
