from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import HiddenField

from assess.bilingual import Language
from assess.refusals import RefusedError
from assess.standards.rules.file_kinds import (
    BrokenDocumentError,
    EmptyDocumentError,
    LockedDocumentError,
    NothingGivenError,
    OldOfficeError,
    ScannedDocumentError,
    TooLongDocumentError,
)
from assess.standards.rules.merging import (
    CriteriaMissingError,
    NoCriteriaError,
    NoTitleError,
    NoUrnError,
    OtherUrnError,
    OtherVersionError,
    UrnShapeError,
)
from assess.standards.rules.values import Provenance
from assess.web.page_form import TEXT, AtMost, KnownChoiceField, PageForm, TidyField

LONGEST_TEXT = 2 * TEXT
"""Web pages carry more than the standard's own words."""

REFUSALS: dict[type[RefusedError], Any] = {
    NothingGivenError: _("Choose a file or paste the text"),
    EmptyDocumentError: _("There is no text in this file"),
    LockedDocumentError: _("This file is locked with a password: save it without one"),
    OldOfficeError: _(
        "This is an old Office file or one locked with a password: save it as .docx without one"
    ),
    BrokenDocumentError: _("This file is broken, or is not what its name says"),
    ScannedDocumentError: _("This PDF holds pictures of pages and no text: paste the text instead"),
    TooLongDocumentError: _("The text of this file is far longer than a standard"),
    NoUrnError: _("The text does not say which standard it is: enter the URN"),
    UrnShapeError: _("A URN has capital letters, then figures, for example INSSMA11"),
    NoTitleError: _("No title was found above the text"),
    NoCriteriaError: _("No criteria were found in the text, so there is nothing to import"),
    OtherUrnError: _("This is the text of another standard"),
    OtherVersionError: _("This is the text of another version"),
    CriteriaMissingError: _(
        "Criteria that the standard has could not be read in this text, so nothing is changed"
    ),
}


class ImportForm(PageForm):
    file = FileField(_("File"))
    text = TidyField(_("Or paste its text"), [AtMost(LONGEST_TEXT)])
    name = HiddenField()
    """The file that the text came from."""

    urn = TidyField(_("URN (optional)"), [AtMost(40)])
    version = TidyField(_("Version (optional)"), [AtMost(20)])
    language_of_text = KnownChoiceField(
        _("Language of the text"),
        choices=[("", _("Tell it from the text")), ("en", _("English")), ("cy", _("Welsh"))],
    )
    provenance = KnownChoiceField(
        _("What kind of text it is"),
        choices=[
            (Provenance.PUBLISHED.value, _("Published")),
            (Provenance.WORKING_TRANSLATION.value, _("A working translation")),
        ],
    )
    url = TidyField(_("Where it was published (optional)"), [AtMost(1000)])

    @property
    def language(self) -> Language | None:
        return Language(self.language_of_text.data) if self.language_of_text.data else None

    def refuse_document(self, refusal: RefusedError) -> None:
        self.refuse(refusal, REFUSALS.get(type(refusal), REFUSALS[BrokenDocumentError]))
