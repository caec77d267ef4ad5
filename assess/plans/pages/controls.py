"""A section's fields as the form shows them: labels in one language, what is typed in another."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from assess.plans.pages.reading import money
from assess.plans.rules.content import ID, Content, Place, Row, chosen, text_of
from assess.plans.rules.names import name_of
from assess.plans.rules.sheet import Contents, options_of, row_name, rows_to_show, total_of
from assess.plans.rules.template import Column, ColumnKind, Field, FieldKind, Template, Words


@dataclass(frozen=True)
class Option:
    value: str
    text: str
    lang: str
    is_chosen: bool


@dataclass(frozen=True)
class Control:
    id: str
    kind: str
    """A field's or a column's kind."""

    label: str
    value: str
    options: tuple[Option, ...] = ()
    error: str = ""
    other: str | None = None
    """What stands now, where another tab changed the same place."""

    remark: str = ""
    is_added: bool = False
    in_row: bool = False


@dataclass(frozen=True)
class RowView:
    id: str
    number: int
    id_name: str
    name: str
    """What the template calls it, or its number."""

    controls: tuple[Control, ...]


@dataclass(frozen=True)
class FieldView:
    field: Field
    label: str
    hint: str
    examples_title: str
    examples: tuple[str, ...]
    control: Control | None
    rows: tuple[RowView, ...]
    error: str
    added: tuple[str, ...]
    """The columns that are ours, not the original's."""

    total: Decimal | None
    total_words: str
    """In the way of writing of the labels' language."""


@dataclass(frozen=True)
class Said:
    """What the form has to say besides, by place."""

    errors: Mapping[Place, str]
    others: Mapping[Place, str]
    remarks: Mapping[Place, str]


@dataclass(frozen=True)
class Choices:
    """What selects offer: currencies and the writer's evidence, each value with its name."""

    currencies: tuple[tuple[str, str], ...]
    pieces: tuple[tuple[str, str, str], ...]
    """With the language that the title is in."""


class Labels:
    """Makes the controls of one section in one language of labels."""

    def __init__(
        self,
        template: Template,
        contents: Contents,
        *,
        tag: str,
        language: str,
        said: Said,
        choices: Choices,
    ) -> None:
        self.template, self.contents = template, contents
        self.tag, self.language = tag, language
        self.said, self.choices = said, choices

    def field(self, field: Field, content: Content) -> FieldView:
        examples = field.examples
        title = examples.title if examples else None
        total = total_of(field, content)
        currency = text_of(content, field.currency_field) if field.currency_field else ""
        return FieldView(
            field=field,
            label=field.label.text_in(self.tag),
            hint=field.hint.text_in(self.tag) if field.hint else "",
            examples_title=title.text_in(self.tag) if title else "",
            examples=tuple(one.text_in(self.tag) for one in examples.items) if examples else (),
            control=None if field.is_table else self._field_control(field, content),
            rows=tuple(self._rows(field, content)) if field.is_table else (),
            error=self.said.errors.get(Place(field.key), "") if field.is_table else "",
            added=tuple(
                column.label.text_in(self.tag) for column in field.columns if column.is_added
            ),
            total=total,
            total_words="" if total is None else money(total, currency, self.tag),
        )

    def _field_control(self, field: Field, content: Content) -> Control:
        place, value = Place(field.key), text_of(content, field.key)
        return Control(
            id=name_of(field.key),
            kind=field.kind.value,
            label=field.label.text_in(self.tag),
            value=value,
            options=tuple(self._select_options(field.kind, value)),
            error=self.said.errors.get(place, ""),
            other=self.said.others.get(place),
            is_added=field.is_added,
        )

    def _select_options(self, kind: FieldKind, value: str) -> Iterator[Option]:
        if kind is FieldKind.CURRENCY:
            for code, name in self.choices.currencies:
                yield Option(code, f"{code} {name}", "", code == value)
        if kind is FieldKind.EVIDENCE:
            for piece, title, lang in self.choices.pieces:
                yield Option(piece, title, lang, piece == value)

    def _rows(self, field: Field, content: Content) -> Iterator[RowView]:
        for place, row in rows_to_show(field, content):
            name = row_name(field, row[ID], place)
            yield RowView(
                id=row[ID],
                number=place,
                id_name=name_of(field.key, place, ID),
                name=name.text_in(self.tag) if name else str(place + 1),
                controls=tuple(
                    self._cell(field, column, row, place)
                    for column in field.columns
                    if column.kind is not ColumnKind.NAME
                ),
            )

    def _cell(self, field: Field, column: Column, row: Row, number: int) -> Control:
        place, value = Place(field.key, row[ID], column.key), row.get(column.key, "")
        return Control(
            id=name_of(field.key, number, column.key),
            kind=column.kind.value,
            label=column.label.text_in(self.tag),
            value=shown(column, value),
            options=tuple(self._choices(column, value)),
            error=self.said.errors.get(place, ""),
            other=self._other(column, place),
            remark=self.said.remarks.get(place, ""),
            in_row=True,
        )

    def _other(self, column: Column, place: Place) -> str | None:
        other = self.said.others.get(place)
        if other is None or column.kind is not ColumnKind.CHOICE:
            return other if other is None else shown(column, other)
        return ", ".join(one.text for one in self._choices(column, other) if one.is_chosen)

    def _choices(self, column: Column, value: str) -> Iterator[Option]:
        if column.kind is not ColumnKind.CHOICE:
            return
        here = chosen(value)
        for row_id, name in options_of(self.template, column, self.contents):
            is_ours = isinstance(name, Words)
            text = name.text_in(self.tag) if isinstance(name, Words) else name
            yield Option(row_id, text, self.tag if is_ours else self.language, row_id in here)


def shown(column: Column, value: str) -> str:
    """Write a stored value as people type it, alike whatever the language of the labels."""
    if column.kind is not ColumnKind.DATE:
        return value
    try:
        when = date.fromisoformat(value)
    except ValueError:
        return value
    return f"{when.day} {when.month} {when.year}"


def flattened(section_fields: tuple[Field, ...], content: Content) -> dict[str, str | list[str]]:
    """Give the texts that stand in the form's fields by their names, as a draft has them."""
    texts: dict[str, str | list[str]] = {}
    for field in section_fields:
        if not field.is_table:
            texts[name_of(field.key)] = text_of(content, field.key)
            continue
        for place, row in rows_to_show(field, content):
            for column in _typed_columns(field):
                texts[name_of(field.key, place, column.key)] = shown(
                    column, row.get(column.key, "")
                )
    return texts


def names_of(section_fields: tuple[Field, ...], most_rows: int) -> list[str]:
    """Give the names of all fields that text can be typed into."""
    names = []
    for field in section_fields:
        if not field.is_table:
            names.append(name_of(field.key))
            continue
        rows = most_rows if field.grows else len(rows_to_show(field, {}))
        names += [
            name_of(field.key, place, column.key)
            for place in range(rows)
            for column in _typed_columns(field)
        ]
    return names


def _typed_columns(field: Field) -> list[Column]:
    return [one for one in field.columns if one.kind not in {ColumnKind.NAME, ColumnKind.CHOICE}]
