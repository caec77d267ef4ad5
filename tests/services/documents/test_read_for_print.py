from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from assess.actor import Role
from assess.assessment.rules import Check, Outcome
from assess.assessment.service import (
    note_doubt,
    return_work,
    settle_doubt,
    withdraw_sign_off,
)
from assess.bilingual import Language
from assess.db import db, new_id
from assess.documents.pages import (
    PrintChoice,
    PrintedPlace,
    PrintedPortfolio,
    PrintedProof,
    PrintedState,
    PrintedUnitState,
)
from assess.documents.pages.filling import printed_portfolio
from assess.documents.queries import (
    PortfolioFacts,
    list_all_units,
    load_as_operator,
    load_portfolio,
    load_unit,
)
from assess.evidence.models import EvidenceVersion
from assess.evidence.rules import EvidenceForm, LocatorKind
from assess.refusals import NotFoundError
from assess.standards.models import Standard, StandardText
from assess.standards.rules.values import Provenance
from tests.services.assessment.case import Case
from tests.services.documents.printed import (
    add_file,
    counted,
    decide_twice,
    photograph,
    reflect,
    sign_off,
    version_of,
)
from tests.world import NOW, World


@pytest.fixture
def case(world: World) -> Case:
    return Case(world)


def read(case: Case) -> PortfolioFacts:
    return load_unit(db.session(), case.practitioner, case.unit.id)


def filled(facts: PortfolioFacts, choice: PrintChoice = PrintChoice.ENGLISH) -> PrintedPortfolio:
    return printed_portfolio(facts, choice=choice, now=NOW)


def test_a_unit_that_is_not_signed_off_is_a_draft(case: Case) -> None:
    portfolio = filled(read(case))

    assert portfolio.is_draft
    assert portfolio.practitioner == case.practitioner.name
    assert [one.state for one in portfolio.units[0].criteria] == [PrintedState.OPEN] * 5


def test_a_signed_off_unit_prints_its_declaration_decisions_and_signature(case: Case) -> None:
    sign_off(case)

    portfolio = filled(read(case))
    unit = portfolio.units[0]

    assert unit.state is PrintedUnitState.SIGNED_OFF
    assert not portfolio.is_draft
    assert unit.submissions[0].declaration.text == "It is my own work."
    assert unit.submissions[0].labels == ("P1", "P2", "P3", "K1", "K2")
    assert unit.sign_offs[0].proof is PrintedProof.PASSWORD
    assert len(unit.sign_offs[0].snapshot_sha256) == 64
    first = unit.criteria[0].decisions[0]
    assert first.met
    assert first.together_with == ("P2", "P3", "K1", "K2")
    assert first.feedback is not None
    assert first.feedback.text == "Clear."


def test_an_earlier_decision_is_printed_below_the_one_that_stands(case: Case) -> None:
    decide_twice(case, "P2")

    decisions = filled(read(case)).units[0].criteria[1].decisions

    assert [(one.met, one.stands) for one in decisions] == [(True, True), (False, False)]


def test_a_withdrawn_sign_off_is_printed_with_its_reason(case: Case) -> None:
    case.meet_all()
    case.do(
        withdraw_sign_off,
        sign_off_id=case.sign_off(),
        reason="Un darn heb ei gadarnhau.",
        language="cy",
    )

    unit = filled(read(case)).units[0]

    assert unit.is_draft
    assert unit.sign_offs[0].withdrawal is not None
    assert unit.sign_offs[0].withdrawal.reason.text == "Un darn heb ei gadarnhau."


def test_questions_answers_and_actions_stand_under_their_criteria(case: Case) -> None:
    case.map_all()
    case.submit("P1", "P2")
    case.answer(case.ask("P1"))
    case.set_action("P2")

    first, second, third, *_ = filled(read(case)).units[0].criteria

    assert first.questions[0].asked.text == "Who was there?"
    assert first.questions[0].answers[0].answered_by == case.practitioner.name
    assert second.questions[0].is_action
    assert second.questions[0].answers == ()
    assert third.questions == ()


def test_what_was_returned_stands_under_each_of_its_criteria(case: Case) -> None:
    case.map("P1", "P2")
    case.submit("P1", "P2")
    case.decide(Outcome.NOT_YET_MET, "P1", "P2")
    case.do(
        return_work,
        unit_id=case.unit.id,
        criterion_ids=case.ids(["P1", "P2"]),
        message="Mwy o fanylion.",
        language="cy",
    )

    first, second, third, *_ = filled(read(case)).units[0].criteria

    [returned] = first.returns
    assert (returned.message.text, returned.message.lang) == ("Mwy o fanylion.", "cy")
    assert (returned.returned_by, returned.returned_at) == (case.assessor.name, case.now)
    assert (returned.together_with, second.returns[0].together_with) == (("P2",), ("P1",))
    assert third.returns == ()


def test_each_doubt_stands_where_it_belongs_and_says_when_it_was_settled(
    world: World, case: Case
) -> None:
    mapping = world.mapping(case.evidence, case.unit, case.id_of("P1"))
    case.submit("P1")
    doubt: dict[str, Any] = {"unit_id": case.unit.id, "language": "en"}
    case.do(note_doubt, check=Check.VALID, words="Not this.", mapping_id=mapping.id, **doubt)
    case.do(
        note_doubt, check=Check.AUTHENTIC, words="Whose?", evidence_id=case.evidence.id, **doubt
    )
    settled = case.do(
        note_doubt, check=Check.SUFFICIENT, words="More.", criterion_id=case.id_of("P1"), **doubt
    )
    case.do(settle_doubt, doubt_id=settled)

    portfolio = filled(read(case))
    criterion = portfolio.units[0].criteria[0]

    assert [one.noted.text for one in criterion.mappings[0].valid_doubts] == ["Not this."]
    assert [one.noted.text for one in portfolio.evidence[0].authentic_doubts] == ["Whose?"]
    assert portfolio.evidence[0].current_doubts == ()
    assert criterion.sufficient_doubts[0].settled_at is not None
    assert criterion.mappings[0].valid_doubts[0].settled_at is None


def test_a_reflection_keeps_its_language(case: Case) -> None:
    reflect(case, "K1", "Dysgais wrando.")

    found = filled(read(case)).units[0].criteria[3].reflections

    assert [(one.passages[0].text, one.lang) for one in found] == [("Dysgais wrando.", "cy")]


def test_a_place_in_the_evidence_says_what_it_counts(world: World, case: Case) -> None:
    mapping = world.mapping(case.evidence, case.unit, case.id_of("P1"))
    mapping.locator_kind, mapping.locator = LocatorKind.TIME, "90"
    world.save(mapping)

    found = filled(read(case)).units[0].criteria[0].mappings[0]

    assert (found.place, found.locator) == (PrintedPlace.TIME, "1:30")


def test_a_working_translation_is_marked_and_its_note_is_given(world: World, case: Case) -> None:
    standard = db.session.get_one(Standard, case.standard.id)
    text = db.session.get_one(StandardText, case.standard.text_en_id)
    text.provenance = Provenance.WORKING_TRANSLATION
    text.source = {"note_en": "Ours until the official text comes.", "note_cy": "Ein gwaith ni."}
    standard.note_en = "The two differ."
    world.save(text, standard)

    unit = filled(read(case)).units[0]

    assert unit.criteria[0].text.working_translations == {Language.ENGLISH}
    assert unit.note is not None
    assert unit.note.en == "The two differ.\nOurs until the official text comes."
    assert unit.note.cy == "Ein gwaith ni."


def test_the_newest_version_is_printed_and_the_submitted_one_named(
    world: World, case: Case
) -> None:
    case.map("P1")
    case.submit("P1")
    submitted = version_of(case.evidence)
    file = add_file(world, submitted, b"minutes", name="minutes.txt", media_type="text/plain")
    newer = EvidenceVersion(
        id=new_id(),
        provider_id=case.provider.id,
        evidence_id=case.evidence.id,
        number=2,
        form=EvidenceForm.TEXT,
        title="A better title",
        language="en",
        made_on=NOW.date(),
        text="What I did, said better.",
        sha256="1" * 64,
        created_by_id=case.practitioner.person_id,
        created_at=NOW + timedelta(days=1),
    )
    case.evidence.newest = 2
    world.save(newer, case.evidence)

    piece = filled(read(case)).evidence[0]

    assert (piece.title.text, piece.version) == ("A better title", 2)
    assert [(one.number, one.files[0].sha256) for one in piece.earlier] == [(1, file.sha256)]


def test_an_image_is_printed_by_its_preview(world: World, case: Case) -> None:
    case.map("P1")
    file = add_file(
        world, version_of(case.evidence), photograph(), name="stall.jpg", media_type="image/jpeg"
    )

    printed = filled(read(case)).evidence[0].files[0]

    assert printed.preview_sha256 == file.preview_sha256


def test_evidence_mapped_in_two_units_has_one_number(world: World, case: Case) -> None:
    other = world.standard("OTHER1", 1, 0)
    second = world.enrolment(case.practitioner, other, assessor=case.assessor)
    later = world.evidence(case.practitioner, title="Only in the second")
    case.map("P1")
    for evidence in (case.evidence, later):
        world.mapping(evidence, second, other.criteria["P1"])

    facts = load_portfolio(db.session(), case.practitioner, case.practitioner.person_id)
    portfolio = filled(facts)

    assert [piece.number for piece in portfolio.evidence] == [1, 2]
    numbers = {
        unit.urn: [each.evidence_number for each in unit.criteria[0].mappings]
        for unit in portfolio.units
    }
    assert numbers == {case.standard.urn: [1], "OTHER1": [1, 2]}


@pytest.mark.parametrize(
    ("choice", "name"),
    [("en", "Provider"), ("cy", "Darparwr"), ("both", "Provider / Darparwr")],
)
def test_the_provider_is_named_in_the_language_of_the_print(
    world: World, choice: str, name: str
) -> None:
    case = Case(world)
    case.provider.name_en, case.provider.name_cy = "Provider", "Darparwr"
    world.save(case.provider)

    assert filled(read(case), PrintChoice(choice)).provider == name


def test_the_number_of_statements_does_not_grow_with_the_unit(world: World, case: Case) -> None:
    large = Case(world, performance=12, knowledge=12)
    for number in range(6):
        piece = world.evidence(large.practitioner, title=f"Piece {number}")
        world.mapping(piece, large.unit, large.id_of(f"P{number + 1}"))
        add_file(world, version_of(piece), b"%d" % number, name="a.txt", media_type="text/plain")
    for one in (case, large):
        one.map("P7" if one is large else "P1", "K1")
        one.submit("K1")
        one.decide(Outcome.MET, "K1")
        db.session.expunge_all()

    with counted() as few:
        read(case)
    with counted() as many:
        read(large)

    assert len(many) == len(few) <= 24


def test_what_the_actor_may_not_see_is_missing(world: World, case: Case) -> None:
    other = world.actor(Role.ASSESSOR, case.provider)
    elsewhere = world.actor(Role.MANAGER, world.provider())

    for actor in (other, elsewhere):
        with pytest.raises(NotFoundError):
            load_unit(db.session(), actor, case.unit.id)
        with pytest.raises(NotFoundError):
            load_portfolio(db.session(), actor, case.practitioner.person_id)


def test_an_operator_reads_a_unit_or_a_portfolio_by_its_id(case: Case) -> None:
    case.map("P1")

    by_unit = load_as_operator(db.session(), case.unit.id)
    by_portfolio = load_as_operator(db.session(), case.practitioner.role_holding_id)

    assert by_unit == by_portfolio == read(case)


def test_an_id_of_something_else_is_no_portfolio(case: Case) -> None:
    for other in (case.assessor.role_holding_id, case.evidence.id, UUID(int=7)):
        with pytest.raises(NotFoundError):
            load_as_operator(db.session(), other)


def test_an_operator_lists_the_units_of_every_provider(world: World, case: Case) -> None:
    other = Case(world)
    sign_off(other)

    found = {line.id: line for line in list_all_units(db.session())}

    assert found[case.unit.id].portfolio_id == case.practitioner.role_holding_id
    assert found[case.unit.id].state == "in progress"
    assert found[other.unit.id].state == "signed off"
