from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from assess.actor import Actor
from assess.enrolment.models import Enrolment
from assess.enrolment.queries import UnitView, visible_to
from assess.evidence.models import Evidence, EvidenceFile, EvidenceVersion, Mapping, Seen
from assess.evidence.queries.placed import IS_PLACE_FILE, PLACE_COLUMNS, locator_of
from assess.evidence.queries.views import (
    FileView,
    MappingView,
    PieceView,
    SeenView,
    VersionView,
)
from assess.evidence.queries.visibility import evidence_visible_to
from assess.evidence.rules.offers import Answer
from assess.evidence.rules.sections import named
from assess.people.models import Person
from assess.refusals import NotFoundError
from assess.standards.models import Criterion, Standard

FILE_COLUMNS = (
    EvidenceFile.id,
    EvidenceFile.evidence_version_id,
    EvidenceFile.position,
    EvidenceFile.name,
    EvidenceFile.media_type,
    EvidenceFile.size,
    EvidenceFile.sha256,
    EvidenceFile.preview_sha256,
    EvidenceFile.pages,
    EvidenceFile.location_removed,
)


def list_evidence_of_unit(session: Session, actor: Actor, unit: UnitView) -> list[PieceView]:
    """Give the evidence mapped to a unit, oldest first, with its mappings to this unit."""
    in_unit = sa.select(Mapping.evidence_id).where(Mapping.enrolment_id == unit.id)
    return _pieces(session, actor, Evidence.id.in_(in_unit), Mapping.enrolment_id == unit.id)


def find_piece(session: Session, actor: Actor, evidence_id: UUID) -> PieceView:
    """Find a piece of evidence that the actor may see.

    Raises:
        NotFoundError: when there is none, or none for this actor.

    """
    found = _pieces(session, actor, Evidence.id == evidence_id, sa.true())
    if not found:
        raise NotFoundError
    return found[0]


def list_history(session: Session, actor: Actor, evidence_id: UUID) -> list[VersionView]:
    """Give every version of a piece of evidence, newest first."""
    return _versions(session, actor, EvidenceVersion.evidence_id == evidence_id)


def list_versions(
    session: Session, actor: Actor, *, version_ids: Sequence[UUID]
) -> list[VersionView]:
    """Give these versions, submitted ones say, as far as the actor may see them."""
    return _versions(session, actor, EvidenceVersion.id.in_(version_ids))


def pieces_by_criterion(
    pieces: Iterable[PieceView],
) -> dict[UUID, list[tuple[PieceView, MappingView]]]:
    """Sort evidence under the criteria that it is mapped to."""
    found: dict[UUID, list[tuple[PieceView, MappingView]]] = defaultdict(list)
    for piece in pieces:
        for mapping in piece.mappings:
            found[mapping.criterion_id].append((piece, mapping))
    return dict(found)


def _pieces(
    session: Session,
    actor: Actor,
    which: sa.ColumnElement[bool],
    which_mappings: sa.ColumnElement[bool],
) -> list[PieceView]:
    """Read pieces, mappings, files and sights: four statements, whatever their number."""
    owner, maker, writer = aliased(Person), aliased(Person), aliased(Person)
    rows = session.execute(
        sa.select(Evidence, EvidenceVersion, owner.name, maker.name, writer.name)
        .join(
            EvidenceVersion,
            (EvidenceVersion.evidence_id == Evidence.id)
            & (EvidenceVersion.number == Evidence.newest),
        )
        .join(owner, owner.id == Evidence.practitioner_id)
        .join(maker, maker.id == Evidence.made_by_id)
        .join(writer, writer.id == EvidenceVersion.created_by_id)
        .where(which, evidence_visible_to(actor))
        .order_by(Evidence.created_at, Evidence.id)
    ).all()
    mappings = _mappings(session, actor, [row[0].id for row in rows], which_mappings)
    versions = _with_files(session, [(row[1], row[4]) for row in rows])
    return [
        PieceView(
            id=evidence.id,
            practitioner_id=evidence.practitioner_id,
            practitioner=owner_name,
            made_by_id=evidence.made_by_id,
            made_by=maker_name,
            kind=evidence.kind,
            simulated=evidence.simulated,
            prior_learning=evidence.prior_learning,
            confirmed_at=evidence.confirmed_at,
            created_at=evidence.created_at,
            newest=version,
            mappings=tuple(_named(mappings[evidence.id], version)),
        )
        for (evidence, _, owner_name, maker_name, _), version in zip(rows, versions, strict=True)
    ]


def _mappings(
    session: Session, actor: Actor, evidence_ids: list[UUID], which: sa.ColumnElement[bool]
) -> dict[UUID, list[MappingView]]:
    rows = session.execute(
        sa.select(Mapping, Standard.urn, Standard.edition, Criterion.label, *PLACE_COLUMNS)
        .join(Enrolment, Enrolment.id == Mapping.enrolment_id)
        .join(Criterion, Criterion.id == Mapping.criterion_id)
        .join(Standard, Standard.id == Criterion.standard_id)
        .outerjoin(EvidenceFile, IS_PLACE_FILE)
        .where(
            Mapping.evidence_id.in_(evidence_ids),
            visible_to(actor),
            which,
            # What a newer version left behind is read in the history of the unit's moves.
            Criterion.standard_id == Enrolment.standard_id,
        )
        .order_by(Standard.urn, Standard.edition, Criterion.position, Mapping.id)
    )
    found: dict[UUID, list[MappingView]] = defaultdict(list)
    for mapping, urn, edition, label, *place in rows:
        found[mapping.evidence_id].append(
            MappingView(
                id=mapping.id,
                evidence_id=mapping.evidence_id,
                unit_id=mapping.enrolment_id,
                criterion_id=mapping.criterion_id,
                urn=urn,
                edition=edition,
                label=label,
                locator=locator_of(*place),
                submitted_at=mapping.submitted_at,
            )
        )
    return found


def _named(mappings: list[MappingView], version: VersionView) -> list[MappingView]:
    """Give mappings to a plan with the names of their sections."""
    if not version.sections:
        return mappings
    names = version.section_names
    return [replace(one, locator=named(one.locator, names)) for one in mappings]


def _versions(session: Session, actor: Actor, which: sa.ColumnElement[bool]) -> list[VersionView]:
    rows = session.execute(
        sa.select(EvidenceVersion, Person.name)
        .join(Evidence, Evidence.id == EvidenceVersion.evidence_id)
        .join(Person, Person.id == EvidenceVersion.created_by_id)
        .where(which, evidence_visible_to(actor))
        .order_by(EvidenceVersion.created_at.desc(), EvidenceVersion.number.desc())
    )
    return _with_files(session, [(row[0], row[1]) for row in rows])


def _with_files(session: Session, versions: list[tuple[EvidenceVersion, str]]) -> list[VersionView]:
    ids = [version.id for version, _ in versions]
    files: dict[UUID, list[FileView]] = defaultdict(list)
    for row in session.execute(
        sa.select(*FILE_COLUMNS)
        .where(EvidenceFile.evidence_version_id.in_(ids))
        .order_by(EvidenceFile.position)
    ):
        files[row[1]].append(FileView(*row))
    sights: dict[UUID, list[SeenView]] = defaultdict(list)
    for sight in session.execute(
        sa.select(Seen.evidence_version_id, Seen.place, Seen.seen_on, Person.name)
        .join(Person, Person.id == Seen.seen_by_id)
        .where(Seen.evidence_version_id.in_(ids))
        .order_by(Seen.created_at, Seen.id)
    ):
        sights[sight[0]].append(SeenView(*sight))
    return [
        _version_view(version, writer, tuple(files[version.id]), tuple(sights[version.id]))
        for version, writer in versions
    ]


def _version_view(
    version: EvidenceVersion,
    writer: str,
    files: tuple[FileView, ...],
    sights: tuple[SeenView, ...],
) -> VersionView:
    values: dict[str, Any] = {
        name: getattr(version, name)
        for name in (
            "id", "evidence_id", "number", "form", "title", "description", "language", "made_on",
            "text", "address", "held_at", "sha256", "created_at", "why", "submitted_at",
        )
    }  # fmt: skip
    answers = tuple(Answer(pair["question"], pair["answer"]) for pair in version.answers)
    return VersionView(
        **values,
        answers=answers,
        created_by=writer,
        files=files,
        sights=sights,
        sections=tuple(version.sections or ()),
    )
