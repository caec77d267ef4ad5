from flask import request
from wtforms import StringField

from assess.drafts.rules import Content
from assess.web.held_form import NEVER_HELD
from assess.web.kept_form import OURS, KeptForm
from assess.web.page_form import tidy


class DraftForm(KeptForm):
    """What any form sends of itself while it is typed: its own fields beside these."""

    place = StringField()

    def content(self) -> Content:
        """Give the other form's fields: one text, or a list where there are several of a name."""
        found: dict[str, str | list[str]] = {}
        for name, values in request.form.lists():
            if name not in OURS | NEVER_HELD:
                typed = [tidy(value) for value in values]
                found[tidy(name)] = typed[0] if len(typed) == 1 else typed
        return found
