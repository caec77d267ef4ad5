"""A practitioner with a unit, who writes reflections of their own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from assess.actor import Actor, Role
from assess.db import new_id, writing
from assess.enrolment.models import Enrolment
from assess.reflection.rules.saving import typed_in
from assess.reflection.rules.stages import ReflectionModel
from assess.reflection.service import (
    map_reflection,
    revise_reflection,
    write_reflection,
)
from tests.world import NOW, MadeStandard, World

LATER = NOW + timedelta(hours=1)


@dataclass(frozen=True)
class Work:
    world: World
    writer: Actor
    assessor: Actor
    manager: Actor
    unit: Enrolment
    standard: MadeStandard

    def write(self, words: str = "I listened.", title: str = "Listening", **parts: str) -> UUID:
        typed = typed_in(
            parts or {"words": words},
            model=ReflectionModel.WHAT if parts else ReflectionModel.FREE,
            language="en",
            started_from=0,
            tab_id=new_id(),
            title=title,
        )
        with self.world.context(), writing() as session:
            return write_reflection(session, actor=self.writer, typed=typed, now=NOW)

    def revise(self, reflection_id: UUID, words: str, seen: int, at: datetime = LATER) -> None:
        typed = typed_in(
            {"words": words},
            model=ReflectionModel.FREE,
            language="en",
            started_from=seen,
            tab_id=new_id(),
            title="Listening",
        )
        with self.world.context(), writing() as session:
            revise_reflection(
                session, actor=self.writer, reflection_id=reflection_id, typed=typed, now=at
            )

    def map(
        self, reflection_id: UUID, ids: Sequence[UUID], at: datetime = NOW, by: Actor | None = None
    ) -> None:
        with self.world.context(), writing() as session:
            map_reflection(
                session,
                actor=by or self.writer,
                reflection_id=reflection_id,
                criterion_ids=ids,
                now=at,
            )


def make_work(world: World) -> Work:
    provider = world.provider()
    writer, assessor, manager = (
        world.actor(role, provider) for role in (Role.PRACTITIONER, Role.ASSESSOR, Role.MANAGER)
    )
    standard = world.standard()
    unit = world.enrolment(writer, standard, assessor=assessor)
    return Work(world, writer, assessor, manager, unit, standard)
