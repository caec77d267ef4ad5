"""Units worth printing, and reading what was printed with another program than made it."""

import io
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa
from PIL import Image

from assess.app import draw_print
from assess.assessment.rules import Outcome
from assess.db import db, new_id, writing
from assess.documents.queries import PortfolioFacts
from assess.evidence.models import Evidence, EvidenceFile, EvidenceVersion
from assess.files import StoredFile, receive_bytes
from assess.reflection.models import Reflection, ReflectionVersion
from assess.standards.models import Criterion, Standard
from assess.standards.rules.library_file import read_library_file
from assess.standards.service import import_standard
from tests.services.assessment.case import Case
from tests.world import NOW, MadeStandard, World

LIBRARY = Path(__file__).parents[3] / "standards"


def on_real_standard(world: World, urn: str = "INSSMA11") -> Case:
    """Give a case on a standard of the library instead of placeholder criteria."""
    case = Case(world)
    case.standard = real_standard(urn)
    case.unit = world.enrolment(
        case.practitioner, case.standard, assessor=case.assessor, iqa=case.iqa
    )
    return case


def real_standard(urn: str) -> MadeStandard:
    library = read_library_file((LIBRARY / f"{urn}-1.toml").read_text())
    with writing() as session:
        made = import_standard(session, standard=library, now=NOW)
    standard = db.session.get_one(Standard, made.standard_id)
    criteria = db.session.execute(
        sa.select(Criterion.label, Criterion.id)
        .where(Criterion.standard_id == made.standard_id)
        .order_by(Criterion.position)
    )
    english, welsh = standard.text_en_id, standard.text_cy_id
    assert english is not None
    assert welsh is not None
    return MadeStandard(standard.id, urn, english, welsh, dict(criteria.tuples().all()))


def sign_off(case: Case) -> None:
    case.meet_all()
    case.sign_off()


def decide_twice(case: Case, label: str) -> None:
    """Bring a criterion from not yet met to met."""
    case.map(label)
    case.submit(label)
    case.decide(Outcome.NOT_YET_MET, label)
    case.submit(label)
    case.decide(Outcome.MET, label)


def reflect(case: Case, label: str, words: str, language: str = "cy") -> None:
    reflection = Reflection(
        id=new_id(),
        provider_id=case.provider.id,
        practitioner_id=case.practitioner.person_id,
        enrolment_id=case.unit.id,
        criterion_id=case.id_of(label),
        newest=1,
        created_at=NOW,
    )
    version = ReflectionVersion(
        id=new_id(),
        provider_id=case.provider.id,
        reflection_id=reflection.id,
        number=1,
        words=words,
        language=language,
        saved_at=NOW,
    )
    case.world.save(reflection, version)


def photograph(colour: str = "teal") -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", (320, 240), colour).save(kept, "JPEG")
    return kept.getvalue()


def version_of(evidence: Evidence, number: int = 1) -> EvidenceVersion:
    return db.session.scalars(
        sa.select(EvidenceVersion).where(
            EvidenceVersion.evidence_id == evidence.id, EvidenceVersion.number == number
        )
    ).one()


def add_file(
    world: World, version: EvidenceVersion, content: bytes, *, name: str, media_type: str
) -> EvidenceFile:
    """Give a version a file; an image is its own preview."""
    stored = receive_bytes(world.files, content)
    file = file_row(version, stored, name=name, media_type=media_type)
    world.save(file)
    return file


def file_row(
    version: EvidenceVersion, stored: StoredFile, *, name: str, media_type: str
) -> EvidenceFile:
    return EvidenceFile(
        id=new_id(),
        provider_id=version.provider_id,
        evidence_version_id=version.id,
        position=0,
        name=name,
        media_type=media_type,
        size=stored.size,
        sha256=stored.sha256,
        preview_sha256=stored.sha256 if media_type.startswith("image/") else None,
    )


def print_text(facts: PortfolioFacts, choice: str, folder: Path) -> str:
    """Draw a print and give its words in one line, as pdftotext reads them."""
    out = folder / f"{choice}.pdf"
    draw_print(facts, choice, out, lambda _done, _of: None)
    return pdf_text(out)


def pdf_text(path: Path) -> str:
    read = subprocess.run(  # noqa: S603 (the tests' own arguments)
        ["pdftotext", "-raw", str(path), "-"],  # noqa: S607 (found as the system has it)
        check=True,
        capture_output=True,
        text=True,
    )
    return fold(read.stdout)


def fold(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def clock() -> datetime:
    return datetime.now(UTC)


@contextmanager
def counted() -> Iterator[list[str]]:
    """Collect the reading statements that are sent meanwhile."""
    sent: list[str] = []

    def note(_conn: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("SELECT"):
            sent.append(statement)

    sa.event.listen(sa.Engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        sa.event.remove(sa.Engine, "before_cursor_execute", note)
