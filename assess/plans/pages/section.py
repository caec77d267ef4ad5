from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assess.bilingual import Bilingual, Language
from assess.drafts.rules import Unsaved
from assess.plans.pages.controls import Choices, Control, FieldView, Labels, RowView, Said
from assess.plans.pages.words import LACKS, say_refused
from assess.plans.rules.completeness import Completeness, Missing, completeness_of, remarks_on
from assess.plans.rules.content import Content, Place, Refused
from assess.plans.rules.merging import Merged
from assess.plans.rules.names import name_of
from assess.plans.rules.schedule import Gantt, gantt_of
from assess.plans.rules.sheet import Contents, sheet_of
from assess.plans.rules.template import Origin, Section, Template

if TYPE_CHECKING:
    from assess.plans.forms.section import SectionForm
    from assess.plans.queries import PlanView, SectionView


@dataclass(frozen=True)
class LabelLanguage:
    tag: str
    is_here: bool
    is_original: bool


@dataclass(frozen=True)
class Note:
    """Something said of a place, with where it stands on the page."""

    anchor: str
    place: str
    """In the language of the labels."""

    words: str


@dataclass(frozen=True)
class Says:
    """A criterion, and what the template says of it."""

    label: str
    words: Bilingual
    note: Bilingual | None = None


@dataclass(frozen=True)
class Shown:
    """What there is to show of a section: what is in it now, and what came of saving it."""

    plan: PlanView
    section: Section
    content: Content
    form: SectionForm
    refused: tuple[Refused, ...] = ()
    merged: Merged | None = None

    @property
    def contents(self) -> dict[str, Content]:
        return self.plan.contents | {self.section.key: self.content}


@dataclass(frozen=True)
class SectionPage:
    plan: PlanView
    section: Section
    tag: str
    languages: tuple[LabelLanguage, ...]
    title: str
    guidance: tuple[str, ...]
    fields: tuple[FieldView, ...]
    form: SectionForm
    unsaved: Unsaved
    errors: tuple[Note, ...]
    missing: tuple[Note, ...]
    completeness: Completeness
    gantt: Gantt | None
    is_stale: bool
    before: tuple[str, str] | None
    """Key and title of the section before this one."""

    after: tuple[str, str] | None

    @property
    def is_original(self) -> bool:
        return next(one.is_original for one in self.languages if one.is_here)

    @property
    def saved(self) -> SectionView:
        return self.plan.section(self.section.key)


def section_page(
    shown: Shown, *, tag: str, reader: Language, choices: Choices, unsaved: Unsaved
) -> SectionPage:
    template, section, content = shown.plan.template, shown.section, shown.content
    said = said_of(section, content, reader, shown.refused, shown.merged)
    labels = Labels(
        template,
        shown.contents,
        tag=tag,
        language=shown.plan.language,
        said=said,
        choices=choices,
    )
    views = tuple(labels.field(field, content) for field in section.fields)
    before, after = neighbours(template, section, tag)
    return SectionPage(
        plan=shown.plan,
        section=section,
        tag=tag,
        languages=label_languages(template, tag),
        title=section.title.text_in(tag),
        guidance=tuple(one.text_in(tag) for one in section.guidance),
        fields=views,
        form=shown.form,
        unsaved=unsaved,
        errors=error_notes(views, said),
        missing=missing_notes(section, content, views, tag),
        completeness=completeness_of(section, content),
        gantt=gantt_for(template, section, shown.contents),
        is_stale=shown.merged is not None,
        before=before,
        after=after,
    )


def label_languages(template: Template, here: str) -> tuple[LabelLanguage, ...]:
    return tuple(
        LabelLanguage(one.tag, one.tag == here, one.origin is Origin.ORIGINAL)
        for one in template.languages
    )


def tag_for(template: Template, asked: str, written_in: str, reader: Language) -> str:
    """Give the language of the labels: the one asked for, the plan's own, or the reader's."""
    for tag in (asked, written_in, reader.value):
        if tag in template.tags:
            return tag
    return template.tags[0]


def said_of(
    section: Section,
    content: Content,
    reader: Language,
    refused: tuple[Refused, ...] = (),
    merged: Merged | None = None,
) -> Said:
    return Said(
        errors={one.place: say_refused(one) for one in reversed(refused)},
        others=merged.others if merged else {},
        remarks={
            one.place: one.words.text_in(reader) or "" for one in remarks_on(section, content)
        },
    )


def error_notes(views: tuple[FieldView, ...], said: Said) -> tuple[Note, ...]:
    """Give every message with the control that it belongs to; none is left out."""
    notes = [
        Note(control.id, label, control.error)
        for view in views
        for label, control in _controls(view)
        if control.error
    ]
    notes += [Note(name_of(view.field.key), view.label, view.error) for view in views if view.error]
    if whole := said.errors.get(Place("")):
        notes.append(Note("main-content", "", whole))
    return tuple(notes)


def _controls(view: FieldView) -> list[tuple[str, Control]]:
    if view.control is not None:
        return [(view.label, view.control)]
    return [(f"{row.name}: {one.label}", one) for row in view.rows for one in row.controls]


def missing_notes(
    section: Section, content: Content, views: tuple[FieldView, ...], tag: str
) -> tuple[Note, ...]:
    by_key = {view.field.key: view for view in views}
    return tuple(
        _missing_note(by_key[one.place.field], one, tag)
        for one in completeness_of(section, content).missing
    )


def _missing_note(view: FieldView, missing: Missing, tag: str) -> Note:
    words = str(LACKS[missing.lack])
    row: RowView | None = next((one for one in view.rows if one.id == missing.place.row), None)
    if row is None:
        first = view.rows[0].controls[0].id if view.rows else name_of(view.field.key)
        return Note(first, view.label, words)
    column = view.field.column(missing.place.column)
    anchor = name_of(view.field.key, row.number, column.key)
    return Note(anchor, f"{row.name}: {column.label.text_in(tag)}", words)


def gantt_for(template: Template, section: Section, contents: Contents) -> Gantt | None:
    """Give the chart of the section's tasks as they stand in the form."""
    if not any(field.chart for field in section.fields):
        return None
    sheet = sheet_of(template, contents, titles={})
    blocks = next(one.blocks for one in sheet.sections if one.section.key == section.key)
    return next((chart for block in blocks if (chart := gantt_of(block))), None)


def neighbours(
    template: Template, section: Section, tag: str
) -> tuple[tuple[str, str] | None, tuple[str, str] | None]:
    at = template.sections.index(section)
    before = template.sections[at - 1] if at else None
    after = template.sections[at + 1] if at + 1 < len(template.sections) else None
    named = [
        (one.key, f"{one.number}. {one.title.text_in(tag)}") if one else None
        for one in (before, after)
    ]
    return named[0], named[1]
