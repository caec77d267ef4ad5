import pytest
import sqlalchemy as sa

from assess.assessment.models import Decision
from assess.assessment.rules import CriterionState, Outcome
from assess.assessment.rules.deciding import (
    NoFeedbackError,
    NothingNewError,
    NotShownError,
    NotSubmittedError,
)
from assess.assessment.rules.people import NotTheAssessorError, OwnWorkError
from assess.bilingual import Language
from assess.db import db, new_id
from assess.evidence.models import EvidenceVersion
from assess.journal.queries import find_faults
from assess.refusals import NotFoundError
from assess.standards.models import CriterionText, Standard, StandardText
from assess.standards.rules.values import Provenance
from tests.services.assessment.case import Case, vouch_for_everything
from tests.world import NOW, World


def version_of(case: Case) -> EvidenceVersion:
    return db.session.scalars(
        sa.select(EvidenceVersion).where(EvidenceVersion.evidence_id == case.evidence.id)
    ).one()


def change_words(case: Case, label: str) -> None:
    """Bring in a new English revision in which one criterion reads otherwise."""
    session = db.session()
    text = StandardText(
        id=new_id(),
        standard_id=case.standard.id,
        language=Language.ENGLISH,
        revision=2,
        provenance=Provenance.PUBLISHED,
        title="New title",
        overview="",
        glossary=[],
        details={},
        source="a test",
        search_words="",
        imported_at=NOW,
    )
    rows = [
        CriterionText(
            id=new_id(),
            text_id=text.id,
            criterion_id=criterion_id,
            words="quite other words" if name == label else f"words of {name} in en",
        )
        for name, criterion_id in case.standard.criteria.items()
    ]
    standard = session.get_one(Standard, case.standard.id)
    standard.text_en_id = text.id
    case.world.save(text, *rows, standard)


def test_one_judgement_decides_several_criteria_with_one_feedback(case: Case) -> None:
    case.map("P1", "P2", "K1")
    case.submit("P1", "P2", "K1")

    judgement = case.decide(
        Outcome.MET,
        "P1",
        "P2",
        "K1",
        evidence_version_id=version_of(case).id,
        feedback="Da iawn.",
        feedback_language="cy",
    )

    decisions = case.record().decisions
    assert {one.judgement_id for one in decisions} == {judgement}
    assert {one.criterion_id for one in decisions} == set(case.ids(["P1", "P2", "K1"]))
    assert {(one.feedback, one.feedback_language) for one in decisions} == {("Da iawn.", "cy")}
    assert {one.text_en_id for one in decisions} == {case.standard.text_en_id}
    assert {one.text_cy_id for one in decisions} == {case.standard.text_cy_id}
    assert case.state("P1") is CriterionState.MET


def test_after_not_yet_met_new_work_is_decided_afresh(case: Case) -> None:
    case.map("P1")
    first = case.submit("P1")
    case.decide(Outcome.NOT_YET_MET, "P1")
    assert case.state("P1") is CriterionState.NOT_YET_MET

    second = case.submit("P1")
    assert case.state("P1") is CriterionState.SUBMITTED
    case.decide(Outcome.MET, "P1", feedback="")

    newest, oldest = case.record().decisions
    assert case.state("P1") is CriterionState.MET
    assert (newest.submission_id, oldest.submission_id) == (second, first)
    assert newest.replaces_id == oldest.id
    assert (newest.stands, oldest.stands) == (True, False)


def test_a_clock_that_goes_back_does_not_bring_back_an_old_state(case: Case) -> None:
    case.map("P1")
    case.submit("P1")
    case.decide(Outcome.NOT_YET_MET, "P1")
    case.now = NOW.replace(year=2025)

    case.submit("P1")
    assert case.state("P1") is CriterionState.SUBMITTED
    case.decide(Outcome.MET, "P1")
    assert case.state("P1") is CriterionState.MET


def test_a_correction_is_a_new_decision_with_its_reason(case: Case) -> None:
    case.map("P1")
    submission = case.submit("P1")
    case.decide(Outcome.MET, "P1")

    with pytest.raises(NoFeedbackError):
        case.decide(Outcome.NOT_YET_MET, "P1", feedback="")
    case.decide(Outcome.NOT_YET_MET, "P1", feedback="I took the wrong page.")

    newest, oldest = case.record().decisions
    assert newest.replaces_id == oldest.id
    assert newest.submission_id == submission
    assert case.state("P1") is CriterionState.NOT_YET_MET


def test_nothing_is_decided_that_was_not_submitted(case: Case) -> None:
    case.map("P1", "P2")
    case.submit("P1")

    with pytest.raises(NotSubmittedError):
        case.decide(Outcome.MET, "P1", "P2")

    assert case.state("P1") is CriterionState.SUBMITTED


def test_a_second_tab_cannot_decide_again_what_was_decided(case: Case) -> None:
    case.map("P1")
    case.submit("P1")
    case.decide(Outcome.MET, "P1", feedback="")

    with pytest.raises(NothingNewError):
        case.decide(Outcome.MET, "P1", feedback="")

    assert len(case.record().decisions) == 1


def test_the_database_refuses_a_second_first_decision(case: Case) -> None:
    case.map("P1")
    case.submit("P1")
    case.decide(Outcome.MET, "P1")
    first = db.session.scalars(sa.select(Decision)).one()
    values = {name: getattr(first, name) for name in Decision.__table__.c.keys()}  # noqa: SIM118 (columns)

    with pytest.raises(sa.exc.IntegrityError):
        case.world.save(Decision(**values | {"id": new_id(), "outcome": Outcome.NOT_YET_MET}))
    db.session.rollback()


def test_judged_evidence_is_mapped_to_what_it_decides(case: Case, world: World) -> None:
    case.map("P1")
    world.mapping(world.evidence(case.practitioner), case.unit, case.id_of("P2"))
    case.submit("P1", "P2")

    with pytest.raises(NotShownError):
        case.decide(Outcome.MET, "P1", "P2", evidence_version_id=version_of(case).id)


def test_somebody_elses_evidence_is_like_a_missing_one(case: Case, world: World) -> None:
    case.map("P1")
    case.submit("P1")
    other = Case(world)
    other.map("P1")

    with pytest.raises(NotFoundError):
        case.decide(Outcome.MET, "P1", evidence_version_id=version_of(other).id)


def test_what_came_after_the_submission_is_kept_once_it_was_judged(
    case: Case, world: World
) -> None:
    case.map("P1")
    case.submit("P1")
    evidence = world.evidence(case.practitioner, title="Observation")
    world.mapping(evidence, case.unit, case.id_of("P1"))
    version = db.session.scalars(
        sa.select(EvidenceVersion).where(EvidenceVersion.evidence_id == evidence.id)
    ).one()

    case.decide(Outcome.MET, "P1", evidence_version_id=version.id)

    db.session.expire_all()
    assert version.submitted_at == case.now


def test_only_the_assessor_decides_and_nobody_their_own_work(case: Case) -> None:
    case.map("P1")
    case.submit("P1")

    with pytest.raises(NotTheAssessorError):
        case.decide(Outcome.MET, "P1", actor=case.iqa)
    with pytest.raises(OwnWorkError):
        case.decide(Outcome.MET, "P1", actor=case.practitioner)


def test_an_assessor_of_another_unit_finds_nothing(case: Case, world: World) -> None:
    case.map("P1")
    case.submit("P1")

    with pytest.raises(NotFoundError):
        case.decide(Outcome.MET, "P1", actor=Case(world).assessor)


def test_an_assessor_taken_off_the_unit_finds_nothing(case: Case, world: World) -> None:
    case.map("P1")
    case.submit("P1")
    case.unit.assessor_id = None
    world.save(case.unit)

    with pytest.raises(NotFoundError):
        case.decide(Outcome.MET, "P1")


@pytest.mark.parametrize(
    ("assessed_in", "marked"), [(None, True), (Language.ENGLISH, True), (Language.WELSH, False)]
)
def test_a_decision_on_a_working_translation_says_so(
    world: World, *, assessed_in: Language | None, marked: bool
) -> None:
    case = Case(world, assessment_language=assessed_in)
    text = db.session.get_one(StandardText, case.standard.text_en_id)
    text.provenance = Provenance.WORKING_TRANSLATION
    world.save(text)
    case.map("P1")
    case.submit("P1")

    case.decide(Outcome.MET, "P1")

    assert case.record().decisions[0].on_working_translation is marked


def test_changed_words_are_reaffirmed_without_a_new_submission(case: Case) -> None:
    case.map("P1", "P2")
    case.submit("P1", "P2")
    case.decide(Outcome.MET, "P1", "P2", feedback="")
    change_words(case, "P1")

    case.decide(Outcome.MET, "P1", feedback="")
    with pytest.raises(NothingNewError):
        case.decide(Outcome.MET, "P2", feedback="")

    newest = case.record().decisions[0]
    assert newest.criterion_id == case.id_of("P1")
    assert newest.text_en_id != case.standard.text_en_id
    with pytest.raises(NothingNewError):
        case.decide(Outcome.MET, "P1", feedback="")


def test_the_journal_vouches_for_decisions(case: Case) -> None:
    case.map("P1", "P2")
    vouch_for_everything(case.provider.id)
    case.submit("P1", "P2")
    case.decide(Outcome.NOT_YET_MET, "P1", evidence_version_id=version_of(case).id)
    case.decide(Outcome.MET, "P1", "P2")

    assert find_faults(db.session()) == []
    decision = db.session.scalars(sa.select(Decision).where(Decision.replaces_id.is_(None))).first()
    assert decision is not None
    db.session.execute(sa.update(Decision).where(Decision.id == decision.id).values(decided_at=NOW))
    assert len(find_faults(db.session())) == 1
