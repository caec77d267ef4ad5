"""Reads a template's file: plain TOML, each text in every language of the template."""

import re
import tomllib

from assess.bilingual import Language
from assess.plans.rules.checking import check_references
from assess.plans.rules.faults import Fault, TemplateFileError, Wrong
from assess.plans.rules.field_file import read_field
from assess.plans.rules.lines import Lines
from assess.plans.rules.reader import Table, note_twice
from assess.plans.rules.template import (
    GOAL_PARTS,
    Contribution,
    FieldKind,
    NotShown,
    Origin,
    Section,
    Template,
    TemplateLanguage,
    Words,
)

LARGEST = 400_000
"""Characters of a file."""

_LINE = re.compile(r"\(at line (\d+)")
_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")
_KEYS = (
    *("key", "standard", "version", "title", "languages", "goal_parts"),
    *("shows", "serves_nothing", "section"),
)
_SECTION_KEYS = (
    *("key", "number", "title", "guidance", "field", "shows", "contributes", "does_not_show"),
)


def read_template(text: str) -> Template:
    """Read a template.

    Raises:
        TemplateFileError: with all that is wrong, each with its line and reason.

    """
    if len(text) > LARGEST:
        raise TemplateFileError([Wrong("", 1, Fault.TOO_LARGE, {"limit": LARGEST})])
    wrongs: list[Wrong] = []
    file = Table(_parse(text), (), wrongs, Lines(text))
    template = _read_file(file)
    if not wrongs:
        check_references(template, file)
    if wrongs:
        raise TemplateFileError(sorted(wrongs, key=lambda one: one.line))
    return template


def _parse(text: str) -> dict[str, object]:
    try:
        return tomllib.loads(text.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        found = _LINE.search(str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        reason = str(error).partition(" (at ")[0]
        raise TemplateFileError([Wrong("", line, Fault.NOT_TOML, {"reason": reason})]) from error
    except RecursionError as error:
        wrong = Wrong("", 1, Fault.NOT_TOML, {"reason": "it is nested too deeply"})
        raise TemplateFileError([wrong]) from error


def _read_file(file: Table) -> Template:
    file.allow(*_KEYS)
    languages = _read_languages(file)
    file.tags = tuple(language.tag for language in languages)
    parts = _read_goal_parts(file)
    tables = list(file.tables("section"))
    sections = tuple(_read_section(table, parts) for table in tables)
    note_twice(file, "section", [section.key for section in sections])
    if not sections:
        file.wrong(Fault.NO_SECTIONS, "section")
    fields = [field for section in sections for field in section.fields]
    if parts is None and any(field.kind is FieldKind.GOALS for field in fields):
        file.wrong(Fault.NO_GOAL_PARTS, "goal_parts")
    return Template(
        key=file.name(),
        urn=file.text("standard", limit=20),
        edition=file.text("version", limit=20),
        title=file.words("title"),
        languages=languages,
        sections=sections,
        shows=file.labels("shows"),
        serves_nothing=file.labels("serves_nothing"),
    )


def _read_languages(file: Table) -> tuple[TemplateLanguage, ...]:
    """Read which languages there are: English and Welsh always, beside them any other."""
    if "languages" not in file.values:
        file.wrong(Fault.MISSING_KEY, "languages")
    table = file.table("languages")
    for language in Language:
        if language.value not in table.values:
            table.wrong(Fault.MISSING_LANGUAGE, language=language.value)
    return tuple(_read_language(table, tag) for tag in table.values)


def _read_language(languages: Table, tag: str) -> TemplateLanguage:
    if not _TAG.fullmatch(tag):
        languages.wrong(Fault.NOT_A_LANGUAGE, tag, value=tag)
    table = languages.table(tag)
    table.allow("provenance", "document")
    origin = table.one_of("provenance", Origin)
    document = table.text("document", is_needed=False)
    return TemplateLanguage(tag, Origin(origin) if origin else Origin.ORIGINAL, document)


def _read_goal_parts(file: Table) -> dict[str, Words] | None:
    if "goal_parts" not in file.values:
        return None
    table = file.table("goal_parts")
    table.allow(*GOAL_PARTS)
    return {part: table.words(part) for part in GOAL_PARTS}


def _read_section(table: Table, parts: dict[str, Words] | None) -> Section:
    table.allow(*_SECTION_KEYS)
    fields = tuple(read_field(one, parts or {}) for one in table.tables("field"))
    if not fields:
        table.wrong(Fault.NO_FIELDS)
    return Section(
        key=table.name(),
        number=table.text("number", limit=10),
        title=table.words("title"),
        guidance=tuple(one.all_words() for one in table.tables("guidance")),
        fields=fields,
        shows=table.labels("shows"),
        contributes=tuple(_contribution(one) for one in table.tables("contributes")),
        does_not_show=tuple(_not_shown(one) for one in table.tables("does_not_show")),
    )


def _contribution(table: Table) -> Contribution:
    table.allow("criterion", "needs")
    return Contribution(table.label("criterion"), table.bilingual("needs"))


def _not_shown(table: Table) -> NotShown:
    table.allow("criterion", "why")
    return NotShown(table.label("criterion"), table.bilingual("why"))
