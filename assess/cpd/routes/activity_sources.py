"""An activity that was an entry of the catalogue, or the reading of somebody's lesson."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import request

from assess.cpd.forms.activities import ActivityForm
from assess.cpd.rules.amounts import typed_again
from assess.cpd.rules.kinds import ActivityKind, CpdUnit
from assess.db import db
from assess.learning.queries.entries import EntryView, find_entry
from assess.learning.queries.lessons import LessonView, find_lesson
from assess.learning.rules import EntryKind
from assess.refusals import NotFoundError
from assess.web.access import current_actor
from assess.web.language import current_language
from assess.web.page_form import LINE

HOUR = 60


@dataclass(frozen=True)
class Sources:
    """What an activity came from, as far as its owner may see it."""

    entry: EntryView | None
    lesson: LessonView | None

    @property
    def criterion_ids(self) -> list[UUID]:
        """Give the criteria that the entry is good for: the activity is related to them."""
        return [one.id for one in self.entry.criteria] if self.entry else []


def sources_of(entry_id: str | UUID | None, lesson_id: str | UUID | None) -> Sources:
    return Sources(_found(entry_id, find_entry), _found(lesson_id, find_lesson))


def sources_typed(form: ActivityForm) -> Sources:
    """Give what a form that was sent names; what is not this person's to name is not found."""
    sources = sources_of(form.entry.data, form.lesson.data)
    if (form.entry.data and not sources.entry) or (form.lesson.data and not sources.lesson):
        raise NotFoundError
    return sources


def filled_from_source() -> dict[str, Any]:
    """Give what the form says first where a page of the catalogue or a lesson led to it."""
    sources = sources_of(request.args.get("entry"), request.args.get("lesson"))
    filled: dict[str, Any] = {}
    if sources.entry is not None:
        filled |= _of_entry(sources.entry)
    if sources.lesson is not None:
        filled |= {"lesson": str(sources.lesson.id), "language": sources.lesson.language}
        filled |= {"title": sources.lesson.title[:LINE], "kind": ActivityKind.SELF_DIRECTED.value}
    return filled


def _of_entry(entry: EntryView) -> dict[str, Any]:
    here = current_language()
    language = here if entry.title.text_in(here) else here.other
    is_read = entry.kind is EntryKind.ARTICLE
    filled = {
        "entry": str(entry.id),
        "title": (entry.title.text_in(language) or "")[:LINE],
        "language": language.value,
        "kind": (ActivityKind.SELF_DIRECTED if is_read else ActivityKind.FORMAL).value,
        "given_by": entry.given_by[:LINE],
    }
    if entry.minutes is not None:
        filled["amount"] = typed_again(round(entry.minutes * 100 / HOUR))
        filled["unit"] = CpdUnit.HOURS.value
    return filled if entry.starts_on is None else {**filled, "starts_on": entry.starts_on}


def _found(wanted: str | UUID | None, lookup: Any) -> Any:  # noqa: ANN401 (whatever the lookup finds)
    if not wanted:
        return None
    try:
        return lookup(db.session(), current_actor(), UUID(str(wanted)))
    except (ValueError, NotFoundError):
        return None
