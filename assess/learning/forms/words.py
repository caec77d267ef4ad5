"""How refusals are said, and what may be chosen."""

from collections.abc import Callable
from typing import Any

from flask_babel import format_decimal, gettext
from flask_babel import lazy_gettext as _

from assess.learning.rules import EntryKind, entries, lessons, places
from assess.refusals import RefusedError
from assess.web.page_form import PageForm

KINDS = {
    EntryKind.COURSE: _("Course"),
    EntryKind.WORKSHOP: _("Workshop"),
    EntryKind.ARTICLE: _("Article"),
    EntryKind.EVENT: _("Event"),
}

REFUSALS: dict[type[RefusedError], Callable[[Any], str]] = {
    entries.NoTitleError: lambda _no: gettext("Enter a title in English or in Welsh"),
    entries.NotAnAddressError: lambda _no: gettext(
        "Enter an address that begins with https:// or http://, or leave it empty"
    ),
    entries.NotALengthError: lambda _no: gettext("Enter a length such as 2.5, 2,5, 2h30 or 45 min"),
    entries.NoDayError: lambda _no: gettext(
        "Only an event has a day. Leave it empty, or choose “Event”"
    ),
    entries.EntryRetiredError: lambda _no: gettext("A retired entry cannot be required"),
    places.UnknownCriteriaError: lambda no: gettext(
        "These are not criteria that are loaded here: %(names)s. Write them as INSSMA11 P17, K17",
        names=", ".join(no.unknown),
    ),
    places.TooManyCriteriaError: lambda _no: gettext(
        "Choose at most %(most)s criteria", most=places.MOST_CRITERIA
    ),
    lessons.NoWordsError: lambda _no: gettext("Write what you learned"),
    lessons.TooLongError: lambda _no: gettext(
        "This must be %(limit)s characters or fewer", limit=format_decimal(lessons.LONGEST)
    ),
    lessons.NotOwnCohortError: lambda _no: gettext(
        "Choose a cohort that you are in and that has not ended, or another answer"
    ),
    lessons.NotWaitingError: lambda _no: gettext("This lesson does not wait for a review any more"),
    lessons.NotReturnedError: lambda _no: gettext(
        "Only a lesson that was sent back can be changed"
    ),
    lessons.OwnLessonError: lambda _no: gettext(
        "You wrote this lesson: another manager has to review it"
    ),
    lessons.NoReasonError: lambda _no: gettext("Say why, so that its author can learn from it"),
    lessons.AlreadyWithdrawnError: lambda _no: gettext("This lesson is withdrawn already"),
}


def words_of(refusal: RefusedError) -> str:
    said = REFUSALS.get(type(refusal))
    if said is None:
        return str(gettext("That is not possible now. Nothing has been changed."))
    return said(refusal)


def tell(form: PageForm, refusal: RefusedError) -> None:
    """Put a refusal beside the field that it belongs to."""
    form.refuse(refusal, words_of(refusal))
