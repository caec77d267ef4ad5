"""A section's form is made from its template."""

import re
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from werkzeug.datastructures import MultiDict

from assess.plans.rules.content import ID
from assess.plans.rules.names import name_of
from assess.plans.rules.template import ColumnKind, Field, Section
from assess.web.kept_form import KeptForm
from assess.web.page_form import tidy

MOST_READ = 200
"""Rows that are read of one post; the rules refuse fewer than these with a message."""

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
_DO = re.compile(r"(add|remove):([a-z0-9_-]{1,60})(?::([A-Za-z0-9_-]{1,40}))?")


class SectionForm(KeptForm):
    """The tab and the version; the fields themselves are read by `typed_content`."""


def typed_content(section: Section, fields: MultiDict[str, str]) -> dict[str, Any]:
    """Give what was typed into a section, as far as the section has it."""
    return {
        field.key: list(_typed_rows(field, fields))
        if field.is_table
        else tidy(fields.get(name_of(field.key), ""))
        for field in section.fields
    }


def _typed_rows(field: Field, fields: MultiDict[str, str]) -> Iterator[dict[str, str]]:
    numbered = re.compile(rf"in-{re.escape(field.key)}-(\d{{1,4}})-{ID}")
    numbers = sorted(int(found[1]) for name in fields if (found := numbered.fullmatch(name)))
    seen: set[str] = set()
    for number in numbers[:MOST_READ]:
        row_id = tidy(fields.get(name_of(field.key, number, ID), ""))
        if not _ID.fullmatch(row_id) or row_id in seen:
            row_id = new_row_id()
        seen.add(row_id)
        cells = {
            column.key: " ".join(fields.getlist(name_of(field.key, number, column.key)))
            if column.kind is ColumnKind.CHOICE
            else tidy(fields.get(name_of(field.key, number, column.key), ""))
            for column in field.columns
            if column.kind is not ColumnKind.NAME
        }
        yield {ID: row_id} | cells


def new_row_id() -> str:
    return f"row-{uuid4().hex[:12]}"


def asked_to_do(fields: MultiDict[str, str]) -> tuple[str, str, str] | None:
    """Give what a button beside the rows asks for: "add" or "remove", the table, the row."""
    found = _DO.fullmatch(fields.get("do", ""))
    return (found[1], found[2], found[3] or "") if found else None


def with_rows_changed(
    section: Section, content: dict[str, Any], asked: tuple[str, str, str]
) -> dict[str, Any]:
    """Add an empty row to a growing table, or take one away, without saving anything."""
    what, key, row_id = asked
    field = section.field(key)
    if field is None or not field.grows:
        return content
    rows = content[key]
    if what == "add":
        return content | {key: [*rows, {ID: new_row_id()}]}
    return content | {key: [row for row in rows if row[ID] != row_id]}
