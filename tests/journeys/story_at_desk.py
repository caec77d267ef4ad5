"""The assessor's part of the story, at a large screen, by keyboard alone."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from playwright.sync_api import Locator, Page, expect

from assess.db import db
from assess.web.session import WebSession
from tests.journeys.served import PASSWORD
from tests.journeys.story import Story, email_of, look_at

FURTHEST = 150
"""Stops of the Tab key after which whatever was looked for is out of reach."""


@dataclass(frozen=True)
class AtDesk:
    page: Page
    story: Story

    def sign_in(self) -> None:
        self.page.goto(f"/{self.story.tale.language}/sign-in")
        self._type_into(self.page.locator("#email"), email_of(self.story.tale.assessor))
        self._type_into(self.page.locator("#password"), PASSWORD)
        self.page.keyboard.press("Enter")
        expect(self.page.locator("h1")).to_have_text(self.story.say("My queue"))

    def go_to_queue(self) -> None:
        self._press(self.page.locator(".assess-navigation a").first)
        expect(self.page.locator("h1")).to_have_text(self.story.say("My queue"))

    def open_desk(self) -> None:
        # Their submission and their answer stand in the queue, each by its own promised day.
        self._press(self._link(self.story.tale.practitioner).first)
        self._wait_for_keys()

    def see(self, number: str) -> None:
        """Turn through the evidence until a piece is shown."""
        title = self.page.locator("#evidence-title")
        while not title.inner_text().startswith(f"{number} "):
            shown, wanted = int(title.inner_text().split()[0][1:]), int(number[1:])
            there = f"E{shown + 1 if shown < wanted else shown - 1} "
            self.page.keyboard.press("]" if shown < wanted else "[")
            expect(title).to_contain_text(there)
            self._wait_for_keys()

    def judge(self, outcome: str, feedback: str, *labels: str) -> None:
        """Decide the criteria of the piece that is shown, with one judgement."""
        self._tick(*labels)
        self._keys("m" if outcome == "Met" else "t", "f")
        expect(self.page.locator("#feedback")).to_be_focused()
        self.page.keyboard.insert_text(feedback)
        self._keys("Escape", "s")
        expect(self.page.locator("#saved")).to_contain_text(": " + ", ".join(labels))
        for label in labels:
            self.expect_state(label, outcome)

    def expect_state(self, label: str, state: str) -> None:
        tag = self.page.locator(f"#criterion-{label} .assess-state").first
        expect(tag).to_have_text(self.story.say(state))

    def ask(self, question: str, label: str) -> None:
        self._tick(label)
        self._press(self.page.locator(".desk-ask summary"))
        self._type_into(self.page.locator("#words"), question)
        self._press(self.page.locator(".desk-send"))
        expect(self.page.locator(f"#criterion-{label}")).to_contain_text(question)
        look_at(self.page)

    def find_answer(self, label: str) -> None:
        expect(self.page.locator(f"#criterion-{label}")).to_contain_text(self.story.tale.answer)

    def send_back(self, message: str, label: str) -> None:
        self._press(self._link("Return work"))
        expect(self.page.locator("main input[name=criteria]")).to_have_count(1)
        expect(self.page.get_by_role("checkbox", name=label)).to_be_checked()
        self._type_into(self.page.locator("#message"), message)
        look_at(self.page)
        self._press(self._button("Return to the practitioner"))
        expect(self.page.get_by_role("alert")).to_be_visible()

    def record_observation(self, title: str, label: str) -> None:
        """Record what was observed, with its criterion ticked by the space bar."""
        page = self.page
        self._press(self._link("Record evidence"))
        expect(page.locator("#title")).to_be_visible()
        look_at(page)
        self._type_into(page.locator("#title"), title)
        self._type_into(page.locator("#text"), self.story.tale.observation)
        self._reach(page.locator(".assess-criterion").filter(has_text=label).locator("input").first)
        page.keyboard.press("Space")
        self._press(self._button("Record it"))
        expect(page.locator("h1")).to_have_text(title)

    def judge_all(self, count: int) -> None:
        """Decide every criterion of the piece that is shown as met."""
        self._keys("f", "Shift+Tab")
        expect(self.page.locator("[data-tick-all]")).to_be_focused()
        self._keys("Enter", "m", "s")
        met = self.page.locator(".desk-criterion .assess-state--met")
        expect(met).to_have_count(count)
        look_at(self.page)

    def sign_off(self) -> None:
        """Sign off long after the sign-in: the service asks who is there, once more."""
        page, say = self.page, self.story.say
        self._forget_proof()
        self._press(self._link("Sign off the unit"))
        expect(page.locator("h1")).to_have_text(say("Show that it is you"))
        look_at(page)
        self._type_into(page.locator("#password"), PASSWORD)
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_have_text(say("Sign off the unit"))
        look_at(page)
        self._button("Sign off").dblclick()
        expect(page.get_by_role("alert")).to_contain_text(
            say("Signed off. The practitioner has been told.")
        )
        look_at(page)

    def _wait_for_keys(self) -> None:
        """Wait for the button that the desk shows once its keys work."""
        expect(self.page.locator("[data-show-keys]")).to_be_visible()

    def _forget_proof(self) -> None:
        served, long_ago = self.story.served, datetime.now(UTC) - timedelta(hours=1)
        with served.app.app_context():
            session = db.session()
            for one in session.scalars(sa.select(WebSession)):
                one.data = {**one.data, "proved_at": long_ago.isoformat()}
            session.commit()

    def _tick(self, *labels: str) -> None:
        """Walk down the criteria and tick those that are wanted."""
        for criterion in self.page.locator(".desk-criterion").all():
            self._keys("n")
            label = (criterion.get_attribute("id") or "").removeprefix("criterion-")
            if label in labels:
                expect(self.page.locator(f"#tick-{label}")).to_be_focused()
                self._keys("x")
        expect(self.page.locator("#ticked")).to_contain_text(", ".join(labels))

    def _keys(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def _reach(self, target: Locator) -> None:
        """Press Tab until something has the focus."""
        expect(target).to_be_visible()
        for _stop in range(FURTHEST):
            if target.evaluate("(part) => part === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard does not reach {target}")

    def _press(self, target: Locator) -> None:
        self._reach(target)
        self.page.keyboard.press("Enter")

    def _type_into(self, field: Locator, words: str) -> None:
        self._reach(field)
        self.page.keyboard.insert_text(words)

    def _link(self, name: str) -> Locator:
        is_ours = name != self.story.tale.practitioner
        words = self.story.say(name) if is_ours else name
        return self.page.locator("main").get_by_role("link", name=words)

    def _button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=self.story.say(name), exact=True)
