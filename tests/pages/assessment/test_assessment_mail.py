from datetime import date

import pytest
from flask import Flask

from assess.assessment.rules import Outcome
from assess.assessment.service import return_work
from assess.bilingual import Language
from assess.db import db
from assess.mail import MemoryMailer, Message
from assess.people.models import Person
from assess.web.mailing import send_due_mail
from tests.services.assessment.case import Case
from tests.world import World

SITE = "https://assess.example.test"


@pytest.fixture(params=list(Language))
def language(request: pytest.FixtureRequest) -> Language:
    given: Language = request.param
    return given


@pytest.fixture
def case(world: World, language: Language) -> Case:
    """A unit whose people all read this language."""
    case = Case(world)
    with world.context():
        for actor in (case.practitioner, case.assessor):
            person = db.session.get_one(Person, actor.person_id)
            person.language = language
            world.save(person)
    return case


def sent(app: Flask, case: Case) -> Message:
    mailer = MemoryMailer()
    with app.test_request_context():
        send_due_mail(mailer, address=SITE, now=case.now)
    return mailer.sent[-1]


def test_the_assessor_reads_what_was_submitted(app: Flask, case: Case, language: Language) -> None:
    case.map("P1", "P2")
    case.submit("P1", "P2", help_used="A secret helper.")

    message = sent(app, case)

    subject = {"en": "has submitted work", "cy": "wedi cyflwyno gwaith"}[language]
    assert subject in message.subject
    assert case.practitioner.name in message.subject
    assert "P1, P2" in message.body
    assert f"title {language}" in message.body
    assert f"{SITE}/{language}/units/{case.unit.id}/desk" in message.body
    assert "secret" not in message.body


def test_the_practitioner_reads_of_a_question_but_not_the_question(
    app: Flask, case: Case, language: Language
) -> None:
    request_id = case.ask("P1", words="Who was there?")

    message = sent(app, case)

    assert {"en": "has a question", "cy": "gwestiwn"}[language] in message.subject
    assert f"{SITE}/{language}/requests/{request_id}" in message.body
    assert "Who was there" not in message.body


def test_an_action_names_its_date_in_the_readers_language(
    app: Flask, case: Case, language: Language
) -> None:
    case.set_action("P1", due_on=date(2026, 12, 1))

    message = sent(app, case)

    assert {"en": "an action", "cy": "cam gweithredu"}[language] in message.subject
    assert {"en": "1 December 2026", "cy": "1 Rhagfyr 2026"}[language] in message.body


def test_the_practitioner_reads_what_was_returned(
    app: Flask, case: Case, language: Language
) -> None:
    case.map("P1")
    case.submit("P1")
    case.decide(Outcome.NOT_YET_MET, "P1", feedback="A private word.")
    case.do(
        return_work,
        unit_id=case.unit.id,
        criterion_ids=case.ids(["P1"]),
        message="Another private word.",
        language="en",
    )

    message = sent(app, case)

    assert {"en": "has returned work", "cy": "wedi dychwelyd gwaith"}[language] in message.subject
    assert "P1" in message.body
    assert f"{SITE}/{language}/units/{case.unit.id}" in message.body
    assert "private" not in message.body


def test_the_practitioner_reads_that_the_unit_is_signed_off(
    app: Flask, case: Case, language: Language
) -> None:
    case.meet_all()
    case.sign_off()

    message = sent(app, case)

    assert {"en": "is signed off", "cy": "chymeradwyo"}[language] in message.subject
    assert case.record().sign_offs[0].sha256 in message.body
