"""The story that is told twice: its people, what they write, and the words they look for."""

import io
import re
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import sqlalchemy as sa
from flask_babel import gettext
from PIL import ExifTags, Image, ImageDraw
from playwright.sync_api import Page
from reportlab.pdfgen.canvas import Canvas
from sqlalchemy.orm import Session

from assess.actor import Actor, Role
from assess.bilingual import Bilingual, Language
from assess.cli.opening import import_library
from assess.db import Base, db, writing
from assess.enrolment.rules import Terms
from assess.enrolment.service import enrol_practitioners
from assess.people.models import RoleHolding
from assess.people.rules.roles import NewPerson, NewRole
from assess.people.service import add_provider, invite_person, take_up_invitation
from assess.standards.models import Standard
from assess.standards.queries import list_criteria
from assess.web.language import in_language
from tests.journeys.served import PASSWORD, Served
from tests.journeys.watching import assert_accessible, find_overflow

PROVIDER = Bilingual(en="Severn Training", cy="Hyfforddiant Hafren")
TURNED_LEFT = 6
"""The EXIF orientation of a photograph taken with the phone held upright."""


@dataclass(frozen=True)
class Tale:
    """What the two people of one language write."""

    language: Language
    urn: str
    practitioner: str
    assessor: str
    photograph: str
    plan: str
    page: str
    reflection: str
    question: str
    answer: str
    praise: str
    criticism: str
    more_work: str
    observation: str
    account: str


@dataclass(frozen=True)
class Story:
    served: Served
    tale: Tale
    unit_id: UUID
    criteria: dict[str, str]
    """The unit's criteria in their order: label → words in the story's language."""

    def say(self, words: str, **values: object) -> str:
        """Give words of the interface as the story's people see them."""
        with self.served.app.test_request_context(), in_language(self.tale.language):
            said: str = gettext(words, **values)
        is_english = self.tale.language is Language.ENGLISH
        assert is_english or said != words % values, f"no Welsh for {words!r}"
        return said

    @property
    def rest(self) -> tuple[str, ...]:
        """The criteria that the story does not tell of one by one."""
        return tuple(label for label in self.criteria if label not in {"P1", "P2", "P3", "P4"})

    def count(self, table: type[Base]) -> int:
        with self.served.app.app_context():
            return db.session.scalar(sa.select(sa.func.count()).select_from(table)) or 0


def begin(served: Served, tale: Tale) -> Story:
    """Bring the two people in, and enrol the practitioner on the real standard."""
    now = datetime.now(UTC)
    with served.app.app_context():
        import_library()
        with writing() as session:
            manager = _found_provider(session, tale, now)
            practitioner_id, assessor_id = (
                _invite(session, manager, _person(tale, name, role), now)
                for name, role in (
                    (tale.practitioner, Role.PRACTITIONER),
                    (tale.assessor, Role.ASSESSOR),
                )
            )
            standard = session.scalars(sa.select(Standard).where(Standard.urn == tale.urn)).one()
            [unit_id] = enrol_practitioners(
                session,
                actor=manager,
                practitioner_ids=[practitioner_id],
                standard_ids=[standard.id],
                terms=Terms(now.date(), assessor_id=assessor_id, assessment_language=tale.language),
                now=now,
            )
            criteria = list_criteria(session, standard_ids=[standard.id])
    words = {one.label: one.words.text_in(tale.language) or "" for one in criteria}
    return Story(served, tale, unit_id, words)


def _found_provider(session: Session, tale: Tale, now: datetime) -> Actor:
    """Add the provider, and give its manager."""
    name = "Gareth Hughes"
    manager = _person(tale, name, Role.MANAGER)
    added = add_provider(session, names=PROVIDER, manager=manager, now=now)
    person_id = _take_up(session, added.token, manager, now)
    holding_id = session.scalars(
        sa.select(RoleHolding.id).where(RoleHolding.person_id == person_id)
    ).one()
    return Actor(person_id, added.provider_id, holding_id, Role.MANAGER, name, tale.language, now)


def _person(tale: Tale, name: str, role: Role) -> NewPerson:
    return NewPerson(name, email_of(name), tale.language, (NewRole(role),))


def _invite(session: Session, manager: Actor, person: NewPerson, now: datetime) -> UUID:
    invitation = invite_person(session, actor=manager, person=person, now=now)
    return _take_up(session, invitation.token, person, now)


def _take_up(session: Session, token: str, person: NewPerson, now: datetime) -> UUID:
    return take_up_invitation(
        session, token=token, password=PASSWORD, language=person.language, now=now
    )


def email_of(name: str) -> str:
    return f"{name.rsplit(maxsplit=1)[-1].lower()}@example.test"


def look_at(page: Page) -> None:
    """Look at a page of the story as everybody must be able to: by axe, and without scrolling."""
    assert_accessible(page)
    too_wide = find_overflow(page)
    assert not too_wide, f"{page.url} is wider than the window: {too_wide}"


def photograph() -> bytes:
    """Make a photograph as a phone does: lying on its side, with the place written into it."""
    image = Image.new("RGB", (640, 480), (222, 230, 226))
    drawing = ImageDraw.Draw(image)
    for column in range(4):
        left = 40 + column * 145
        drawing.rectangle((left, 60, left + 120, 420), fill=(11, 79, 77))
        drawing.rectangle((left + 12, 90 + column * 30, left + 108, 200), fill=(244, 196, 48))
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = TURNED_LEFT
    place = {1: "N", 2: (52.0, 24.0, 50.0), 3: "W", 4: (4.0, 4.0, 58.0)}
    exif.get_ifd(ExifTags.IFD.GPSInfo).update(place)
    data = io.BytesIO()
    image.save(data, "JPEG", exif=exif)
    return data.getvalue()


def is_located(data: bytes) -> bool:
    with Image.open(io.BytesIO(data)) as image:
        return bool(image.getexif().get_ifd(ExifTags.IFD.GPSInfo))


def plan(words: str) -> bytes:
    """Make a plan of three pages, each with its number."""
    data = io.BytesIO()
    canvas = Canvas(
        data,
        pagesize=(420, 595),
        initialFontName="Helvetica",  # type: ignore[arg-type] # the stub says a number
    )
    for number in (1, 2, 3):
        canvas.setFont("Helvetica-Bold", 20)
        canvas.drawString(50, 520, f"{words} {number}")
        canvas.setFont("Helvetica", 12)
        for line in range(12):
            canvas.drawString(50, 480 - 24 * line, f"{number}.{line + 1}  " + "- " * 30)
        canvas.showPage()
    canvas.save()
    return data.getvalue()


def words_of_pdf(path: Path) -> str:
    read = subprocess.run(  # noqa: S603 (the tests' own arguments)
        ["pdftotext", "-raw", str(path), "-"],  # noqa: S607 (found as the system has it)
        check=True,
        capture_output=True,
        text=True,
    )
    return fold(read.stdout)


def fold(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
