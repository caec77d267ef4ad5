"""The library's file of one version of a standard: TOML, both languages side by side."""

import re
import tomllib
from typing import Any

import tomli_w

from assess.bilingual import Bilingual, Language
from assess.standards.rules.library import (
    BilingualCriterion,
    BilingualStandard,
    BilingualTerm,
    Source,
)
from assess.standards.rules.library_table import (
    LibraryFileError,
    read_bilingual,
    read_criteria_list,
    read_glossary_list,
    read_metadata_tables,
    read_sources,
    read_text,
    refuse_unknown_keys,
)
from assess.standards.rules.urns import URN
from assess.standards.rules.values import Metadata

__all__ = ["LibraryFileError", "read_library_file", "write_library_file"]

_LINE = re.compile(r"\(at line (\d+)")
_KEYS = (
    *("urn", "version", "title", "overview", "note", "source"),
    *("performance", "knowledge", "glossary", "metadata"),
)


def read_library_file(text: str) -> BilingualStandard:
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _LINE.search(str(error))
        raise LibraryFileError(f"line {found[1]}" if found else "the end", str(error)) from error
    except RecursionError as error:
        raise LibraryFileError("the file", "it is nested too deeply") from error
    standard = _read_standard(table)
    _check_whole(standard)
    return standard


def _read_standard(table: dict[str, Any]) -> BilingualStandard:
    refuse_unknown_keys(table, _KEYS, "")
    urn = read_text(table, "urn", "")
    if not URN.match(urn):
        raise LibraryFileError("urn", f"“{urn}” is no URN: capital letters, then figures")
    return BilingualStandard(
        urn=urn,
        version=read_text(table, "version", ""),
        title=read_bilingual(table, "title", ""),
        overview=read_bilingual(table, "overview", ""),
        note=read_bilingual(table, "note", ""),
        sources=read_sources(table),
        performance=read_criteria_list(table, "performance", "P"),
        knowledge=read_criteria_list(table, "knowledge", "K"),
        glossary=read_glossary_list(table),
        metadata=read_metadata_tables(table),
    )


def _check_whole(standard: BilingualStandard) -> None:
    """Every language that has text says where it comes from, and has a title."""
    for language in Language:
        texts = [criterion.text.text_in(language) for criterion in standard.criteria]
        has_text = any([standard.title.text_in(language), *texts])
        if has_text and language not in standard.sources:
            raise LibraryFileError(f"source.{language}", "there is text, but no source is named")
        if any(texts) and not standard.title.text_in(language):
            raise LibraryFileError(f"title.{language}", "there are criteria, but no title")


def write_library_file(standard: BilingualStandard) -> str:
    """Write in one order always, so that a change of the text shows as that change alone."""
    table = {
        "urn": standard.urn,
        "version": standard.version,
        "title": _bilingual_table(standard.title),
        "overview": _bilingual_table(standard.overview),
        "note": _bilingual_table(standard.note),
        "source": {
            language.value: _source_table(standard.sources[language])
            for language in Language
            if language in standard.sources
        },
        "performance": [_criterion_table(criterion) for criterion in standard.performance],
        "knowledge": [_criterion_table(criterion) for criterion in standard.knowledge],
        "glossary": [_term_table(entry) for entry in standard.glossary],
        "metadata": {
            language.value: _metadata_table(standard.metadata[language])
            for language in Language
            if standard.metadata.get(language)
        },
    }
    return tomli_w.dumps(
        {key: value for key, value in table.items() if value}, multiline_strings=True
    )


def _bilingual_table(text: Bilingual) -> dict[str, str]:
    return {
        language.value: words
        for language in Language
        if (words := text.text_in(language)) is not None
    }


def _source_table(source: Source) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "document": source.document,
        "provenance": source.provenance.value,
        "url": source.url,
        "retrieved": source.retrieved,
        "note": _bilingual_table(source.note),
    }
    return {name: value for name, value in fields.items() if value}


def _criterion_table(criterion: BilingualCriterion) -> dict[str, Any]:
    table: dict[str, Any] = {"label": criterion.label, **_bilingual_table(criterion.text)}
    further = {
        "group": _bilingual_table(criterion.group),
        "note": _bilingual_table(criterion.note),
    }
    return table | {name: value for name, value in further.items() if value}


def _term_table(entry: BilingualTerm) -> dict[str, Any]:
    term = _bilingual_table(entry.term)
    definition = {"definition": _bilingual_table(entry.definition)}
    return {"term": term, **definition} if term else definition


def _metadata_table(metadata: Metadata) -> dict[str, Any]:
    return {
        name: value if isinstance(value, str) else list(value) for name, value in metadata.items()
    }
