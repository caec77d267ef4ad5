"""The practitioner's part of the story, on a phone."""

import re
from dataclasses import dataclass

from playwright.sync_api import Download, Locator, Page, expect

from tests.journeys.served import PASSWORD
from tests.journeys.story import Story, email_of, look_at, photograph, plan


@dataclass(frozen=True)
class AtPhone:
    page: Page
    story: Story

    def sign_in(self) -> None:
        self.page.goto(f"/{self.story.tale.language}/sign-in")
        self.page.locator("#email").fill(email_of(self.story.tale.practitioner))
        self.page.locator("#password").fill(PASSWORD)
        self._button("Sign in").click()
        expect(self.page.locator("h1")).to_have_text(self.story.say("My portfolio"))

    def go_home(self) -> None:
        self.page.locator(".assess-navigation a").first.click()
        expect(self.page.locator("h1")).to_have_text(self.story.say("My portfolio"))

    def look_at_gaps(self) -> None:
        """Everything is open, and the first thing to do is to add evidence."""
        gaps = self.page.locator("details.assess-gaps:not(.assess-next)")
        expect(gaps).to_have_count(1)
        expect(gaps.locator("li")).to_have_count(len(self.story.criteria))
        look_at(self.page)

    def count_of(self, state: str) -> Locator:
        """Give how many criteria the gap list counts in a state."""
        section = self.page.locator("details.assess-gaps").filter(
            has=self.page.locator(".assess-state").get_by_text(self.story.say(state), exact=True)
        )
        return section.locator(".assess-gaps__count")

    def add_photograph(self, *labels: str) -> None:
        self._link("Add evidence").click()
        expect(self._criterion(labels[0])).to_be_checked()
        self._give_file("bwrdd.jpg", "image/jpeg", photograph())
        self._box("Take out of photographs where they were taken").check()
        for label in labels:
            self._criterion(label).check()
        self._field("What it is, and what and who it shows").fill(self.story.tale.photograph)
        look_at(self.page)
        self._button("Add evidence").click()
        expect(self.page.get_by_role("alert")).to_contain_text(
            self.story.say("The evidence has been added.")
        )
        picture = self.page.get_by_alt_text(self.story.tale.photograph)
        expect(picture).to_be_visible()
        assert picture.evaluate("(image) => image.naturalHeight > image.naturalWidth")
        look_at(self.page)

    def add_plan(self, *labels: str, number: str) -> None:
        """Add a document, mapped to several criteria at one of its pages."""
        tale, say = self.story.tale, self.story.say
        self._link("Add evidence").click()
        self._give_file("cynllun.pdf", "application/pdf", plan(tale.page))
        self._field("Title").fill(tale.plan)
        for ticked in self.page.locator(".assess-criterion input:checked").all():
            ticked.uncheck()
        for label in labels:
            self._criterion(label).check()
            about = {"label": label, "urn": tale.urn}
            self.page.get_by_label(
                say("Where in the evidence, for %(label)s of %(urn)s", **about)
            ).select_option("page")
            self.page.get_by_label(
                say("Page or paragraph number, or time, for %(label)s of %(urn)s", **about)
            ).fill(number)
        self._button("Add evidence").click()
        expect(self.page.locator("h1")).to_have_text(tale.plan)
        for label in labels:
            line = self.page.locator("li").filter(has_text=f"{tale.urn} {label}")
            expect(line).to_contain_text(say("page %(number)s", number=number))
        expect(self.page.get_by_role("img", name="1 / 3")).to_be_visible()
        look_at(self.page)

    def add_text(self, title: str, text: str, *labels: str) -> None:
        """Add evidence that is typed; what is ticked already stays so."""
        self._link("Add evidence").first.click()
        self.page.get_by_role("radio", name=self.story.say("Text typed here")).check()
        self._field("Text").fill(text)
        self._field("Title").fill(title)
        for label in labels:
            self._criterion(label).check()
        self._button("Add evidence").click()
        expect(self.page.locator("h1")).to_have_text(title)

    def open_criterion(self, label: str) -> None:
        name = f"{self.story.tale.urn} {label}"
        self.page.get_by_role("link", name=name, exact=True).click()
        expect(self.page.locator("h1")).to_have_text(name)

    def reflect(self, label: str) -> None:
        """Type a reflection, lose the page, find the text again, and save it."""
        page, say, words = self.page, self.story.say, self.story.tale.reflection
        self.open_criterion(label)
        look_at(page)
        self._link("Write a reflection").click()
        page.clock.install()
        page.reload()
        page.locator("#words").fill(words)
        page.clock.fast_forward(31_000)
        expect(page.locator("[data-saved]")).to_have_text(
            say("What you typed is kept, but not saved as a version yet.")
        )
        page.reload()
        expect(page.locator("[data-draft-of] pre")).to_have_text(words)
        look_at(page)
        self._button("Save it as a version").click()
        expect(page.get_by_role("alert")).to_be_visible()
        expect(page.locator("#words")).to_have_value(words)
        expect(page.locator("[data-draft-of]")).to_have_count(0)

    def submit(self, *labels: str) -> None:
        """Submit with the declaration, by a hasty double click."""
        page, say = self.page, self.story.say
        self._link("Submit to the assessor").click()
        for label in labels:
            self._criterion(label).check()
        expect(page.locator("main input[name=criteria]:checked")).to_have_count(len(labels))
        page.locator("#help_used").fill("Cysill, Word")
        look_at(page)
        page.locator("#declared").check()
        self._button("Submit").dblclick()
        expect(page.locator("dl")).to_contain_text(", ".join(labels))
        expect(page.locator("main")).to_contain_text(say("Withdraw the submission"))

    def answer(self) -> None:
        tale, page = self.story.tale, self.page
        expect(page.locator(".assess-card")).to_contain_text(tale.question)
        look_at(page)
        self._link("Answer the question").click()
        page.locator("#answer").fill(tale.answer)
        self._button("Save the answer").click()
        expect(page.get_by_role("alert")).to_be_visible()

    def read_what_came_back(self) -> None:
        expect(self.page.locator(".assess-card")).to_contain_text(self.story.tale.more_work)
        look_at(self.page)
        self._link("See the feedback").click()
        expect(self.page.locator("#decisions + .assess-card")).to_contain_text(
            self.story.tale.criticism
        )
        look_at(self.page)

    def confirm(self, title: str) -> None:
        """Find what the assessor recorded, read it, and confirm it."""
        page, say = self.page, self.story.say
        page.get_by_role("link", name=title).click()
        expect(page.locator("main")).to_contain_text(self.story.tale.observation)
        look_at(page)
        self._button("Confirm that it is what happened").click()
        expect(page.get_by_role("alert")).to_contain_text(say("You have confirmed it."))

    def ask_for_print(self) -> None:
        self.page.goto(f"/{self.story.tale.language}/units/{self.story.unit_id}")
        self._link("Print the portfolio").click()
        self._button("Make the PDF").click()
        expect(self.page.locator("#prints progress")).to_be_visible()
        look_at(self.page)

    def fetch_print(self) -> Download:
        """Wait until the page shows by itself that the print is there, and fetch it."""
        link = self.page.locator("#prints a[download]")
        expect(link).to_be_visible(timeout=15_000)
        with self.page.expect_download() as coming:
            link.click()
        return coming.value

    def _give_file(self, name: str, media_type: str, data: bytes) -> None:
        self.page.locator("input[type=file]").set_input_files(
            {"name": name, "mimeType": media_type, "buffer": data}
        )

    def _criterion(self, label: str) -> Locator:
        return self.page.get_by_role("checkbox", name=re.compile(rf"^{label}\b"))

    def _field(self, label: str) -> Locator:
        return self.page.get_by_role("textbox", name=self.story.say(label), exact=True)

    def _box(self, label: str) -> Locator:
        return self.page.get_by_role("checkbox", name=self.story.say(label))

    def _link(self, name: str) -> Locator:
        return self.page.locator("main a").filter(has_text=self.story.say(name))

    def _button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=self.story.say(name), exact=True)
