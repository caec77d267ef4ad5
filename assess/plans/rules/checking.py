"""Checks that what a template refers to is there: tables, columns, fields, criteria."""

from collections.abc import Collection, Iterator

from assess.plans.rules.faults import Fault, Wrong
from assess.plans.rules.lines import Lines
from assess.plans.rules.reader import Table
from assess.plans.rules.template import Column, ColumnKind, Field, FieldKind, Section, Template

NAMING = (ColumnKind.LINE, ColumnKind.TEXT)
"""The kinds of columns whose cells can name a row."""

RESERVED = frozenset({"details", "evidence", "removal"})
"""Keys of sections that would hide pages of ours."""


def check_references(template: Template, file: Table) -> None:
    """Note each reference to what is not there. Only for a file that was read without a fault."""
    seen: set[str] = set()
    for place, section in enumerate(template.sections):
        if section.key in RESERVED:
            file.inner({}, "section", place).wrong(Fault.RESERVED_KEY, "key", value=section.key)
        for position, field in enumerate(section.fields):
            table = file.inner({}, "section", place, "field", position)
            if field.key in seen:
                table.wrong(Fault.TWICE, "key", value=field.key)
            seen.add(field.key)
            _check_field(template, section, field, table)


def _check_field(template: Template, section: Section, field: Field, table: Table) -> None:
    for key, value in (("or_field", field.or_field), ("currency", field.currency_field)):
        if value and not _has_field(section, value, key):
            table.wrong(Fault.NO_SUCH_FIELD, key, value=value)
    for path, value, kinds in _columns_named(field):
        if not any(one.key == value and one.kind in kinds for one in field.columns):
            table.wrong(Fault.NO_SUCH_COLUMN, *path, value=value, kind=kinds[0].value)
    for position, column in enumerate(field.columns):
        if column.kind is ColumnKind.CHOICE and not _is_there(template, column):
            table.wrong(
                Fault.NOTHING_TO_DRAW_FROM, "column", position, "from", value=column.drawn_from
            )


def _has_field(section: Section, key: str, what: str) -> bool:
    found = section.field(key)
    return found is not None and (what != "currency" or found.kind is FieldKind.CURRENCY)


def _columns_named(field: Field) -> Iterator[tuple[tuple[str, ...], str, tuple[ColumnKind, ...]]]:
    if field.sum_of:
        yield ("sum",), field.sum_of, (ColumnKind.AMOUNT,)
    if field.chart is not None:
        yield ("chart", "label"), field.chart.label, NAMING
        yield ("chart", "start"), field.chart.start, (ColumnKind.DATE,)
        yield ("chart", "end"), field.chart.end, (ColumnKind.DATE,)


def _is_there(template: Template, column: Column) -> bool:
    key, dot, name = column.drawn_from.partition(".")
    for field in template.fields():
        if field.key != key:
            continue
        if field.kind is FieldKind.GOALS:
            return not dot
        return field.grows and any(one.key == name and one.kind in NAMING for one in field.columns)
    return False


def wrong_labels(template: Template, text: str, labels: Collection[str] | None) -> list[Wrong]:
    """Give each label that the template's standard does not have.

    `labels` are those of the standard, None where nobody here knows it.
    """
    lines = Lines(text)
    standard = f"{template.urn}/{template.edition}"
    if labels is None:
        line = lines.line_of(("standard",))
        return [Wrong("standard", line, Fault.UNKNOWN_STANDARD, {"standard": standard})]
    return [
        Wrong(
            place, lines.line_of(path), Fault.UNKNOWN_LABEL, {"value": label, "standard": standard}
        )
        for place, path, label in _labels_by_place(template)
        if label not in labels
    ]


def _labels_by_place(template: Template) -> Iterator[tuple[str, tuple[str | int, ...], str]]:
    yield from (("shows", ("shows",), label) for label in template.shows)
    yield from (("serves_nothing", ("serves_nothing",), one) for one in template.serves_nothing)
    for place, section in enumerate(template.sections):
        where, path = f"section[{place + 1}]", ("section", place)
        yield from ((f"{where}.shows", (*path, "shows"), label) for label in section.shows)
        listed = {
            "contributes": [entry.label for entry in section.contributes],
            "does_not_show": [entry.label for entry in section.does_not_show],
        }
        for name, labels in listed.items():
            for position, label in enumerate(labels):
                yield (
                    f"{where}.{name}[{position + 1}].criterion",
                    (*path, name, position, "criterion"),
                    label,
                )
