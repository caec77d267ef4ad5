"""The parts of an audit pack, as the database has them: each in one statement."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from assess.bilingual import Bilingual
from assess.cpd.models import CpdActivity, CpdActivityCriterion
from assess.cpd.queries.year_rows import Owner, StatementRow, in_record, is_newest
from assess.cpd.rules.audit import AuditEvidence, AuditReflection
from assess.cpd.rules.packs import Asked, Pack
from assess.cpd.rules.years import Period
from assess.evidence.models import Evidence, EvidenceVersion
from assess.people.models import Person, Provider
from assess.people.queries import name_at
from assess.reflection.models import Reflection, ReflectionVersion
from assess.standards.models import Criterion, Standard


def whose(session: Session, owner: Owner) -> tuple[str, Bilingual]:
    name, english, welsh = session.execute(
        sa.select(name_at(owner.provider_id, Person), Provider.name_en, Provider.name_cy)
        .select_from(Person)
        .join(Provider, Provider.id == owner.provider_id)
        .where(Person.id == owner.person_id)
    ).one()
    return name, Bilingual(english, welsh)


def _done(owner: Owner, period: Period) -> sa.ColumnElement[bool]:
    """Give the condition that leaves what counts in a period: see is_counted."""
    return sa.and_(
        in_record(owner, period),
        CpdActivity.done_on.is_not(None),
        CpdActivity.ends_on <= period.ends_on,
    )


def list_done(session: Session, owner: Owner, period: Period) -> list[CpdActivity]:
    return list(
        session.scalars(
            sa.select(CpdActivity)
            .where(_done(owner, period))
            .order_by(CpdActivity.ends_on, CpdActivity.starts_on, CpdActivity.id)
        )
    )


def list_links(
    session: Session,
    links: Any,  # noqa: ANN401 (a table of links)
    column: str,
    owner: Owner,
    period: Period,
) -> dict[UUID, list[UUID]]:
    """Give what hangs on each activity of a period."""
    found: dict[UUID, list[UUID]] = defaultdict(list)
    for activity_id, linked_id in session.execute(
        sa.select(links.activity_id, getattr(links, column))
        .join(CpdActivity, CpdActivity.id == links.activity_id)
        .where(_done(owner, period))
        .order_by(links.id)
    ):
        found[activity_id].append(linked_id)
    return found


def list_cited(session: Session, owner: Owner, period: Period) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = defaultdict(list)
    for activity_id, urn, label in session.execute(
        sa.select(CpdActivityCriterion.activity_id, Standard.urn, Criterion.label)
        .join(CpdActivity, CpdActivity.id == CpdActivityCriterion.activity_id)
        .join(Criterion, Criterion.id == CpdActivityCriterion.criterion_id)
        .join(Standard, Standard.id == Criterion.standard_id)
        .where(_done(owner, period))
        .order_by(Standard.urn, Standard.edition, Criterion.position)
    ):
        found[activity_id].append(f"{urn} {label}")
    return found


def in_order_of_pack(statements: tuple[StatementRow, ...], pack: Pack | None) -> dict[UUID, str]:
    """Give the kind of each reflection that is a statement, in the order of the pack's kinds."""
    order = [one.key for one in pack.choices_of(Asked.STATEMENTS)] if pack else []
    known = sorted(
        (one for one in statements if one.kind in order), key=lambda one: order.index(one.kind)
    )
    return {one.reflection_id: one.kind for one in known}


def list_reflections(
    session: Session,
    kinds: Mapping[UUID, str],
    reflected: Mapping[UUID, list[UUID]],
    numbers: Mapping[UUID, int],
) -> tuple[AuditReflection, ...]:
    on: dict[UUID, list[int]] = defaultdict(list)
    for activity_id in sorted(reflected, key=lambda one: numbers[one]):
        for reflection_id in reflected[activity_id]:
            on[reflection_id].append(numbers[activity_id])
    wanted = list(dict.fromkeys([*kinds, *on]))
    rows = {
        row[0]: row[1:]
        for row in session.execute(
            sa.select(
                Reflection.id,
                ReflectionVersion.title,
                ReflectionVersion.words,
                ReflectionVersion.language,
                ReflectionVersion.number,
                ReflectionVersion.saved_at,
            )
            .join(ReflectionVersion, is_newest())
            .where(Reflection.id.in_(wanted))
        )
    }
    return tuple(
        AuditReflection(
            number=number,
            id=one,
            title=rows[one][0] or "",
            words=rows[one][1],
            language=rows[one][2],
            version=rows[one][3],
            saved_at=rows[one][4],
            statement=kinds.get(one),
            activities=tuple(on[one]),
        )
        for number, one in enumerate((one for one in wanted if one in rows), start=1)
    )


def list_evidence(
    session: Session, shown: Mapping[UUID, list[UUID]], numbers: Mapping[UUID, int]
) -> tuple[AuditEvidence, ...]:
    ordered = sorted(shown, key=lambda one: numbers[one])
    wanted = list(dict.fromkeys(one for activity in ordered for one in shown[activity]))
    rows = {
        row[0]: row[1:]
        for row in session.execute(
            sa.select(
                Evidence.id,
                EvidenceVersion.title,
                EvidenceVersion.language,
                Evidence.kind,
                EvidenceVersion.number,
                EvidenceVersion.sha256,
            )
            .join(
                EvidenceVersion,
                sa.and_(
                    EvidenceVersion.evidence_id == Evidence.id,
                    EvidenceVersion.number == Evidence.newest,
                ),
            )
            .where(Evidence.id.in_(wanted))
        )
    }
    return tuple(
        AuditEvidence(number, one, rows[one][0], rows[one][1], rows[one][2].value, *rows[one][3:])
        for number, one in enumerate(wanted, start=1)
    )
