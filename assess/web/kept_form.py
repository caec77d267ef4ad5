"""The form that keeps itself while it is typed (static/autosave.js, and the drafts part)."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import request
from uuid_utils.compat import uuid4
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField

from assess.web.page_form import PageForm

OURS = frozenset({"csrf_token", "key", "place", "tab_id", "started_from"})
"""Fields that no form's writer types."""

MANY_DIGITS = 10
"""No form has been saved so often that its version has as many."""


class KeptForm(PageForm):
    """Carries the tab that it is typed in, and the version that the typing started from."""

    tab_id = HiddenField()
    started_from = HiddenField()

    def process(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 (WTForms' own signature)
        super().process(*args, **kwargs)
        if _id_in(self.tab_id.data) is None:
            self.tab_id.data = str(uuid4())
        self.started_from.data = str(self.seen)

    @property
    def tab(self) -> UUID:
        return _id_in(self.tab_id.data) or UUID(int=uuid4().int)

    @property
    def seen(self) -> int:
        """The version that the typing started from; 0 for none, and for what is no number."""
        started = str(self.started_from.data or "")
        is_number = started.isascii() and started.isdecimal() and len(started) < MANY_DIGITS
        return int(started) if is_number else 0

    @property
    def was_sent(self) -> bool:
        """Tell whether the page shows what was sent and not saved, so that it is kept at once."""
        return self.is_submitted()


def draft_asked_for() -> UUID | None:
    """Give the draft that the address asks to continue with: ?draft=<id>."""
    return _id_in(request.args.get("draft")) if request.method == "GET" else None


def typed_again(
    content: Mapping[str, str | list[str]], *, tab_id: UUID, started_from: int
) -> MultiDict[str, str]:
    """Give a draft as a form takes it: `TheForm(formdata=typed_again(…))`."""
    fields: MultiDict[str, str] = MultiDict()
    for name, typed in content.items():
        fields.setlist(name, [typed] if isinstance(typed, str) else typed)
    return MultiDict(
        [*fields.items(multi=True), ("tab_id", str(tab_id)), ("started_from", str(started_from))]
    )


def _id_in(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None
