"""Where the story is played: who acts, what is known by name, and what has been done already.

The journal says what has been done: each deed of the story has a moment of its own. So a second
run does nothing, and an interrupted one is finished by the next.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from assess.actor import Actor
from assess.cli.demonstration.days import Calendar
from assess.db import db, writing
from assess.people.queries import list_held_roles
from assess.standards.queries import list_criteria, list_standards

Deed = Callable[[Session, datetime], UUID]


@dataclass
class Stage:
    calendar: Calendar
    done: dict[datetime, UUID]
    """What each deed made or changed, by its moment."""

    known: dict[str, UUID] = field(default_factory=dict)
    played: int = 0
    _actors: dict[str, Actor] = field(default_factory=dict)

    def once(self, when: str, name: str, deed: Deed) -> UUID:
        """Do a deed unless it has been done, and know what it made by a name from then on."""
        now = self.calendar.moment(when).astimezone(UTC)
        if now in self.done:
            self.known[name] = self.done[now]
        else:
            with writing() as session:
                self.known[name] = deed(session, now)
            self.played += 1
        return self.known[name]

    def actor(self, key: str, now: datetime) -> Actor:
        """Give somebody as they act, a moment after they have signed in."""
        if key not in self._actors:
            held = next(
                one
                for one in list_held_roles(db.session(), person_id=self.known[key])
                if one.provider_id == self.known["provider"]
            )
            self._actors[key] = Actor(
                held.person_id,
                held.provider_id,
                held.role_holding_id,
                held.role,
                held.name,
                held.language,
                now,
            )
        known = self._actors[key]
        return Actor(**(vars(known) | {"proved_at": now - timedelta(minutes=2)}))

    def know_standards(self) -> None:
        session = db.session()
        urns = {one.id: one.urn for one in list_standards(session)}
        for standard_id, urn in urns.items():
            self.known[urn] = standard_id
        for one in list_criteria(session, standard_ids=list(urns)):
            self.known[f"{urns[one.standard_id]}/{one.label}"] = one.id

    def criteria(self, unit: str, labels: str) -> list[UUID]:
        return [self.known[f"{unit}/{label}"] for label in labels.split()]
