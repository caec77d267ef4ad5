from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assess.actor import Role
from assess.evidence.rules.kinds import EvidenceForm
from assess.evidence.rules.locators import show_locator
from assess.evidence.rules.offers import is_frozen, may_delete
from assess.evidence.rules.sections import PlanSection, read_sections

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from uuid import UUID

    from assess.actor import Actor
    from assess.bilingual import Language
    from assess.evidence.forms.bank import SightForm
    from assess.evidence.forms.offer import RevisionForm
    from assess.evidence.queries import FileView, MappingView, PieceView, VersionView


@dataclass(frozen=True)
class MappingRow:
    mapping: MappingView
    place: str
    """The locator's value as people type it."""

    may_unmap: bool


@dataclass(frozen=True)
class PiecePage:
    piece: PieceView
    history: tuple[VersionView, ...]
    mappings: tuple[MappingRow, ...]
    texts: Mapping[UUID, str]
    """What the text files say, by the file's id."""

    sections: tuple[PlanSection, ...]
    """Of a written plan, its labels in the reader's language."""

    may_edit: bool
    is_plan_of_mine: bool
    """Whether the reader changes it on the plan's own page, and puts it forward once more."""

    may_map: bool
    may_delete: bool
    may_confirm: bool
    sight_form: SightForm | None

    @property
    def labels_by_section(self) -> dict[str, list[str]]:
        """Give what each section of a plan shows, by its key."""
        labels: dict[str, list[str]] = defaultdict(list)
        for row in self.mappings:
            if row.mapping.locator.section is not None:
                labels[row.mapping.locator.value].append(row.mapping.label)
        return labels


@dataclass(frozen=True)
class Difference:
    """One field as it stands now and as it was typed."""

    name: str
    now: str
    typed: str


@dataclass(frozen=True)
class Conflict:
    piece: PieceView
    differences: tuple[Difference, ...]


def piece_page(
    piece: PieceView,
    history: Sequence[VersionView],
    texts: Mapping[UUID, str],
    actor: Actor,
    *,
    sight_form: SightForm,
    language: Language,
) -> PiecePage:
    is_maker = piece.made_by_id == actor.person_id
    is_owner = piece.practitioner_id == actor.person_id
    may_map = is_maker or is_owner
    submitted = is_ever_submitted(history) or any(one.is_frozen for one in piece.mappings)
    is_pointer = piece.newest.form is EvidenceForm.POINTER
    is_plan = piece.newest.form is EvidenceForm.PLAN
    return PiecePage(
        piece=piece,
        history=tuple(history),
        mappings=tuple(
            MappingRow(one, show_locator(one.locator), may_map and not one.is_frozen)
            for one in piece.mappings
        ),
        texts=texts,
        sections=read_sections(
            piece.newest.sections, language=piece.newest.language, reader=language.value
        ),
        may_edit=is_maker and not is_plan,
        is_plan_of_mine=is_maker and is_plan,
        may_map=may_map,
        may_delete=may_delete(is_maker=is_maker, ever_submitted=submitted),
        may_confirm=is_owner and piece.awaits_confirmation,
        sight_form=sight_form if actor.role is Role.ASSESSOR and is_pointer else None,
    )


def is_ever_submitted(history: Sequence[VersionView]) -> bool:
    return any(is_frozen(version.submitted_at) for version in history)


def typed_beside(form: RevisionForm, current: Mapping[str, str]) -> tuple[Difference, ...]:
    """Give the fields in which what was typed is not what stands now."""
    return tuple(
        Difference(str(form[name].label.text), now, form[name].data or "")
        for name, now in current.items()
        if (form[name].data or "") != now
    )


def text_files(version: VersionView, *, most: int) -> list[FileView]:
    """Give the text files that are short enough to be shown in the page."""
    return [file for file in version.files if file.shown.value == "text" and file.size <= most]
