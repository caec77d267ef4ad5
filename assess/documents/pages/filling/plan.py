"""A plan, or a blank of its template, as it is printed in one of the template's languages."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from assess.documents.pages.sections import (
    PrintedBar,
    PrintedBlock,
    PrintedPlan,
    PrintedSection,
    PrintedTotal,
    PrintedValue,
)
from assess.documents.pages.texts import Authored
from assess.plans.rules.figures import read_date
from assess.plans.rules.sheet import Name, Sheet, SheetBlock, SheetRow, is_number
from assess.plans.rules.template import ColumnKind, FieldKind, Words

ROOM = {FieldKind.TEXT: 6, FieldKind.TABLE: 3, FieldKind.GOALS: 3}
"""Lines on a blank; anything shorter has one."""


def printed_plan(
    sheet: Sheet,
    *,
    title: str,
    language: str,
    writer: str,
    tag: str,
    is_blank: bool,
    printed_at: datetime,
    printed_on: date,
) -> PrintedPlan:
    """Lay out a sheet. Labels are in `tag`, what was typed stays in the plan's own language."""
    reading = _Reading(tag, language, is_blank)
    return PrintedPlan(
        title=title,
        template=sheet.template.title.text_in(tag),
        tag=tag,
        language=language,
        writer=writer,
        is_blank=is_blank,
        is_working_translation=tag in sheet.template.working_translations,
        printed_at=printed_at,
        printed_on=printed_on,
        sections=tuple(
            PrintedSection(
                key=one.section.key,
                number=one.section.number,
                title=reading.label(one.section.title),
                guidance=tuple(map(reading.label, one.section.guidance)),
                blocks=tuple(block for part in one.blocks for block in reading.blocks(part)),
            )
            for one in sheet.sections
        ),
    )


class _Reading:
    def __init__(self, tag: str, language: str, is_blank: bool) -> None:  # noqa: FBT001 (private)
        self.tag, self.language, self.is_blank = tag, language, is_blank

    def label(self, words: Words) -> Authored:
        return Authored(words.text_in(self.tag), self.tag)

    def blocks(self, block: SheetBlock) -> Iterator[PrintedBlock]:
        field = block.field
        head = PrintedBlock(
            self.label(field.label),
            hint=self.label(field.hint) if field.hint else None,
            examples_title=self._examples_title(block),
            examples=tuple(map(self.label, field.examples.items)) if field.examples else (),
            room=ROOM.get(field.kind, 1) if self.is_blank else 0,
        )
        if field.kind is FieldKind.GOALS:
            yield replace(head, room=0)
            for row in block.rows:
                yield self._goal(block, row, head.room)
        elif field.is_table:
            yield self._table(block, head)
        else:
            yield replace(head, words=self._words(block))

    def _examples_title(self, block: SheetBlock) -> Authored | None:
        examples = block.field.examples
        return self.label(examples.title) if examples and examples.title else None

    def _words(self, block: SheetBlock) -> PrintedValue | None:
        if block.field.kind is FieldKind.HOURS and is_number(block.words):
            return Authored(f"{Decimal(block.words):f}", self.tag)
        return Authored(block.words, self.language) if block.words else None

    def _goal(self, block: SheetBlock, row: SheetRow, room: int) -> PrintedBlock:
        cells = zip(block.field.columns, row.cells, strict=True)
        return PrintedBlock(
            self.label(row.name or block.field.label),
            pairs=tuple(
                (self.label(column.label), self._cell(cell, column.kind)) for column, cell in cells
            ),
            room=room,
        )

    def _table(self, block: SheetBlock, head: PrintedBlock) -> PrintedBlock:
        kinds = [column.kind for column in block.field.columns]
        total = None
        if block.total is not None:
            total = PrintedTotal(block.total, block.currency)
        return replace(
            head,
            columns=tuple(self.label(column.label) for column in block.field.columns),
            kinds=tuple(kind.value for kind in kinds),
            rows=tuple(
                tuple(self._cell(cell, kind) for cell, kind in zip(row.cells, kinds, strict=True))
                for row in block.rows
            ),
            total=total,
            bars=tuple(self._bars(block)),
        )

    def _cell(self, cell: tuple[Name, ...], kind: ColumnKind) -> PrintedValue | None:
        if not cell:
            return None
        if any(isinstance(name, Words) for name in cell):
            return Authored(self._names(cell), self.tag)
        words = self._names(cell)
        if kind is ColumnKind.DATE and (day := read_date(words)) is not None:
            return day
        if kind is ColumnKind.AMOUNT and is_number(words):
            return Decimal(words)
        return Authored(words, self.language)

    def _names(self, cell: tuple[Name, ...]) -> str:
        return ", ".join(
            name.text_in(self.tag) if isinstance(name, Words) else name for name in cell
        )

    def _bars(self, block: SheetBlock) -> Iterator[PrintedBar]:
        """Give the tasks that have both of their days, in order."""
        chart = block.field.chart
        if chart is None:
            return
        keys = [column.key for column in block.field.columns]
        places = [keys.index(key) for key in (chart.label, chart.start, chart.end)]
        for row in block.rows:
            name, start, end = (self._names(row.cells[at]) for at in places)
            first, last = read_date(start), read_date(end)
            if first is not None and last is not None and first <= last:
                yield PrintedBar(Authored(name, self.language), first, last)
