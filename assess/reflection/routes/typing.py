"""A form as it opens: with what stands, or with a draft that its writer goes on with."""

from typing import TypeVar
from uuid import UUID

from assess.actor import Actor
from assess.db import db
from assess.drafts.queries import find_draft, find_unsaved
from assess.drafts.rules import Unsaved
from assess.reflection.forms import ReflectionForm
from assess.reflection.queries import ReflectionView
from assess.reflection.rules.saving import Standing, written_of
from assess.reflection.rules.stages import ALL_KEYS, model_of
from assess.refusals import NotFoundError
from assess.web.kept_form import draft_asked_for, typed_again

Form = TypeVar("Form", bound=ReflectionForm)
NAMES = ("title", *ALL_KEYS)


def open_form(form: type[Form], actor: Actor, place: str, newest: ReflectionView | None) -> Form:
    if draft_id := draft_asked_for():
        draft = find_draft(db.session(), actor, draft_id)
        if draft.place != place:
            raise NotFoundError
        return form(
            formdata=typed_again(
                draft.content, tab_id=draft.tab_id, started_from=draft.started_from
            )
        )
    standing = newest.standing if newest else Standing()
    return form(
        **written_of(standing),
        title=standing.title or "",
        model=model_of(standing.model).value,
        language=newest.language if newest else actor.language.value,
        started_from=str(newest.number if newest else 0),
    )


def unsaved_at(
    actor: Actor, place: str, newest: ReflectionView | None, *, besides: UUID | None = None
) -> Unsaved:
    standing = newest.standing if newest else Standing()
    return find_unsaved(
        db.session(),
        actor,
        place,
        names=NAMES,
        current={"title": standing.title or "", **written_of(standing)},
        besides=besides,
    )
