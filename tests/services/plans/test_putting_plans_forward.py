"""A plan becomes evidence: its newest saved sections, frozen, at their places."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from assess.actor import Actor, Role
from assess.db import db, writing
from assess.evidence.models import Evidence, EvidenceVersion, Mapping
from assess.evidence.rules import EvidenceForm, EvidenceKind, LocatorKind
from assess.evidence.rules.mappings import NotEnrolledError
from assess.evidence.rules.offers import FrozenError
from assess.evidence.service import delete_evidence, freeze_evidence
from assess.files import MemoryStore
from assess.journal.queries import find_faults
from assess.plans.queries import find_plan, list_standing, list_templates
from assess.plans.rules.serving import (
    WHOLE,
    Choice,
    EmptySectionError,
    PutForward,
    SectionStillMappedError,
)
from assess.plans.service import (
    import_plan_template,
    put_plan_forward,
    save_plan_section,
    start_plan,
)
from assess.plans.service.sections import Typed
from assess.refusals import NotFoundError
from tests.plan_templates import LIBRARY
from tests.world import NOW, MadeStandard, World

GOALS = {"mission": "Да информираме", "goals": [{"id": "1", "specific": "Повече обаждания"}]}


@pytest.fixture
def rhys(world: World) -> Actor:
    with writing() as session:
        import_plan_template(session, text=LIBRARY.read_text(encoding="utf-8"), now=NOW)
    return world.actor(Role.PRACTITIONER, world.provider())


@pytest.fixture
def standard(world: World) -> MadeStandard:
    return world.standard("INSSMA11", performance=20, knowledge=20)


@pytest.fixture
def unit_id(world: World, rhys: Actor, standard: MadeStandard) -> UUID:
    return world.enrolment(rhys, standard).id


@pytest.fixture
def plan_id(rhys: Actor) -> UUID:
    [template] = list_templates(db.session(), rhys)
    with writing() as session:
        made = start_plan(
            session, actor=rhys, template_id=template.id, title="План", language="bg", now=NOW
        )
    save(rhys, made, "goals", GOALS)
    return made


def save(
    actor: Actor, plan_id: UUID, key: str, content: dict[str, Any], started_from: int = 0
) -> None:
    with writing() as session:
        save_plan_section(
            session,
            actor=actor,
            plan_id=plan_id,
            key=key,
            typed=Typed(content, started_from, uuid4()),
            now=NOW,
        )


def forward(actor: Actor, plan_id: UUID, *choices: Choice, sections: tuple[str, ...] = ()) -> UUID:
    with writing() as session:
        return put_plan_forward(
            session,
            actor=actor,
            plan_id=plan_id,
            wanted=PutForward(sections, choices),
            store=MemoryStore(),
            now=NOW,
        )


def versions() -> list[EvidenceVersion]:
    return db.session.query(EvidenceVersion).order_by(EvidenceVersion.number).all()


@pytest.mark.usefixtures("unit_id")
def test_a_section_is_frozen_and_mapped_at_its_place(rhys: Actor, plan_id: UUID) -> None:
    evidence_id = forward(rhys, plan_id, Choice("goals", "K4"), Choice(WHOLE, "P2"))

    evidence = db.session.get_one(Evidence, evidence_id)
    [version] = versions()
    assert evidence.kind is EvidenceKind.WORK_PRODUCT
    assert (version.form, version.language, version.title) == (EvidenceForm.PLAN, "bg", "План")
    [section] = version.sections or []
    assert section["key"] == "goals"
    assert section["blocks"][0]["pairs"][0][1] == "Повече обаждания"
    assert "Да информираме" in version.text
    places = {(one.locator_kind, one.locator) for one in db.session.query(Mapping).all()}
    assert places == {(LocatorKind.SECTION, "goals"), (LocatorKind.WHOLE, "")}
    assert find_plan(db.session(), rhys, plan_id).evidence_id == evidence_id
    vouched = ("plan", "evidence", "mapping")
    assert not [one for one in find_faults(db.session()) if one.reason.startswith(vouched)]


@pytest.mark.usefixtures("unit_id")
def test_later_it_is_a_new_version_of_the_same_piece(rhys: Actor, plan_id: UUID) -> None:
    first = forward(rhys, plan_id, Choice("goals", "K4"))
    save(rhys, plan_id, "goals", GOALS | {"mission": "Ново"}, started_from=1)

    second = forward(rhys, plan_id, Choice("goals", "K8"))

    assert first == second
    assert [one.number for one in versions()] == [1, 2]
    assert "Ново" in versions()[1].text
    assert "Ново" not in versions()[0].text
    assert {one.label for one in list_standing(db.session(), rhys, first)} == {"K4", "K8"}


@pytest.mark.usefixtures("unit_id")
def test_the_same_once_more_adds_no_version(rhys: Actor, plan_id: UUID) -> None:
    forward(rhys, plan_id, Choice("goals", "K4"))
    forward(rhys, plan_id, Choice("goals", "K4"))

    assert len(versions()) == 1
    assert db.session.query(Mapping).count() == 1


def test_what_was_submitted_stays(
    rhys: Actor, plan_id: UUID, unit_id: UUID, standard: MadeStandard
) -> None:
    forward(rhys, plan_id, Choice("goals", "K4"))
    freeze_evidence(
        db.session(), enrolment_id=unit_id, criterion_ids=[standard.criteria["K4"]], now=NOW
    )
    before = (versions()[0].sha256, versions()[0].sections)
    db.session.info.clear()
    db.session.commit()
    save(rhys, plan_id, "schedule", {"tasks": [{"id": "a", "task": "Страница"}]})

    forward(rhys, plan_id, sections=("goals", "schedule"))

    assert (versions()[0].sha256, versions()[0].sections) == before
    assert len(versions()[1].sections or []) == 2
    with pytest.raises(FrozenError):
        forward(rhys, plan_id, Choice("schedule", "K4"), sections=("goals",))


@pytest.mark.usefixtures("unit_id")
def test_a_section_that_is_mapped_cannot_be_left_out_later(rhys: Actor, plan_id: UUID) -> None:
    save(rhys, plan_id, "schedule", {"tasks": [{"id": "a", "task": "Страница"}]})
    forward(rhys, plan_id, Choice("goals", "K4"))

    with pytest.raises(SectionStillMappedError):
        forward(rhys, plan_id, sections=("schedule",))


@pytest.mark.usefixtures("unit_id")
def test_a_section_with_nothing_in_it_is_refused(rhys: Actor, plan_id: UUID) -> None:
    with pytest.raises(EmptySectionError):
        forward(rhys, plan_id, Choice("budget", "P2"))


def test_without_a_unit_it_can_be_put_forward_but_not_mapped(rhys: Actor, plan_id: UUID) -> None:
    with pytest.raises(NotEnrolledError):
        forward(rhys, plan_id, Choice("goals", "K4"))

    forward(rhys, plan_id, sections=("goals",))

    assert db.session.query(Mapping).count() == 0
    assert len(versions()) == 1


def test_nobody_puts_somebody_elses_plan_forward(world: World, rhys: Actor, plan_id: UUID) -> None:
    other = world.actor(Role.PRACTITIONER, world.provider())

    with pytest.raises(NotFoundError):
        forward(other, plan_id, sections=("goals",))
    assert rhys.person_id != other.person_id


def test_when_its_evidence_was_deleted_it_becomes_a_new_piece(rhys: Actor, plan_id: UUID) -> None:
    first = forward(rhys, plan_id, sections=("goals",))
    with writing() as session:
        delete_evidence(session, actor=rhys, evidence_id=first, now=NOW)

    second = forward(rhys, plan_id, sections=("goals",))

    assert second != first
    assert find_plan(db.session(), rhys, plan_id).evidence_id == second


def test_the_hash_covers_the_sections(rhys: Actor, plan_id: UUID) -> None:
    forward(rhys, plan_id, sections=("goals",))
    save(rhys, plan_id, "goals", GOALS | {"comparison": "x"}, started_from=1)
    forward(rhys, plan_id, sections=("goals",))

    assert len({one.sha256 for one in versions()}) == 2
