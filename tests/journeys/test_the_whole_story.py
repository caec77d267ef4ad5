"""The main job from end to end, as two people do it, in Welsh and in English."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from assess.app import do_waiting_work
from assess.assessment.models import Judgement, SignOff, Submission
from assess.db import db
from assess.evidence.models import EvidenceFile
from assess.journal.queries import find_faults
from assess.mail import OutgoingMail
from assess.web.mailing import put_into_words
from tests.journeys.conftest import DESKTOP, PHONE, Opening
from tests.journeys.served import Served
from tests.journeys.story import PROVIDER, Story, Tale, begin, fold, is_located, words_of_pdf
from tests.journeys.story_at_desk import AtDesk
from tests.journeys.story_at_phone import AtPhone
from tests.journeys.tales import ENGLISH, WELSH

SUBJECTS = {
    "invitation": "%(provider)s invites you to Assess",
    "submitted": "%(name)s has submitted work: %(urn)s",
    "question": "Your assessor has a question: %(urn)s",
    "answered": "%(name)s has answered you: %(urn)s",
    "returned": "Your assessor has returned work: %(urn)s",
    "signed_off": "Your unit is signed off: %(urn)s",
}


@pytest.mark.parametrize("tale", [WELSH, ENGLISH], ids=["cy", "en"])
def test_the_whole_story(served: Served, open_window: Opening, tmp_path: Path, tale: Tale) -> None:
    story = begin(served, tale)
    with (
        open_window(PHONE, tale.language) as phone,
        open_window(DESKTOP, tale.language) as screen,
    ):
        at_phone, at_desk = AtPhone(phone, story), AtDesk(screen, story)
        put_forward(at_phone, story)
        judge_and_ask(at_phone, at_desk)
        return_and_resubmit(at_phone, at_desk)
        observe_and_finish(at_phone, at_desk)
        sign_off(at_desk, story)
        printed = print_portfolio(at_phone, tmp_path)
    assert_printed_whole(story, printed)
    assert_mails_in_their_language(story)
    assert_record_is_intact(story)


def put_forward(at_phone: AtPhone, story: Story) -> None:
    at_phone.sign_in()
    at_phone.look_at_gaps()
    at_phone.add_photograph("P1", "P4")
    assert not is_located(stored_photograph(story)), "the place is still in the photograph"
    at_phone.go_home()
    at_phone.add_plan("P1", "P2", "P3", number="2")
    at_phone.go_home()
    at_phone.reflect("P1")
    at_phone.go_home()
    at_phone.submit("P1", "P2", "P3", "P4")
    assert story.count(Submission) == 1


def judge_and_ask(at_phone: AtPhone, at_desk: AtDesk) -> None:
    tale = at_desk.story.tale
    at_desk.sign_in()
    at_desk.go_to_queue()
    at_desk.open_desk()
    at_desk.see("E2")
    at_desk.judge("Met", tale.praise, "P1", "P2", "P3")
    assert at_desk.story.count(Judgement) == 1
    at_desk.see("E1")
    at_desk.ask(tale.question, "P4")
    at_phone.go_home()
    at_phone.answer()


def return_and_resubmit(at_phone: AtPhone, at_desk: AtDesk) -> None:
    tale = at_desk.story.tale
    at_desk.go_to_queue()
    at_desk.open_desk()
    at_desk.see("E1")
    at_desk.find_answer("P4")
    at_desk.judge("Not yet met", tale.criticism, "P4")
    at_desk.send_back(tale.more_work, "P4")
    at_phone.go_home()
    at_phone.read_what_came_back()
    at_phone.add_text("Briffio", tale.answer)
    at_phone.go_home()
    at_phone.submit("P4")
    at_desk.go_to_queue()
    at_desk.open_desk()
    at_desk.see("E3")
    at_desk.judge("Met", tale.praise, "P4")


def observe_and_finish(at_phone: AtPhone, at_desk: AtDesk) -> None:
    story = at_desk.story
    at_desk.record_observation("Cyfarfod", "P5")
    at_phone.go_home()
    at_phone.confirm("Cyfarfod")
    at_phone.go_home()
    at_phone.add_text("Log", story.tale.account, *story.rest)
    at_phone.go_home()
    at_phone.submit(*story.rest)
    at_desk.go_to_queue()
    at_desk.open_desk()
    at_desk.see("E5")
    at_desk.judge_all(len(story.rest))


def sign_off(at_desk: AtDesk, story: Story) -> None:
    at_desk.sign_off()
    assert story.count(SignOff) == 1


def print_portfolio(at_phone: AtPhone, folder: Path) -> str:
    at_phone.ask_for_print()
    do_waiting_work(at_phone.story.served.app)
    download = at_phone.fetch_print()
    download.save_as(folder / "print.pdf")
    return words_of_pdf(folder / "print.pdf")


def stored_photograph(story: Story) -> bytes:
    app = story.served.app
    with app.app_context():
        sha256 = db.session.scalars(
            sa.select(EvidenceFile.sha256).where(EvidenceFile.media_type == "image/jpeg")
        ).one()
        with app.extensions["assess_files"].open(sha256) as stream:
            data: bytes = stream.read()
    return data


def assert_printed_whole(story: Story, printed: str) -> None:
    """Check that the print has every criterion of the unit, word for word."""
    missing = [label for label, words in story.criteria.items() if fold(words) not in printed]
    assert not missing, f"not in the print: {missing}"


def assert_mails_in_their_language(story: Story) -> None:
    with story.served.app.app_context():
        mails = db.session.scalars(sa.select(OutgoingMail)).all()
        subjects = {mail.kind: put_into_words(mail, "http://localhost").subject for mail in mails}
    assert {mail.language for mail in mails} == {story.tale.language}
    assert [mail.kind for mail in mails].count("submitted") == 3
    facts = {
        "name": story.tale.practitioner,
        "urn": story.tale.urn,
        "provider": PROVIDER.text_in(story.tale.language),
    }
    assert subjects == {kind: story.say(words, **facts) for kind, words in SUBJECTS.items()}


def assert_record_is_intact(story: Story) -> None:
    with story.served.app.app_context():
        assert find_faults(db.session()) == []
