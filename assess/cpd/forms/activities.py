from collections.abc import Iterable
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField

from assess.cpd.forms.activity_words import KINDS, UNITS
from assess.cpd.rules.activities import TEXTS, Typed
from assess.cpd.rules.amounts import read_amount
from assess.cpd.rules.kinds import ActivityKind, CpdUnit
from assess.web.kept_form import KeptForm
from assess.web.language_field import LanguageTagField
from assess.web.page_form import (
    TEXT,
    AtMost,
    DatePartsField,
    KnownChoiceField,
    KnownChoicesField,
    Needed,
    PageForm,
    TidyField,
)

DONE, PLANNED = "done", "planned"


class ActivityForm(KeptForm):
    """An activity: four answers are enough, and the others can wait."""

    title = TidyField(_("Title"), [Needed(_("Enter a title")), AtMost()])
    starts_on = DatePartsField(_("Day, or the first of several"), [Needed(_("Enter the day"))])
    state = KnownChoiceField(
        _("Is it done?"),
        choices=[(DONE, _("I have done it")), (PLANNED, _("I plan to do it"))],
        default=DONE,
    )
    kind = KnownChoiceField(
        _("Kind of activity"),
        [Needed(_("Choose the kind"))],
        choices=[
            ("", _("Choose the kind")),
            *((kind.value, words) for kind, words in KINDS.items()),
        ],
    )
    amount = TidyField(_("How much, if you count"), [AtMost(40)])
    unit = KnownChoiceField(
        _("Counted in"),
        choices=[(unit.value, words) for unit, words in UNITS.items()],
        default=CpdUnit.HOURS.value,
    )
    ends_on = DatePartsField(_("Last day, if it took several"))
    is_planned = BooleanField(_("I had planned it beforehand"))
    given_by = TidyField(_("Who gave it"), [AtMost()])
    learned = TidyField(_("What I learned"), [AtMost(TEXT)])
    applied = TidyField(_("How I applied it"), [AtMost(TEXT)])
    impact = TidyField(_("What difference it made"), [AtMost(TEXT)])
    impact_on = TidyField(_("To whom it made a difference"), [AtMost(TEXT)])
    next_step = TidyField(_("My next step"), [AtMost(TEXT)])
    language = LanguageTagField(_("Language that you write it in"))
    need = KnownChoiceField(_("The need that it is for"))
    criterion = HiddenField()
    evidence = HiddenField()
    entry = HiddenField()
    """The entry of the learning catalogue that it is."""

    lesson = HiddenField()
    """The lesson that it draws on."""

    def __init__(
        self,
        needs: Iterable[tuple[str, str]] = (),
        *,
        is_prefilled: bool = False,
        **values: Any,  # noqa: ANN401 (what the fields show first)
    ) -> None:
        super().__init__(**values)
        self.need.choices = [("", _("None of them")), *needs]
        self.need.data = self.need.data or ""
        self.is_prefilled = is_prefilled

    @property
    def was_sent(self) -> bool:
        """Tell whether what the page shows is kept at once: it says something already."""
        return super().was_sent or self.is_prefilled

    @property
    def is_unfolded(self) -> bool:
        """Tell whether the rest of the form says something, or has a message."""
        rest = ("given_by", "learned", "applied", "impact", "impact_on", "next_step", "need")
        return bool(
            any(self[name].data or self[name].errors for name in rest)
            or self.is_planned.data
            or any(self.ends_on.typed.values())
            or self.ends_on.errors
            or self.language.errors
        )

    def typed(self) -> Typed:
        """Give what was typed.

        Raises:
            AmountError: the amount cannot be read.

        """
        return Typed(
            title=self.title.data or "",
            kind=ActivityKind(self.kind.data),
            starts_on=self.starts_on.data,
            ends_on=self.ends_on.data or self.starts_on.data,
            is_done=self.state.data == DONE,
            is_planned=bool(self.is_planned.data),
            language=self.language.data,
            amount=read_amount(self.amount.data or "", CpdUnit(self.unit.data)),
            need_id=UUID(self.need.data) if self.need.data else None,
            **{name: self[name].data or "" for name in TEXTS if name != "title"},
        )


class DoneForm(PageForm):
    """The day on which something planned was done."""

    done_on = DatePartsField(_("The day that it was done"), [Needed(_("Enter the day"))])


class ChosenForm(PageForm):
    """What is ticked in a list."""

    chosen = KnownChoicesField(_("Choose"))

    def __init__(self, choices: Iterable[tuple[str, str]], **values: Any) -> None:  # noqa: ANN401 (what the fields show first)
        super().__init__(**values)
        self.chosen.choices = list(choices)

    @property
    def ids(self) -> list[UUID]:
        return [UUID(one) for one in self.chosen.data or []]
