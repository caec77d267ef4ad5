"""A list of people as it is uploaded, and what to say of one that is not taken."""

from typing import Any

from flask_babel import format_decimal
from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import HiddenField

from assess.bilingual import Language
from assess.enrolment.rules.importing import (
    HEADINGS,
    MOST_PEOPLE,
    Column,
    EmptyListError,
    HeaderRefusedError,
    ListTooLongError,
)
from assess.refusals import RefusedError
from assess.sheets import (
    LARGEST,
    MEGABYTE,
    BrokenQuotesError,
    EmptySheetError,
    NotASheetError,
    OldWorkbookError,
    SheetTooLargeError,
    TooManyColumnsError,
    TooManyRowsError,
)
from assess.web.page_form import Needed, PageForm

_PLAIN: dict[type[RefusedError], Any] = {
    EmptySheetError: _(
        "The file is empty. Download the template, and fill in a row for each person"
    ),
    EmptyListError: _("There is nobody in the list. Fill in a row for each person"),
    NotASheetError: _("This is neither a CSV nor an XLSX file. Save the list as one of these"),
    OldWorkbookError: _(
        "This workbook is of an older kind, or has a password. Save it as XLSX without a password"
    ),
    TooManyColumnsError: _(
        "The list has more columns than are taken. Leave only those of the template"
    ),
}


class ImportForm(PageForm):
    file = FileField(_("List of people"), [Needed(_("Choose a CSV or XLSX file"))])

    def refuse_list(self, refusal: RefusedError, language: Language) -> None:
        for message in _messages(refusal, language):
            self.refuse(refusal, message)


class ConfirmImportForm(PageForm):
    """What was previewed is what is confirmed: the mark of the preview travels along."""

    mark = HiddenField()


def _messages(refusal: RefusedError, language: Language) -> list[str]:
    match refusal:
        case HeaderRefusedError():
            return _of_header(refusal, language)
        case SheetTooLargeError():
            limit = format_decimal(LARGEST // MEGABYTE)
            message = _(
                "The file is larger than %(limit)s MB, or unpacks to far more than a list of "
                "people. Choose a smaller one",
                limit=limit,
            )
        case TooManyRowsError() | ListTooLongError():
            limit = format_decimal(MOST_PEOPLE)
            message = _("The list has more than %(limit)s rows. Import it in parts", limit=limit)
        case BrokenQuotesError():
            message = _(
                "Line %(line)s: a quotation mark is not closed, or stands where none should",
                line=refusal.line,
            )
        case _plain:
            message = _PLAIN[type(_plain)]
    return [str(message)]


def _of_header(refusal: HeaderRefusedError, language: Language) -> list[str]:
    """Say what the first row lacks, what nobody knows, and what stands there twice."""
    told = []
    if refusal.missing:
        told.append(
            _("Columns that are missing: %(names)s", names=_names(refusal.missing, language))
        )
    if refusal.unknown:
        unknown = ", ".join(heading[:40] or "…" for heading in refusal.unknown[:10])
        told.append(_("Columns that are not known: %(names)s", names=unknown))
    if refusal.twice:
        told.append(
            _("Columns that stand there twice: %(names)s", names=_names(refusal.twice, language))
        )
    return [str(message) for message in told]


def _names(columns: tuple[Column, ...], language: Language) -> str:
    return ", ".join(HEADINGS[column].text_in(language) or "" for column in columns)
