"""The sign-off: by whom, when, how they proved who they were, and over what snapshot."""

from reportlab.platypus import CondPageBreak, Flowable

from assess.documents.drawing import look
from assess.documents.drawing.cover import unit_code
from assess.documents.drawing.phrases import Said, joined, labelled, word
from assess.documents.drawing.press import Cell, Press
from assess.documents.drawing.words import PROOFS
from assess.documents.pages import PrintedSignOff, PrintedUnit, PrintedWithdrawal


def sign_off(press: Press, unit: PrintedUnit, key: str) -> list[Flowable]:
    title = labelled(word("Sign-off"), unit.urn)
    pieces: list[Flowable] = [
        press.heading(title, 1, key=f"{key}-signed", level=0, listed=True),
        press.words(unit_code(unit), look.BODY),
    ]
    for language in press.voice.languages:
        pieces += press.standard_text(unit.title, language, look.CRITERION)
    if unit.is_draft:
        pieces.append(press.words(word("This unit is not signed off. This print is a draft.")))
    for given in unit.sign_offs:
        pieces += _given(press, given)
    if unit.release is not None:
        pieces += _released(press, unit)
    return pieces


def _given(press: Press, given: PrintedSignOff) -> list[Flowable]:
    voice = press.voice
    title = word("Signed off") if given.withdrawal is None else word("Sign-off, withdrawn")
    rows: list[tuple[Said, Said | Cell | None]] = [
        (word("Signed off by"), given.signed_by),
        (word("Signed off on"), voice.moment(given.signed_at)),
        (word("Signed in with"), PROOFS[given.proof]),
        (word("Signed in on"), voice.moment(given.proved_at)),
    ]
    pieces: list[Flowable] = [
        CondPageBreak(160),
        press.words(title, look.HEADINGS[1]),
        press.facts(rows, look.TEXT_WIDTH),
        press.words(word("SHA-256 of the snapshot that was signed off"), look.HASH_LABEL),
        *press.text_of(given.snapshot_sha256, None, look.CODE),
    ]
    if given.comment is not None:
        pieces += [press.minor(word("Comment")), *press.authored(given.comment)]
    if given.withdrawal is not None:
        pieces += _withdrawn(press, given.withdrawal)
    return pieces


def _withdrawn(press: Press, withdrawal: PrintedWithdrawal) -> list[Flowable]:
    who = joined(withdrawal.withdrawn_by, press.voice.moment(withdrawal.withdrawn_at))
    return [
        press.minor(word("Withdrawn by")),
        press.words(who),
        press.words(word("Reason"), look.BOLD_BODY),
        *press.authored(withdrawal.reason),
    ]


def _released(press: Press, unit: PrintedUnit) -> list[Flowable]:
    release = unit.release
    if release is None:
        return []
    sampled = word("Sampled") if release.sampled else word("By the sampling plan, not sampled")
    rows: list[tuple[Said, Said | Cell | None]] = [
        (word("Released on"), press.voice.moment(release.released_at)),
        (word("Released by"), release.released_by),
        (word("Internal quality assurance"), sampled),
    ]
    return [
        CondPageBreak(120),
        press.words(word("Released"), look.HEADINGS[1]),
        press.facts(rows, look.TEXT_WIDTH),
    ]
