from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from assess.actor import Role
from assess.cli.opening import import_learning_entries, import_library
from assess.cpd.models import CpdActivity
from assess.db import db, new_id
from assess.journal.models import JournalEntry
from assess.learning.models import LearningEntry, LessonCitation
from assess.learning.rules import Audience, EntryKind, LessonState
from tests.counting import counted_statements
from tests.cpd_record import activity, reflection
from tests.shared_learning import require_of, write_entry, write_lesson
from tests.visitor import Page, Visitor
from tests.world import World

TYPED: dict[str, Any] = {
    "kind": "workshop",
    "title_en": "A workshop on audiences",
    "title_cy": "Gweithdy ar gynulleidfaoedd",
    "length": "2,5",
    "address": "https://example.test/workshop",
    "criteria": "INSSMA99 P1, K1",
}


def add(visitor: Visitor, **changes: Any) -> Page:  # noqa: ANN401 (what is typed)
    return visitor.submit(visitor.visit("/en/learning/entries/new"), **(TYPED | changes))


def test_the_library_brings_its_entries_once_and_each_says_what_is_not_known(
    app: Flask, world: World
) -> None:
    with world.context():
        import_library()
        for _twice in range(2):
            import_learning_entries()
        deeds = db.session().scalars(
            sa.select(JournalEntry.deed).where(JournalEntry.deed == "import_entry")
        )
        assert len(list(deeds)) == 2
    visitor = Visitor(app, world.actor(Role.PRACTITIONER, world.provider()))

    page = visitor.visit("/en/learning")
    assert "2 entries" in page.text
    assert "INSSMA11 P17" in page.text
    course = page.soup.find("a", string=lambda text: text and "Professional Certificate" in text)
    assert course is None or course["href"]
    links = [link["href"] for link in page.soup.select("main .assess-list a[href*=entries]")]
    texts = " ".join(visitor.visit(str(link)).text for link in links)
    assert "The course may have ended" in texts
    assert texts.count("Address on the web Not known") == 2
    assert "2 eitem" in visitor.visit("/cy/learning").text


def test_a_manager_adds_an_entry_that_other_providers_do_not_see(app: Flask, world: World) -> None:
    world.standard()
    provider = world.provider()
    manager = Visitor(app, world.actor(Role.MANAGER, provider))

    page = add(manager)

    assert "The entry is in the catalogue." in page.text
    assert "2.5 hours" in page.text
    assert "INSSMA99 P1 , INSSMA99 K1" in page.text
    colleague = Visitor(app, world.actor(Role.ASSESSOR, provider))
    assert "Gweithdy" in colleague.visit("/cy/learning").text
    stranger = Visitor(app, world.actor(Role.MANAGER, world.provider()))
    stranger.visit(page.address, status=404)
    stranger.visit(f"{page.address}/change", status=404)
    assert "The catalogue is empty" in stranger.visit("/en/learning").text


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"title_en": "", "title_cy": ""}, "Enter a title in English or in Welsh"),
        ({"address": "javascript:alert(1)"}, "Enter an address that begins with https://"),
        ({"length": "a while"}, "Enter a length such as"),
        ({"criteria": "INSSMA99 P77"}, "These are not criteria that are loaded here"),
        ({"starts_on__day": "1", "starts_on__month": "2", "starts_on__year": "2027"}, "Only an"),
        ({"title_en": "a" * 100_000}, "This must be 200 characters or fewer"),
    ],
)
def test_bad_input_is_refused_in_words(
    app: Flask, world: World, changes: dict[str, Any], message: str
) -> None:
    world.standard()
    page = add(Visitor(app, world.actor(Role.MANAGER, world.provider())), **changes)

    assert page.errors[0].startswith(message)
    with world.context():
        assert db.session().scalar(sa.select(sa.func.count(LearningEntry.id))) == 0


def test_two_tabs_get_both_texts_and_lose_nothing(app: Flask, world: World) -> None:
    world.standard()
    manager = Visitor(app, world.actor(Role.MANAGER, world.provider()))
    change = f"{add(manager).address}/change"
    one, other = manager.visit(change), manager.visit(change)
    manager.submit(one, summary_en="From one tab.", criteria="INSSMA99 P2")

    page = manager.submit(other, summary_en="From the other.", status=409)
    assert "From one tab." in page.text
    assert "INSSMA99/1 P2" in page.text
    assert "From the other." in page.html
    assert "The entry has been saved." in manager.submit(page).text


def test_a_retired_entry_leaves_the_list_and_can_be_put_back(app: Flask, world: World) -> None:
    world.standard()
    provider = world.provider()
    manager = Visitor(app, world.actor(Role.MANAGER, provider))
    entry = add(manager)
    retire = f'form[action="{entry.address}/retirement"]'

    manager.submit(entry, form=retire)

    assert "The catalogue is empty" in manager.visit("/en/learning").text
    assert "1 entry" in manager.visit("/en/learning?state=retired").text
    page = manager.visit(entry.address)
    assert "it is not in the catalogue any more" in page.text
    manager.submit(page, form=f'form[action="{entry.address}/restoring"]')
    assert "1 entry" in manager.visit("/en/learning").text


def test_an_entry_for_all_is_nobodys_to_change(app: Flask, world: World) -> None:
    entry = write_entry(world, None)
    manager = Visitor(app, world.actor(Role.MANAGER, world.provider()))
    token = manager.visit("/en/account").fields()["csrf_token"]

    manager.visit(f"/en/learning/entries/{entry.id}/change", status=404)
    manager.post(f"/en/learning/entries/{entry.id}/retirement", {"csrf_token": token}, status=404)


def test_the_catalogue_is_narrowed_by_words_kind_language_and_criterion(
    app: Flask, world: World
) -> None:
    standard, manager = world.standard(), world.actor(Role.MANAGER, world.provider())
    write_entry(world, manager, title_cy="Gŵyl Tŷ", kind=EntryKind.EVENT, language="cy")
    write_entry(world, manager, on=standard.criteria["P1"])
    visitor = Visitor(app, manager)

    for query in ("q=gwyl+ty", "kind=event", "tag=cy", "criterion=inssma99+p1"):
        assert "1 entry" in visitor.visit(f"/en/learning?{query}").text, query
    assert "No entry is like that" in visitor.visit("/en/learning?criterion=INSSMA99+P2").text
    page = visitor.visit("/en/learning?criterion=%F0%9F%99%82&q=%00&kind=x&page=99")
    assert "No criterion of that name is loaded here: 🙂" in page.text


def test_the_catalogue_takes_the_same_statements_however_long(app: Flask, world: World) -> None:
    standard, manager = world.standard(), world.actor(Role.MANAGER, world.provider())
    visitor, counts = Visitor(app, manager), []
    for number in (1, 60):
        for _one in range(number):
            write_entry(world, manager, on=standard.criteria["P1"])
        visitor.visit("/en/learning")
        with counted_statements() as sent:
            page = visitor.visit("/en/learning")
        counts.append(len(sent))

    assert counts[0] == counts[1]
    assert "Page 1 of 2" in page.text


class TestRequired:
    def test_holders_see_it_and_the_manager_sees_who_has_done_it_and_not_what_they_wrote(
        self, app: Flask, world: World
    ) -> None:
        provider = world.provider()
        boss = world.actor(Role.MANAGER, provider)
        rhys = world.actor(Role.PRACTITIONER, provider, world.person(name="Rhys Bevan"))
        world.actor(Role.PRACTITIONER, provider, world.person(name="Siân Price"))
        entry = write_entry(world, boss)
        manager, practitioner = Visitor(app, boss), Visitor(app, rhys)

        page = manager.visit(f"/en/learning/entries/{entry.id}")
        form = f'form[action="/en/learning/entries/{entry.id}/requirements"]'
        assert "It is required now." in manager.submit(page, form=form, role="practitioner").text

        assert "Required of you" in practitioner.visit("/en/learning").text
        assert "Required of you : 0 of 1 done" in practitioner.visit("/en/cpd").text
        done = practitioner.visit(f"/en/cpd/activities/new?entry={entry.id}")
        assert done.fields()["title"] == "Listening to audiences"
        fields = {"learned": "Secret words.", "kind": done.fields()["kind"], "state": "done"}
        page = practitioner.submit(done, **fields)
        assert "From the learning catalogue" in page.text
        assert "Done on" in practitioner.visit("/en/cpd/required-of-me").text

        assert "1 of 2" in manager.visit("/en/cpd/required").text
        link = manager.visit("/en/cpd/required").soup.select_one('a[href*="/cpd/required/"]')
        assert link is not None
        who = manager.visit(str(link["href"]))
        assert "Rhys Bevan" in who.text
        assert "1 of 2 have done it" in who.text
        assert "Secret" not in who.html
        undone = manager.visit(f"{link['href']}?state=not-done").text
        assert "Siân Price" in undone
        assert "Rhys" not in undone

    def test_it_is_ended_and_asked_again(self, app: Flask, world: World) -> None:
        provider = world.provider()
        boss = world.actor(Role.MANAGER, provider)
        entry = write_entry(world, boss)
        required = require_of(world, boss, entry, Role.PRACTITIONER)
        manager = Visitor(app, boss)
        practitioner = Visitor(app, world.actor(Role.PRACTITIONER, provider))
        page = manager.visit(f"/en/learning/entries/{entry.id}")

        manager.submit(page, form=f'form[action="/en/learning/requirements/{required.id}/end"]')

        assert "Required of you" not in practitioner.visit("/en/learning").text
        page = manager.visit(f"/en/learning/entries/{entry.id}")
        form = f'form[action="/en/learning/entries/{entry.id}/requirements"]'
        manager.submit(page, form=form, role="practitioner")
        assert "Required of you" in practitioner.visit("/en/learning").text

    def test_what_is_only_planned_or_taken_out_is_not_done(self, app: Flask, world: World) -> None:
        provider = world.provider()
        boss = world.actor(Role.MANAGER, provider)
        rhys = world.actor(Role.PRACTITIONER, provider)
        entry = write_entry(world, boss)
        require_of(world, boss, entry, Role.PRACTITIONER)
        activity(world, rhys, entry_id=entry.id, done_on=None)
        activity(world, rhys, entry_id=entry.id, removed_at=entry.created_at)
        visitor = Visitor(app, rhys)

        assert "Not done yet" in visitor.visit("/en/cpd/required-of-me").text
        activity(world, rhys, "2026-05-04", entry_id=entry.id)
        assert "Done on 4 May 2026" in visitor.visit("/en/cpd/required-of-me").text

    def test_the_pages_take_the_same_statements_however_many_people(
        self, app: Flask, world: World
    ) -> None:
        provider = world.provider()
        boss = world.actor(Role.MANAGER, provider)
        required = require_of(world, boss, write_entry(world, boss), Role.PRACTITIONER)
        manager, counts = Visitor(app, boss), []
        for number in (1, 55):
            for _one in range(number):
                world.actor(Role.PRACTITIONER, provider)
            manager.visit("/en/cpd/required")
            with counted_statements() as sent:
                manager.visit("/en/cpd/required")
                manager.visit(f"/en/cpd/required/{required.id}")
            counts.append(len(sent))

        assert counts[0] == counts[1]


def test_somebody_elses_entry_or_lesson_fills_no_activity_and_hangs_on_none(
    app: Flask, world: World
) -> None:
    entry = write_entry(world, world.actor(Role.MANAGER, world.provider()))
    lesson = write_lesson(world, world.actor(Role.PRACTITIONER, world.provider()))
    visitor = Visitor(app, world.actor(Role.PRACTITIONER, world.provider()))

    page = visitor.visit(f"/en/cpd/activities/new?entry={entry.id}&lesson={lesson.id}")
    assert page.fields()["entry"] == page.fields()["lesson"] == ""
    for name, row_id in (("entry", entry.id), ("lesson", lesson.id)):
        sent = page.fields() | {"title": "A", "kind": "formal", "state": "done", name: str(row_id)}
        visitor.post(page.address, sent, status=404)
    with world.context():
        assert db.session().scalar(sa.select(sa.func.count(CpdActivity.id))) == 0


class TestCiting:
    def test_a_reflection_names_a_lesson_until_its_readers_may_not_see_it(
        self, app: Flask, world: World
    ) -> None:
        provider = world.provider()
        author = world.actor(Role.PRACTITIONER, provider)
        reader = world.actor(Role.PRACTITIONER, provider)
        lesson = write_lesson(world, author)
        mine = reflection(world, reader, "On listening")
        visitor = Visitor(app, reader)
        address = f"/en/cpd/lessons/{lesson.id}/citation"

        for _twice in range(2):
            visitor.submit(visitor.visit(address), chosen=[str(mine)])

        with world.context():
            assert db.session().scalar(sa.select(sa.func.count(LessonCitation.id))) == 1
        cited = f"/en/cpd/reflections/{mine}/lessons"
        assert lesson.title in visitor.visit(cited).text
        with world.context():
            row = db.session().merge(lesson)
            row.state = LessonState.WITHDRAWN
            db.session().flush()
            db.session().info.clear()
            db.session().commit()
        page = visitor.visit(cited)
        assert lesson.title not in page.html
        assert str(lesson.id) not in page.html
        assert "withdrawn" in page.text

    def test_nobody_cites_in_somebody_elses_reflection(self, app: Flask, world: World) -> None:
        provider = world.provider()
        author = world.actor(Role.PRACTITIONER, provider)
        lesson, theirs = write_lesson(world, author), reflection(world, author, "Theirs")
        visitor = Visitor(app, world.actor(Role.PRACTITIONER, provider))
        reflection(world, world.actor(Role.PRACTITIONER, provider), "Another's")
        fields = {"csrf_token": visitor.visit("/en/account").fields()["csrf_token"]}
        fields |= {"key": str(new_id()), "chosen": str(theirs)}

        visitor.post(f"/en/cpd/lessons/{lesson.id}/citation", fields)

        with world.context():
            assert db.session().scalar(sa.select(sa.func.count(LessonCitation.id))) == 0


class TestCriterionPage:
    def test_it_shows_entries_and_lessons_that_this_reader_may_see_in_two_statements(
        self, app: Flask, world: World
    ) -> None:
        standard, provider = world.standard(), world.provider()
        rhys = world.actor(Role.PRACTITIONER, provider)
        unit = world.enrolment(rhys, standard)
        elsewhere = world.actor(Role.PRACTITIONER, world.provider())
        on = standard.criteria["P1"]
        visitor, address, counts = Visitor(app, rhys), f"/en/units/{unit.id}/P1", []
        for number in range(7):
            write_entry(world, elsewhere, on=on, title_en=f"Theirs {number}")
            write_lesson(world, elsewhere, on=on, title=f"Theirs {number}")
            write_entry(world, rhys, on=on, title_en=f"Entry {number}")
            write_lesson(
                world,
                elsewhere,
                on=on,
                title=f"From afar {number}",
                audience=Audience.EVERYONE,
            )
            visitor.visit(address)
            with counted_statements() as sent:
                page = visitor.visit(address)
            counts.append(len(sent))
            about = [one for one in sent if "FROM learning_entry" in one or "FROM lesson" in one]
            assert len([one for one in about if one.startswith("SELECT")]) == 2

        assert len(set(counts)) == 1
        shown = page.soup.select_one("details#learning")
        assert shown is not None
        assert not shown.has_attr("open")
        words = shown.get_text(" ")
        assert "Entry 6" in words
        assert "From afar 6" in words
        assert "Entry 1" not in words
        assert "All entries for it" in words
        assert "Theirs" not in page.html

    def test_the_standards_own_page_leads_there_for_whoever_is_signed_in(
        self, app: Flask, world: World, visitor: Visitor
    ) -> None:
        world.standard()
        actor = world.actor(Role.IQA, world.provider())
        address = "/en/standards/INSSMA99/1/P1"

        assert "What to learn for it" not in visitor.visit(address).text
        page = Visitor(app, actor).visit(address)
        link = page.soup.find("a", string="What to learn for it")
        assert link is not None
        assert "No entry is like that" in Visitor(app, actor).visit(str(link["href"])).text


def test_an_event_says_its_day_in_both_languages(app: Flask, world: World) -> None:
    manager = world.actor(Role.MANAGER, world.provider())
    entry = write_entry(world, manager, kind=EntryKind.EVENT, starts_on=date(2027, 2, 1))
    visitor = Visitor(app, manager)

    assert "1 February 2027" in visitor.visit(f"/en/learning/entries/{entry.id}").text
    assert "1 Chwefror 2027" in visitor.visit(f"/cy/learning/entries/{entry.id}").text
