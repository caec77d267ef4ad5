"""The files of a piece of evidence: shown, or where to find them, always with their hash."""

from reportlab.platypus import CondPageBreak, Flowable, KeepTogether

from assess.documents.drawing import look
from assess.documents.drawing.enclosures import Outcome
from assess.documents.drawing.figures import Figure
from assess.documents.drawing.flowables import Picture
from assess.documents.drawing.phrases import Said, joined, labelled, word
from assess.documents.drawing.press import Press
from assess.documents.pages import PrintedFile

_WIDEST, _TALLEST = 360.0, 270.0


def files(press: Press, listed: tuple[PrintedFile, ...]) -> list[Flowable]:
    pieces: list[Flowable] = []
    for file in listed:
        pieces += _file(press, file, press.outcomes[file.sha256])
    return pieces


def _file(press: Press, file: PrintedFile, outcome: Outcome) -> list[Flowable]:
    size = joined(file.media_type, press.voice.size(file.size))
    pieces: list[Flowable] = [
        CondPageBreak(60),
        press.minor(word("File")),
        *press.text_of(file.name, None, look.CELL),
        press.words(size, look.SMALL),
        press.words(word("SHA-256"), look.HASH_LABEL),
        *press.text_of(file.sha256, None, look.CODE),
        *(press.words(said, look.SMALL) for said in _fates(outcome)),
    ]
    caption = [] if file.caption is None else press.authored(file.caption, look.CAPTION)
    if outcome.figure is None:
        return pieces + caption
    return [*pieces, KeepTogether([_picture(outcome.figure), *caption])]


def _fates(outcome: Outcome) -> list[Said]:
    fates: list[Said] = []
    if outcome.trouble is not None:
        fates.append(labelled(word("Not shown"), outcome.trouble))
    if outcome.attached_as is not None:
        fates.append(labelled(word("Attached to this PDF as"), outcome.attached_as))
    if outcome.reason is not None:
        fates.append(labelled(word("Not attached"), outcome.reason))
    if outcome.figure is not None:
        fates.append(word("Shown here made smaller; the hash is that of the original."))
    return fates


def _picture(figure: Figure) -> Picture:
    scale = min(_WIDEST / figure.width, _TALLEST / figure.height, 1.0)
    return Picture(figure.path, figure.width * scale, figure.height * scale)
