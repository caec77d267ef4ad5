"""What may be kept of a form that nobody has saved yet, and which of it is offered again."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from assess.refusals import RefusedError

MOST_CHARACTERS = 400_000
"""Of all the fields of one form together, their names included."""

MOST_DRAFTS = 300
"""Of one person at one provider."""

PLACE = re.compile(r"[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*")
LONGEST_PLACE = 200
Content = Mapping[str, str | list[str]]


class NoSuchPlaceError(RefusedError):
    """No form of ours keeps itself there."""

    field = "place"


class TooMuchTypedError(RefusedError):
    """More than a draft takes; the browser keeps it until it is shorter."""


class TooManyDraftsError(RefusedError):
    """Nothing is thrown away to make room: its owner forgets what is not wanted."""


@dataclass(frozen=True)
class DraftView:
    id: UUID
    place: str
    tab_id: UUID
    started_from: int
    content: Content
    saved_at: datetime

    def text(self, name: str) -> str:
        """Give what was typed in one field; of several of one name, all of it."""
        return _text(self.content, name)


@dataclass(frozen=True)
class Unsaved:
    """What a page with a form that keeps itself has to know of earlier typing there."""

    place: str
    browser_key: str
    """Under what the browser keeps its own copies: one for each person, provider and place."""

    names: tuple[str, ...]
    """The fields whose text is shown of a draft, in this order."""

    drafts: tuple[DraftView, ...]
    """Newest first."""

    def words_of(self, draft: DraftView) -> str:
        return "\n\n".join(text for name in self.names if (text := draft.text(name)))


def check_draft(place: str, content: Content) -> None:
    if len(place) > LONGEST_PLACE or not PLACE.fullmatch(place):
        raise NoSuchPlaceError
    if _length(content) > MOST_CHARACTERS:
        raise TooMuchTypedError


def check_room(count: int) -> None:
    """Refuse one more than a person may have."""
    if count >= MOST_DRAFTS:
        raise TooManyDraftsError


def unsaved_among(
    drafts: Sequence[DraftView], *, names: Sequence[str], current: Content
) -> tuple[DraftView, ...]:
    """Give the drafts that say something which what stands does not, newest first, each once."""
    said = {tuple(_text(current, name) for name in names), tuple("" for _ in names)}
    offered = []
    for draft in sorted(drafts, key=lambda one: (one.saved_at, str(one.id)), reverse=True):
        says = tuple(draft.text(name) for name in names)
        if says not in said:
            said.add(says)
            offered.append(draft)
    return tuple(offered)


def _text(content: Content, name: str) -> str:
    typed = content.get(name, "")
    return typed if isinstance(typed, str) else "\n\n".join(one for one in typed if one)


def _length(content: Content) -> int:
    return sum(
        len(name) + (len(typed) if isinstance(typed, str) else sum(map(len, typed)))
        for name, typed in content.items()
    )
