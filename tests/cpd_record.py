"""Makes what a CPD record holds: activities, reflections and memberships, written directly."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from assess.actor import Actor, Role
from assess.cpd.models import (
    CpdActivity,
    CpdActivityEvidence,
    CpdActivityReflection,
    CpdDeclarationRequest,
    CpdMembership,
    CpdRelease,
    CpdStatement,
    CpdYear,
)
from assess.cpd.rules.kinds import ActivityKind, CpdUnit
from assess.db import new_id
from assess.reflection.models import Reflection, ReflectionVersion
from tests.world import NOW, World


def activity(world: World, owner: Actor, day: str = "2026-03-10", **values: Any) -> CpdActivity:  # noqa: ANN401 (columns)
    """Write an activity of two and a half hours that was done on a day."""
    row = CpdActivity(
        **{
            "id": new_id(),
            "provider_id": owner.provider_id,
            "person_id": owner.person_id,
            "title": "A workshop on audiences",
            "kind": ActivityKind.FORMAL,
            "is_planned": True,
            "starts_on": date.fromisoformat(day),
            "ends_on": date.fromisoformat(day),
            "done_on": date.fromisoformat(day),
            "hundredths": 250,
            "unit": CpdUnit.HOURS,
            "given_by": "",
            "learned": "",
            "applied": "",
            "impact": "",
            "impact_on": "",
            "next_step": "",
            "language": "en",
            "created_at": NOW,
        }
        | values
    )
    world.save(row)
    return row


def without_amount(world: World, owner: Actor, day: str, **values: Any) -> CpdActivity:  # noqa: ANN401 (columns)
    return activity(world, owner, day, hundredths=None, unit=None, **values)


def reflection(
    world: World, owner: Actor, title: str | None = "On listening", on: CpdActivity | None = None
) -> UUID:
    """Write a reflection that stands on its own, attached to an activity where one is given."""
    row = Reflection(
        id=new_id(),
        provider_id=owner.provider_id,
        practitioner_id=owner.person_id,
        newest=1,
        created_at=NOW,
    )
    version = ReflectionVersion(
        id=new_id(),
        provider_id=owner.provider_id,
        reflection_id=row.id,
        number=1,
        words="I listened more than I spoke.",
        language="en",
        saved_at=NOW,
        title=title,
    )
    world.save(row, version)
    if on is not None:
        link = CpdActivityReflection(
            id=new_id(), provider_id=owner.provider_id, activity_id=on.id, reflection_id=row.id
        )
        world.save(link)
    return row.id


def show_by_evidence(world: World, owner: Actor, shown: CpdActivity, evidence_id: UUID) -> None:
    world.save(
        CpdActivityEvidence(
            id=new_id(),
            provider_id=owner.provider_id,
            activity_id=shown.id,
            evidence_id=evidence_id,
        )
    )


def membership(
    world: World,
    owner: Actor,
    pack: str = "cim-affiliate",
    starts_on: date = date(2026, 1, 1),
    **values: Any,  # noqa: ANN401 (columns)
) -> UUID:
    row = CpdMembership(
        **{
            "id": new_id(),
            "provider_id": owner.provider_id,
            "person_id": owner.person_id,
            "pack": pack,
            "starts_on": starts_on,
            "created_at": NOW,
        }
        | values
    )
    world.save(row)
    return row.id


def write_year(world: World, owner: Actor, asked: Role) -> dict[str, UUID]:
    """Write a year with a statement, a release and a request that asks a role; give their ids."""
    made = membership(world, owner, "cim-member")
    of: dict[str, Any] = {"provider_id": owner.provider_id}
    year = CpdYear(
        id=new_id(),
        person_id=owner.person_id,
        membership_id=made,
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 12, 31),
        answers={},
        gaps=[],
        **of,
    )
    statement = CpdStatement(
        id=new_id(),
        year_id=year.id,
        reflection_id=reflection(world, owner, "On asking"),
        kind="core",
        **of,
    )
    days = {"starts_on": date(2026, 1, 1), "ends_on": date(2026, 12, 31)}
    release = CpdRelease(id=new_id(), person_id=owner.person_id, released_at=NOW, **days, **of)
    request = CpdDeclarationRequest(
        id=new_id(),
        asked_by_id=owner.person_id,
        role=asked.value,
        due_on=date(2026, 12, 31),
        asked_at=NOW,
        **days,
        **of,
    )
    world.save(year, statement, release, request)
    return {
        "membership_id": made,
        "statement_id": statement.id,
        "release_id": release.id,
        "declaration_request_id": request.id,
    }


def write_years(world: World, actors: Mapping[Role, Actor]) -> dict[str, object]:
    """Write a year of everybody, so that each of its pages shows something, for each role."""
    examples: dict[str, object] = {"starts_on": "2026-01-01", "pack": "cim-member"}
    for role, actor in actors.items():
        examples |= {f"{role} {name}": one for name, one in write_year(world, actor, role).items()}
    return examples
