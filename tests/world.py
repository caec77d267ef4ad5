"""Makes what a test needs to exist: providers, people, standards, enrolments.

Rows are written directly, without the deeds' rules and journal; tests of deeds call services.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count
from typing import Any, TypeVar
from uuid import UUID

from flask import Flask, has_app_context

from assess.actor import Actor, Role
from assess.bilingual import Language
from assess.db import Base, db, new_id
from assess.enrolment.models import Enrolment
from assess.evidence.models import Evidence, EvidenceVersion, Mapping
from assess.evidence.rules import EvidenceForm, EvidenceKind
from assess.files import FileStore
from assess.people.models import Credential, Person, Provider, RoleHolding
from assess.standards.models import Criterion, CriterionText, Standard, StandardText
from assess.standards.rules.kinds import CriterionKind
from assess.standards.rules.values import Provenance

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
Row = TypeVar("Row", bound=Base)
_numbers = count(1)


@dataclass(frozen=True)
class MadeStandard:
    id: UUID
    urn: str
    text_en_id: UUID
    text_cy_id: UUID
    criteria: dict[str, UUID]
    """Label → criterion's id."""


class World:
    def __init__(self, app: Flask, files: FileStore) -> None:
        self.app = app
        self.files = files

    @contextmanager
    def context(self) -> Iterator[None]:
        if has_app_context():
            yield
            return
        with self.app.app_context():
            yield

    def save(self, *rows: Base) -> None:
        with self.context():
            session = db.session()
            for row in rows:
                session.add(row)
                session.flush()
            session.info.clear()
            session.commit()

    def provider(self, **values: Any) -> Provider:  # noqa: ANN401 (columns)
        number = next(_numbers)
        provider = Provider(
            **{
                "id": new_id(),
                "name_en": f"Provider {number}",
                "name_cy": f"Darparwr {number}",
                "created_at": NOW,
            }
            | values
        )
        self.save(provider)
        return provider

    def person(self, **values: Any) -> Person:  # noqa: ANN401 (columns)
        number = next(_numbers)
        person = Person(
            **{
                "id": new_id(),
                "email": f"person{number}@example.test",
                "name": f"Person {number}",
                "language": Language.ENGLISH,
                "created_at": NOW,
            }
            | values
        )
        self.save(person, Credential(person_id=person.id))
        return person

    def actor(
        self,
        role: Role,
        provider: Provider,
        person: Person | None = None,
        **values: Any,  # noqa: ANN401 (columns)
    ) -> Actor:
        """Make a person with a role, and give them as they act."""
        person = person or self.person()
        holding = RoleHolding(
            **{
                "id": new_id(),
                "provider_id": provider.id,
                "person_id": person.id,
                "role": role,
                "created_at": NOW,
            }
            | values
        )
        self.save(holding)
        return Actor(person.id, provider.id, holding.id, role, person.name, person.language, NOW)

    def standard(
        self,
        urn: str = "INSSMA99",
        performance: int = 3,
        knowledge: int = 2,
        **values: Any,  # noqa: ANN401 (columns)
    ) -> MadeStandard:
        """Make a standard with placeholder criteria P1…, K1…, published in both languages."""
        standard = Standard(
            **{"id": new_id(), "urn": urn, "edition": "1", "created_at": NOW} | values
        )
        texts = {
            language: StandardText(
                id=new_id(),
                standard_id=standard.id,
                language=language,
                revision=1,
                provenance=Provenance.PUBLISHED,
                title=f"{urn} title {language.value}",
                overview=f"overview {language.value}",
                glossary=[],
                details={},
                source={"document": "a test"},
                search_words=urn.lower(),
                imported_at=NOW,
            )
            for language in Language
        }
        standard.text_en_id = texts[Language.ENGLISH].id
        standard.text_cy_id = texts[Language.WELSH].id
        criteria = {
            label: Criterion(
                id=new_id(),
                standard_id=standard.id,
                label=label,
                position=position,
                kind=CriterionKind.PERFORMANCE if label[0] == "P" else CriterionKind.KNOWLEDGE,
            )
            for position, label in enumerate(
                [f"P{i + 1}" for i in range(performance)] + [f"K{i + 1}" for i in range(knowledge)]
            )
        }
        words = [
            CriterionText(
                id=new_id(),
                text_id=text.id,
                criterion_id=criterion.id,
                words=f"words of {label} in {language.value}",
            )
            for language, text in texts.items()
            for label, criterion in criteria.items()
        ]
        self.save(standard, *texts.values(), *criteria.values(), *words)
        return MadeStandard(
            standard.id,
            urn,
            texts[Language.ENGLISH].id,
            texts[Language.WELSH].id,
            {label: criterion.id for label, criterion in criteria.items()},
        )

    def enrolment(
        self,
        practitioner: Actor,
        standard: MadeStandard,
        *,
        assessor: Actor | None = None,
        iqa: Actor | None = None,
        **values: Any,  # noqa: ANN401 (columns)
    ) -> Enrolment:
        enrolment = Enrolment(
            **{
                "id": new_id(),
                "provider_id": practitioner.provider_id,
                "practitioner_id": practitioner.person_id,
                "standard_id": standard.id,
                "assessor_id": assessor.person_id if assessor else None,
                "iqa_id": iqa.person_id if iqa else None,
                "starts_on": date(2026, 9, 1),
                "created_at": NOW,
            }
            | values
        )
        self.save(enrolment)
        return enrolment

    def evidence(
        self,
        practitioner: Actor,
        *,
        title: str = "A piece of evidence",
        kind: EvidenceKind = EvidenceKind.WORK_PRODUCT,
        made_by: Actor | None = None,
        **values: Any,  # noqa: ANN401 (columns of the version)
    ) -> Evidence:
        """Make a piece of evidence, a text unless `values` say otherwise."""
        evidence = Evidence(
            id=new_id(),
            provider_id=practitioner.provider_id,
            practitioner_id=practitioner.person_id,
            made_by_id=(made_by or practitioner).person_id,
            kind=kind,
            created_at=NOW,
        )
        version = EvidenceVersion(
            **{
                "id": new_id(),
                "provider_id": practitioner.provider_id,
                "evidence_id": evidence.id,
                "number": 1,
                "form": EvidenceForm.TEXT,
                "title": title,
                "language": "en",
                "made_on": date(2026, 11, 1),
                "text": "What I did.",
                "sha256": "0" * 64,
                "created_by_id": practitioner.person_id,
                "created_at": NOW,
            }
            | values
        )
        self.save(evidence, version)
        return evidence

    def mapping(self, evidence: Evidence, enrolment: Enrolment, criterion_id: UUID) -> Mapping:
        mapping = Mapping(
            id=new_id(),
            provider_id=evidence.provider_id,
            evidence_id=evidence.id,
            enrolment_id=enrolment.id,
            criterion_id=criterion_id,
            created_by_id=evidence.made_by_id,
            created_at=NOW,
        )
        self.save(mapping)
        return mapping
