"""What the kinds, forms and places of evidence are called, and how refusals are said."""

from collections.abc import Callable
from typing import Any

from flask_babel import format_decimal, gettext
from flask_babel import lazy_gettext as _

from assess.evidence.rules import file_types, locators, mappings, offers, placing, sections
from assess.evidence.rules.kinds import (
    EvidenceForm,
    EvidenceKind,
    KindNotYoursError,
)
from assess.refusals import RefusedError
from assess.web.page_form import PageForm

KINDS = {
    EvidenceKind.WORK_PRODUCT: _("Work product"),
    EvidenceKind.REFLECTIVE_ACCOUNT: _("Reflective account"),
    EvidenceKind.OBSERVATION: _("Observation"),
    EvidenceKind.PROFESSIONAL_DISCUSSION: _("Professional discussion"),
    EvidenceKind.QUESTIONING: _("Questioning"),
    EvidenceKind.WITNESS_TESTIMONY: _("Witness testimony"),
    EvidenceKind.EXPERT_WITNESS_TESTIMONY: _("Expert witness testimony"),
}
FORMS = {
    EvidenceForm.FILES: _("Files or photographs"),
    EvidenceForm.ADDRESS: _("A web address"),
    EvidenceForm.TEXT: _("Text typed here"),
    EvidenceForm.POINTER: _("Something held elsewhere"),
    EvidenceForm.PLAN: _("A plan written here"),
}

REFUSALS: dict[type[RefusedError], Callable[[Any], str]] = {
    file_types.EmptyFileError: lambda no: gettext("“%(name)s” is empty", name=no.name),
    file_types.UnknownTypeError: lambda no: gettext(
        "“%(name)s” is of a type that is not taken", name=no.name
    ),
    file_types.NotWhatItSaysError: lambda no: gettext(
        "What is in “%(name)s” is not what its name says", name=no.name
    ),
    file_types.MacroError: lambda no: gettext(
        "“%(name)s” has macros in it. Save it without them and choose it again", name=no.name
    ),
    file_types.UnreadableError: lambda no: gettext(
        "“%(name)s” cannot be opened: it may be damaged", name=no.name
    ),
    file_types.LocationStaysError: lambda no: gettext(
        "The position could not be taken out of “%(name)s”. Nothing has been added", name=no.name
    ),
    locators.NotANumberError: lambda _no: gettext("Enter a whole number, for example 3"),
    locators.NotATimeError: lambda _no: gettext(
        "Enter a time as minutes and seconds, for example 1:23"
    ),
    locators.PageNotThereError: lambda no: gettext(
        "The file has only %(pages)s pages", pages=format_decimal(no.pages)
    ),
    placing.NotInThatFileError: lambda no: gettext(
        "“%(name)s” has no such places. Choose another file, or another kind of place",
        name=no.name,
    ),
    sections.UnknownSectionError: lambda _no: gettext("Choose one of the plan's sections"),
    placing.WhichFileError: lambda _no: gettext("Choose the file that it is in"),
    placing.UnknownFileError: lambda _no: gettext("Choose one of the answers shown"),
    mappings.NotEnrolledError: lambda _no: gettext(
        "Tick only criteria of standards that the work is towards"
    ),
    mappings.NoCriterionError: lambda _no: gettext("Tick at least one criterion"),
    mappings.NotYoursToMapError: lambda _no: gettext(
        "Only whose evidence it is, or who recorded it, maps it to criteria"
    ),
    mappings.UnknownCriterionError: lambda _no: gettext("Choose one of the answers shown"),
    KindNotYoursError: lambda _no: gettext("Choose one of the answers shown"),
    offers.NotAnAddressError: lambda _no: gettext(
        "Enter a whole web address that begins with https:// or http://"
    ),
    offers.FutureDateError: lambda _no: gettext("The date must not be in the future"),
    offers.SeenLaterError: lambda _no: gettext("The date must not be in the future"),
    offers.FrozenError: lambda _no: gettext("It has been submitted, so it stays as it is"),
    offers.StillNamedError: lambda _no: gettext(
        "Something names it: an assessor's note, or a CPD activity. "
        "What is on a CPD activity can be taken off there first"
    ),
    offers.NotTheMakerError: lambda _no: gettext("Only who made it may change or delete it"),
    offers.FileOfMappingGoneError: lambda no: gettext(
        "%(label)s is mapped to a place in “%(name)s”. Keep that file or give a new one of the "
        "same name, or change the mapping first",
        label=no.label,
        name=no.name,
    ),
    offers.PageOfMappingGoneError: lambda no: gettext(
        "%(label)s is mapped to page %(page)s, but the new file has %(pages)s pages. "
        "Change the mapping first",
        label=no.label,
        page=no.page,
        pages=format_decimal(no.pages),
    ),
}
NOTHING = {
    "files": _("Choose a file"),
    "address": _("Enter the web address"),
    "text": _("Type the text"),
    "held_at": _("Say where it is held"),
}


def words_of(refusal: RefusedError, *, limit_mb: int) -> str:
    """Say a refusal in the page's language."""
    if isinstance(refusal, offers.NothingOfferedError):
        return str(NOTHING[str(refusal.field)])
    if isinstance(refusal, file_types.TooLargeError):
        return str(
            gettext(
                "“%(name)s” is larger than %(limit)s MB, the most that is taken",
                name=refusal.name,
                limit=format_decimal(limit_mb),
            )
        )
    return str(REFUSALS[type(refusal)](refusal))


def tell(form: PageForm, refusal: RefusedError, *, limit_mb: int) -> None:
    """Put a refusal beside the field that it belongs to."""
    words = words_of(refusal, limit_mb=limit_mb)
    if isinstance(refusal, locators.LocatorError) and "mapped" in form:
        form["mapped"].refuse_place(refusal.criterion_id, words)
    form.refuse(refusal, words)
