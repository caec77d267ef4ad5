"""The sections of a plan that was put forward, as a portfolio prints them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from assess.bilingual import Bilingual, Language
from assess.documents.pages.sections import (
    Label,
    PrintedBlock,
    PrintedSection,
    PrintedTotal,
    PrintedValue,
)
from assess.documents.pages.texts import Authored
from assess.evidence.rules.sections import Cell, PlanSection, read_sections, said_in

if TYPE_CHECKING:
    from assess.evidence.queries import VersionView
    from assess.evidence.rules.locators import SectionName


def section_name(name: "SectionName") -> Label:
    return label_of(dict(name.titles), name.language)


def label_of(by_language: Mapping[str, str], otherwise: str) -> Label:
    """Give a label in the languages of prints, or marked as being in another."""
    english, welsh = by_language.get("en"), by_language.get("cy")
    if english or welsh:
        return Bilingual(english, welsh)
    said = said_in(by_language, otherwise)
    return Authored(said.text, said.language)


def printed_sections(version: "VersionView") -> tuple[PrintedSection, ...]:
    """Read the sections once for each language of prints, and lay the labels over each other."""
    english, welsh = (
        read_sections(version.sections, language=version.language, reader=language.value)
        for language in Language
    )
    return tuple(
        PrintedSection(
            key=one.key,
            number=one.number,
            title=_label(one.title, other.title),
            blocks=tuple(_blocks(one, other)),
            working_translations=frozenset(raw.get("working_translations", ())),
        )
        for one, other, raw in zip(english, welsh, version.sections, strict=True)
    )


def _label(english: Any, welsh: Any) -> Label:  # noqa: ANN401 (Said, twice)
    """Give one label from both readings: they agree where the template has neither language."""
    if english.language in {"en", "cy"} and welsh.language in {"en", "cy"}:
        texts = {one.language: one.text for one in (english, welsh)}
        return Bilingual(texts.get("en"), texts.get("cy"))
    return Authored(english.text, english.language)


def _blocks(english: PlanSection, welsh: PlanSection) -> Iterable[PrintedBlock]:
    for one, other in zip(english.blocks, welsh.blocks, strict=True):
        block = PrintedBlock(_label(one.label, other.label))
        if one.words is not None:
            yield replace(block, words=Authored(one.words.text, one.words.language))
        elif one.pairs:
            yield replace(
                block,
                pairs=tuple(
                    (_label(name, name_too), _value(cell, cell_too))
                    for (name, cell), (name_too, cell_too) in zip(
                        one.pairs, other.pairs, strict=True
                    )
                ),
            )
        else:
            yield replace(
                block,
                columns=tuple(map(_label, one.columns, other.columns)),
                kinds=_kinds(one.rows),
                rows=tuple(
                    tuple(map(_value, row, row_too))
                    for row, row_too in zip(one.rows, other.rows, strict=True)
                ),
                total=PrintedTotal(one.total.amount, one.total.currency) if one.total else None,
            )


def _kinds(rows: Sequence[Sequence[Cell]]) -> tuple[str, ...]:
    """Name the columns that hold days or amounts alone, which need less room."""
    columns = zip(*rows, strict=True)
    return tuple(
        "date"
        if any(cell.day for cell in column)
        else "amount"
        if any(cell.amount is not None for cell in column)
        else ""
        for column in columns
    )


def _value(english: Cell, welsh: Cell) -> PrintedValue:
    if english.day is not None:
        return english.day
    if english.amount is not None:
        return english.amount
    if english.said == welsh.said:
        return Authored(english.said.text, english.said.language)
    return _label(english.said, welsh.said)
