"""A section as it is read: labels in one language, figures and dates in its way of writing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal

from assess.plans.rules.content import Content
from assess.plans.rules.sheet import Name, SheetBlock, SheetRow, is_number, sheet_of
from assess.plans.rules.template import ColumnKind, FieldKind, Section, Words

if TYPE_CHECKING:
    from assess.plans.queries import PlanView, SectionView
    from assess.plans.queries.plans import SavedVersion

OTHERWISE = "en_GB"


@dataclass(frozen=True)
class ReadCell:
    words: str
    lang: str


@dataclass(frozen=True)
class ReadRow:
    name: str
    cells: tuple[ReadCell, ...]


@dataclass(frozen=True)
class ReadBlock:
    label: str
    words: str
    columns: tuple[str, ...]
    rows: tuple[ReadRow, ...]
    are_pairs: bool
    """Goals: each row is read on its own, under its name."""

    total: str


@dataclass(frozen=True)
class VersionPage:
    plan: PlanView
    section: Section
    version: SectionView
    versions: Sequence[SavedVersion]
    tag: str
    blocks: tuple[ReadBlock, ...]


def version_page(
    plan: PlanView,
    section: Section,
    version: SectionView,
    *,
    versions: Sequence[SavedVersion],
    titles: Mapping[str, str],
    tag: str,
) -> VersionPage:
    contents = plan.contents | {section.key: version.content}
    blocks = read_blocks(plan, section, contents, titles=titles, tag=tag)
    return VersionPage(plan, section, version, versions, tag, blocks)


def read_blocks(
    plan: PlanView,
    section: Section,
    contents: Mapping[str, Content],
    *,
    titles: Mapping[str, str],
    tag: str,
) -> tuple[ReadBlock, ...]:
    sheet = sheet_of(plan.template, contents, titles=titles)
    blocks = next(one.blocks for one in sheet.sections if one.section.key == section.key)
    return tuple(_read(block, tag, plan.language) for block in blocks if block.words or block.rows)


def _read(block: SheetBlock, tag: str, language: str) -> ReadBlock:
    field = block.field
    words = block.words
    if field.kind is FieldKind.HOURS and is_number(words):
        words = format_decimal(Decimal(words), locale=locale_of(tag))
    return ReadBlock(
        label=field.label.text_in(tag),
        words=words,
        columns=tuple(column.label.text_in(tag) for column in field.columns),
        rows=tuple(_row(block, row, tag, language) for row in block.rows),
        are_pairs=field.kind is FieldKind.GOALS,
        total=money(block.total, block.currency, tag) if block.total is not None else "",
    )


def _row(block: SheetBlock, row: SheetRow, tag: str, language: str) -> ReadRow:
    kinds = [column.kind for column in block.field.columns]
    return ReadRow(
        row.name.text_in(tag) if row.name else "",
        tuple(
            _cell(cell, kind, tag, language) for cell, kind in zip(row.cells, kinds, strict=True)
        ),
    )


def _cell(cell: tuple[Name, ...], kind: ColumnKind, tag: str, language: str) -> ReadCell:
    if any(isinstance(name, Words) for name in cell):
        named = (name.text_in(tag) if isinstance(name, Words) else name for name in cell)
        return ReadCell(", ".join(named), tag)
    words = ", ".join(str(name) for name in cell)
    if kind is ColumnKind.DATE:
        return ReadCell(day_of(words, tag), tag)
    if kind is ColumnKind.AMOUNT and is_number(words):
        return ReadCell(format_decimal(Decimal(words), "#,##0.00", locale_of(tag)), tag)
    return ReadCell(words, language)


def money(amount: Decimal, currency: str, tag: str) -> str:
    """Write an amount in the way of a language: £1,200.50, 1200,50 €."""
    if not currency:
        return str(format_decimal(amount, "#,##0.00", locale_of(tag)))
    return str(format_currency(amount, currency, locale=locale_of(tag)))


def day_of(words: str, tag: str) -> str:
    try:
        return str(format_date(date.fromisoformat(words), "long", locale_of(tag)))
    except ValueError:
        return words


def locale_of(tag: str) -> Locale:
    """Give the locale of a template's language; of one that has none, the English one."""
    try:
        return Locale.parse("en_GB" if tag == "en" else tag, sep="_" if tag == "en" else "-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse(OTHERWISE)
