"""The sections of a written plan as they are printed: in a portfolio, and as a plan of its own."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from assess.bilingual import Bilingual
from assess.documents.pages.texts import Authored

Label = Bilingual | Authored
"""What a template calls something: in both languages of the print, else in another."""

PrintedValue = Label | date | Decimal


@dataclass(frozen=True)
class PrintedTotal:
    amount: Decimal
    currency: str


@dataclass(frozen=True)
class PrintedBar:
    """A task of the schedule, from its first day to its last."""

    name: Authored
    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class PrintedBlock:
    """A field of a section: words, pairs or a table; on a blank, lines to write on."""

    label: Label
    hint: Label | None = None
    examples_title: Label | None = None
    examples: tuple[Label, ...] = ()
    words: PrintedValue | None = None
    pairs: tuple[tuple[Label, PrintedValue | None], ...] = ()
    columns: tuple[Label, ...] = ()
    kinds: tuple[str, ...] = ()
    """Of each column: "date" and "amount" are narrower than what people write in words."""

    rows: tuple[tuple[PrintedValue | None, ...], ...] = ()
    total: PrintedTotal | None = None
    bars: tuple[PrintedBar, ...] = ()
    room: int = 0
    """On a blank, lines to write on by hand: under the label, or in each empty cell."""


@dataclass(frozen=True)
class PrintedSection:
    key: str
    number: str
    title: Label
    blocks: tuple[PrintedBlock, ...]
    guidance: tuple[Label, ...] = ()
    working_translations: frozenset[str] = frozenset()
    """The languages in which its headings and questions are a working translation."""


@dataclass(frozen=True)
class PrintedPlan:
    """A plan, or a blank, in one of the languages of its template."""

    title: str
    template: str
    tag: str
    """The language of the labels."""

    language: str
    """The language that it is written in."""

    writer: str
    is_blank: bool
    is_working_translation: bool
    printed_at: datetime
    printed_on: date
    sections: tuple[PrintedSection, ...]
