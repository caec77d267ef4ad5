"""The sections of a written plan, as a version of evidence keeps them (docs/plan-templates.md).

Headings and labels are read in the reader's language where the plan's template had it, what the
person wrote in theirs: each text knows which it is in.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from assess.evidence.rules.kinds import LocatorKind
from assess.evidence.rules.locators import Locator, LocatorError, SectionName

Sections = Sequence[Mapping[str, Any]]
OTHERWISE = "en"


class UnknownSectionError(LocatorError):
    """Not a section of the newest version; or a page of something that has sections instead."""


@dataclass(frozen=True)
class Said:
    """A text with the language that it is in."""

    text: str
    language: str


@dataclass(frozen=True)
class Cell:
    """What stands at one place of a table: words, or a day or an amount to be written anew."""

    said: Said
    day: date | None = None
    amount: Decimal | None = None


@dataclass(frozen=True)
class Total:
    label: Said
    """The head of the column that is added up."""

    amount: Decimal
    currency: str


@dataclass(frozen=True)
class Block:
    """One field: words, or pairs of a label and words, or a table."""

    label: Said
    words: Said | None = None
    pairs: tuple[tuple[Said, Cell], ...] = ()
    columns: tuple[Said, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    total: Total | None = None


@dataclass(frozen=True)
class PlanSection:
    key: str
    number: str
    title: Said
    blocks: tuple[Block, ...]
    is_working_translation: bool
    """Whether its headings and labels, in this language, are a working translation."""

    @property
    def anchor(self) -> str:
        return anchor_of(self.key)


def anchor_of(key: str) -> str:
    """Give the id that a page has a section under."""
    return f"section-{key}"


def read_sections(sections: Sections, *, language: str, reader: str) -> tuple[PlanSection, ...]:
    """Read a version's sections for a reader; `language` is the one that they are written in."""
    reading = _Reading(language, reader)
    return tuple(reading.section(one) for one in sections)


@dataclass(frozen=True)
class _Reading:
    language: str
    reader: str

    def section(self, section: Mapping[str, Any]) -> PlanSection:
        title = self._label(section["title"])
        return PlanSection(
            key=section["key"],
            number=section["number"],
            title=title,
            blocks=tuple(self._block(one) for one in section["blocks"]),
            is_working_translation=title.language in section.get("working_translations", ()),
        )

    def _block(self, block: Mapping[str, Any]) -> Block:
        label = self._label(block["label"])
        if block["kind"] == "text":
            return Block(label, words=self._text(block["words"]))
        if block["kind"] == "pairs":
            pairs = ((self._label(name), self._cell(words, "")) for name, words in block["pairs"])
            return Block(label, pairs=tuple(pairs))
        columns = tuple(self._label(name) for name in block["columns"])
        kinds = block.get("kinds") or [""] * len(columns)
        return Block(
            label,
            columns=columns,
            rows=tuple(
                tuple(self._cell(one, kind) for one, kind in zip(row, kinds, strict=True))
                for row in block["rows"]
            ),
            total=_total(block.get("total"), columns),
        )

    def _cell(self, words: str | Mapping[str, str], kind: str) -> Cell:
        said = self._text(words)
        if kind == "date":
            return Cell(said, day=_day(said.text))
        return Cell(said, amount=_amount(said.text) if kind == "amount" else None)

    def _text(self, words: str | Mapping[str, str]) -> Said:
        """Give what the person wrote, or what the template names in each language."""
        return Said(words, self.language) if isinstance(words, str) else self._label(words)

    def _label(self, by_language: Mapping[str, str]) -> Said:
        return said_in(by_language, self.reader, self.language)


def said_in(by_language: Mapping[str, str], *wanted: str) -> Said:
    """Give a text in the first of some languages that it has, else in any."""
    for language in (*wanted, OTHERWISE):
        if text := by_language.get(language):
            return Said(text, language)
    return next((Said(text, language) for language, text in by_language.items()), Said("", ""))


def _total(total: Mapping[str, Any] | None, columns: Sequence[Said]) -> Total | None:
    if total is None or (amount := _amount(total["amount"])) is None:
        return None
    return Total(columns[total["column"]], amount, total["currency"])


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _amount(text: str) -> Decimal | None:
    try:
        amount = Decimal(text)
    except InvalidOperation:
        return None
    return amount if amount.is_finite() else None


def names_of(sections: Sections, language: str) -> tuple[SectionName, ...]:
    return tuple(
        SectionName(one["key"], one["number"], tuple(one["title"].items()), language)
        for one in sections
    )


def named(locator: Locator, names: Iterable[SectionName]) -> Locator:
    """Give a locator of a section with that section's name, where it is among these."""
    if locator.kind is not LocatorKind.SECTION:
        return locator
    found = next((one for one in names if one.key == locator.value), None)
    return replace(locator, section=found)


def check_section(locator: Locator, names: Sequence[SectionName]) -> None:
    """Refuse a section that is not there, and a page of what has sections."""
    if locator.kind is LocatorKind.WHOLE:
        return
    keys = {one.key for one in names}
    is_section = locator.kind is LocatorKind.SECTION
    if is_section != bool(keys) or (is_section and locator.value not in keys):
        raise UnknownSectionError
