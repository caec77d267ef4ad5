"""What the assessor asked, decided and handed back, earlier decisions included."""

from reportlab.platypus import Flowable

from assess.documents.drawing import look
from assess.documents.drawing.phrases import Said, joined, labelled, word
from assess.documents.drawing.press import Press
from assess.documents.pages import PrintedDecision, PrintedQuestion, PrintedReturn


def decisions(press: Press, made: tuple[PrintedDecision, ...]) -> list[Flowable]:
    pieces: list[Flowable] = []
    for place, decision in enumerate(made):
        title = word("Decision") if place == 0 else word("Earlier decision")
        pieces += [press.minor(title), *_decision(press, decision)]
    return pieces


def _decision(press: Press, decision: PrintedDecision) -> list[Flowable]:
    outcome = word("Met") if decision.met else word("Not yet met")
    line = joined(decision.decided_by, press.voice.moment(decision.decided_at))
    pieces: list[Flowable] = [
        press.words(outcome, look.BOLD_BODY),
        press.words(line, look.SMALL),
        *(press.words(remark, look.MARKED) for remark in _remarks(press, decision)),
    ]
    if decision.reason is not None:
        pieces.append(press.words(word("Reason for the change after sign-off"), look.SMALL))
        pieces += press.authored(decision.reason)
    if decision.feedback is not None:
        pieces += press.authored(decision.feedback)
    pieces += press.doubts(
        word("Doubt whether the evidence is sufficient"), decision.sufficient_doubts
    )
    return pieces


def _remarks(press: Press, decision: PrintedDecision) -> list[Said]:
    remarks: list[Said] = []
    if not decision.stands:
        remarks.append(word("This decision does not stand."))
    if decision.together_with:
        remarks.append(
            labelled(word("One judgement, made together with"), ", ".join(decision.together_with))
        )
    if decision.on_working_translation:
        remarks.append(word("Decided on a working translation of the criterion"))
    if decision.awaits_countersignature:
        remarks.append(word("Does not count until a qualified assessor countersigns it"))
    if decision.countersigned_by is not None and decision.countersigned_at is not None:
        remarks.append(
            labelled(
                word("Countersigned by"),
                joined(decision.countersigned_by, press.voice.moment(decision.countersigned_at)),
            )
        )
    return remarks


def returns(press: Press, handed_back: tuple[PrintedReturn, ...]) -> list[Flowable]:
    pieces: list[Flowable] = []
    for one in handed_back:
        line = joined(one.returned_by, press.voice.moment(one.returned_at))
        pieces += [
            press.minor(word("Returned for more work")),
            press.words(line, look.SMALL),
        ]
        if one.together_with:
            others = labelled(word("Returned together with"), ", ".join(one.together_with))
            pieces.append(press.words(others, look.MARKED))
        pieces += press.authored(one.message)
    return pieces


def questions(press: Press, asked: tuple[PrintedQuestion, ...]) -> list[Flowable]:
    pieces: list[Flowable] = []
    for question in asked:
        pieces += _question(press, question)
    return pieces


def _question(press: Press, question: PrintedQuestion) -> list[Flowable]:
    voice = press.voice
    asked = joined(question.asked_by, voice.moment(question.asked_at))
    pieces: list[Flowable] = [
        press.minor(word("Action") if question.is_action else word("Question")),
        *press.authored(question.asked),
        press.words(asked, look.SMALL),
    ]
    if question.due_on is not None:
        due = labelled(word("To be done by"), voice.day(question.due_on))
        pieces.append(press.words(due, look.SMALL))
    for answer in question.answers:
        line = joined(answer.answered_by, voice.moment(answer.answered_at))
        pieces += [
            press.words(word("Answer"), look.BOLD_BODY),
            *press.authored(answer.answer),
            press.words(line, look.SMALL),
        ]
    if question.closed_at is not None:
        closed = labelled(word("Closed on"), voice.moment(question.closed_at))
        pieces.append(press.words(closed, look.SMALL))
    elif not question.answers:
        pieces.append(press.words(word("Not answered yet"), look.MARKED))
    return pieces
