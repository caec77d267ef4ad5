"""A plan as it is read and printed: sections and blocks with everything resolved.

A blank is the sheet of a plan with nothing in it. `frozen` gives the form in which sections are
kept as evidence; it is described in docs/plan-templates.md.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from assess.plans.rules.completeness import completeness_of
from assess.plans.rules.content import ID, Content, Row, chosen, is_begun, rows_of, text_of
from assess.plans.rules.template import (
    Column,
    ColumnKind,
    Field,
    FieldKind,
    Section,
    Template,
    Words,
)

Contents = Mapping[str, Content]
"""Section key → what is in it."""

Name = str | Words
"""What the writer named themselves, or what the template names in each language."""

LONGEST_NAME = 80


@dataclass(frozen=True)
class SheetRow:
    id: str
    name: Words | None
    """What the template calls the row: "Goal 1", "Website"."""

    cells: tuple[tuple[Name, ...], ...]
    """A cell for each column. Only a cell of choices has more than one name in it."""


@dataclass(frozen=True)
class SheetBlock:
    field: Field
    words: str = ""
    """Of a field that is no table: what was typed; of evidence its title. Hours have a point."""

    rows: tuple[SheetRow, ...] = ()
    """Of a table or of goals. Dates are ISO, amounts have a point: readers write them anew."""

    total: Decimal | None = None
    currency: str = ""


@dataclass(frozen=True)
class SheetSection:
    section: Section
    blocks: tuple[SheetBlock, ...]
    is_empty: bool


@dataclass(frozen=True)
class Sheet:
    template: Template
    sections: tuple[SheetSection, ...]


def sheet_of(
    template: Template, contents: Contents, *, titles: Mapping[str, str], is_blank: bool = False
) -> Sheet:
    """Give a plan's sheet. `titles` are those of the evidence that the plan points to, by id.

    A blank has all of its rows, to be written on; a plan only those that are begun.
    """
    return Sheet(
        template,
        tuple(
            SheetSection(
                section,
                tuple(
                    _block(template, field, contents, titles, is_blank=is_blank)
                    for field in section.fields
                ),
                is_empty=not completeness_of(section, contents.get(section.key, {})).is_begun,
            )
            for section in template.sections
        ),
    )


def _block(
    template: Template,
    field: Field,
    contents: Contents,
    titles: Mapping[str, str],
    *,
    is_blank: bool,
) -> SheetBlock:
    content = contents.get(template.section_of(field.key).key, {})
    if not field.is_table:
        words = text_of(content, field.key)
        is_piece = field.kind is FieldKind.EVIDENCE
        return SheetBlock(field, titles.get(words, "") if is_piece else words)
    rows = rows_to_show(field, content) if is_blank else begun_rows(field, content)
    return SheetBlock(
        field,
        rows=tuple(
            SheetRow(
                row[ID],
                row_name(field, row[ID], place),
                tuple(_cell(template, field, column, row, contents) for column in field.columns),
            )
            for place, row in rows
        ),
        total=total_of(field, content),
        currency=text_of(content, field.currency_field) if field.currency_field else "",
    )


def begun_rows(field: Field, content: Content) -> list[tuple[int, Row]]:
    """Give the rows with something in them, each with its place."""
    return [(place, row) for place, row in rows_to_show(field, content) if is_begun(row)]


def rows_to_show(field: Field, content: Content) -> list[tuple[int, Row]]:
    """Give the rows as the form shows them: those of the template first, each with its place."""
    standing = {row[ID]: row for row in rows_of(content, field.key)}
    if field.fixed_rows:
        ids = [row.key for row in field.fixed_rows]
    elif field.kind is FieldKind.GOALS:
        ids = [str(number) for number in range(1, field.rows_at_first + 1)]
    else:
        ids = list(standing) or [f"row-{number}" for number in range(1, field.rows_at_first + 1)]
    return [(place, standing.get(one, {ID: one})) for place, one in enumerate(ids)]


def row_name(field: Field, row_id: str, place: int) -> Words | None:
    for row in field.fixed_rows:
        if row.key == row_id:
            return row.name
    if field.row_label is None:
        return None
    return Words({tag: f"{text} {place + 1}" for tag, text in field.row_label.by_tag.items()})


def _cell(
    template: Template, field: Field, column: Column, row: Row, contents: Contents
) -> tuple[Name, ...]:
    if column.kind is ColumnKind.NAME:
        name = row_name(field, row[ID], 0)
        return (name,) if name is not None else ()
    if column.kind is ColumnKind.CHOICE:
        options = dict(options_of(template, column, contents))
        return tuple(options[one] for one in chosen(row.get(column.key, "")) if one in options)
    words = row.get(column.key, "")
    return (words,) if words else ()


def options_of(
    template: Template, column: Column, contents: Contents
) -> Iterator[tuple[str, Name]]:
    """Give the rows that a column is drawn from: each id, and what the row is called now."""
    key, _, named_by = column.drawn_from.partition(".")
    source = template.field(key)
    named_by = named_by or source.columns[0].key
    content = contents.get(template.section_of(key).key, {})
    for place, row in begun_rows(source, content):
        said = " ".join(row.get(named_by, "").split())
        name = said if len(said) <= LONGEST_NAME else f"{said[:LONGEST_NAME].rstrip()} …"
        label = row_name(source, row[ID], place)
        if name:
            yield row[ID], name
        elif label is not None:
            yield row[ID], label


def total_of(field: Field, content: Content) -> Decimal | None:
    """Add up the amounts of a table; None where nothing is added up."""
    if not field.sum_of:
        return None
    amounts = (row.get(field.sum_of, "") for row in rows_of(content, field.key))
    return sum((Decimal(one) for one in amounts if is_number(one)), Decimal("0.00"))


def is_number(text: str) -> bool:
    return bool(text) and text.replace(".", "", 1).isascii() and text.replace(".", "", 1).isdigit()


def frozen(sheet: Sheet, keys: Collection[str]) -> list[dict[str, Any]]:
    """Give sections as they are kept in a version of the evidence."""
    return [
        {
            "key": one.section.key,
            "number": one.section.number,
            "title": dict(one.section.title.by_tag),
            "working_translations": sheet.template.working_translations,
            "blocks": [block for part in one.blocks for block in _frozen_blocks(part)],
        }
        for one in sheet.sections
        if one.section.key in keys
    ]


def _frozen_blocks(block: SheetBlock) -> Iterator[dict[str, Any]]:
    label = dict(block.field.label.by_tag)
    if block.field.kind is FieldKind.GOALS:
        for row in block.rows:
            name = row.name.by_tag if row.name is not None else block.field.label.by_tag
            yield {"kind": "pairs", "label": dict(name), "pairs": _pairs(block.field, row)}
    elif block.field.is_table:
        if block.rows:
            yield {"kind": "table", "label": label, **_frozen_table(block)}
    elif block.words:
        yield {"kind": "text", "label": label, "words": block.words}


def _pairs(field: Field, row: SheetRow) -> list[list[Any]]:
    return [
        [dict(column.label.by_tag), _plain_cell(cell)]
        for column, cell in zip(field.columns, row.cells, strict=True)
        if cell
    ]


def _frozen_table(block: SheetBlock) -> dict[str, Any]:
    keys = [column.key for column in block.field.columns]
    table: dict[str, Any] = {
        "columns": [dict(column.label.by_tag) for column in block.field.columns],
        "kinds": [column.kind.value for column in block.field.columns],
        "rows": [[_plain_cell(cell) for cell in row.cells] for row in block.rows],
    }
    if block.total is not None:
        table["total"] = {
            "column": keys.index(block.field.sum_of),
            "amount": format(block.total, "f"),
            "currency": block.currency,
        }
    if (chart := block.field.chart) is not None:
        named = {"label": chart.label, "start": chart.start, "end": chart.end}
        table["chart"] = {name: keys.index(key) for name, key in named.items()}
    return table


def _plain_cell(cell: tuple[Name, ...]) -> str | dict[str, str]:
    """Give a cell as one text, or by language where the template names it."""
    if not any(isinstance(name, Words) for name in cell):
        return ", ".join(str(name) for name in cell)
    tags = next(list(name.by_tag) for name in cell if isinstance(name, Words))
    return {
        tag: ", ".join(name.text_in(tag) if isinstance(name, Words) else name for name in cell)
        for tag in tags
    }


def pieces_named(template: Template, contents: Contents) -> list[str]:
    """Give the ids of the evidence that a plan points to."""
    return [
        words
        for section in template.sections
        for field in section.fields
        if field.kind is FieldKind.EVIDENCE
        and (words := text_of(contents.get(section.key, {}), field.key))
    ]


def words_of_sections(sections: Sequence[Mapping[str, Any]], language: str) -> str:
    """Give frozen sections as plain text, for searching and for whoever shows no tables."""
    out = []
    for section in sections:
        out.append(f"{section['number']}. {_in(section['title'], language)}")
        for block in section["blocks"]:
            out.append(_in(block["label"], language))
            out.extend(_lines_of(block, language))
    return "\n".join(out)


def _lines_of(block: Mapping[str, Any], language: str) -> Iterator[str]:
    if block["kind"] == "text":
        yield block["words"]
    for label, words in block.get("pairs", ()):
        yield f"{_in(label, language)}: {_in(words, language)}"
    for row in block.get("rows", ()):
        yield " | ".join(_in(cell, language) for cell in row)


def _in(words: str | Mapping[str, str], language: str) -> str:
    if isinstance(words, str):
        return words
    return words.get(language) or words.get("en") or next(iter(words.values()), "")
