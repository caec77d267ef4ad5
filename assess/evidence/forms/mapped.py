"""Criteria ticked in a list, each with a place in the evidence.

`mapped` holds the ids that are ticked; `where-ID` and `at-ID` the place of each, `file-ID` the
file that it is in. Of a written plan `at-ID` is a section's key.
"""

from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from wtforms import Field
from wtforms.utils import unset_value
from wtforms.validators import StopValidation

from assess.evidence.forms.words import REFUSALS
from assess.evidence.rules.kinds import LocatorKind
from assess.evidence.rules.locators import LocatorError, Place, read_locator
from assess.evidence.rules.mappings import Wanted
from assess.web.page_form import tidy


class MappedField(Field):
    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 (WTForms' own signature)
        super().__init__(*args, **kwargs)
        self.data: dict[str, Place] = {}
        self.wanted: list[Wanted] = []
        self.place_errors: dict[str, str] = {}
        """The message of each place that cannot be, by its criterion's id."""

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:  # noqa: ANN401 (WTForms' own signature)
        super().process(None, data, extra_filters)
        self.data = dict(self.data or {})
        if formdata is not None:
            self.data = {
                ticked[:40]: Place(
                    tidy(formdata.get(f"where-{ticked}", LocatorKind.WHOLE.value))[:20],
                    tidy(formdata.get(f"at-{ticked}", ""))[:80],
                    tidy(formdata.get(f"file-{ticked}", ""))[:40],
                )
                for ticked in formdata.getlist(self.name)
            }

    def pre_validate(self, form: Any) -> None:  # noqa: ANN401 (WTForms' own signature)
        del form
        for ticked, place in self.data.items():
            try:
                self.wanted.append(_read(ticked, place))
            except LocatorError as refusal:
                self.refuse_place(UUID(ticked), REFUSALS[type(refusal)](refusal))
            except ValueError as unknown:
                raise StopValidation(_("Choose from the answers shown")) from unknown
        if self.place_errors:
            raise StopValidation(next(iter(self.place_errors.values())))

    def refuse_place(self, criterion_id: UUID | None, words: str) -> None:
        """Show a message beside one place; the summary then leads to it."""
        if not self.place_errors:
            self.id = f"at-{criterion_id}"
        self.place_errors[str(criterion_id)] = words


def _read(ticked: str, place: Place) -> Wanted:
    return Wanted(
        UUID(ticked),
        read_locator(LocatorKind(place.kind), place.value),
        UUID(place.file) if place.file else None,
    )
