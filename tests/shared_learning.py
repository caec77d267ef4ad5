"""Makes entries of the catalogue, lessons and what is required, written directly."""

from typing import Any
from uuid import UUID

from assess.actor import Actor, Role
from assess.db import new_id
from assess.learning.models import (
    LearningEntry,
    LearningEntryCriterion,
    Lesson,
    LessonCriterion,
    RequiredLearning,
)
from assess.learning.rules import Audience, EntryKind, LessonState
from tests.world import NOW, MadeStandard, World

WORDS = "Ask first, then plan.\n\nWe would do it again."


def write_entry(
    world: World,
    owner: Actor | None,
    *,
    on: UUID | None = None,
    **values: Any,  # noqa: ANN401 (columns)
) -> LearningEntry:
    """Write an entry of somebody's provider, or one for all providers."""
    texts = ("summary_en", "summary_cy", "caveat_en", "caveat_cy", "address")
    entry = LearningEntry(
        **{
            "id": new_id(),
            "owner_id": owner.provider_id if owner else None,
            "kind": EntryKind.COURSE,
            "title_en": "Listening to audiences",
            "title_cy": "Gwrando ar gynulleidfaoedd",
            "language": "en",
            "given_by": "A college",
            "minutes": 90,
            "created_at": NOW,
            **dict.fromkeys(texts, ""),
        }
        | values
    )
    world.save(entry)
    if on is not None:
        world.save(LearningEntryCriterion(id=new_id(), entry_id=entry.id, criterion_id=on))
    return entry


def require_of(world: World, manager: Actor, entry: LearningEntry, role: Role) -> RequiredLearning:
    row = RequiredLearning(
        id=new_id(),
        provider_id=manager.provider_id,
        entry_id=entry.id,
        role=role,
        created_at=NOW,
    )
    world.save(row)
    return row


def write_lesson(
    world: World,
    author: Actor,
    *,
    on: UUID | None = None,
    **values: Any,  # noqa: ANN401 (columns)
) -> Lesson:
    """Write a lesson that was published to the author's provider."""
    lesson = Lesson(
        **{
            "id": new_id(),
            "provider_id": author.provider_id,
            "author_id": author.person_id,
            "title": "Ask before you tell",
            "words": WORDS,
            "language": "en",
            "audience": Audience.PROVIDER,
            "cohort": "",
            "state": LessonState.PUBLISHED,
            "created_at": NOW,
            "published_at": NOW,
            "reason": "",
        }
        | values
    )
    world.save(lesson)
    if on is not None:
        world.save(LessonCriterion(id=new_id(), lesson_id=lesson.id, criterion_id=on))
    return lesson


def share_learning(world: World, author: Actor) -> dict[str, UUID]:
    """Keep one of each that only its own people see: the lesson is a manager's to review."""
    entry = write_entry(world, author)
    required = require_of(world, author, entry, Role.PRACTITIONER)
    lesson = write_lesson(
        world,
        author,
        audience=Audience.EVERYONE,
        state=LessonState.WAITING,
        published_at=None,
    )
    return {"entry_id": entry.id, "required_id": required.id, "lesson_id": lesson.id}


def keep_shared_learning(
    world: World, actors: dict[Role, Actor], standard: MadeStandard
) -> dict[str, object]:
    """Fill every page of shared learning: what is required, published, waiting, sent back."""
    practitioner, manager = actors[Role.PRACTITIONER], actors[Role.MANAGER]
    on = standard.criteria["P1"]
    entry = write_entry(world, manager, on=on, caveat_en="It may have ended.")
    write_entry(world, None, on=on, title_cy="", kind=EntryKind.EVENT)
    required = [require_of(world, manager, entry, role) for role in Role]
    published = write_lesson(world, practitioner, on=on)
    waits: dict[str, Any] = {"audience": Audience.EVERYONE, "published_at": None}
    waiting = write_lesson(world, practitioner, on=on, state=LessonState.WAITING, **waits)
    returned = write_lesson(
        world,
        practitioner,
        on=on,
        state=LessonState.RETURNED,
        reason="Leave the place out.",
        reason_language="en",
        earlier=[
            {
                "title": "At the harbour",
                "words": "At the harbour it rained.",
                "language": "en",
                "reason": "Leave the harbour out.",
                "reason_language": "en",
                "returned_at": NOW.isoformat(),
            }
        ],
        **waits,
    )
    return {
        "entry_id": entry.id,
        "required_id": required[0].id,
        "lesson_id": published.id,
        "learning.review_lesson.lesson_id": waiting.id,
        "learning.revise_lesson.lesson_id": returned.id,
        "learning.withdraw_lesson.lesson_id": published.id,
    }
