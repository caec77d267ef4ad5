"""A whole number, typed."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms.validators import StopValidation

from assess.web.page_form import TidyField

_DIGITS = 6


class FigureField(TidyField):
    """A whole number between two others. What was typed stays, for the box; empty may be said."""

    def __init__(self, *args: Any, least: int, most: int, **kwargs: Any) -> None:  # noqa: ANN401 (WTForms' own signature)
        super().__init__(*args, **kwargs)
        self.least, self.most = least, most

    @property
    def figure(self) -> int | None:
        typed = str(self.data if self.data is not None else "")
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= _DIGITS else None

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        super().process_formdata(valuelist)
        self.data = (self.data or "").replace(" ", "")

    def pre_validate(self, form: Any) -> None:  # noqa: ANN401 (WTForms' own signature)
        del form
        if self.data and (self.figure is None or not self.least <= self.figure <= self.most):
            raise StopValidation(
                str(
                    _(
                        "Enter a whole number from %(least)s to %(most)s",
                        least=self.least,
                        most=self.most,
                    )
                )
            )
