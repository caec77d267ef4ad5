from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from assess.actor import Actor, Role
from assess.db import db, new_id
from assess.enrolment.models import Cohort
from assess.journal.models import JournalEntry
from assess.learning.models import Lesson, LessonMark
from assess.learning.rules import Audience, LessonState
from assess.notifications.models import Notification
from assess.people.models import Person
from tests.counting import counted_statements
from tests.shared_learning import write_lesson
from tests.visitor import Page, Visitor
from tests.world import World

NEW = "/en/learning/lessons/new"
TYPED: dict[str, Any] = {
    "title": "Ask before you tell",
    "words": "We asked first.",
    "audience": "provider",
    "has_checked": "y",
}


class Office:
    """A provider with somebody in each role, and another provider."""

    def __init__(self, app: Flask, world: World) -> None:
        self.app, self.world = app, world
        self.provider = world.provider(name_en="Severn Training", name_cy="Hyfforddiant Hafren")
        self.author = world.actor(Role.PRACTITIONER, self.provider, world.person(name="Rhys Bevan"))
        self.manager = world.actor(Role.MANAGER, self.provider)
        self.stranger = world.actor(Role.PRACTITIONER, world.provider())
        self.other_manager = world.actor(Role.MANAGER, world.provider())

    def visitor(self, actor: Actor) -> Visitor:
        return Visitor(self.app, actor)

    def write(self, **changes: Any) -> Page:  # noqa: ANN401 (what is typed)
        visitor = self.visitor(self.author)
        return visitor.submit(visitor.visit(NEW), **(TYPED | changes))

    def lesson(self) -> Lesson:
        with self.world.context():
            return db.session().scalars(sa.select(Lesson)).one()

    def lessons(self) -> list[Lesson]:
        with self.world.context():
            return list(db.session().scalars(sa.select(Lesson)))


@pytest.fixture
def office(app: Flask, world: World) -> Office:
    return Office(app, world)


def deeds(world: World, lesson: Lesson) -> list[str]:
    with world.context():
        return list(
            db.session().scalars(
                sa.select(JournalEntry.deed)
                .where(
                    JournalEntry.subject_id == lesson.id,
                    JournalEntry.chain_id == lesson.provider_id,
                )
                .order_by(JournalEntry.seq)
            )
        )


def test_a_lesson_for_the_provider_is_read_there_under_its_authors_name(office: Office) -> None:
    colleague = office.world.actor(Role.ASSESSOR, office.provider)

    page = office.write()

    assert "Your lesson is published." in page.text
    assert deeds(office.world, office.lesson()) == ["publish_lesson"]
    assert "Rhys Bevan" in office.visitor(colleague).visit("/en/learning/lessons").text
    office.visitor(office.stranger).visit(page.address, status=404)
    office.visitor(office.other_manager).visit(page.address, status=404)


def test_nothing_is_published_without_the_tick(office: Office) -> None:
    page = office.write(has_checked=[])

    assert page.errors == ["Read it again, and tick that it names nobody"]
    assert "We asked first." in page.text or "We asked first." in page.html
    assert office.lessons() == []


def test_likely_personal_data_is_pointed_out_once_and_never_refused(office: Office) -> None:
    visitor = office.visitor(office.author)

    page = visitor.submit(
        visitor.visit(NEW), **TYPED | {"words": "Rhys told a@example.test on 029 2099 4511."}
    )
    assert [word.text for word in page.soup.select(".govuk-warning-text li")] == [
        "a@example.test",
        "029 2099 4511",
        "Rhys",
    ]
    assert office.lessons() == []
    assert "Your lesson is published." in visitor.submit(page, has_checked="y").text


def test_what_is_new_in_a_text_is_pointed_out_again(office: Office) -> None:
    visitor = office.visitor(office.author)
    page = visitor.submit(visitor.visit(NEW), **TYPED | {"words": "Ask a@example.test."})

    page = visitor.submit(page, words="Ask a@example.test or b@example.test.", has_checked="y")

    assert "b@example.test" in page.text
    assert office.lessons() == []


@pytest.mark.parametrize("words", ["🙂 مرحبا بالعالم \u200f", "ŵ" * 5_000])
def test_any_letters_are_kept_whole(office: Office, words: str) -> None:
    page = office.write(words=words, language="ar")

    assert words.strip() in page.text
    assert page.soup.select_one('.assess-text[lang="ar"][dir="auto"]')


def test_a_hundred_thousand_characters_are_refused_with_the_limit_and_not_cut(
    office: Office,
) -> None:
    page = office.write(words="a" * 100_000)

    assert page.errors == ["This must be 5,000 characters or fewer; it has 100,000"]
    assert "a" * 100_000 in page.html
    assert office.lessons() == []


def test_a_lesson_sent_twice_is_one(office: Office) -> None:
    visitor = office.visitor(office.author)
    page = visitor.visit(NEW)

    for _twice in range(2):
        visitor.submit(page, **TYPED)

    assert len(office.lessons()) == 1


@pytest.mark.parametrize("typed", ["INSSMA77 P1", "P1", "INSSMA99 P77"])
def test_criteria_that_nobody_has_are_named(office: Office, typed: str) -> None:
    office.world.standard()

    assert "are not criteria that are loaded here" in office.write(criteria=typed).errors[0]


def test_other_providers_never_learn_who_wrote_a_lesson(office: Office) -> None:
    own = office.world.standard("INSSMA98", owner_id=office.provider.id)
    shared = office.world.standard()
    lesson = office.write(
        audience="everyone", criteria="INSSMA98 P1; INSSMA99 P1", title="Ask", words="First ask."
    )
    visitors = [office.visitor(one) for one in (office.stranger, office.other_manager)]
    for visitor in visitors:
        visitor.visit(lesson.address, status=404)

    approve(office)

    secret = [
        "Rhys",
        "Severn",
        "Hafren",
        str(office.author.person_id),
        str(office.provider.id),
        str(office.author.role_holding_id),
        str(office.manager.person_id),
        own.urn,
    ]
    for visitor in visitors:
        for address in (
            lesson.address,
            lesson.address.replace("/en/", "/cy/"),
            "/en/learning/lessons",
            "/en/learning/lessons?q=First",
            f"/en/learning/lessons?criterion={shared.urn}+P1",
            f"/en/cpd/lessons/{office.lesson().id}/citation",
            f"/en/cpd/activities/new?lesson={office.lesson().id}",
        ):
            page = visitor.visit(address)
            assert "Ask" in page.text or "Ask" in page.html, address
            headers = str(page.response.headers)
            assert not [word for word in secret if word in page.html + headers], address
    assert "A practitioner" in visitors[0].visit("/en/learning/lessons").text
    visitors[1].visit(f"{lesson.address}/review", status=404)
    visitors[1].visit(f"{lesson.address}/withdrawal", status=404)


def test_colleagues_do_not_learn_either_who_wrote_for_all_providers(office: Office) -> None:
    lesson = office.write(audience="everyone")
    approve(office)
    colleague = office.world.actor(Role.PRACTITIONER, office.provider)

    assert "Rhys" not in office.visitor(colleague).visit(lesson.address).html
    assert "Rhys" in office.visitor(office.manager).visit(lesson.address).html


def approve(office: Office) -> None:
    manager = office.visitor(office.manager)
    address = f"/en/learning/lessons/{office.lesson().id}/review"
    assert (
        "Its author has been told."
        in manager.submit(manager.visit(address), outcome="approve").text
    )


def test_a_manager_is_told_and_finds_it_in_the_queue(office: Office) -> None:
    office.write(audience="everyone")
    manager = office.visitor(office.manager)

    told = manager.visit("/en/notifications")
    assert "has written a lesson for all providers" in told.text
    assert "Ask before you tell" in manager.visit("/en/learning/lessons/waiting").text
    assert "No lesson waits" in (
        office.visitor(office.other_manager).visit("/en/learning/lessons/waiting").text
    )


def test_what_is_sent_back_says_why_is_written_anew_and_keeps_what_it_said(office: Office) -> None:
    lesson = office.write(audience="everyone", words="At the harbour.")
    manager, author = office.visitor(office.manager), office.visitor(office.author)
    review = f"{lesson.address}/review"
    page = manager.submit(manager.visit(review), outcome="return")
    assert page.errors == ["Say why, so that its author can learn from it"]
    manager.submit(page, outcome="return", reason="Leave out the harbour.")
    assert "has sent your lesson back" in author.visit("/en/notifications").text

    page = author.visit(f"{lesson.address}/change")
    assert "Leave out the harbour." in page.text
    page = author.submit(page, words="By the sea.", has_checked="y")

    assert "Waits for a manager." in page.text
    row = office.lesson()
    assert row.words == "By the sea."
    assert [one["words"] for one in row.earlier or []] == ["At the harbour."]
    assert deeds(office.world, row) == ["offer_lesson", "return_lesson", "revise_lesson"]
    approve(office)
    assert "harbour" not in office.visitor(office.stranger).visit(lesson.address).html


def test_a_manager_decides_only_on_what_they_read(office: Office) -> None:
    lesson = office.write(audience="everyone", words="First.")
    manager, author = office.visitor(office.manager), office.visitor(office.author)
    opened = manager.visit(f"{lesson.address}/review")
    manager.submit(opened, outcome="return", reason="Shorter.")
    author.submit(author.visit(f"{lesson.address}/change"), words="Second.", has_checked="y")
    stale = opened.fields() | {"key": str(new_id()), "outcome": "approve"}

    page = manager.post(opened.address, stale, status=409)

    assert "Second." in page.text
    assert office.lesson().state is LessonState.WAITING


def test_two_tabs_that_write_anew_lose_nothing(office: Office) -> None:
    row = write_lesson(
        office.world,
        office.author,
        audience=Audience.EVERYONE,
        state=LessonState.RETURNED,
        published_at=None,
        reason="Why?",
        reason_language="en",
    )
    author = office.visitor(office.author)
    address = f"/en/learning/lessons/{row.id}/change"
    one, other = author.visit(address), author.visit(address)
    author.submit(one, words="From one tab.", has_checked="y")

    page = author.submit(other, words="From the other.", has_checked="y", status=409)

    assert "From one tab." in page.text
    assert "From the other." in page.html
    assert office.lesson().words == "From one tab."


def test_its_author_withdraws_it_and_nothing_is_deleted(office: Office) -> None:
    lesson = office.write()
    author = office.visitor(office.author)
    colleague = office.visitor(office.world.actor(Role.PRACTITIONER, office.provider))

    author.submit(author.visit(f"{lesson.address}/withdrawal"))

    colleague.visit(lesson.address, status=404)
    assert "Withdrawn." in author.visit(lesson.address).text
    assert office.lesson().words == "We asked first."
    assert deeds(office.world, office.lesson()) == ["publish_lesson", "withdraw_lesson"]


def test_a_manager_withdraws_it_with_a_reason(office: Office) -> None:
    lesson = office.write(audience="everyone")
    approve(office)
    manager = office.visitor(office.manager)

    page = manager.submit(manager.visit(f"{lesson.address}/withdrawal"))
    assert page.errors == ["Say why, so that its author can learn from it"]
    manager.submit(page, reason="It gives somebody away.")

    office.visitor(office.stranger).visit(lesson.address, status=404)
    own = office.visitor(office.author).visit(lesson.address)
    assert "It gives somebody away." in own.text


def test_useful_is_said_once_however_often_it_is_pressed_and_taken_back(office: Office) -> None:
    lesson = office.write()
    colleague = office.visitor(office.world.actor(Role.PRACTITIONER, office.provider))
    page = colleague.visit(lesson.address)
    for _twice in range(2):
        colleague.submit(page, useful="yes")
    page = colleague.visit(lesson.address)
    assert "Useful to 1 person." in page.text

    assert "Useful" not in colleague.submit(page, useful="no").text
    with office.world.context():
        assert db.session().scalar(sa.select(sa.func.count(LessonMark.id))) == 0


def test_nobody_finds_their_own_lesson_useful(office: Office) -> None:
    lesson = office.write()
    author = office.visitor(office.author)
    page = author.visit(lesson.address)
    assert "It is useful to me" not in page.text
    token = author.visit(NEW).fields()["csrf_token"]

    author.post(f"{lesson.address}/mark", {"csrf_token": token, "useful": "yes"})

    with office.world.context():
        assert db.session().scalar(sa.select(sa.func.count(LessonMark.id))) == 0


class TestCohort:
    @pytest.fixture
    def cohort(self, office: Office) -> Cohort:
        row = Cohort(
            id=new_id(),
            provider_id=office.provider.id,
            name="Autumn",
            created_at=datetime.now(UTC),
        )
        office.world.save(row)
        standard = office.world.standard()
        office.world.enrolment(office.author, standard, cohort="Autumn")
        self.standard = standard
        return row

    def test_only_those_of_the_cohort_read_it(self, office: Office, cohort: Cohort) -> None:
        peer = office.world.actor(Role.PRACTITIONER, office.provider)
        assessor = office.world.actor(Role.ASSESSOR, office.provider)
        office.world.enrolment(peer, self.standard, cohort=cohort.name, assessor=assessor)
        outsider = office.world.actor(Role.PRACTITIONER, office.provider)
        other_assessor = office.world.actor(Role.ASSESSOR, office.provider)
        office.world.enrolment(outsider, self.standard, cohort="Spring", assessor=other_assessor)

        lesson = office.write(audience="cohort/Autumn")

        for reader in (peer, assessor, office.manager):
            assert "the cohort Autumn" in office.visitor(reader).visit(lesson.address).text
        for stranger in (outsider, other_assessor, office.stranger):
            office.visitor(stranger).visit(lesson.address, status=404)

    def test_it_follows_the_cohorts_name(self, office: Office, cohort: Cohort) -> None:
        lesson = office.write(audience="cohort/Autumn")
        peer = office.world.actor(Role.PRACTITIONER, office.provider)
        office.world.enrolment(peer, self.standard, cohort="Hydref")
        with office.world.context():
            db.session().get_one(Cohort, cohort.id).name = "Hydref"
            db.session().info.clear()
            db.session().commit()

        assert "Hydref" in office.visitor(peer).visit(lesson.address).text

    def test_nobody_publishes_to_a_cohort_that_is_over_or_not_theirs(
        self, office: Office, cohort: Cohort
    ) -> None:
        visitor = office.visitor(office.author)
        page = visitor.visit(NEW)
        with office.world.context():
            row = db.session().get_one(Cohort, cohort.id)
            row.starts_on = date(2020, 1, 1)
            row.ends_on = datetime.now(UTC).date() - timedelta(days=2)
            db.session().info.clear()
            db.session().commit()

        for chosen in ("cohort/Autumn", "cohort/Spring", "cohort/"):
            sent = visitor.submit(page, **TYPED | {"audience": chosen})
            assert sent.errors == ["Choose one of the answers shown"]
        assert office.lessons() == []

    def test_what_was_published_to_it_is_read_after_its_end(
        self, office: Office, cohort: Cohort
    ) -> None:
        lesson = write_lesson(
            office.world,
            office.author,
            audience=Audience.COHORT,
            cohort=cohort.name,
            cohort_id=cohort.id,
        )
        peer = office.world.actor(Role.PRACTITIONER, office.provider)
        office.world.enrolment(peer, self.standard, cohort=cohort.name, ends_on=date(2026, 9, 2))

        office.visitor(peer).visit(f"/en/learning/lessons/{lesson.id}")


def test_the_same_person_at_another_provider_is_a_reader_like_others(office: Office) -> None:
    lesson = office.write(audience="everyone")
    approve(office)
    with office.world.context():
        person = db.session().get_one(Person, office.author.person_id)
    elsewhere = office.world.provider()
    there = office.world.actor(Role.PRACTITIONER, elsewhere, person)

    page = office.visitor(there).visit(lesson.address)

    assert "By you" not in page.text
    assert "Withdraw" not in page.text


def test_lists_take_the_same_statements_however_long_and_say_how_many(office: Office) -> None:
    standard = office.world.standard()
    reader = office.visitor(office.world.actor(Role.PRACTITIONER, office.provider))
    counts = []
    for number in (1, 60):
        for _one in range(number):
            write_lesson(office.world, office.author, on=standard.criteria["P1"])
        reader.visit("/en/learning/lessons")
        with counted_statements() as sent:
            page = reader.visit("/en/learning/lessons?criterion=INSSMA99+P1")
        counts.append(len(sent))

    assert counts[0] == counts[1]
    assert "61 lessons" in page.text
    assert "Page 1 of 2" in page.text


def test_search_forgives_accents_and_finds_in_words(office: Office) -> None:
    write_lesson(office.world, office.author, title="Tŷ", words="Cwynion a'r gŵyn olaf")
    reader = office.visitor(office.manager)

    assert "1 lesson" in reader.visit("/en/learning/lessons?q=gwyn").text
    assert "No lesson is like that" in reader.visit("/en/learning/lessons?q=gwynt").text
    assert "Nid oes gwers felly" in reader.visit("/cy/learning/lessons?q=gwynt").text


def test_no_notification_says_what_was_written(office: Office) -> None:
    office.write(audience="everyone", title="A harbour", words="At the harbour.")

    with office.world.context():
        told = db.session().scalars(sa.select(Notification)).all()
    assert told
    assert not [one for one in told if "arbour" in str(one.facts)]


def test_nothing_is_published_by_a_manager_who_chose_nothing(office: Office) -> None:
    lesson = office.write(audience="everyone")
    manager = office.visitor(office.manager)

    page = manager.submit(manager.visit(f"{lesson.address}/review"))

    assert page.errors == ["Choose one of the answers shown"]
    assert office.lesson().state is LessonState.WAITING
