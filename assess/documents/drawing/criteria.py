"""Each criterion: its text, what shows it, what was said and decided about it."""

from reportlab.platypus import CondPageBreak, Flowable, Table

from assess.bilingual import Bilingual, Language
from assess.documents.drawing import look
from assess.documents.drawing.decisions import decisions, questions, returns
from assess.documents.drawing.phrases import joined, labelled, word
from assess.documents.drawing.press import Press
from assess.documents.drawing.words import PARTS, PLACES, STATES
from assess.documents.pages import (
    Authored,
    PrintedCriterion,
    PrintedMapping,
    PrintedPart,
    PrintedReflection,
    PrintedUnit,
)

_GAP = 18.0


def criteria(press: Press, unit: PrintedUnit, key: str) -> list[Flowable]:
    pieces: list[Flowable] = []
    part: PrintedPart | None = None
    group = None
    for place, criterion in enumerate(unit.criteria):
        if criterion.part is not part:
            part, group = criterion.part, None
            pieces.append(press.heading(PARTS[part], 2, key=f"{key}-{part}", level=1, listed=True))
        if criterion.group is not None and criterion.group != group:
            group = criterion.group
            pieces.append(press.words(group, look.BOLD_BODY))
        pieces += _criterion(press, criterion, criterion_key(key, place))
    return pieces


def criterion_key(unit_key: str, place: int) -> str:
    """Name a criterion's bookmark by its place: a label is the document's own, and may be odd."""
    return f"{unit_key}-c{place}"


def _criterion(press: Press, criterion: PrintedCriterion, key: str) -> list[Flowable]:
    title = labelled(criterion.label, STATES[criterion.state])
    pieces: list[Flowable] = [
        CondPageBreak(130),
        press.heading(title, 3, key=key, level=2),
        *_text(press, criterion),
    ]
    if criterion.note is not None:
        pieces.append(_note(press, criterion.note))
    pieces += _evidence(press, criterion.mappings)
    for reflection in criterion.reflections:
        pieces += _reflection(press, reflection)
    pieces += questions(press, criterion.questions)
    pieces += press.doubts(
        word("Doubt whether the evidence is sufficient"), criterion.sufficient_doubts
    )
    pieces += decisions(press, criterion.decisions)
    pieces += returns(press, criterion.returns)
    return pieces


def _text(press: Press, criterion: PrintedCriterion) -> list[Flowable]:
    """Set the text, in two columns where both languages are printed."""
    languages = press.voice.languages
    if len(languages) == 1:
        return press.standard_text(criterion.text, languages[0], look.CRITERION)
    names = {Language.ENGLISH: "English", Language.WELSH: "Cymraeg"}
    columns = [
        press.text_of(names[language], language.value, look.LABEL)
        + press.standard_text(criterion.text, language, look.BODY)
        for language in languages
    ]
    width = (look.TEXT_WIDTH - _GAP) / 2
    return [
        Table(
            [[columns[0], "", columns[1]]],
            colWidths=[width, _GAP, width],
            style=[
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 0),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
            ],
            splitInRow=1,
            hAlign="LEFT",
        )
    ]


def _note(press: Press, note: Bilingual) -> Flowable:
    label = word("The two published texts differ")
    return Table(
        [[[press.words(label, look.NOTE_LABEL), *press.bilingual(note, look.NOTE)]]],
        colWidths=[look.TEXT_WIDTH],
        style=[
            ("LINEBEFORE", (0, 0), (0, -1), 2, look.TEAL),
            ("LEFTPADDING", (0, 0), (-1, -1), 9),
            ("TOPPADDING", (0, 0), (-1, -1), 2),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
        ],
        splitInRow=1,
        spaceBefore=3,
        spaceAfter=5,
    )


def _evidence(press: Press, mappings: tuple[PrintedMapping, ...]) -> list[Flowable]:
    if not mappings:
        return [press.words(word("No evidence is mapped to this criterion."), look.SMALL)]
    titles = {piece.number: piece.title for piece in press.portfolio.evidence}
    rows: list[list[Flowable | list[Flowable]]] = []
    doubts: list[Flowable] = []
    for mapping in mappings:
        number = mapping.evidence_number
        title = titles.get(number)
        rows.append(
            [
                press.evidence_link(number),
                [] if title is None else press.authored(title, look.CELL),
                _place(press, mapping),
            ]
        )
        doubt = joined(f"E{number}", word("Doubt whether this is valid here"), between=": ")
        doubts += press.doubts(doubt, mapping.valid_doubts)
    table = Table(
        rows,
        colWidths=[42, look.TEXT_WIDTH - 182, 140],
        style=look.LIGHT_ROWS,
        splitInRow=1,
        hAlign="LEFT",
        spaceAfter=4,
    )
    return [press.minor(word("Evidence, and where in it")), table, *doubts]


def _place(press: Press, mapping: PrintedMapping) -> list[Flowable]:
    if mapping.place is None:
        return press.text_of(mapping.locator, None, look.CELL)
    place = PLACES[mapping.place](mapping.locator)
    if mapping.section is not None:
        said = mapping.section
        if isinstance(said, Authored):
            return [
                press.words(place, look.CELL),
                *press.authored(said, look.CELL),
            ]
        place = word("section %(number)s, %(title)s", number=mapping.locator, title=said)
    if mapping.file is not None:
        place = word("%(place)s in %(file)s", place=place, file=mapping.file)
    return [press.words(place, look.CELL)]


def _reflection(press: Press, reflection: PrintedReflection) -> list[Flowable]:
    pieces: list[Flowable] = [press.minor(word("Reflection"))]
    if reflection.title:
        pieces += press.text_of(reflection.title, reflection.lang)
    for passage in reflection.passages:
        if passage.heading is not None:
            pieces.append(press.words(passage.heading, look.BOLD_BODY))
        pieces += press.text_of(passage.text, reflection.lang)
    written_on = labelled(word("Written on"), press.voice.moment(reflection.written_at))
    pieces.append(press.words(written_on, look.SMALL))
    return pieces
