"""The versions that a unit has been under: when and why it went on, and what that changed."""

from reportlab.platypus import CondPageBreak, Flowable

from assess.documents.drawing import look
from assess.documents.drawing.phrases import Said, joined, labelled, word
from assess.documents.drawing.press import Press
from assess.documents.pages import PrintedMove, PrintedReworded, PrintedUnit


def moves(press: Press, unit: PrintedUnit, key: str) -> list[Flowable]:
    if not unit.moves:
        return []
    title = word("Moved to a newer version of the standard")
    pieces: list[Flowable] = [
        CondPageBreak(120),
        press.heading(title, 2, key=f"{key}-moves", level=1, listed=True),
    ]
    for move in unit.moves:
        pieces += _move(press, move)
    return pieces


def _move(press: Press, move: PrintedMove) -> list[Flowable]:
    versions = word(
        "From version %(before)s to version %(after)s", before=move.before, after=move.after
    )
    relabelled = ", ".join(f"{before} → {after}" for before, after in move.relabelled)
    rows: list[tuple[Said, Said | None]] = [
        (word("Moved on"), press.voice.moment(move.moved_at)),
        (word("Moved by"), move.moved_by),
        (word("Labels, old and new"), relabelled or None),
        (word("Criteria that are gone"), ", ".join(move.gone) or None),
        (word("Criteria reworded"), ", ".join(one.label for one in move.reworded) or None),
    ]
    return [
        press.words(versions, look.HEADINGS[2]),
        press.facts(rows, look.TEXT_WIDTH),
        press.words(word("Reason"), look.BOLD_BODY),
        *press.authored(move.reason),
        *(_reaffirmed(press, one) for one in move.reworded if one.reaffirmed_at),
    ]


def _reaffirmed(press: Press, one: PrintedReworded) -> Flowable:
    who: list[Said] = [] if one.reaffirmed_at is None else [press.voice.moment(one.reaffirmed_at)]
    said = joined(word("reaffirmed in its new words"), one.reaffirmed_by or "", *who)
    return press.words(labelled(one.label, said), look.SMALL)
