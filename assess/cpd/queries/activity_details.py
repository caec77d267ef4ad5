"""One activity with all that hangs on it: each read in one statement."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from assess.actor import Actor
from assess.bilingual import Bilingual
from assess.cpd.models import (
    CpdActivity,
    CpdActivityCriterion,
    CpdActivityEvidence,
    CpdActivityReflection,
    CpdNeed,
)
from assess.cpd.queries.activities import ActivityChoice, chosen, is_own
from assess.cpd.rules.cycle import ActivityFacts, Stage, stage_of
from assess.cpd.rules.kinds import ActivityKind, CpdUnit
from assess.evidence.models import Evidence, EvidenceVersion
from assess.reflection.models import Reflection, ReflectionVersion
from assess.refusals import NotFoundError
from assess.standards.models import Criterion, CriterionText, Standard
from assess.standards.queries import may_see


@dataclass(frozen=True)
class RelatedCriterion:
    criterion_id: UUID
    standard_id: UUID
    urn: str
    edition: str
    label: str
    words: Bilingual


@dataclass(frozen=True)
class LinkedEvidence:
    evidence_id: UUID
    title: str
    language: str


@dataclass(frozen=True)
class LinkedReflection:
    reflection_id: UUID
    unit_id: UUID | None
    title: str | None
    """Of one that stands on its own; else the criterion names it."""

    urn: str | None
    label: str | None
    language: str
    saved_at: datetime


@dataclass(frozen=True)
class ActivityView:
    id: UUID
    version: int
    title: str
    kind: ActivityKind
    starts_on: date
    ends_on: date
    done_on: date | None
    is_planned: bool
    hundredths: int | None
    unit: CpdUnit | None
    given_by: str
    learned: str
    applied: str
    impact: str
    impact_on: str
    next_step: str
    language: str
    need_id: UUID | None
    need: str | None
    need_language: str | None
    removed_at: datetime | None
    entry_id: UUID | None
    lesson_id: UUID | None
    criteria: tuple[RelatedCriterion, ...] = ()
    evidence: tuple[LinkedEvidence, ...] = ()
    reflections: tuple[LinkedReflection, ...] = ()

    @property
    def stage(self) -> Stage:
        return stage_of(
            ActivityFacts(
                ends_on=self.ends_on,
                done_on=self.done_on,
                has_learned=bool(self.learned),
                has_reflection=bool(self.reflections),
                has_applied=bool(self.applied),
            )
        )


def find_activity(session: Session, actor: Actor, activity_id: UUID) -> ActivityView:
    """Find one of the actor's own activities, removed or not, in four statements.

    Raises:
        NotFoundError: when there is none, or it is somebody else's.

    """
    found = _load(session, [is_own(actor), CpdActivity.id == activity_id])
    if not found:
        raise NotFoundError
    return found[0]


def list_activity_details(
    session: Session, actor: Actor, choice: ActivityChoice
) -> list[ActivityView]:
    """Give activities with all that hangs on them, the newest first, in four statements."""
    return _load(session, chosen(actor, choice))


def _load(session: Session, which: Iterable[sa.ColumnElement[bool]]) -> list[ActivityView]:
    rows = session.execute(
        sa.select(
            CpdActivity.id,
            CpdActivity.version,
            CpdActivity.title,
            CpdActivity.kind,
            CpdActivity.starts_on,
            CpdActivity.ends_on,
            CpdActivity.done_on,
            CpdActivity.is_planned,
            CpdActivity.hundredths,
            CpdActivity.unit,
            CpdActivity.given_by,
            CpdActivity.learned,
            CpdActivity.applied,
            CpdActivity.impact,
            CpdActivity.impact_on,
            CpdActivity.next_step,
            CpdActivity.language,
            CpdActivity.need_id,
            CpdNeed.words,
            CpdNeed.language,
            CpdActivity.removed_at,
            CpdActivity.entry_id,
            CpdActivity.lesson_id,
        )
        .outerjoin(CpdNeed, CpdNeed.id == CpdActivity.need_id)
        .where(*which)
        .order_by(CpdActivity.starts_on.desc(), CpdActivity.id.desc())
    ).all()
    ids = [row[0] for row in rows]
    criteria = _criteria(session, ids)
    evidence = _evidence(session, ids)
    reflections = _reflections(session, ids)
    return [_view(row, criteria, evidence, reflections) for row in rows]


def _view(
    row: sa.Row[Any],
    criteria: Mapping[UUID, list[RelatedCriterion]],
    evidence: Mapping[UUID, list[LinkedEvidence]],
    reflections: Mapping[UUID, list[LinkedReflection]],
) -> ActivityView:
    values: list[Any] = [*row]
    hung = (tuple(of.get(row[0], ())) for of in (criteria, evidence, reflections))
    return ActivityView(*values, *hung)


def _criteria(session: Session, ids: Collection[UUID]) -> dict[UUID, list[RelatedCriterion]]:
    found: dict[UUID, list[RelatedCriterion]] = defaultdict(list)
    for row in session.execute(
        _criterion_columns()
        .add_columns(CpdActivityCriterion.activity_id)
        .join(CpdActivityCriterion, CpdActivityCriterion.criterion_id == Criterion.id)
        .where(CpdActivityCriterion.activity_id.in_(ids))
        .order_by(Standard.urn, Standard.edition, Criterion.position)
    ):
        found[row[-1]].append(_criterion(row))
    return found


def _evidence(session: Session, ids: Collection[UUID]) -> dict[UUID, list[LinkedEvidence]]:
    found: dict[UUID, list[LinkedEvidence]] = defaultdict(list)
    for row in session.execute(
        sa.select(
            CpdActivityEvidence.activity_id,
            Evidence.id,
            EvidenceVersion.title,
            EvidenceVersion.language,
        )
        .join(Evidence, Evidence.id == CpdActivityEvidence.evidence_id)
        .join(
            EvidenceVersion,
            (EvidenceVersion.evidence_id == Evidence.id)
            & (EvidenceVersion.number == Evidence.newest),
        )
        .where(CpdActivityEvidence.activity_id.in_(ids))
        .order_by(Evidence.created_at, Evidence.id)
    ):
        found[row[0]].append(LinkedEvidence(*row[1:]))
    return found


def _reflections(session: Session, ids: Collection[UUID]) -> dict[UUID, list[LinkedReflection]]:
    found: dict[UUID, list[LinkedReflection]] = defaultdict(list)
    for row in session.execute(
        select_reflections()
        .add_columns(CpdActivityReflection.activity_id)
        .join(CpdActivityReflection, CpdActivityReflection.reflection_id == Reflection.id)
        .where(CpdActivityReflection.activity_id.in_(ids))
        .order_by(Reflection.created_at, Reflection.id)
    ):
        found[row[-1]].append(LinkedReflection(*row[:-1]))
    return found


def find_criterion(session: Session, actor: Actor, criterion_id: UUID) -> RelatedCriterion:
    """Find a criterion of any standard that the actor's provider may see.

    Raises:
        NotFoundError: when there is none.

    """
    row = session.execute(
        _criterion_columns().where(Criterion.id == criterion_id, may_see(actor.provider_id))
    ).one_or_none()
    if row is None:
        raise NotFoundError
    return _criterion(row)


def _criterion(row: sa.Row[Any]) -> RelatedCriterion:
    values: list[Any] = [*row[:5], Bilingual(row[5], row[6])]
    return RelatedCriterion(*values)


def _criterion_columns() -> sa.Select[Any]:
    english, welsh = aliased(CriterionText), aliased(CriterionText)
    return (
        sa.select(
            Criterion.id,
            Standard.id,
            Standard.urn,
            Standard.edition,
            Criterion.label,
            english.words,
            welsh.words,
        )
        .select_from(Criterion)
        .join(Standard, Standard.id == Criterion.standard_id)
        .outerjoin(
            english,
            (english.criterion_id == Criterion.id) & (english.text_id == Standard.text_en_id),
        )
        .outerjoin(
            welsh, (welsh.criterion_id == Criterion.id) & (welsh.text_id == Standard.text_cy_id)
        )
    )


def select_reflections() -> sa.Select[Any]:
    """Give the newest version of reflections, as they are named in lists."""
    return (
        sa.select(
            Reflection.id,
            Reflection.enrolment_id,
            ReflectionVersion.title,
            Standard.urn,
            Criterion.label,
            ReflectionVersion.language,
            ReflectionVersion.saved_at,
        )
        .join(
            ReflectionVersion,
            (ReflectionVersion.reflection_id == Reflection.id)
            & (ReflectionVersion.number == Reflection.newest),
        )
        .outerjoin(Criterion, Criterion.id == Reflection.criterion_id)
        .outerjoin(Standard, Standard.id == Criterion.standard_id)
    )
