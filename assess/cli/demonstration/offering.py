"""Evidence and reflections, as the story tells them."""

import re
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from assess.cli.demonstration.props import Props
from assess.cli.demonstration.stage import Stage
from assess.cli.demonstration.told import Kept, Offered, Reflected, Revised
from assess.db import new_id
from assess.evidence.queries import find_piece
from assess.evidence.rules.kinds import EvidenceForm, EvidenceKind, LocatorKind
from assess.evidence.rules.locators import WHOLE, Locator, read_locator
from assess.evidence.rules.mappings import Wanted
from assess.evidence.rules.offers import Answer, Offer, Revision
from assess.evidence.service import (
    add_evidence,
    add_question,
    confirm_evidence,
    record_assessor_evidence,
    record_sight,
    revise_evidence,
)
from assess.files import FileStore
from assess.reflection.rules import Typed
from assess.reflection.service import save_reflection

_SHOWN = re.compile(r"(?:(?P<unit>\w+)/)?(?P<label>[PK]\d+)(?: (?P<mark>[p¶@])(?P<place>[\d:]+))?")
_PLACES = {"p": LocatorKind.PAGE, "¶": LocatorKind.PARAGRAPH, "@": LocatorKind.TIME}


class Offering:
    def __init__(self, stage: Stage, store: FileStore) -> None:
        self._stage = stage
        self._store = store
        self._props = Props(stage.calendar, store)
        self._offers: dict[str, Offer] = {}

    def offer(self, told: Offered, session: Session, now: datetime) -> UUID:
        offer = self.offer_of(told)
        files = [self._props.hand_over(name) for name in told.files]
        wanted = self._wanted(told)
        actor = self._stage.actor(told.by or told.person, now)
        if not told.by:
            return add_evidence(
                session,
                actor=actor,
                offer=offer,
                files=files,
                wanted=wanted,
                store=self._store,
                now=now,
            )
        return record_assessor_evidence(
            session,
            actor=actor,
            unit_id=self._stage.known[f"{told.person}/{told.unit}"],
            offer=offer,
            files=files,
            wanted=wanted,
            store=self._store,
            now=now,
        )

    def offer_of(self, told: Offered) -> Offer:
        form = EvidenceForm.TEXT
        if told.files:
            form = EvidenceForm.FILES
        elif told.address:
            form = EvidenceForm.ADDRESS
        elif told.held_at:
            form = EvidenceForm.POINTER
        return Offer(
            kind=EvidenceKind(told.kind),
            form=form,
            title=told.title,
            language=told.language,
            made_on=self._stage.calendar.day(told.made),
            description=told.description,
            text=told.text.strip(),
            address=told.address,
            held_at=told.held_at,
            answers=tuple(Answer(*pair) for pair in told.answers),
            simulated=told.simulated,
            prior_learning=told.prior_learning,
        )

    def _wanted(self, told: Offered) -> list[Wanted]:
        wanted = []
        for place in told.shows.split(", "):
            found = _SHOWN.fullmatch(place)
            if found is None:
                raise ValueError(place)
            criterion = self._stage.known[f"{found['unit'] or told.unit}/{found['label']}"]
            wanted.append(Wanted(criterion, _locator(found["mark"], found["place"])))
        return wanted

    def confirm(self, told: Offered, session: Session, now: datetime) -> UUID:
        return confirm_evidence(
            session,
            actor=self._stage.actor(told.person, now),
            evidence_id=self._stage.known[f"{told.person}/{told.key}"],
            now=now,
        )

    def see(self, told: Offered, session: Session, now: datetime) -> UUID:
        return record_sight(
            session,
            actor=self._stage.actor("sian", now),
            evidence_id=self._stage.known[f"{told.person}/{told.key}"],
            place=told.seen["place"],
            seen_on=self._stage.calendar.day(told.seen["day"]),
            now=now,
        )

    def revise(self, told: Revised, session: Session, now: datetime) -> UUID:
        actor = self._stage.actor(told.person, now)
        evidence_id = self._stage.known[f"{told.person}/{told.evidence}"]
        before = find_piece(session, actor, evidence_id)
        offer = Offer(
            kind=before.kind,
            form=before.newest.form,
            title=before.newest.title,
            language=before.newest.language,
            made_on=self._stage.calendar.day(told.made),
            description=told.description,
        )
        return revise_evidence(
            session,
            actor=actor,
            evidence_id=evidence_id,
            revision=Revision(offer, seen=before.newest.number, why=told.why),
            files=[
                replace(self._props.hand_over(name), name=before.newest.files[0].name)
                for name in told.files
            ],
            store=self._store,
            now=now,
        )

    def reflect(self, told: Reflected, session: Session, now: datetime) -> UUID:
        return save_reflection(
            session,
            actor=self._stage.actor(told.person, now),
            unit_id=self._stage.known[f"{told.person}/{told.unit}"],
            criterion_id=self._stage.known[f"{told.unit}/{told.criterion}"],
            typed=Typed(told.words.strip(), told.language, started_from=0, tab_id=new_id()),
            now=now,
        )

    def keep(self, told: Kept, session: Session, now: datetime) -> UUID:
        criterion = f"{told.unit}/{told.criterion}" if told.criterion else None
        return add_question(
            session,
            actor=self._stage.actor(told.by, now),
            words=told.words,
            language=told.language,
            criterion_id=self._stage.known[criterion] if criterion else None,
            now=now,
        )


def _locator(mark: str | None, place: str | None) -> Locator:
    return read_locator(_PLACES[mark], place) if mark and place else WHOLE
