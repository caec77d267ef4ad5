from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.assessment.queries.moved import MoveRecord, list_move_records
from assess.assessment.queries.views import UnitRecord
from assess.assessment.rules.snapshot import hash_of_words
from assess.assessment.rules.states import StandingDecision
from assess.enrolment.models import Enrolment
from assess.enrolment.queries import UnitView
from assess.evidence.queries import MappingView, PieceView, VersionView
from assess.evidence.rules.locators import PlaceFile
from assess.people.models import Provider
from assess.reflection.queries import ReflectionView
from assess.standards.models import Criterion, Standard, StandardText
from assess.standards.queries import CriterionView

Part = dict[str, Any]
ENROLMENT = (
    "cohort", "qualification", "awarding_body", "registration_number", "registered_on",
    "learner_number", "starts_on", "ends_on",
)  # fmt: skip
VERSION = (
    "id", "number", "form", "title", "description", "language", "made_on", "address", "held_at",
    "sha256", "created_by", "created_at",
)  # fmt: skip


def texts_of(session: Session, unit: UnitView) -> dict[UUID, Part]:
    """Give every revision of the standard's texts by id, those of its other versions as well."""
    rows = session.execute(
        sa.select(
            StandardText.id,
            StandardText.standard_id,
            StandardText.language,
            StandardText.revision,
            StandardText.provenance,
            Standard.edition,
        )
        .join(Standard, Standard.id == StandardText.standard_id)
        .where(Standard.urn == unit.urn)
    )
    return {
        row.id: {
            "language": row.language,
            "revision": row.revision,
            "provenance": row.provenance,
        }
        | ({} if row.standard_id == unit.standard_id else {"edition": row.edition})
        for row in rows
    }


def moves_part(session: Session, unit: UnitView) -> tuple[list[Part], dict[UUID, str]]:
    """Give the moves from earlier versions, and the labels of the criteria of those versions."""
    records = list_move_records(session, unit)
    if not records:
        return [], {}
    rows = session.execute(
        sa.select(Criterion.id, Criterion.label, Standard.edition)
        .join(Standard, Standard.id == Criterion.standard_id)
        .where(Criterion.standard_id.in_([one.move.from_standard_id for one in records]))
        .order_by(Standard.id, Criterion.position)
    ).all()
    parts = [_move_part(one) for one in reversed(records)]
    return parts, {row.id: f"{row.label} ({row.edition})" for row in rows}


def _move_part(record: MoveRecord) -> Part:
    move = record.move
    return {
        "from": move.from_edition,
        "to": move.to_edition,
        "reason": move.reason,
        "language": move.language,
        "moved_by": move.moved_by,
        "moved_at": move.moved_at,
        "criteria": {one.before: one.after for one in record.followed},
        "reworded": [one.after for one in record.followed if one.reworded],
        "reaffirmed": [
            {"criterion": one.after, "by": one.reaffirmed_by, "at": one.reaffirmed_at}
            for one in record.followed
            if one.reaffirmed_at
        ],
        "gone": [one.label for one in record.left],
    }


def _reflection_part(reflection: ReflectionView) -> Part:
    follows = {"title": reflection.title, "model": reflection.model, "parts": reflection.parts}
    return {
        "version": reflection.number,
        "words": reflection.words,
        "language": reflection.language,
        "saved_at": reflection.saved_at,
        "sha256": hash_of_words(reflection.words),
        **{name: value for name, value in follows.items() if value},
    }


def unit_part(session: Session, unit: UnitView, texts: Mapping[UUID, Part]) -> Part:
    provider = session.get_one(Provider, unit.provider_id)
    enrolment = session.get_one(Enrolment, unit.id)
    return {
        "id": unit.id,
        "provider": {"id": provider.id, "en": provider.name_en, "cy": provider.name_cy},
        "practitioner": {"id": unit.practitioner_id, "name": unit.practitioner},
        "assessor": {"id": unit.assessor_id, "name": unit.assessor},
        "iqa": {"id": unit.iqa_id, "name": unit.iqa},
        "urn": unit.urn,
        "edition": unit.edition,
        "title": vars(unit.title),
        "texts": [texts[text_id] for text_id in (unit.text_en_id, unit.text_cy_id) if text_id],
        "assessment_language": unit.assessment_language,
        **{name: getattr(enrolment, name) for name in ENROLMENT},
    }


def criterion_part(
    criterion: CriterionView,
    *,
    decision: StandingDecision | None,
    mappings: Sequence[MappingView],
    reflections: Sequence[ReflectionView],
) -> Part:
    """Give a criterion with what it rests on.

    `reflection` is the one written on it; those mapped to it are named apart, where there are any.
    """
    written = [_reflection_part(one) for one in reflections if one.mapped_at is None]
    mapped = [
        {"reflection": one.reflection_id, **_reflection_part(one)}
        for one in reflections
        if one.mapped_at is not None
    ]
    return {
        "id": criterion.id,
        "label": criterion.label,
        "words": vars(criterion.words),
        "standing_decision": decision.id if decision else None,
        "mappings": [
            {
                "evidence": mapping.evidence_id,
                "locator_kind": mapping.locator.kind,
                "locator": mapping.locator.value,
                "file": _place_file(mapping.locator.file),
            }
            for mapping in mappings
        ],
        "reflection": written[0] if written else None,
        **({"mapped_reflections": mapped} if mapped else {}),
    }


def _place_file(file: PlaceFile | None) -> Part | None:
    return None if file is None else {"name": file.name, "sha256": file.sha256}


def evidence_part(piece: PieceView, version: VersionView) -> Part:
    return {
        "evidence": piece.id,
        "kind": piece.kind,
        "made_by": {"id": piece.made_by_id, "name": piece.made_by},
        "simulated": piece.simulated,
        "prior_learning": piece.prior_learning,
        "confirmed_at": piece.confirmed_at,
        **{name: getattr(version, name) for name in VERSION},
        "text_sha256": hash_of_words(version.text) if version.text else None,
        "answers": [vars(answer) for answer in version.answers],
        **({"sections": list(version.sections)} if version.sections else {}),
        "files": [
            {
                "name": file.name,
                "media_type": file.media_type,
                "size": file.size,
                "sha256": file.sha256,
            }
            for file in version.files
        ],
        "seen": [
            {"place": seen.place, "seen_on": seen.seen_on, "seen_by": seen.seen_by}
            for seen in version.sights
        ],
    }


def record_parts(
    record: UnitRecord, labels: Mapping[UUID, str], texts: Mapping[UUID, Part]
) -> Part:
    """Give what was submitted, decided, asked, doubted and handed back, with words and times."""

    def named(one: object) -> Part:
        values = dict(vars(one))
        if "criterion_ids" in values:
            values["criteria"] = [labels[each] for each in values.pop("criterion_ids")]
        for language in ("en", "cy"):
            text_id = values.pop(f"text_{language}_id", None)
            if text_id is not None:
                values[f"text_{language}"] = texts[text_id]
        return values

    return {
        kind: [named(one) for one in reversed(getattr(record, kind))]
        for kind in ("submissions", "decisions", "requests", "doubts", "returns", "sign_offs")
    }
