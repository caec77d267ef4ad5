"""A plan is started, filled in section by section, and loses nothing between two tabs."""

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest

from assess.actor import Actor, Role
from assess.db import db, writing
from assess.drafts.queries import list_drafts
from assess.drafts.service import keep_draft
from assess.journal.queries import find_faults
from assess.plans.models import PlanSectionVersion, PlanTemplate
from assess.plans.queries import find_plan, list_plans, list_templates, list_versions
from assess.plans.queries.plans import find_version
from assess.plans.rules.content import Place, Trouble
from assess.plans.rules.faults import Fault, TemplateFileError
from assess.plans.rules.merging import StaleSectionError
from assess.plans.rules.places import place_of
from assess.plans.service import (
    add_plan_template,
    import_plan_template,
    remove_plan,
    revise_plan,
    save_plan_section,
    start_plan,
)
from assess.plans.service.sections import ContentRefusedError, Typed
from assess.plans.service.templates import MayNotAddTemplateError
from assess.refusals import NotFoundError, StaleError
from tests.counting import counted_statements
from tests.plan_templates import LIBRARY, SMALL
from tests.world import NOW, World


@pytest.fixture
def rhys(world: World) -> Actor:
    with writing() as session:
        import_plan_template(session, text=LIBRARY.read_text(encoding="utf-8"), now=NOW)
    return world.actor(Role.PRACTITIONER, world.provider())


def start(actor: Actor, language: str = "bg") -> UUID:
    [template] = list_templates(db.session(), actor)
    with writing() as session:
        return start_plan(
            session,
            actor=actor,
            template_id=template.id,
            title="Нашият план",
            language=language,
            now=NOW,
        )


def save(
    actor: Actor, plan_id: UUID, key: str, content: dict[str, Any], started_from: int = 0
) -> UUID:
    with writing() as session:
        return save_plan_section(
            session,
            actor=actor,
            plan_id=plan_id,
            key=key,
            typed=Typed(content, started_from, uuid4()),
            now=NOW,
        )


def groups(*names: str) -> dict[str, Any]:
    return {
        "groups": [
            {"id": f"row-{place}", "name": name, "description": ""}
            for place, name in enumerate(names, 1)
        ]
    }


def test_a_plan_is_started_and_listed_for_its_writer_alone(world: World, rhys: Actor) -> None:
    plan_id = start(rhys)
    colleague = world.actor(Role.PRACTITIONER, world.provider())
    neighbour = replace(rhys, person_id=colleague.person_id)
    elsewhere = replace(rhys, provider_id=colleague.provider_id)

    [head], found = list_plans(db.session(), rhys)

    assert (head.id, head.sections, head.sections_begun, found) == (plan_id, 9, 0, 1)
    for other in (neighbour, elsewhere):
        assert list_plans(db.session(), other) == ([], 0)
        with pytest.raises(NotFoundError):
            find_plan(db.session(), other, plan_id)
        with pytest.raises(NotFoundError):
            save(other, plan_id, "goals", {"mission": "x"})


def test_a_section_is_saved_as_versions_which_all_stay(rhys: Actor) -> None:
    plan_id = start(rhys)

    save(rhys, plan_id, "target-groups", groups("Младежи"))
    save(rhys, plan_id, "target-groups", groups("Младежи", "Журналисти"), started_from=1)

    section = find_plan(db.session(), rhys, plan_id).section("target-groups")
    assert section.newest == 2
    assert [row["name"] for row in section.content["groups"]] == ["Младежи", "Журналисти"]
    assert [one.number for one in list_versions(db.session(), plan_id, "target-groups")] == [2, 1]
    first = find_version(db.session(), plan_id, "target-groups", 1)
    assert [row["name"] for row in first.content["groups"]] == ["Младежи"]
    vouched = ("plan", "evidence", "mapping")
    assert not [one for one in find_faults(db.session()) if one.reason.startswith(vouched)]


def test_saving_what_stands_already_adds_no_version(rhys: Actor) -> None:
    plan_id = start(rhys)

    save(rhys, plan_id, "target-groups", groups("Младежи"))
    save(rhys, plan_id, "target-groups", groups("Младежи"))

    assert find_plan(db.session(), rhys, plan_id).section("target-groups").newest == 1


def test_a_section_that_the_template_does_not_have_is_not_found(rhys: Actor) -> None:
    with pytest.raises(NotFoundError):
        save(rhys, start(rhys), "appendix", {})


def test_the_second_tab_gets_both_texts_and_nothing_is_lost(rhys: Actor) -> None:
    plan_id = start(rhys)
    save(rhys, plan_id, "goals", {"mission": "a", "comparison": "a"})
    save(rhys, plan_id, "goals", {"mission": "b", "comparison": "b"}, started_from=1)

    with pytest.raises(StaleSectionError) as refusal:
        save(rhys, plan_id, "goals", {"mission": "c", "comparison": "a"}, started_from=1)

    stale = refusal.value
    assert stale.newest == 2
    assert stale.merged.content["mission"] == "c"
    assert stale.merged.content["comparison"] == "b"
    assert stale.merged.others == {Place("mission"): "b"}
    assert find_plan(db.session(), rhys, plan_id).section("goals").content["mission"] == "b"

    save(rhys, plan_id, "goals", dict(stale.merged.content), started_from=2)
    assert find_plan(db.session(), rhys, plan_id).section("goals").content["mission"] == "c"


def test_a_tab_in_which_nothing_was_typed_overwrites_nothing(rhys: Actor) -> None:
    plan_id = start(rhys)
    save(rhys, plan_id, "goals", {"mission": "a", "comparison": ""})
    save(rhys, plan_id, "goals", {"mission": "b", "comparison": ""}, started_from=1)

    found = find_plan(db.session(), rhys, plan_id).section("goals").content
    save(rhys, plan_id, "goals", {"mission": "a", "comparison": ""}, started_from=1)

    assert find_plan(db.session(), rhys, plan_id).section("goals").content == found


def test_what_cannot_be_taken_is_refused_at_its_place_and_nothing_is_saved(rhys: Actor) -> None:
    plan_id = start(rhys)
    tasks = {"tasks": [{"id": "a", "task": "x", "start": "1.2.2027", "end": "1.1.2027"}]}

    with pytest.raises(ContentRefusedError) as refusal:
        save(rhys, plan_id, "schedule", tasks)

    [refused] = refusal.value.refused
    assert refused.trouble is Trouble.ENDS_TOO_EARLY
    assert find_plan(db.session(), rhys, plan_id).section("schedule").newest == 0


def test_only_own_evidence_can_be_attached_as_the_policy(world: World, rhys: Actor) -> None:
    plan_id = start(rhys)
    other = world.evidence(world.actor(Role.PRACTITIONER, world.provider()))
    own = world.evidence(rhys)

    with pytest.raises(ContentRefusedError) as refusal:
        save(rhys, plan_id, "in-the-organisation", {"policy_evidence": str(other.id)})
    save(rhys, plan_id, "in-the-organisation", {"policy_evidence": str(own.id)})

    assert refusal.value.refused[0].trouble is Trouble.NOT_A_PIECE


def test_saving_drops_the_draft_of_that_tab(rhys: Actor) -> None:
    plan_id, tab_id = start(rhys), uuid4()
    place = place_of(plan_id, "goals")
    with writing() as session:
        keep_draft(
            session,
            actor=rhys,
            place=place,
            tab_id=tab_id,
            started_from=0,
            content={"in-mission": "x"},
            now=NOW,
        )
    with writing() as session:
        save_plan_section(
            session,
            actor=rhys,
            plan_id=plan_id,
            key="goals",
            typed=Typed({"mission": "x"}, 0, tab_id),
            now=NOW,
        )

    assert list_drafts(db.session(), rhys, place) == []


def test_title_and_language_can_be_changed_but_not_unseen(rhys: Actor) -> None:
    plan_id = start(rhys)
    seen = find_plan(db.session(), rhys, plan_id).version

    def revise(title: str, seen: int) -> None:
        with writing() as session:
            revise_plan(
                session,
                actor=rhys,
                plan_id=plan_id,
                title=title,
                language="zh-Hant",
                seen=seen,
                now=NOW,
            )

    revise("Our plan", seen)
    with pytest.raises(StaleError):
        revise("Another", seen)

    found = find_plan(db.session(), rhys, plan_id)
    assert (found.title, found.language) == ("Our plan", "zh-Hant")


def test_a_removed_plan_is_nowhere(rhys: Actor) -> None:
    plan_id = start(rhys)
    with writing() as session:
        remove_plan(session, actor=rhys, plan_id=plan_id, now=NOW)

    assert list_plans(db.session(), rhys) == ([], 0)
    with pytest.raises(NotFoundError):
        find_plan(db.session(), rhys, plan_id)


def test_reading_a_plan_takes_two_statements_however_much_is_in_it(rhys: Actor) -> None:
    plan_id = start(rhys)
    for key in ("goals", "target-groups"):
        save(rhys, plan_id, key, {"mission": "x"} | groups("x"))

    with counted_statements() as one:
        find_plan(db.session(), rhys, plan_id)
    with counted_statements() as two:
        list_plans(db.session(), rhys)

    assert (len(one), len(two)) == (2, 2)


def test_a_changed_file_is_a_new_row_and_begun_plans_stay_on_the_old_one(rhys: Actor) -> None:
    plan_id = start(rhys)
    changed = LIBRARY.read_text(encoding="utf-8").replace('"Schedule"', '"Timetable"')
    with writing() as session:
        import_plan_template(session, text=changed, now=NOW)

    [offered] = list_templates(db.session(), rhys)
    begun = find_plan(db.session(), rhys, plan_id).template
    assert offered.template.sections[7].title.text_in("en") == "Timetable"
    assert begun.sections[7].title.text_in("en") == "Schedule"
    assert db.session.query(PlanTemplate).count() == 2


def test_bringing_the_same_file_in_again_changes_nothing(rhys: Actor) -> None:
    with writing() as session:
        import_plan_template(session, text=LIBRARY.read_text(encoding="utf-8"), now=NOW)

    assert len(list_templates(db.session(), rhys)) == 1
    assert db.session.query(PlanTemplate).count() == 1


def test_a_providers_template_serves_that_provider(world: World, rhys: Actor) -> None:
    world.standard("INSSMA99", owner_id=rhys.provider_id)
    provider = db.session.get_one(type(world.provider()), rhys.provider_id)
    manager = world.actor(Role.MANAGER, provider)
    other = world.actor(Role.PRACTITIONER, world.provider())

    with writing() as session:
        add_plan_template(session, actor=manager, text=SMALL, now=NOW)

    assert [one.template.key for one in list_templates(db.session(), rhys)] == [
        "small",
        "social-media-strategy",
    ]
    assert [one.template.key for one in list_templates(db.session(), other)] == [
        "social-media-strategy"
    ]


def test_only_a_manager_adds_a_template(rhys: Actor) -> None:
    with pytest.raises(MayNotAddTemplateError), writing() as session:
        add_plan_template(session, actor=rhys, text=SMALL, now=NOW)


def test_a_template_for_a_standard_that_the_provider_does_not_have_is_refused(
    world: World,
) -> None:
    manager = world.actor(Role.MANAGER, world.provider())

    with pytest.raises(TemplateFileError) as refusal, writing() as session:
        add_plan_template(session, actor=manager, text=SMALL, now=NOW)

    assert [one.fault for one in refusal.value.wrongs] == [Fault.UNKNOWN_STANDARD]


def test_a_text_of_a_hundred_thousand_characters_is_stored_whole(rhys: Actor) -> None:
    plan_id = start(rhys)
    words = "ж" * 99_999 + "🙂"

    save(rhys, plan_id, "social-strategy", {"strategy": words})

    stored = db.session.query(PlanSectionVersion).one()
    assert stored.content["strategy"] == words
