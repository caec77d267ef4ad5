"""A manager at work in a provider that is new: what they do, page by page."""

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import sqlalchemy as sa
from flask_babel import gettext
from playwright.sync_api import Page, expect

from assess.actor import Actor, Role
from assess.app import do_waiting_work
from assess.assessment.rules import Outcome
from assess.assessment.service import decide_criteria, submit_criteria
from assess.bilingual import Language
from assess.db import db, writing
from assess.enrolment.models import Enrolment
from assess.people.models import Person, RoleHolding
from assess.sheets import Sheet, read_sheet
from assess.standards.models import Criterion, Standard
from assess.web.language import in_language
from tests.journeys.served import PASSWORD, Served
from tests.journeys.watching import assert_accessible, find_overflow

ROOT = Path(__file__).parents[2]
TODAY = datetime.now(UTC).date()
URN = "INSSMA12"
HEADER = [
    "Name", "E-mail", "Role", "Language", "Site", "Cohort", "Standard", "Start", "End",
    "Language of assessment", "Registration number",
]  # fmt: skip
SIAN, DAVID, ALED, BETHAN, CERI = (
    "Siân Ŵyn", "David Price", "Aled Rees", "Bethan Lloyd", "Ceri Ôl",
)  # fmt: skip


def email_of(name: str) -> str:
    return f"{name.split(maxsplit=1)[0].lower().replace('â', 'a')}@example.test"


def add_provider(served: Served, language: Language) -> str:
    """Run the operator's command as an operator does; give the manager's one-time link."""
    url = served.app.config["SQLALCHEMY_DATABASE_URI"]
    folder = str(served.app.extensions["assess_settings"].data_dir)
    done = subprocess.run(  # noqa: S603 (the tests' own arguments)
        [
            sys.executable, "-m", "assess.cli", "provider", "add",
            "--name", "Severn Training", "--welsh-name", "Hyfforddiant Hafren",
            "--manager", "Gareth Hughes", "--email", "gareth@example.test",
            "--lang", language.value,
        ],
        cwd=ROOT,
        env=os.environ
        | {"DATA_DIR": folder, "DATABASE_URL": url, "PUBLIC_URL": served.address},
        capture_output=True,
        text=True,
        check=True,
    )  # fmt: skip
    [link] = re.findall(rf"{re.escape(served.address)}/{language}/invitation/\S+", done.stdout)
    return str(link)


@dataclass(frozen=True)
class Office:
    page: Page
    served: Served
    language: Language

    def say(self, words: str, **values: object) -> str:
        with self.served.app.test_request_context(), in_language(self.language):
            said: str = gettext(words, **values)
        is_english = self.language is Language.ENGLISH
        assert is_english or said != words % values, f"no Welsh for {words!r}"
        return said

    def go(self, path: str) -> None:
        self.page.goto(f"{self.served.address}/{self.language}/{path}")
        self.look()

    def look(self) -> None:
        assert_accessible(self.page)
        assert not find_overflow(self.page), self.page.url

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=self.say(name), exact=True).click()

    def fill(self, label: str, value: str) -> None:
        self.page.get_by_label(self.say(label), exact=True).fill(value)

    def follow(self, name: str) -> None:
        self.page.locator("main, nav").get_by_role("link", name=self.say(name), exact=True).click()

    def expect_said(self, words: str) -> None:
        expect(self.page.get_by_role("alert")).to_contain_text(self.say(words))

    def take_up_invitation(self, link: str) -> None:
        self.page.goto(link)
        self.look()
        self.page.locator("input[name=new_password]").fill(PASSWORD)
        self.press("Start")
        expect(self.page.locator("main")).to_contain_text(self.say("No units yet"))

    def settle_terms(self) -> None:
        self.go("")
        self.follow("Settings")
        self.fill("Answer promised within (working days)", "5")
        self.press("Save")
        expect(self.page.get_by_role("alert")).to_be_visible()
        expect(self.page.locator("input[name=turnaround_days]")).to_have_value("5")

    def add_sites(self, *names: str) -> None:
        self.go("sites")
        for name in names:
            self.page.locator("input[name=name]").fill(name)
            self.press("Add the site")
            expect(self.page.locator("main table")).to_contain_text(name)

    def import_people(self, folder: Path) -> None:
        """Upload a list with one bad row, mend it, and import it."""
        self.go("imports")
        self._upload(folder, end="31/02/2027")
        wrong = self.page.locator("main table tbody tr")
        expect(wrong).to_have_count(1)
        expect(wrong).to_contain_text("5")
        expect(wrong).to_contain_text("31/02/2027")
        self.look()
        self._upload(folder, end="28/02/2027")
        expect(self.page.locator("main table tbody tr")).to_have_count(5)
        self.look()
        self.press("Import the list")
        expect(self.page.locator("#import progress")).to_be_visible()
        do_waiting_work(self.served.app)
        expect(self.page.locator("#import .assess-state--met")).to_have_text(self.say("Imported"))

    def _upload(self, folder: Path, *, end: str) -> None:
        start = (TODAY - timedelta(days=60)).isoformat()
        rows = [
            [SIAN, email_of(SIAN), "assessor", "cy", "Bala"],
            [DAVID, email_of(DAVID), "assessor", "en", "Bangor"],
            [ALED, email_of(ALED), "", "en", "Bangor", "Autumn", URN, start, "", "en", "R-1"],
            [BETHAN, email_of(BETHAN), "", "cy", "Bala", "Autumn", URN, start, end, "en", "R-2"],
            [CERI, email_of(CERI), "", "cy", "Bala", "Spring", URN, start, "", "en", "R-3"],
        ]
        path = folder / "people.csv"
        path.write_text("\n".join(";".join(row) for row in [HEADER, *rows]), encoding="utf-8-sig")
        self.page.locator("main input[type=file]").set_input_files(path)
        self.press("Check the list")

    def allocate(self) -> None:
        """See what is suggested, give one unit to another, and confirm."""
        self.go("allocation")
        chosen = self.page.locator("form select[name^=person-]")
        expect(chosen).to_have_count(3)
        expect(chosen.locator("option:checked")).to_have_text([DAVID, SIAN, SIAN])
        chosen.nth(2).select_option(label=DAVID)
        self.press("Give the ticked units")
        expect(self.page.locator("main")).to_contain_text(self.say("No unit waits"))

    def reassign(self, unit_id: UUID) -> None:
        self.go(f"enrolments/{unit_id}/assessor")
        self.page.locator("select[name=person]").select_option(label=SIAN)
        self.page.locator("input[name=reason]").fill("David is on leave.")
        self.press("Give the unit")
        main = self.page.locator("main")
        expect(main).to_contain_text("David is on leave.")
        expect(main.locator("table")).to_contain_text([DAVID])
        self.look()

    def read_map(self) -> None:
        """Find who is stuck: narrowed, put in order, and as it was."""
        self.go("units/map")
        names = self.page.locator("table[data-map] tbody th a")
        expect(names).to_have_text([ALED, BETHAN, CERI])
        self._choose("Order", "Most stuck first")
        expect(names).to_have_text([BETHAN, CERI, ALED])
        self.page.get_by_label(self.say("Site"), exact=True).select_option(label="Bala")
        self.press("Show")
        expect(names).to_have_text([BETHAN, CERI])

    def _choose(self, label: str, option: str) -> None:
        choice = self.page.get_by_label(self.say(label), exact=True)
        choice.select_option(label=self.say(option))
        self.press("Show")

    def plan_session(self, day: date) -> None:
        self.page.locator("table[data-map] thead").get_by_role("link", name="P2").click()
        expect(self.page.locator("h1")).to_have_text(
            self.say("Who has not met %(label)s", label="P2")
        )
        self.look()
        for part, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            self.fill(part, str(value))
        self.fill("Time", "14:00")
        self.fill("Place", "Llyfrgell y Bala")
        self.fill("What it is for, and what to bring", "Dewch â'ch cynllun.")
        self.press("Plan the session")
        self.expect_said("The session is planned, and everybody has been told.")

    def open_cell(self, unit_id: UUID, label: str) -> None:
        self.go("units/map")
        self.page.locator(f"table[data-map] tbody a[href$='/units/{unit_id}/{label}']").click()
        expect(self.page.locator("h1")).to_have_text(f"{URN} {label}")
        self.look()

    def take_map(self, folder: Path) -> Sheet:
        self.go("units/map")
        with self.page.expect_download() as coming:
            self.follow("Download as CSV")
        coming.value.save_as(folder / "map.csv")
        return read_sheet((folder / "map.csv").read_bytes())

    def unit_of(self, name: str) -> UUID:
        with self.served.app.app_context():
            return db.session.scalars(
                sa.select(Enrolment.id)
                .join(Person, Person.id == Enrolment.practitioner_id)
                .where(Person.email == email_of(name))
            ).one()

    def let_work(self, name: str) -> None:
        """Let a practitioner put two criteria forward, and their assessor decide one."""
        practitioner, unit_id = self._take_up(name, Role.PRACTITIONER), self.unit_of(name)
        with self.served.app.app_context():
            unit = db.session.get_one(Enrolment, unit_id)
            criteria = dict(
                db.session.execute(
                    sa.select(Criterion.label, Criterion.id)
                    .join(Standard)
                    .where(Standard.id == unit.standard_id)
                )
                .tuples()
                .all()
            )
        world = self.served.world
        evidence = world.evidence(practitioner)
        for label in ("P1", "P2", "P3"):
            world.mapping(evidence, unit, criteria[label])
        now = datetime.now(UTC)
        with world.context(), writing() as session:
            submit_criteria(
                session,
                actor=practitioner,
                now=now,
                unit_id=unit_id,
                criterion_ids=[criteria["P1"], criteria["P2"]],
                declaration="This is my own work.",
                declaration_language=Language.ENGLISH,
                help_used="None.",
            )
        assessor = self._take_up(DAVID, Role.ASSESSOR)
        with world.context(), writing() as session:
            decide_criteria(
                session,
                actor=assessor,
                now=now,
                unit_id=unit_id,
                outcome=Outcome.MET,
                criterion_ids=[criteria["P1"]],
                feedback="Clear.",
                feedback_language="en",
            )

    def _take_up(self, name: str, role: Role) -> Actor:
        """Give somebody as they act, once they have taken up the invitation that came by mail."""
        with self.served.app.app_context():
            person, holding = db.session.execute(
                sa.select(Person, RoleHolding)
                .join(RoleHolding, RoleHolding.person_id == Person.id)
                .where(Person.email == email_of(name), RoleHolding.role == role)
            ).one()
            holding.invited_as = None
            db.session.info.clear()
            db.session.commit()
        now = datetime.now(UTC)
        return Actor(person.id, holding.provider_id, holding.id, role, name, person.language, now)
