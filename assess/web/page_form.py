"""The form that every page's form is made from: checks shape, in the reader's language."""

import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from flask_babel import format_decimal
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from uuid_utils.compat import uuid7
from wtforms import Field, HiddenField, SelectField, SelectMultipleField, StringField
from wtforms.utils import unset_value
from wtforms.validators import DataRequired, Length, StopValidation, ValidationError

from assess.refusals import RefusedError

LINE = 200
"""The longest single line that is taken, in characters."""

TEXT = 100_000
"""The longest text that is taken, in characters."""


def tidy(value: str | None) -> str:
    """Give text as it is stored: NFC, one kind of line end, without what no page can show.

    NUL, other control characters and lone surrogates are taken out: PostgreSQL refuses
    them, and nobody types them on purpose.
    """
    text = unicodedata.normalize("NFC", (value or "").replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(
        letter
        for letter in text
        if letter in "\n\t" or unicodedata.category(letter) not in {"Cc", "Cs"}
    ).strip()


class PageForm(FlaskForm):
    """A form with a CSRF token and the key that makes a second post of it harmless."""

    key = HiddenField()

    def process(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 (WTForms' own signature)
        super().process(*args, **kwargs)
        if not self.key.data:
            self.key.data = str(uuid7())

    @property
    def idempotency_key(self) -> UUID:
        try:
            return UUID(self.key.data)
        except (TypeError, ValueError):
            return uuid7()

    def refuse(self, refusal: RefusedError, message: Any, field: str | None = None) -> None:  # noqa: ANN401 (str or lazy string)
        """Turn a rule's refusal into a message beside the field that it belongs to."""
        name = field or refusal.field
        if name is not None and name in self:
            self[name].errors = [*self[name].errors, message]
        else:
            self.form_errors.append(message)


class TidyField(StringField):
    """Text as `tidy` leaves it."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        self.data = tidy(valuelist[0]) if valuelist else ""


class KnownChoiceField(SelectField):
    """One of the choices; anything else gets our own words rather than WTForms' English."""

    def pre_validate(self, form: Any) -> None:  # noqa: ANN401 (WTForms' own signature)
        try:
            super().pre_validate(form)
        except ValidationError as unknown:
            raise StopValidation(str(_("Choose one of the answers shown"))) from unknown


class KnownChoicesField(SelectMultipleField):
    """Any of the choices, as checkboxes."""

    def pre_validate(self, form: Any) -> None:  # noqa: ANN401 (WTForms' own signature)
        try:
            super().pre_validate(form)
        except ValidationError as unknown:
            raise StopValidation(str(_("Choose from the answers shown"))) from unknown


class DatePartsField(Field):
    """A date typed as day, month and year in three boxes: NAME-day, NAME-month, NAME-year."""

    parts = ("day", "month", "year")

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 (WTForms' own signature)
        super().__init__(*args, **kwargs)
        self.typed: dict[str, str] = dict.fromkeys(self.parts, "")

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:  # noqa: ANN401 (WTForms' own signature)
        super().process(None, data, extra_filters)
        if isinstance(self.data, date):
            self.typed = {part: str(getattr(self.data, part)) for part in self.parts}
        if formdata and any(f"{self.name}-{part}" in formdata for part in self.parts):
            self.typed = {
                part: tidy(formdata.get(f"{self.name}-{part}", ""))[:10] for part in self.parts
            }
            self.data = self._read()
            self.raw_data = [" ".join(self.typed.values()).strip()]

    def _read(self) -> date | None:
        if not any(self.typed.values()):
            return None
        try:
            day, month, year = (int(self.typed[part]) for part in self.parts)
            return date(year, month, day) if year >= 1900 else None  # noqa: PLR2004 (nobody's evidence is older)
        except (ValueError, OverflowError):
            return None

    def pre_validate(self, form: Any) -> None:  # noqa: ANN401 (WTForms' own signature)
        del form
        if any(self.typed.values()) and self.data is None:
            raise StopValidation(str(_("Enter a real date, for example 27 3 2026")))


class Needed(DataRequired):
    """Something must be typed; the message says what."""

    def __init__(self, message: Any) -> None:  # noqa: ANN401 (str or lazy string)
        super().__init__(message)


class AtMost(Length):
    """Not longer than so many characters; the message says how many."""

    def __init__(self, limit: int = LINE) -> None:
        super().__init__(max=limit)
        self.limit = limit

    def __call__(self, form: Any, field: Any) -> None:  # noqa: ANN401 (WTForms' own signature)
        del form
        if len(field.data or "") > self.limit:
            raise StopValidation(
                str(
                    _(
                        "This must be %(limit)s characters or fewer; it has %(typed)s",
                        limit=format_decimal(self.limit),
                        typed=format_decimal(len(field.data)),
                    )
                )
            )


class ConfirmForm(PageForm):
    """A button that does something: no more than the token and the key."""
