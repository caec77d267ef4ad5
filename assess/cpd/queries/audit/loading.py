"""Reads an audit pack: the whole record of a period, in a fixed number of statements."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.cpd.models import CpdActivity, CpdActivityEvidence, CpdActivityReflection
from assess.cpd.queries.audit.parts import (
    in_order_of_pack,
    list_cited,
    list_done,
    list_evidence,
    list_links,
    list_reflections,
    whose,
)
from assess.cpd.queries.releases import find_released
from assess.cpd.queries.year_rows import Owner, StatementRow, list_rows
from assess.cpd.queries.years import YearView, load_year
from assess.cpd.rules.audit import AuditActivity, AuditDeclaration, AuditPack
from assess.cpd.rules.kinds import CpdUnit
from assess.cpd.rules.packs import Pack
from assess.cpd.rules.year_chart import ChartFigures, chart_figures, units_to_chart
from assess.cpd.rules.year_standing import YearActivity, sums_of
from assess.cpd.rules.years import Period


def load_audit_pack(
    session: Session, actor: Actor, membership_id: UUID, starts_on: str, *, today: date
) -> AuditPack:
    """Read a year of one of the actor's own memberships.

    Raises:
        NotFoundError: when the membership is not theirs, or none of its years starts on this day.

    """
    view = load_year(session, actor, membership_id, starts_on, today=today)
    standing = view.standing
    bare = _load(session, view.owner, view.period, view.statements, view.pack, today)
    counted = [one.counted for one in view.activities]
    return replace(
        bare,
        standing=standing,
        charts=charts_of(counted, view.period, standing.amount.unit),
        declarations=_declarations(view),
    )


def load_audit_pack_of_period(
    session: Session, actor: Actor, period: Period, *, today: date
) -> AuditPack:
    """Read any period of the actor's own record, under nobody's rules."""
    return _of_period(session, Owner(actor.person_id, actor.provider_id), period, today)


def load_released(
    session: Session, provider_id: UUID, release_id: UUID, *, today: date
) -> AuditPack:
    """Read what was released to the EQA: see `list_released` for who may ask.

    Raises:
        NotFoundError: when nothing of this id is released at this provider now.

    """
    release = find_released(session, provider_id, release_id)
    return _of_period(session, Owner(release.person_id, provider_id), release.period, today)


def charts_of(
    counted: Iterable[YearActivity], period: Period, asked: CpdUnit | None
) -> tuple[ChartFigures, ...]:
    found = list(counted)
    units = units_to_chart(found, period=period, asked=asked)
    return tuple(chart_figures(found, period=period, unit=unit) for unit in units)


def _of_period(session: Session, owner: Owner, period: Period, today: date) -> AuditPack:
    counted = [one.counted for one in list_rows(session, owner, period)]
    bare = _load(session, owner, period, (), None, today)
    return replace(bare, charts=charts_of(counted, period, None))


def _load(
    session: Session,
    owner: Owner,
    period: Period,
    statements: tuple[StatementRow, ...],
    pack: Pack | None,
    today: date,
) -> AuditPack:
    person, provider = whose(session, owner)
    rows = list_done(session, owner, period)
    numbers = {row.id: number for number, row in enumerate(rows, start=1)}
    reflected = list_links(session, CpdActivityReflection, "reflection_id", owner, period)
    shown = list_links(session, CpdActivityEvidence, "evidence_id", owner, period)
    cited = list_cited(session, owner, period)
    kinds = in_order_of_pack(statements, pack)
    reflections = list_reflections(session, kinds, reflected, numbers)
    evidence = list_evidence(session, shown, numbers)
    said = {one.id: one.number for one in reflections}
    shows = {one.id: one.number for one in evidence}
    return AuditPack(
        person=person,
        provider=provider,
        period=period,
        made_on=today,
        pack=pack,
        standing=None,
        sums=sums_of(_bare(row) for row in rows),
        charts=(),
        activities=tuple(
            _activity(
                row,
                numbers[row.id],
                cited.get(row.id, ()),
                sorted(shows[one] for one in shown.get(row.id, ())),
                sorted(said[one] for one in reflected.get(row.id, ())),
            )
            for row in rows
        ),
        reflections=reflections,
        evidence=evidence,
        declarations=(),
    )


def _bare(row: CpdActivity) -> YearActivity:
    return YearActivity(
        id=row.id,
        kind=row.kind,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        is_planned=row.is_planned,
        is_done=True,
        hundredths=row.hundredths,
        unit=row.unit,
    )


def _activity(
    row: CpdActivity,
    number: int,
    criteria: Iterable[str],
    evidence: Iterable[int],
    reflections: Iterable[int],
) -> AuditActivity:
    return AuditActivity(
        number=number,
        id=row.id,
        title=row.title,
        kind=row.kind,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        is_planned=row.is_planned,
        hundredths=row.hundredths,
        unit=row.unit,
        given_by=row.given_by,
        learned=row.learned,
        applied=row.applied,
        impact=row.impact,
        impact_on=row.impact_on,
        next_step=row.next_step,
        language=row.language,
        criteria=tuple(criteria),
        evidence=tuple(evidence),
        reflections=tuple(reflections),
    )


def _declarations(view: YearView) -> tuple[AuditDeclaration, ...]:
    stamp = view.stamp
    return tuple(
        AuditDeclaration(
            one.words, one.language, one.declared_at, is_of_this=one.summary["sha256"] == stamp
        )
        for one in view.declarations
    )
