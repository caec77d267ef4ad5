"""Reads the tables of a library file, and says exactly what is wrong with a bad one."""

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from assess.bilingual import Bilingual, Language
from assess.standards.rules.library import (
    NOTHING,
    BilingualCriterion,
    BilingualTerm,
    Source,
    bilingual,
)
from assess.standards.rules.values import Metadata, Provenance

_LABEL = re.compile(r"^[PK][1-9]\d{0,2}$")
_FIELD = re.compile(r"^[a-z][a-z0-9_]*$")


class LibraryFileError(ValueError):
    """A library file that cannot be taken: where, as a line or a key, and why."""

    def __init__(self, line_or_key: str, reason: str) -> None:
        super().__init__(f"{line_or_key}: {reason}")
        self.line_or_key = line_or_key
        self.reason = reason


def _key(*parts: str) -> str:
    return ".".join(part for part in parts if part)


def refuse_unknown_keys(table: Mapping[str, Any], known: Iterable[str], where: str) -> None:
    unknown = sorted(set(table) - set(known))
    if unknown:
        raise LibraryFileError(_key(where, unknown[0]), "this key is not known")


def read_text(table: Mapping[str, Any], key: str, where: str) -> str:
    value = read_optional_text(table, key, where)
    if value is None:
        raise LibraryFileError(_key(where, key), "this key is missing")
    return value


def read_optional_text(table: Mapping[str, Any], key: str, where: str) -> str | None:
    value = table.get(key)
    if value is None:
        return None
    if not isinstance(value, str) or not value.strip():
        raise LibraryFileError(_key(where, key), "a text is needed, not empty")
    return value


def _table(table: Mapping[str, Any], key: str, where: str) -> Mapping[str, Any]:
    value = table.get(key, {})
    if not isinstance(value, dict):
        raise LibraryFileError(_key(where, key), "a table is needed")
    return value


def _tables(table: Mapping[str, Any], key: str) -> list[tuple[str, Mapping[str, Any]]]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        raise LibraryFileError(key, f"a list of tables is needed: [[{key}]]")
    return [(f"{key}[{place}]", entry) for place, entry in enumerate(value, start=1)]


def _texts(table: Mapping[str, Any], where: str) -> Bilingual:
    return bilingual(
        {language: read_optional_text(table, language.value, where) for language in Language}
    )


def read_bilingual(table: Mapping[str, Any], key: str, where: str) -> Bilingual:
    inner = _table(table, key, where)
    refuse_unknown_keys(inner, Language, _key(where, key))
    return _texts(inner, _key(where, key))


def read_sources(table: Mapping[str, Any]) -> Mapping[Language, Source]:
    sources = _table(table, "source", "")
    refuse_unknown_keys(sources, Language, "source")
    return MappingProxyType(
        {
            Language(name): _source(_table(sources, name, "source"), _key("source", name))
            for name in sources
        }
    )


def _source(table: Mapping[str, Any], where: str) -> Source:
    refuse_unknown_keys(table, ("document", "provenance", "url", "retrieved", "note"), where)
    provenance = read_text(table, "provenance", where)
    if provenance not in set(Provenance):
        known = " or ".join(f"“{known}”" for known in Provenance)
        raise LibraryFileError(_key(where, "provenance"), f"“{provenance}” is not {known}")
    return Source(
        document=read_text(table, "document", where),
        provenance=Provenance(provenance),
        url=read_optional_text(table, "url", where),
        retrieved=read_optional_text(table, "retrieved", where),
        note=read_bilingual(table, "note", where),
    )


def read_criteria_list(
    table: Mapping[str, Any], key: str, letter: str
) -> tuple[BilingualCriterion, ...]:
    criteria: dict[str, BilingualCriterion] = {}
    for place, entry in _tables(table, key):
        label = read_text(entry, "label", place)
        if not _LABEL.match(label) or label[0] != letter:
            raise LibraryFileError(_key(place, "label"), f"“{label}” is not {letter}1, {letter}2 …")
        if label in criteria:
            raise LibraryFileError(_key(place, "label"), f"{label} stands twice")
        criteria[label] = _criterion(entry, label, place)
    return tuple(criteria.values())


def _criterion(entry: Mapping[str, Any], label: str, place: str) -> BilingualCriterion:
    refuse_unknown_keys(entry, ("label", "en", "cy", "group", "note"), place)
    text = _texts(entry, place)
    if text == NOTHING:
        raise LibraryFileError(place, f"{label} has no text in either language")
    return BilingualCriterion(
        label=label,
        text=text,
        group=read_bilingual(entry, "group", place),
        note=read_bilingual(entry, "note", place),
    )


def read_glossary_list(table: Mapping[str, Any]) -> tuple[BilingualTerm, ...]:
    return tuple(_term(entry, place) for place, entry in _tables(table, "glossary"))


def _term(entry: Mapping[str, Any], place: str) -> BilingualTerm:
    refuse_unknown_keys(entry, ("term", "definition"), place)
    definition = read_bilingual(entry, "definition", place)
    if definition == NOTHING:
        raise LibraryFileError(_key(place, "definition"), "this key is missing")
    return BilingualTerm(read_bilingual(entry, "term", place), definition)


def read_metadata_tables(table: Mapping[str, Any]) -> Mapping[Language, Metadata]:
    tables = _table(table, "metadata", "")
    refuse_unknown_keys(tables, Language, "metadata")
    return MappingProxyType(
        {
            Language(name): _metadata(_table(tables, name, "metadata"), _key("metadata", name))
            for name in tables
        }
    )


def _metadata(table: Mapping[str, Any], where: str) -> Metadata:
    return MappingProxyType({name: _field(table, name, where) for name in table})


def _field(table: Mapping[str, Any], name: str, where: str) -> str | tuple[str, ...]:
    if not _FIELD.match(name):
        raise LibraryFileError(_key(where, name), "a field's name is in snake_case")
    value = table[name]
    if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
        return tuple(value)
    return read_text(table, name, where)
