"""The words for each kind, state and form a print can show."""

from collections.abc import Callable

from assess.documents.drawing.phrases import Phrase, word
from assess.documents.pages import (
    PrintedForm,
    PrintedKind,
    PrintedPart,
    PrintedPlace,
    PrintedProof,
    PrintedState,
    PrintedUnitState,
)

UNIT_STATES: dict[PrintedUnitState, Phrase] = {
    PrintedUnitState.IN_PROGRESS: word("In progress"),
    PrintedUnitState.SIGNED_OFF: word("Signed off"),
    PrintedUnitState.RELEASED: word("Released"),
}
PARTS: dict[PrintedPart, Phrase] = {
    PrintedPart.PERFORMANCE: word("Performance criteria"),
    PrintedPart.KNOWLEDGE: word("Knowledge and understanding"),
}
STATES: dict[PrintedState, Phrase] = {
    PrintedState.OPEN: word("Still open"),
    PrintedState.EVIDENCED: word("Evidenced"),
    PrintedState.SUBMITTED: word("Submitted"),
    PrintedState.MET: word("Met"),
    PrintedState.NOT_YET_MET: word("Not yet met"),
}
PLACES: dict[PrintedPlace, Callable[[str], Phrase]] = {
    PrintedPlace.PAGE: lambda number: word("page %(number)s", number=number),
    PrintedPlace.PARAGRAPH: lambda number: word("paragraph %(number)s", number=number),
    PrintedPlace.SECTION: lambda number: word("section %(number)s", number=number),
    PrintedPlace.TIME: lambda time: word("from %(time)s", time=time),
}
KINDS: dict[PrintedKind, Phrase] = {
    PrintedKind.WORK_PRODUCT: word("Work product"),
    PrintedKind.REFLECTIVE_ACCOUNT: word("Reflective account"),
    PrintedKind.OBSERVATION: word("Observation"),
    PrintedKind.PROFESSIONAL_DISCUSSION: word("Professional discussion"),
    PrintedKind.QUESTIONING: word("Questioning"),
    PrintedKind.WITNESS_TESTIMONY: word("Witness testimony"),
    PrintedKind.EXPERT_WITNESS_TESTIMONY: word("Expert witness testimony"),
}
FORMS: dict[PrintedForm, Phrase] = {
    PrintedForm.FILE: word("File"),
    PrintedForm.ADDRESS: word("Web address"),
    PrintedForm.TEXT: word("Text"),
    PrintedForm.RECORDING: word("Recording"),
    PrintedForm.POINTER: word("Something held elsewhere"),
    PrintedForm.PLAN: word("A plan written here"),
}
PROOFS: dict[PrintedProof, Phrase] = {
    PrintedProof.PASSWORD: word("Password"),
    PrintedProof.PASSWORD_AND_CODE: word("Password and one-time code"),
    PrintedProof.PASSKEY: word("Passkey"),
    PrintedProof.SINGLE_SIGN_ON: word("Single sign-on"),
}
