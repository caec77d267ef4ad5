"""What a refusal is in words, in the page's language."""

from flask_babel import gettext as _

from assess.assessment.forms.joint_session import session_refusals
from assess.assessment.rules import asking, deciding, people, signing, submitting
from assess.refusals import RefusedError


def refusal_words(refusal: RefusedError) -> str:
    """Put a refusal of this part into words, with the criteria that it is about."""
    labels = ", ".join(getattr(refusal, "labels", ()))
    for words in (_of_people, _of_submissions, _of_decisions, _of_requests, _of_sign_offs):
        found = words(labels).get(type(refusal))
        if found is not None:
            return found
    if (found := session_refusals().get(type(refusal))) is not None:
        return str(found)
    return str(_("That is not possible now. Nothing has been changed."))


Words = dict[type[RefusedError], str]


def _of_people(labels: str) -> Words:
    del labels
    return {
        people.NotTheAssessorError: _("Only the unit's assessor may do this."),
        people.NotThePractitionerError: _("Only the practitioner may do this."),
        people.OwnWorkError: _("This is your own work. Nobody assesses their own work."),
        people.SignedOffError: _(
            "The unit is signed off. Nothing changes unless the sign-off is withdrawn."
        ),
    }


def _of_submissions(labels: str) -> Words:
    return {
        submitting.NothingChosenError: _("Tick at least one criterion"),
        submitting.NoEvidenceError: _(
            "There is no evidence for %(labels)s yet. Add some first.", labels=labels
        ),
        submitting.AlreadySubmittedError: _(
            "%(labels)s: submitted already, and waiting for the assessor", labels=labels
        ),
        submitting.AlreadyMetError: _("%(labels)s: met already", labels=labels),
        submitting.NotDeclaredError: _("Tick to declare that this is your own work"),
        submitting.HelpNotToldError: _("Say what help and tools you used, or that you used none"),
        submitting.AssessmentBegunError: _(
            "The assessor has started. What has been submitted can no longer be withdrawn."
        ),
        submitting.AlreadyWithdrawnError: _("This has been withdrawn already."),
    }


def _of_decisions(labels: str) -> Words:
    return {
        deciding.NotSubmittedError: _(
            "%(labels)s: not submitted, so there is nothing to decide", labels=labels
        ),
        deciding.NotShownError: _(
            "This evidence is not mapped to %(labels)s. Untick them, or judge other evidence.",
            labels=labels,
        ),
        deciding.NoFeedbackError: _("Write feedback: say what is missing or why it changes"),
        deciding.NothingNewError: _(
            "%(labels)s: decided so already. Nothing has been added.", labels=labels
        ),
    }


def _of_requests(labels: str) -> Words:
    return {
        asking.NoWordsError: _("Write what you mean"),
        asking.DueDateNeededError: _("Give a date for the action"),
        asking.DueDatePastError: _("Give a date that is today or later"),
        asking.AlreadyAnsweredError: _("This has been answered already. The answer stays."),
        asking.NoAnswerError: _("Write your answer"),
        asking.WrongPlaceError: _("This doubt does not belong here."),
        asking.AlreadySettledError: _("This doubt has been settled already."),
        asking.NothingToReturnError: _(
            "%(labels)s: neither not yet met nor with an open question", labels=labels
        ),
        asking.NoMessageError: _("Write what needs to be done"),
    }


def _of_sign_offs(labels: str) -> Words:
    return {
        signing.NotAllMetError: _("Not met yet: %(labels)s", labels=labels),
        signing.NoCriteriaError: _(
            "The standard has no criteria, so there is nothing to sign off."
        ),
        signing.WordsChangedError: _(
            "The words have changed since the decision. Decide again to reaffirm: %(labels)s",
            labels=labels,
        ),
        signing.OpenRequestsError: _(
            "A question or action has not been answered: %(labels)s", labels=labels
        ),
        signing.WorkingTranslationError: _(
            "Your provider does not sign off on a working translation. Wait for the published text."
        ),
        signing.ProofTooOldError: _("Prove who you are again, then sign off."),
        signing.NoReasonError: _("Write why you withdraw the sign-off"),
        signing.SignOffWithdrawnError: _("This sign-off has been withdrawn already."),
    }
