"""What is typed at the desk: decisions, questions and actions, doubts."""

from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField

from assess.assessment.forms.fields import CriteriaField, IdField, page_language_field
from assess.assessment.rules import Check, Outcome, RequestKind
from assess.web.page_form import (
    TEXT,
    AtMost,
    DatePartsField,
    KnownChoiceField,
    Needed,
    PageForm,
    TidyField,
)


class TickedField(CriteriaField):
    """The criteria that were ticked. Whether they are the unit's is found out by the deed."""

    def pre_validate(self, form: Any) -> None:  # noqa: ANN401 (WTForms' own signature)
        """Take them as they come, rather than read the unit's criteria twice."""


class OneOfField(RadioField):
    """One of a few; anything else is as if nothing had been chosen."""

    def pre_validate(self, form: Any) -> None:  # noqa: ANN401 (WTForms' own signature)
        del form
        if self.data not in {choice[0] for choice in self.iter_choices()}:
            self.data = None


class DecideForm(PageForm):
    criteria = TickedField(validators=[Needed(_("Tick at least one criterion"))])
    outcome = OneOfField(
        choices=[(one.value, one.value) for one in Outcome],
        validate_choice=False,
        validators=[Needed(_("Choose met or not yet met"))],
    )
    feedback = TidyField(validators=[AtMost(TEXT)])
    feedback_language = page_language_field(_("Language of the feedback"))
    version = IdField()
    """The version of the evidence that is judged."""


class AskForm(PageForm):
    key = HiddenField(name="ask_key")
    """Its own: it stands in one form of the page with the decision."""

    criteria = TickedField(validators=[Needed(_("Tick at least one criterion"))])
    kind = OneOfField(
        choices=[(one.value, one.value) for one in RequestKind],
        validate_choice=False,
        validators=[Needed(_("Choose a question or an action"))],
    )
    words = TidyField(validators=[Needed(_("Write what you ask, or want done")), AtMost(TEXT)])
    language = page_language_field(_("Language of the question or action"))
    due_on = DatePartsField()


class DoubtForm(PageForm):
    check = KnownChoiceField(choices=[(one.value, one.value) for one in Check])
    words = TidyField(
        id="doubt-words", validators=[Needed(_("Write what you doubt")), AtMost(TEXT)]
    )
    language = page_language_field(_("Language of the doubt"))
    mapping_id = IdField()
    evidence_id = IdField()
    criterion_id = IdField()

    def place(self) -> dict[str, UUID | None]:
        """Give the one thing that the check is about, of those that were sent."""
        field: IdField = {
            Check.VALID: self.mapping_id,
            Check.AUTHENTIC: self.evidence_id,
            Check.CURRENT: self.evidence_id,
            Check.SUFFICIENT: self.criterion_id,
        }[Check(self.check.data)]
        return {field.name: field.data}


class SettleForm(PageForm):
    doubt_id = IdField(validators=[Needed(_("This doubt has been settled already."))])
