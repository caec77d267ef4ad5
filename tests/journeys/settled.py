"""A service where somebody is at work, so that every page shows something.

One provider with a person in each role; one practitioner on both standards, half way: work
open, evidenced, submitted, not yet met and met, a question and an action waiting.
"""

import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pikepdf
import sqlalchemy as sa
from PIL import Image
from werkzeug.routing import Rule

from assess.actor import Actor, Role
from assess.assessment.rules import Outcome
from assess.assessment.service import (
    ask_question,
    decide_criteria,
    set_action,
    sign_off_unit,
    submit_criteria,
)
from assess.bilingual import Bilingual, Language
from assess.cli.opening import import_library
from assess.db import db, new_id, writing
from assess.enrolment.models import Cohort, Enrolment, Import
from assess.evidence.models import Evidence, EvidenceFile, EvidenceVersion
from assess.evidence.rules import EvidenceForm, EvidenceKind
from assess.files import receive_bytes
from assess.notifications.models import MailStop, Notification
from assess.people.models import OneTimeLink, Site
from assess.people.rules.links import LinkPurpose, hash_token, make_token
from assess.reflection.models import Reflection, ReflectionVersion
from assess.reflection.rules.saving import typed_in
from assess.reflection.rules.stages import ReflectionModel
from assess.reflection.service import map_reflection, write_reflection
from assess.standards.models import Criterion, Standard
from assess.standards.rules.library_file import read_library_file
from assess.standards.service import import_standard
from tests.cpd_record import write_years
from tests.journeys.served import Served
from tests.journeys.settled_cpd import keep_records
from tests.plan_templates import write_plan
from tests.shared_learning import keep_shared_learning
from tests.world import NOW, MadeStandard, World

LIBRARY = Path(__file__).parents[2] / "standards"


@dataclass(frozen=True)
class Settled:
    served: Served
    actors: dict[Role, Actor]
    examples: dict[str, object]
    """A value for each argument that an address may have: by its name (`unit_id`), for one
    page alone (`people.reset.token`) or for one role alone (`assessor evidence_id`)."""

    def values_for(
        self, rule: Rule, language: Language, role: Role | None = None
    ) -> dict[str, object]:
        """Give what there is for the arguments of an address."""
        values: dict[str, object] = {}
        for name in rule.arguments:
            for key in (f"{rule.endpoint}.{name}", f"{role} {name}", name):
                if key in self.examples:
                    values[name] = self.examples[key]
                    break
        return values | {"language": language} if "language" in rule.arguments else values


def settle(served: Served) -> Settled:
    world = served.world
    with served.app.app_context():
        import_library()
        first, second = _find("INSSMA11"), _find("INSSMA12")
        _bring_in_a_newer_version()
    provider = world.provider(name_en="Severn Training", name_cy="Hyfforddiant Hafren")
    actors = {role: world.actor(role, provider) for role in Role}
    world.actor(
        Role.ASSESSOR,
        world.provider(name_en="Another Provider", name_cy="Darparwr Arall"),
        world.person(),
    )
    practitioner, assessor = actors[Role.PRACTITIONER], actors[Role.ASSESSOR]
    unit = world.enrolment(practitioner, second, assessor=assessor, iqa=actors[Role.IQA])
    work = _Work(world, practitioner, assessor, unit, second)
    evidence, (document, photograph) = work.offer_files("P1", "P2", "P3", "P4")
    work.offer_text("P4", "P5", "K1")
    observation = work.observe("P6")
    work.reflect("P1")
    submission = work.submit("P1", "P2", "P3")
    work.decide(Outcome.MET, "P1")
    work.decide(Outcome.NOT_YET_MET, "P2")
    question = work.ask("P3")
    work.set_action("P2")
    finished = world.enrolment(practitioner, first, assessor=assessor, iqa=actors[Role.IQA])
    sign_off = _Work(world, practitioner, assessor, finished, first).finish()
    examples: dict[str, object] = {
        "unit_id": unit.id,
        "urn": second.urn,
        "edition": "1",
        "standards.changes.edition": "2",
        "assessment.move.edition": "2",
        "label": "P1",
        "person_id": practitioner.person_id,
        "evidence_id": evidence.id,
        "file_id": document,
        "evidence.preview.file_id": photograph,
        "request_id": question,
        "submission_id": submission,
        "sign_off_id": sign_off,
        "role_holding_id": practitioner.role_holding_id,
        "import_id": _list_of_people(world, actors[Role.MANAGER]),
        "people.invitation.token": _link(world, LinkPurpose.INVITATION, provider.id),
        "people.reset.token": _link(world, LinkPurpose.RESET),
        **_administered(world, provider.id, actors),
        "plan_id": write_plan(world, practitioner),
        "section": "goals",
        "labels": "bg",
        "number": 1,
        **keep_shared_learning(world, actors, second),
        **_reflected(world, actors, second.criteria["P2"]),
        **keep_records(world, actors, criterion_id=second.criteria["K1"], evidence_id=evidence.id),
        **write_years(world, actors),
        # Only who made a piece of evidence changes it.
        "assessor evidence_id": observation.id,
    }
    return Settled(served, actors, examples)


def _administered(world: World, provider_id: UUID, actors: dict[Role, Actor]) -> dict[str, object]:
    """Keep a site and a cohort, tell everybody something, and give how each is addressed."""
    now = datetime.now(UTC)
    site = Site(id=new_id(), provider_id=provider_id, name="Aberaeron", created_at=now)
    cohort = Cohort(id=new_id(), provider_id=provider_id, name="Spring", created_at=now)
    told = {
        role: Notification(
            id=new_id(),
            provider_id=provider_id,
            person_id=actor.person_id,
            kind="late",
            facts={
                "place": "units",
                "urn": "INSSMA12",
                "by": "Ann",
                "due": "2026-11-20",
                "to": "practitioner",
                "late": True,
            },
            created_at=now,
        )
        for role, actor in actors.items()
    }
    reader = actors[Role.PRACTITIONER]
    stop = MailStop(person_id=reader.person_id, stops="question", token="an-example-of-a-token")
    world.save(site, cohort, stop, *told.values())
    return {
        "site_id": site.id,
        "cohort_id": cohort.id,
        "notifications.stop_mail.token": stop.token,
        "notification_id": told[Role.PRACTITIONER].id,
        **{f"{role} notification_id": one.id for role, one in told.items()},
        "enrolment.competence.person_id": actors[Role.ASSESSOR].person_id,
    }


def _reflected(world: World, actors: dict[Role, Actor], criterion_id: UUID) -> dict[str, object]:
    """Let everybody write a reflection; the practitioner's is mapped to a criterion."""
    ids: dict[str, object] = {}
    for role, actor in actors.items():
        typed = typed_in(
            {"what": "I was late with an answer.", "now_what": "I shall answer within a day."},
            model=ReflectionModel.WHAT,
            language="en",
            started_from=0,
            tab_id=new_id(),
            title="Answering in time",
        )
        with world.context(), writing() as session:
            reflection_id = write_reflection(session, actor=actor, typed=typed, now=NOW)
        ids[f"{role} reflection_id"] = ids["reflection_id"] = reflection_id
        if role is Role.PRACTITIONER:
            with world.context(), writing() as session:
                map_reflection(
                    session,
                    actor=actor,
                    reflection_id=reflection_id,
                    criterion_ids=[criterion_id],
                    now=NOW,
                )
    return ids


def _bring_in_a_newer_version() -> None:
    """Import a version 2 of INSSMA12, with its first criterion reworded and its last one gone."""
    library = read_library_file((LIBRARY / "INSSMA12-1.toml").read_text(encoding="utf-8"))
    reworded = replace(library.performance[0], text=Bilingual("Other words", "Geiriau eraill"))
    newer = replace(
        library,
        version="2",
        performance=(reworded, *library.performance[1:]),
        knowledge=library.knowledge[:-1],
    )
    with writing() as session:
        import_standard(session, standard=newer, now=datetime.now(UTC))


def _list_of_people(world: World, manager: Actor) -> UUID:
    """Upload a list: one row invites, one does nothing."""
    kept = Import(
        id=new_id(),
        provider_id=manager.provider_id,
        person_id=manager.person_id,
        file_name="people.csv",
        columns=["name", "email", "role"],
        rows=[
            [2, ["Siân Wyn", "sian@example.test", ""]],
            [3, ["Person", "someone@example.test", "manager"]],
        ],
        unsaid_language=Language.WELSH,
        created_at=datetime.now(UTC),
    )
    world.save(kept)
    return kept.id


def _link(world: World, purpose: LinkPurpose, provider_id: UUID | None = None) -> str:
    """Make a one-time link of somebody who has just been asked in, or has lost their password."""
    person = world.person()
    token = make_token()
    world.save(
        OneTimeLink(
            person_id=person.id,
            provider_id=provider_id,
            purpose=purpose,
            token_hash=hash_token(token),
            created_at=datetime.now(UTC),
            expires_at=datetime.now(UTC) + timedelta(hours=1),
        )
    )
    return token


def _find(urn: str) -> MadeStandard:
    session = db.session()
    standard = session.scalars(sa.select(Standard).where(Standard.urn == urn)).one()
    criteria = session.execute(
        sa.select(Criterion.label, Criterion.id).where(Criterion.standard_id == standard.id)
    )
    assert standard.text_en_id is not None
    assert standard.text_cy_id is not None
    return MadeStandard(
        standard.id,
        standard.urn,
        standard.text_en_id,
        standard.text_cy_id,
        {row.label: row.id for row in criteria},
    )


@dataclass(frozen=True)
class _Work:
    world: World
    practitioner: Actor
    assessor: Actor
    unit: Enrolment
    standard: MadeStandard

    def offer_files(self, *labels: str) -> tuple[Evidence, list[UUID]]:
        evidence = self.world.evidence(
            self.practitioner,
            title="The plan of the campaign, with a photograph",
            form=EvidenceForm.FILES,
            description="The plan as it was agreed, and the board that it was made on.",
        )
        version_id = self._version_of(evidence)
        files = [
            self._file(version_id, 0, "plan.pdf", "application/pdf", _pdf(), pages=2),
            self._file(version_id, 1, "board.jpg", "image/jpeg", _photograph()),
        ]
        self.world.save(*files)
        self._map(evidence, *labels)
        return evidence, [file.id for file in files]

    def offer_text(self, *labels: str) -> None:
        evidence = self.world.evidence(
            self.practitioner,
            title="Cofnod cwynion",
            kind=EvidenceKind.REFLECTIVE_ACCOUNT,
            text="Atebais bob cwyn o fewn tri diwrnod.\n\nDysgais wrando yn gyntaf.",
            language="cy",
        )
        self._map(evidence, *labels)

    def observe(self, *labels: str) -> Evidence:
        evidence = self.world.evidence(
            self.practitioner,
            title="A meeting, observed",
            kind=EvidenceKind.OBSERVATION,
            made_by=self.assessor,
        )
        self._map(evidence, *labels)
        return evidence

    def finish(self) -> UUID:
        """Bring the unit to its end, and give its sign-off."""
        self.offer_text(*self.standard.criteria)
        self.submit(*self.standard.criteria)
        self.decide(Outcome.MET, *self.standard.criteria)
        return self.sign_off()

    def reflect(self, label: str) -> None:
        reflection = Reflection(
            id=new_id(),
            provider_id=self.unit.provider_id,
            practitioner_id=self.practitioner.person_id,
            enrolment_id=self.unit.id,
            criterion_id=self.standard.criteria[label],
            newest=1,
            created_at=NOW,
        )
        version = ReflectionVersion(
            id=new_id(),
            provider_id=self.unit.provider_id,
            reflection_id=reflection.id,
            number=1,
            words="I listened first.\n\nNext time I would write down what was agreed.",
            language="en",
            saved_at=NOW,
        )
        self.world.save(reflection, version)

    def submit(self, *labels: str) -> UUID:
        return self._do(
            submit_criteria,
            self.practitioner,
            criterion_ids=self._ids(labels),
            declaration="This is my own work.",
            declaration_language=Language.ENGLISH,
            help_used="A spelling checker.",
        )

    def decide(self, outcome: Outcome, *labels: str) -> None:
        self._do(
            decide_criteria,
            self.assessor,
            outcome=outcome,
            criterion_ids=self._ids(labels),
            feedback="Clear, and dated. Say who agreed to it.",
            feedback_language="en",
        )

    def ask(self, label: str) -> UUID:
        return self._do(
            ask_question,
            self.assessor,
            criterion_ids=self._ids([label]),
            words="Who was told of the complaint, and when?",
            language="en",
        )

    def set_action(self, label: str) -> UUID:
        return self._do(
            set_action,
            self.assessor,
            criterion_ids=self._ids([label]),
            words="Ychwanegwch gofnodion y cyfarfod.",
            language="cy",
            due_on=(NOW + timedelta(days=14)).date(),
        )

    def sign_off(self) -> UUID:
        return self._do(
            sign_off_unit,
            self.assessor,
            proved_by="password",
            proof_lasts=timedelta(minutes=10),
        )

    def _do(self, deed: Callable[..., UUID], actor: Actor, **values: object) -> UUID:
        with self.world.context(), writing() as session:
            return deed(session, actor=actor, now=NOW, unit_id=self.unit.id, **values)

    def _ids(self, labels: Iterable[str]) -> list[UUID]:
        return [self.standard.criteria[label] for label in labels]

    def _map(self, evidence: Evidence, *labels: str) -> None:
        for label in labels:
            self.world.mapping(evidence, self.unit, self.standard.criteria[label])

    def _version_of(self, evidence: Evidence) -> UUID:
        with self.world.context():
            return (
                db.session()
                .scalars(
                    sa.select(EvidenceVersion.id).where(EvidenceVersion.evidence_id == evidence.id)
                )
                .one()
            )

    def _file(
        self,
        version_id: UUID,
        position: int,
        name: str,
        media_type: str,
        data: bytes,
        pages: int | None = None,
    ) -> EvidenceFile:
        stored = receive_bytes(self.world.files, data)
        return EvidenceFile(
            id=new_id(),
            provider_id=self.unit.provider_id,
            evidence_version_id=version_id,
            position=position,
            name=name,
            media_type=media_type,
            size=stored.size,
            sha256=stored.sha256,
            preview_sha256=stored.sha256 if media_type.startswith("image/") else None,
            pages=pages,
        )


def _pdf() -> bytes:
    data = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.add_blank_page()
        document.save(data)
    return data.getvalue()


def _photograph() -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (640, 480), (11, 79, 77)).save(data, "JPEG")
    return data.getvalue()
