"""Reflections that stand on their own: whose they are, what they are mapped to, who reads them."""

from datetime import timedelta

import pytest

from assess.actor import Role
from assess.assessment.service import submit_criteria
from assess.bilingual import Language
from assess.db import db, new_id, writing
from assess.journal.queries import find_faults
from assess.reflection.queries import (
    find_own_reflection,
    find_reflection,
    list_own_reflections,
    list_reflected_criteria,
    list_reflections,
    list_reflections_by_id,
    list_reflections_of_unit,
)
from assess.reflection.rules.mapping import NotYourCriterionError, SubmittedError
from assess.reflection.rules.saving import typed_in
from assess.reflection.rules.stages import ReflectionModel
from assess.reflection.service import (
    save_reflection,
    unmap_reflection,
)
from assess.refusals import NotFoundError, StaleError
from tests.counting import counted_statements
from tests.services.reflection.own_work import LATER, Work, make_work
from tests.world import NOW, World


@pytest.fixture
def work(world: World) -> Work:
    return make_work(world)


def test_a_private_reflection_is_nobody_elses_to_find(work: Work) -> None:
    reflection_id = work.write()

    with work.world.context():
        for stranger in (work.assessor, work.manager):
            with pytest.raises(NotFoundError):
                find_reflection(db.session(), stranger, reflection_id)
            with pytest.raises(NotFoundError):
                find_own_reflection(db.session(), stranger, reflection_id)
            assert list_reflections(db.session(), stranger) == []
        assert find_reflection(db.session(), work.writer, reflection_id).is_own


def test_a_mapped_one_is_read_by_whoever_sees_the_unit_until_it_is_unmapped(work: Work) -> None:
    reflection_id = work.write()
    work.map(reflection_id, [work.standard.criteria["P1"]])

    with work.world.context():
        seen = find_reflection(db.session(), work.assessor, reflection_id)
        assert [one.label for one in seen.criteria] == ["P1"]
        assert list_reflected_criteria(db.session(), work.assessor, unit_ids=[work.unit.id]) == {
            (work.unit.id, work.standard.criteria["P1"])
        }
        mapping_id = seen.criteria[0].mapping_id
        assert mapping_id is not None
        with writing() as session:
            unmap_reflection(
                session,
                actor=work.writer,
                reflection_id=reflection_id,
                mapping_id=mapping_id,
                now=NOW,
            )
        with pytest.raises(NotFoundError):
            find_reflection(db.session(), work.assessor, reflection_id)


def test_what_was_taken_out_before_it_was_mapped_stays_private(work: Work) -> None:
    reflection_id = work.write("A customer's name")
    work.revise(reflection_id, "No names", 1)
    work.map(reflection_id, [work.standard.criteria["P1"]], at=LATER + timedelta(minutes=1))
    work.revise(reflection_id, "No names, and more", 2, at=LATER + timedelta(hours=1))

    with work.world.context():
        theirs = find_reflection(db.session(), work.assessor, reflection_id)
        mine = find_reflection(db.session(), work.writer, reflection_id)

    assert [one.words for one in theirs.versions] == ["No names, and more", "No names"]
    assert len(mine.versions) == 3


def test_somebody_elses_unit_and_reflection_are_out_of_reach(work: Work) -> None:
    other = work.world.actor(Role.PRACTITIONER, work.world.provider())
    theirs = work.world.standard("INSSMA90")
    work.world.enrolment(other, theirs)
    reflection_id = work.write()

    with pytest.raises(NotYourCriterionError):
        work.map(reflection_id, [theirs.criteria["P1"]])
    with pytest.raises(NotFoundError):
        work.map(reflection_id, [work.standard.criteria["P1"]], by=other)


def test_a_submitted_mapping_stays_and_a_later_one_may_go(work: Work) -> None:
    world, first = work.world, work.standard.criteria["P1"]
    world.mapping(world.evidence(work.writer), work.unit, first)
    reflection_id = work.write()
    work.map(reflection_id, [first, work.standard.criteria["P2"]])
    with world.context(), writing() as session:
        submit_criteria(
            session,
            actor=work.writer,
            now=LATER,
            unit_id=work.unit.id,
            criterion_ids=[first],
            declaration="My own work.",
            declaration_language=Language.ENGLISH,
            help_used="None.",
        )

    with world.context():
        found = find_reflection(db.session(), work.writer, reflection_id)
    assert [(one.label, one.submitted_at) for one in found.criteria] == [
        ("P1", LATER),
        ("P2", None),
    ]
    frozen, free = (one.mapping_id for one in found.criteria)
    assert frozen is not None
    assert free is not None
    with world.context(), pytest.raises(SubmittedError), writing() as session:
        unmap_reflection(
            session, actor=work.writer, reflection_id=reflection_id, mapping_id=frozen, now=LATER
        )
    with world.context(), writing() as session:
        unmap_reflection(
            session, actor=work.writer, reflection_id=reflection_id, mapping_id=free, now=LATER
        )


def test_every_version_is_kept_and_an_older_page_overwrites_nothing(work: Work) -> None:
    reflection_id = work.write("One")
    work.revise(reflection_id, "Two", 1)

    with pytest.raises(StaleError) as stale:
        work.revise(reflection_id, "Three", 1)

    assert stale.value.current["words"] == "Two"
    with work.world.context():
        found = find_reflection(db.session(), work.writer, reflection_id)
    assert [one.words for one in found.versions] == ["Two", "One"]


def test_the_unit_gives_what_is_written_on_a_criterion_before_what_is_mapped_to_it(
    work: Work,
) -> None:
    criterion_id = work.standard.criteria["P1"]
    mapped = work.write(what="I listened.", now_what="I write it down.")
    work.map(mapped, [criterion_id])
    typed = typed_in(
        {"words": "On P1"},
        model=ReflectionModel.FREE,
        language="cy",
        started_from=0,
        tab_id=new_id(),
    )
    with work.world.context(), writing() as session:
        save_reflection(
            session,
            actor=work.writer,
            unit_id=work.unit.id,
            criterion_id=criterion_id,
            typed=typed,
            now=LATER,
        )

    with work.world.context(), counted_statements() as sent:
        found = list_reflections_of_unit(db.session(), work.assessor, work.unit.id)
        assert len(sent) == 1
        read = list_reflections_by_id(db.session(), [mapped])

    first, second = found[criterion_id]
    assert (first.words, first.mapped_at) == ("On P1", None)
    assert [one.heading.cy if one.heading else "" for one in second.passages] == [
        "Beth?",
        "Beth nesaf?",
    ]
    assert second.mapped_at == NOW
    assert read[mapped].words == "I listened.\n\nI write it down."


def test_the_list_finds_by_title_and_words_and_takes_two_statements(work: Work) -> None:
    work.write("Gwrandewais", "Cŵyn")
    work.write("I answered", "An answer")

    with work.world.context():
        with counted_statements() as sent:
            page = list_own_reflections(db.session(), work.writer, search="cwyn")
        words = list_own_reflections(db.session(), work.writer, search="ANSWERED")
        beyond = list_own_reflections(db.session(), work.writer, page=2)

    assert len(sent) == 2
    assert [one.name for one in page.entries] == ["Cŵyn"]
    assert [one.name for one in words.entries] == ["An answer"]
    assert (beyond.found, beyond.entries) == (2, ())
    assert page.entries[0].is_private


def test_the_journal_vouches_for_all_of_it(work: Work) -> None:
    reflection_id = work.write(what="One 😀", now_what="اثنان")
    work.map(reflection_id, [work.standard.criteria["P1"]])
    work.revise(reflection_id, "Two", 1)

    with work.world.context():
        faults = find_faults(db.session())
    assert [one.reason for one in faults if one.reason.startswith("reflection")] == []
