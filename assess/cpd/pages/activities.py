"""Activities as lists, pages and tables show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask_babel import format_date
from flask_babel import gettext as _

from assess.cpd.pages.activity_words import LABELS, SHORT_KINDS, STAGES, UNITS
from assess.cpd.pages.amounts import amount_words
from assess.cpd.rules.activities import TEXTS
from assess.cpd.rules.amounts import typed_again
from assess.cpd.rules.kinds import ActivityKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from uuid import UUID

    from assess.cpd.forms.activities import ActivityForm, ChosenForm, DoneForm
    from assess.cpd.queries.activities import ActivityChoice, ActivityLine
    from assess.cpd.queries.activity_details import ActivityView, LinkedReflection, RelatedCriterion
    from assess.drafts.rules import Unsaved
    from assess.standards.queries import StandardHead
    from assess.web.paging import Paging


@dataclass(frozen=True)
class ListedActivity:
    id: UUID
    title: str
    language: str
    kind: str
    days: str
    amount: str
    stage: str
    """Its key, for the shape of the tag."""

    stage_name: str
    done_by: date
    """The day that one press logs it as done on: its own, or today if that is still to come."""


@dataclass(frozen=True)
class ActivitiesPage:
    lines: tuple[ListedActivity, ...]
    count: int
    choice: ActivityChoice
    years: tuple[int, ...]
    paging: Paging
    is_narrowed: bool


@dataclass(frozen=True)
class Difference:
    """Something that was saved meanwhile and is not what was typed."""

    name: str
    words: str
    language: str
    """The person's own; empty for words of the page."""


@dataclass(frozen=True)
class FormPage:
    form: ActivityForm
    unsaved: Unsaved
    criterion: RelatedCriterion | None = None
    evidence: tuple[str, str] | None = None
    """Title and language of the piece that it was started from."""

    activity: ActivityView | None = None
    stale: tuple[Difference, ...] | None = None

    @property
    def buttons(self) -> list[tuple[str, str]]:
        """Give the two ways to save something new, the likelier first."""
        both = [("done", _("Save as done")), ("planned", _("Save as planned"))]
        return both[::-1] if self.form.state.data == "planned" else both


@dataclass(frozen=True)
class TextPart:
    name: str
    words: str


@dataclass(frozen=True)
class ActivityPage:
    activity: ActivityView
    kind: str
    days: str
    amount: str
    stage_name: str
    texts: tuple[TextPart, ...]
    form: DoneForm
    account_id: UUID | None
    """The piece of evidence that was made of it."""

    may_open_evidence: bool
    """Whether the reader is the practitioner, whose pages those of evidence are."""


@dataclass(frozen=True)
class Choosable:
    id: str
    name: str
    language: str
    note: str = ""


@dataclass(frozen=True)
class ChoosingPage:
    """A list to tick: evidence, reflections or criteria for one activity."""

    activity: ActivityView
    form: ChosenForm
    choices: tuple[Choosable, ...]
    count: int
    """How many there are in all; more than are shown where the list is long."""

    words: str = ""
    standard: str = ""


@dataclass(frozen=True)
class StandardsPage:
    activity: ActivityView
    standards: tuple[tuple[StandardHead, int], ...]
    """Each with how many of its criteria are related to the activity."""

    words: str


def listed(line: ActivityLine, *, today: date) -> ListedActivity:
    return ListedActivity(
        id=line.id,
        title=line.title,
        language=line.language,
        kind=str(SHORT_KINDS[line.kind]),
        days=days_words(line.starts_on, line.ends_on),
        amount=amount_words(line.hundredths, line.unit),
        stage=line.stage.value,
        stage_name=str(STAGES[line.stage]),
        done_by=min(line.ends_on, today),
    )


def activity_page(
    activity: ActivityView, *, form: DoneForm, account_id: UUID | None, may_open_evidence: bool
) -> ActivityPage:
    return ActivityPage(
        activity=activity,
        kind=str(SHORT_KINDS[activity.kind]),
        days=days_words(activity.starts_on, activity.ends_on),
        amount=amount_words(activity.hundredths, activity.unit),
        stage_name=str(STAGES[activity.stage]),
        texts=tuple(
            TextPart(str(LABELS[name]), getattr(activity, name))
            for name in TEXTS
            if name not in {"title", "given_by"} and getattr(activity, name)
        ),
        form=form,
        account_id=account_id,
        may_open_evidence=may_open_evidence,
    )


def days_words(starts_on: date, ends_on: date) -> str:
    """Write the day, or the first and the last, in the page's language."""
    first = format_date(starts_on, "d MMMM y")
    if starts_on == ends_on:
        return str(first)
    return str(_("%(first)s to %(last)s", first=first, last=format_date(ends_on, "d MMMM y")))


def differences(form: ActivityForm, activity: ActivityView) -> tuple[Difference, ...]:
    """Give all that stands now and is not what was typed, each under its name."""
    texts = [(str(LABELS[name]), getattr(activity, name), form[name].data or "") for name in TEXTS]
    starts_on = form.starts_on.data
    typed_days = days_words(starts_on, form.ends_on.data or starts_on)
    done = {True: _("I have done it"), False: _("I plan to do it")}
    facts = [
        (_("When"), days_words(activity.starts_on, activity.ends_on), typed_days),
        (_("State"), done[activity.done_on is not None], done[form.state.data == "done"]),
        (
            _("Kind of activity"),
            str(SHORT_KINDS[activity.kind]),
            str(SHORT_KINDS[ActivityKind(form.kind.data)]),
        ),
        (_("Amount"), *_amounts(form, activity)),
    ]
    return (
        *(Difference(name, now, activity.language) for name, now, typed in texts if now != typed),
        *(Difference(str(name), now, "") for name, now, typed in facts if now != typed),
    )


def _amounts(form: ActivityForm, activity: ActivityView) -> tuple[str, str]:
    """Give the amount that stands and the one that was typed, both in words."""
    typed = form.typed().amount
    return (
        amount_words(activity.hundredths, activity.unit),
        amount_words(typed.hundredths, typed.unit) if typed else "",
    )


def reflection_name(reflection: LinkedReflection) -> str:
    if reflection.title:
        return reflection.title
    if reflection.urn:
        return f"{reflection.urn} {reflection.label}"
    return str(_("A reflection of %(day)s", day=format_date(reflection.saved_at, "d MMMM y")))


def table_headings() -> list[str]:
    return [
        str(LABELS["title"]),
        _("First day"),
        _("Last day"),
        _("Kind"),
        _("State"),
        _("Planned beforehand"),
        _("Amount"),
        _("Counted in"),
        *(str(LABELS[name]) for name in TEXTS if name != "title"),
        _("Criteria"),
        _("Evidence"),
        _("Reflections"),
        _("Language"),
    ]


def table_cells(activity: ActivityView) -> list[str]:
    """Give an activity as the cells of a row, its texts whole."""
    return [
        activity.title,
        activity.starts_on.isoformat(),
        activity.ends_on.isoformat(),
        str(SHORT_KINDS[activity.kind]),
        str(STAGES[activity.stage]),
        _("Yes") if activity.is_planned else _("No"),
        typed_again(activity.hundredths) if activity.hundredths is not None else "",
        str(UNITS[activity.unit]) if activity.unit else "",
        *(getattr(activity, name) for name in TEXTS if name != "title"),
        _joined([f"{one.urn} {one.label}" for one in activity.criteria]),
        _joined([one.title for one in activity.evidence]),
        _joined([reflection_name(one) for one in activity.reflections]),
        activity.language,
    ]


def _joined(names: Sequence[str]) -> str:
    return "; ".join(names)
