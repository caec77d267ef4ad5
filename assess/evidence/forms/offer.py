from dataclasses import replace
from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf.file import MultipleFileField
from wtforms import BooleanField, HiddenField

from assess.evidence.forms.mapped import MappedField
from assess.evidence.forms.words import FORMS, KINDS
from assess.evidence.rules.kinds import TYPED_FORMS, EvidenceForm, EvidenceKind
from assess.evidence.rules.offers import LONGEST_ADDRESS, Offer
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


class DescribedForm(PageForm):
    """What is said of every piece of evidence. The kinds are those of the role."""

    files = MultipleFileField(_("Files"))
    remove_location = BooleanField(_("Take out of photographs where they were taken"))
    text = TidyField(_("Text"), [AtMost(TEXT)])
    title = TidyField(_("Title"), [AtMost()])
    description = TidyField(_("What it is, and what and who it shows"), [AtMost(10_000)])
    kind = KnownChoiceField(_("Kind of evidence"))
    made_on = DatePartsField(
        _("When it came about"), [Needed(_("Enter the date when it came about"))]
    )
    language = LanguageTagField(_("Language of the evidence"))
    simulated = BooleanField(_("It was done in a simulation, not in real work"))
    prior_learning = BooleanField(_("It is from before this course (prior learning)"))

    def __init__(self, kinds: tuple[EvidenceKind, ...], **values: Any) -> None:  # noqa: ANN401 (what the fields show first)
        super().__init__(**{"kind": kinds[0].value} | values)
        self.kind.choices = [(kind.value, KINDS[kind]) for kind in kinds]

    def described(self, form: EvidenceForm) -> Offer:
        return Offer(
            kind=EvidenceKind(self.kind.data),
            form=form,
            title=self.title.data or "",
            language=self.language.data,
            made_on=self.made_on.data,
            description=self.description.data or "",
            text=self.text.data or "",
            simulated=bool(self.simulated.data),
            prior_learning=bool(self.prior_learning.data),
        )


class OfferForm(DescribedForm):
    """A piece of evidence in one of its four forms."""

    offered_as = KnownChoiceField(
        _("What are you adding?"),
        choices=[(one.value, FORMS[one]) for one in TYPED_FORMS],
        default=EvidenceForm.FILES.value,
    )
    address = TidyField(_("Web address"), [AtMost(LONGEST_ADDRESS)])
    held_at = TidyField(_("Where it is held"), [AtMost(1_000)])

    def offer(self) -> Offer:
        return replace(
            self.described(EvidenceForm(self.offered_as.data)),
            address=self.address.data or "",
            held_at=self.held_at.data or "",
        )


class AddForm(OfferForm):
    """New evidence, with the criteria that it shows."""

    mapped = MappedField(_("Criteria that it shows"))


class RevisionForm(OfferForm):
    """A newer version: the same fields, which files stay, and why."""

    kept = KnownChoicesField(_("Files that stay"))
    why = TidyField(_("Why there is a new version"), [AtMost(1_000)])
    seen = HiddenField()

    @property
    def seen_number(self) -> int:
        """The version that the page showed; 0 where the field was tampered with."""
        seen = self.seen.data or ""
        return int(seen) if seen.isascii() and seen.isdecimal() else 0


class MapForm(PageForm):
    mapped = MappedField(_("Criteria that it shows"))
