"""A plan template: the sections of a plan, their words in each language, and what they show."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from assess.bilingual import Bilingual

GOAL_PARTS = ("specific", "measurable", "achievable", "relevant", "time_bound")
"""The five letters of SMART, each a field of its own."""

MOST_ROWS = 60
"""Rows of one growing table."""


@dataclass(frozen=True)
class Words:
    """One thing said in every language of its template."""

    by_tag: Mapping[str, str]

    def text_in(self, tag: str) -> str:
        return self.by_tag[tag]


class Origin(StrEnum):
    """Where the words in one language come from."""

    ORIGINAL = "original"
    WORKING_TRANSLATION = "working translation"


@dataclass(frozen=True)
class TemplateLanguage:
    tag: str
    origin: Origin
    document: str = ""
    """What the words were taken from, where they are the original."""


class FieldKind(StrEnum):
    TEXT = "text"
    LINE = "line"
    HOURS = "hours"
    CURRENCY = "currency"
    EVIDENCE = "evidence"
    """A piece of the writer's own evidence."""

    GOALS = "goals"
    """So many goals, each in the five parts of SMART."""

    TABLE = "table"


class ColumnKind(StrEnum):
    TEXT = "text"
    LINE = "line"
    DATE = "date"
    AMOUNT = "amount"
    CHOICE = "choice"
    """Any of the rows of another table, by the name that stands there."""

    NAME = "name"
    """The row's own name, given by the template."""


@dataclass(frozen=True)
class Column:
    key: str
    kind: ColumnKind
    label: Words
    is_added: bool = False
    """Not in the original: ours in every language."""

    is_optional: bool = False
    drawn_from: str = ""
    """For a choice: "goals" (the goals of that field) or "groups.name" (a column's cells)."""

    if_empty: Bilingual | None = None
    """What is pointed out in a row that is begun and has nothing here."""


@dataclass(frozen=True)
class FixedRow:
    key: str
    name: Words


@dataclass(frozen=True)
class Chart:
    """The columns that make a table of tasks a chart."""

    label: str
    start: str
    end: str


@dataclass(frozen=True)
class Examples:
    title: Words | None
    items: tuple[Words, ...]


@dataclass(frozen=True)
class Field:
    key: str
    kind: FieldKind
    label: Words
    hint: Words | None = None
    is_added: bool = False
    is_optional: bool = False
    examples: Examples | None = None
    or_field: str = ""
    """Another field of the section that may be filled in instead of this one."""

    columns: tuple[Column, ...] = ()
    fixed_rows: tuple[FixedRow, ...] = ()
    """A table with these rows does not grow."""

    rows_at_first: int = 1
    row_label: Words | None = None
    """Names the rows on the blank, with their number: "Goal 1"."""

    sum_of: str = ""
    """The column whose amounts are added up."""

    currency_field: str = ""
    chart: Chart | None = None

    @property
    def is_table(self) -> bool:
        """Goals are a table, too: a row a goal, a column a part."""
        return self.kind in {FieldKind.TABLE, FieldKind.GOALS}

    @property
    def grows(self) -> bool:
        return self.kind is FieldKind.TABLE and not self.fixed_rows

    def column(self, key: str) -> Column:
        return next(column for column in self.columns if column.key == key)


@dataclass(frozen=True)
class Contribution:
    """A criterion that a section says something on, and what it cannot prove alone."""

    label: str
    needs: Bilingual


@dataclass(frozen=True)
class NotShown:
    """A criterion that a reader might expect here, and why it is not shown."""

    label: str
    why: Bilingual


@dataclass(frozen=True)
class Section:
    key: str
    number: str
    title: Words
    guidance: tuple[Words, ...] = ()
    fields: tuple[Field, ...] = ()
    shows: tuple[str, ...] = ()
    contributes: tuple[Contribution, ...] = ()
    does_not_show: tuple[NotShown, ...] = ()

    def field(self, key: str) -> Field | None:
        return next((field for field in self.fields if field.key == key), None)


@dataclass(frozen=True)
class Template:
    """A whole template as its file says it. Labels are those of one standard."""

    key: str
    urn: str
    edition: str
    title: Words
    languages: tuple[TemplateLanguage, ...]
    sections: tuple[Section, ...]
    shows: tuple[str, ...] = ()
    """What the whole plan shows."""

    serves_nothing: tuple[str, ...] = ()
    """Criteria that nothing in the plan serves: the page says so."""

    @property
    def tags(self) -> tuple[str, ...]:
        return tuple(language.tag for language in self.languages)

    @property
    def working_translations(self) -> list[str]:
        """The languages in which its words are ours, and say so wherever they are shown."""
        return [one.tag for one in self.languages if one.origin is Origin.WORKING_TRANSLATION]

    def section(self, key: str) -> Section | None:
        return next((section for section in self.sections if section.key == key), None)

    def field(self, key: str) -> Field:
        """Give a field by its key, which no two fields of a template share."""
        return next(field for field in self.fields() if field.key == key)

    def fields(self) -> Iterator[Field]:
        for section in self.sections:
            yield from section.fields

    def section_of(self, field_key: str) -> Section:
        """Give the section that a field stands in."""
        return next(one for one in self.sections if one.field(field_key) is not None)

    def labels(self) -> Iterator[str]:
        """Give every label of a criterion that the template names."""
        yield from self.shows
        yield from self.serves_nothing
        for section in self.sections:
            yield from section.shows
            yield from (one.label for one in section.contributes)
            yield from (one.label for one in section.does_not_show)


def original_words(template: Template, tag: str) -> Iterator[str]:
    """Give the words of the blank in their order, without what we added to it."""
    yield template.title.text_in(tag)
    for section in template.sections:
        yield f"{section.number}. {section.title.text_in(tag)}"
        yield from (words.text_in(tag) for words in section.guidance)
        for field in section.fields:
            yield from _words_of_field(field, tag)


def _words_of_field(field: Field, tag: str) -> Iterator[str]:
    if not field.is_added:
        yield field.label.text_in(tag)
    if field.hint is not None:
        yield field.hint.text_in(tag)
    if field.examples is not None:
        if field.examples.title is not None:
            yield field.examples.title.text_in(tag)
        yield from (words.text_in(tag) for words in field.examples.items)
    if field.kind is FieldKind.TABLE:
        yield from (one.label.text_in(tag) for one in field.columns if not one.is_added)
    yield from (row.name.text_in(tag) for row in field.fixed_rows)
    if field.row_label is not None:
        label = field.row_label.text_in(tag)
        yield from (f"{label} {number}" for number in range(1, field.rows_at_first + 1))
