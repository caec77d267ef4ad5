"""Each piece of evidence in full: particulars, words, files, pictures."""

from reportlab.platypus import CondPageBreak, Flowable

from assess.documents.drawing import look
from assess.documents.drawing.files import files
from assess.documents.drawing.index import criteria_of
from assess.documents.drawing.phrases import Said, joined, labelled, word
from assess.documents.drawing.plan_sections import plan_sections
from assess.documents.drawing.press import Cell, Press, title_in_heading
from assess.documents.drawing.words import FORMS, KINDS
from assess.documents.pages import Authored, PrintedEvidence, PrintedExchange, PrintedForm


def all_evidence(press: Press) -> list[Flowable]:
    if not press.portfolio.evidence:
        return []
    pieces: list[Flowable] = [
        press.heading(word("Evidence"), 1, key="evidence", level=0, listed=True)
    ]
    for piece in press.portfolio.evidence:
        pieces += _piece(press, piece)
    return pieces


def _piece(press: Press, piece: PrintedEvidence) -> list[Flowable]:
    return [
        CondPageBreak(170),
        press.heading_of(f"E{piece.number}", piece.title, key=f"e{piece.number}"),
        press.facts(_particulars(press, piece), look.TEXT_WIDTH),
        *_part(press, word("Description"), piece.description),
        *_held_elsewhere(press, piece),
        *_part(press, word("Text"), piece.text),
        *plan_sections(press, piece.sections, key=f"e{piece.number}"),
        *_exchanges(press, piece),
        *_hash(press, piece),
        *files(press, piece.files),
        *_earlier(press, piece),
        *press.doubts(
            word("Doubt whether this is the practitioner's own work"), piece.authentic_doubts
        ),
        *press.doubts(word("Doubt whether this is current"), piece.current_doubts),
    ]


def _particulars(press: Press, piece: PrintedEvidence) -> list[tuple[Said, Said | Cell | None]]:
    voice = press.voice
    version = str(piece.version) if piece.version > 1 else None
    address: list[Flowable] | None = None
    if piece.location is not None:
        address = press.text_of(piece.location, None, look.CELL)
    is_address = piece.form is PrintedForm.ADDRESS
    cut = title_in_heading(piece.title).endswith("…")
    return [
        (word("Title"), press.authored(piece.title, look.CELL) if cut else None),
        (word("Kind"), KINDS[piece.kind]),
        (word("Form of evidence"), FORMS[piece.form]),
        (word("Made by"), piece.made_by),
        (word("Made on"), None if piece.made_on is None else voice.day(piece.made_on)),
        (word("Language"), voice.language_name(piece.language)),
        (word("Version"), version),
        (word("Simulated"), word("Yes, a simulation") if piece.simulated else None),
        (word("Prior learning"), word("Yes, prior learning") if piece.prior_learning else None),
        (word("Web address") if is_address else word("Held at"), address),
        (word("Mapped to"), criteria_of(press.portfolio, piece.number) or word("No criterion")),
        *(
            (
                word("Confirmed by"),
                joined(each.confirmed_by, voice.moment(each.confirmed_at)),
            )
            for each in piece.confirmations
        ),
    ]


def _part(press: Press, label: Said, said: Authored | None) -> list[Flowable]:
    if said is None:
        return []
    return [press.minor(label), *press.authored(said)]


def _held_elsewhere(press: Press, piece: PrintedEvidence) -> list[Flowable]:
    pieces: list[Flowable] = []
    for sight in piece.sights:
        line = joined(sight.seen_by, press.voice.day(sight.seen_on))
        pieces += [
            press.minor(word("Seen by the assessor at")),
            *press.authored(sight.seen_at),
            press.words(line, look.SMALL),
        ]
    if piece.form is PrintedForm.POINTER and not piece.sights:
        pieces.append(press.words(word("Not yet seen by the assessor"), look.MARKED))
    return pieces


def _exchanges(press: Press, piece: PrintedEvidence) -> list[Flowable]:
    if not piece.exchanges:
        return []
    pieces: list[Flowable] = [press.minor(word("Questions and answers"))]
    for exchange in piece.exchanges:
        pieces += _exchange(press, exchange)
    return pieces


def _exchange(press: Press, exchange: PrintedExchange) -> list[Flowable]:
    pieces = press.authored(exchange.question, look.BOLD_BODY)
    if exchange.at:
        heard = labelled(word("Place in the recording"), exchange.at)
        pieces.append(press.words(heard, look.SMALL))
    if exchange.answer is None:
        pieces.append(press.words(word("No answer recorded"), look.MARKED))
    else:
        pieces += press.authored(exchange.answer)
    return pieces


def _earlier(press: Press, piece: PrintedEvidence) -> list[Flowable]:
    """Name the versions that were put forward before the one that is printed."""
    pieces: list[Flowable] = []
    for version in piece.earlier:
        submitted = joined(
            word("Version %(number)s, submitted on", number=str(version.number)),
            press.voice.moment(version.submitted_at),
            between=" ",
        )
        pieces.append(press.words(submitted, look.SMALL))
        hashes = [(file.name, file.sha256) for file in version.files]
        if version.sha256 is not None:
            hashes.append(("SHA-256", version.sha256))
        for name, sha256 in hashes:
            pieces += [
                *press.text_of(name, None, look.CELL),
                *press.text_of(sha256, None, look.CODE),
            ]
    if not pieces:
        return []
    return [press.minor(word("Earlier versions that were submitted")), *pieces]


def _hash(press: Press, piece: PrintedEvidence) -> list[Flowable]:
    if piece.sha256 is None:
        return []
    described = piece.text is None or piece.form in {PrintedForm.ADDRESS, PrintedForm.POINTER}
    if piece.form is PrintedForm.PLAN:
        label = word("SHA-256 of the plan as it was put forward")
        return [press.words(label, look.HASH_LABEL), *press.text_of(piece.sha256, None, look.CODE)]
    label = word("SHA-256 of the description") if described else word("SHA-256 of the text")
    return [press.words(label, look.HASH_LABEL), *press.text_of(piece.sha256, None, look.CODE)]
