"""Makes the cohort that the map is measured with: 200 practitioners on two standards, half done.

Rows go in by the table, thousands at a time: the deeds' own work is measured elsewhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from flask import Flask

from assess.actor import Actor, Role
from assess.assessment.models import (
    Decision,
    Judgement,
    Submission,
    SubmittedCriterion,
)
from assess.assessment.rules import Outcome
from assess.clocks.models import Clock
from assess.db import db, new_id
from assess.enrolment.models import Enrolment
from assess.evidence.models import Evidence, Mapping
from assess.evidence.rules import EvidenceKind
from assess.files import MemoryStore
from assess.people.models import Person, RoleHolding
from assess.standards.queries import find_standard_id, list_criteria
from tests.world import World

PRACTITIONERS = 200
START, END = date(2026, 9, 1), date(2027, 7, 31)
NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
FORTNIGHT = timedelta(days=14)


@dataclass(frozen=True)
class Cohort:
    manager: Actor
    assessor: Actor
    unit_ids: list[UUID]
    criterion_ids: list[UUID]
    """Of the first unit, those that were put forward."""


def make_cohort(
    app: Flask,
    *,
    practitioners: int = PRACTITIONERS,
    urns: tuple[str, ...] = ("INSSMA11", "INSSMA12"),
) -> Cohort:
    """Fill an empty provider. The library must be in the database."""
    world = World(app, MemoryStore())
    provider = world.provider()
    manager = world.actor(Role.MANAGER, provider)
    assessor = world.actor(Role.ASSESSOR, provider)
    rows: dict[type[Any], list[dict[str, Any]]] = {
        table: []
        for table in (
            Person, RoleHolding, Enrolment, Evidence, Mapping, Submission, SubmittedCriterion,
            Judgement, Decision, Clock,
        )
    }  # fmt: skip
    with app.app_context():
        session = db.session()
        criteria = {
            standard_id: [one.id for one in list_criteria(session, standard_ids=[standard_id])]
            for standard_id in (find_standard_id(session, urn=urn) for urn in urns)
        }
        for number in range(practitioners):
            person_id = _person(rows, provider.id, number)
            for standard_id, ids in criteria.items():
                _unit(rows, assessor, person_id, standard_id, ids, number)
        for table, values in rows.items():
            if values:
                session.execute(sa.insert(table), values)
        session.info.clear()
        session.commit()
    first = rows[SubmittedCriterion][0]["submission_id"]
    return Cohort(
        manager,
        assessor,
        [row["id"] for row in rows[Enrolment]],
        [row["criterion_id"] for row in rows[SubmittedCriterion] if row["submission_id"] == first],
    )


Rows = dict[type[Any], list[dict[str, Any]]]


def _person(rows: Rows, provider_id: UUID, number: int) -> UUID:
    person_id = new_id()
    rows[Person].append(
        {
            "id": person_id, "name": f"Practitioner {number:05}", "language": "en",
            "email": f"{person_id}@example.test", "created_at": NOW, "version": 1,
        }
    )  # fmt: skip
    rows[RoleHolding].append(
        {
            "id": new_id(), "provider_id": provider_id, "person_id": person_id,
            "role": Role.PRACTITIONER, "site": f"Site {number % 4}", "created_at": NOW,
            "version": 1,
        }
    )  # fmt: skip
    return person_id


def _unit(
    rows: Rows,
    assessor: Actor,
    person_id: UUID,
    standard_id: UUID,
    criterion_ids: list[UUID],
    number: int,
) -> None:
    """Map three criteria in four, put half of all forward, decide most of those."""
    unit = {"provider_id": assessor.provider_id, "enrolment_id": new_id()}
    rows[Enrolment].append(
        {
            "id": unit["enrolment_id"], "provider_id": assessor.provider_id,
            "practitioner_id": person_id, "standard_id": standard_id,
            "assessor_id": assessor.person_id, "cohort": f"Cohort {number // 200 + 1}",
            "starts_on": START, "ends_on": END, "created_at": NOW, "version": 1,
        }
    )  # fmt: skip
    at = NOW - timedelta(days=number % 60)
    evidence_ids = [new_id(), new_id()]
    rows[Evidence] += [
        {
            "id": one, "provider_id": assessor.provider_id, "practitioner_id": person_id,
            "made_by_id": person_id, "kind": EvidenceKind.WORK_PRODUCT, "created_at": at,
        }
        for one in evidence_ids
    ]  # fmt: skip
    submission_id, judgement_id = new_id(), new_id()
    rows[Submission].append(
        unit
        | {
            "id": submission_id, "submitted_at": at, "declaration": "My own work.",
            "declaration_language": "en", "help_used": "None",
        }
    )  # fmt: skip
    rows[Judgement].append(
        unit
        | {
            "id": judgement_id, "assessor_id": assessor.person_id, "feedback": "Clear.",
            "feedback_language": "en", "made_at": at,
        }
    )  # fmt: skip
    rows[Clock].append(
        unit
        | {
            "id": new_id(), "stage": "submitted", "subject_id": submission_id,
            "waits_for": Role.ASSESSOR, "started_at": at, "due_on": at.date() + FORTNIGHT,
        }
    )  # fmt: skip
    for place, criterion_id in enumerate(criterion_ids, number):
        of = unit | {"criterion_id": criterion_id}
        for row in _mappings(of, evidence_ids, person_id, place, at):
            rows[Mapping].append(row)
        if place % 2:
            continue
        rows[SubmittedCriterion].append(
            {
                "id": new_id(), "provider_id": assessor.provider_id,
                "submission_id": submission_id, "criterion_id": criterion_id,
            }
        )  # fmt: skip
        if place % 10:
            rows[Decision].append(
                of
                | {
                    "id": new_id(), "judgement_id": judgement_id, "submission_id": submission_id,
                    "outcome": Outcome.MET if place % 4 else Outcome.NOT_YET_MET,
                    "decided_at": at, "on_working_translation": False,
                }
            )  # fmt: skip


def _mappings(
    of: dict[str, Any], evidence_ids: list[UUID], person_id: UUID, place: int, at: datetime
) -> Iterator[dict[str, Any]]:
    if place % 4 == 3:
        return
    for evidence_id in evidence_ids[: 1 + place % 2]:
        yield of | {
            "id": new_id(), "evidence_id": evidence_id, "created_by_id": person_id,
            "created_at": at,
        }  # fmt: skip
