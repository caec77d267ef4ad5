"""The criteria of one section, with their labels and groups.

A criterion is only ever a labelled, numbered or bulleted text. Unmarked text is a sub-heading, the
rest of the criterion above, or left out with a warning.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from assess.standards.rules.headings import Section, is_lead_in, without_markup
from assess.standards.rules.lines import Line
from assess.standards.rules.marks import Mark, Style, is_label_run, mark_of
from assess.standards.rules.sub_headings import Place, is_plain_sub_heading, is_unknown_heading
from assess.standards.rules.values import Criterion, ReaderWarning

_LETTERS = {Section.PERFORMANCE: "P", Section.KNOWLEDGE: "K"}
_FURTHEST_SKIP = 5
_NESTED = 2


@dataclass
class _Item:
    line: Line
    mark: Mark
    number: int
    group: str | None
    texts: list[str]

    @property
    def text(self) -> str:
        return " ".join(self.texts)


class _Taken(Enum):
    YES = auto()
    STOP = auto()


@dataclass
class Reading:
    """What has been read of a section so far."""

    letter: str
    width: int | None
    level: int = 0
    items: list[_Item] = field(default_factory=list)
    group: str | None = None
    style: Style | None = None
    base: int = 0
    fresh_group: bool = True
    apart: bool = False
    stray: Line | None = None
    skipping: bool = False
    item_open: bool = False
    warnings: list[ReaderWarning] = field(default_factory=list)

    @property
    def last_number(self) -> int:
        return self.items[-1].number if self.items else 0

    def warn(self, code: str, line: Line, message: str) -> None:
        self.warnings.append(ReaderWarning(code, line.number, message))


def read_criteria(
    section: Section, lines: Sequence[Line], *, width: int | None, level: int = 0
) -> tuple[list[Criterion], list[ReaderWarning], Line | None]:
    """Give the criteria, the warnings and the first line of text that could not be placed."""
    reading = Reading(_LETTERS[section], width, level)
    for place in range(len(lines)):
        if _take(reading, lines, place) is _Taken.STOP:
            break
    apart = _parted_from_text(reading)
    if apart is not None:
        message = (
            f"the labels ({reading.letter}1 and so on) are parted from their texts, "
            "so these criteria are left out"
        )
        return [], [ReaderWarning("labels-apart", apart.line.number, message)], None
    return _finished(reading), reading.warnings, reading.stray


def _take(reading: Reading, lines: Sequence[Line], place: int) -> _Taken:
    line = lines[place]
    if is_lead_in(line.text):
        _take_lead_in(reading, line)
        return _Taken.YES
    number = _number_if_item(reading, line)
    if number is not None:
        _add_item(reading, line, number)
        return _Taken.YES
    return _take_plain(reading, lines, place)


def _take_lead_in(reading: Reading, line: Line) -> None:
    """In a run-on line nothing parts a second group's name from the criterion before it."""
    reading.apart = reading.apart or (line.run_on and bool(reading.items))
    reading.style = None
    reading.fresh_group = True
    reading.item_open = False


def _number_if_item(reading: Reading, line: Line) -> int | None:
    """Give the number that a marked line gets in its section, None where it is no criterion."""
    mark = mark_of(line.text)
    if mark is None or not _fits_style(reading, line, mark):
        return None
    if mark.style is Style.BULLET:
        return reading.last_number + 1 if mark.text else None
    if mark.style is Style.LETTER and mark.letter != reading.letter:
        return None
    may_restart = reading.fresh_group or (mark.style is Style.NUMBER and reading.width is None)
    return _number_in_turn(reading, mark.number, may_restart=may_restart)


def _fits_style(reading: Reading, line: Line, mark: Mark) -> bool:
    """A list inside a criterion is its text: deeper indented, or marked in another way."""
    if reading.style is None:
        return True
    if mark.style is Style.LETTER:
        return reading.style is Style.LETTER or mark.number == 1
    return mark.style is reading.style and not _is_deeper(reading, line)


def _is_deeper(reading: Reading, line: Line) -> bool:
    return bool(reading.items) and line.indent >= reading.items[-1].line.indent + _NESTED


def _number_in_turn(reading: Reading, number: int, *, may_restart: bool) -> int | None:
    """Trap 8: a group that starts again at 1 runs on."""
    last = reading.last_number
    if not last:
        return number
    if last < number + reading.base <= last + _FURTHEST_SKIP:
        return number + reading.base
    if number == 1 and may_restart:
        reading.base = last
        return last + 1
    if reading.fresh_group and last < number:
        reading.base = 0
        return number
    return None


def _add_item(reading: Reading, line: Line, number: int) -> None:
    mark = mark_of(line.text)
    if mark is None:
        return
    texts = [mark.text] if mark.text else []
    reading.items.append(_Item(line, mark, number, reading.group, texts))
    reading.style = mark.style
    reading.fresh_group = False
    reading.skipping = False
    reading.item_open = True


def _take_plain(reading: Reading, lines: Sequence[Line], place: int) -> _Taken:
    """Place an unmarked line: sub-heading, rest of the criterion above, or left out."""
    line = lines[place]
    item = reading.items[-1] if reading.items else None
    if item is not None and not item.texts and reading.item_open and not line.level:
        item.texts.append(line.text)
        return _Taken.YES
    mark = mark_of(line.text)
    if mark is not None:
        _take_marked(reading, line, mark)
        return _Taken.YES
    following = lines[place + 1] if place + 1 < len(lines) else None
    where = Place(
        line=line,
        following=following,
        before=lines[place - 1].text if item else None,
        leads=following is not None
        and (is_lead_in(following.text) or _number_if_item_after(reading, following)),
        counts_on=following is not None and _counts_on(following),
        width=reading.width,
        section_level=reading.level,
    )
    if is_unknown_heading(where):
        reading.warn(
            "unknown-heading",
            line,
            f"“{line.text}” is no heading of a NOS; the text under it is left out",
        )
        return _Taken.STOP
    _place_plain(reading, where)
    return _Taken.YES


def _take_marked(reading: Reading, line: Line, mark: Mark) -> None:
    """A list inside a criterion is its text; a label out of its turn is not trusted."""
    labelled = mark.style is Style.LETTER or (
        mark.style is reading.style is Style.NUMBER and not _is_deeper(reading, line)
    )
    if labelled and reading.width is None:
        message = f"“{line.text[:40]}” is out of turn; it is left out"
        reading.warn("label-out-of-turn", line, message)
        reading.skipping = True
        return
    if labelled:
        message = f"“{line.text[:40]}” was read as part of the line above, not as a label"
        reading.warn("doubtful-line", line, message)
    _continue(reading, line, after_blank=line.after_blank and not _is_deeper(reading, line))


def _continue(reading: Reading, line: Line, *, after_blank: bool) -> None:
    """Text goes on with the criterion above unless something stands between them."""
    if reading.item_open and not after_blank and not reading.skipping:
        reading.items[-1].texts.append(line.text)
    elif not reading.skipping:
        reading.skipping = True
        reading.stray = reading.stray or line


def _place_plain(reading: Reading, where: Place) -> None:
    kind = is_plain_sub_heading(where)
    if kind is not None:
        reading.group = without_markup(where.line.text)
        reading.style = None
        reading.fresh_group = True
        reading.item_open = False
        if kind == "doubtful":
            message = (
                f"“{where.line.text}” was read as a sub-heading, not as part of the line above"
            )
            reading.warn("doubtful-line", where.line, message)
    else:
        _continue(reading, where.line, after_blank=where.line.after_blank)


def _number_if_item_after(reading: Reading, line: Line) -> bool:
    """Say whether the line would be a criterion in a group of its own."""
    mark = mark_of(line.text)
    if mark is None or (mark.style is Style.LETTER and mark.letter != reading.letter):
        return False
    in_turn = mark.number == 1 or mark.number > reading.last_number
    return bool(mark.text) if mark.style is Style.BULLET else in_turn


def _counts_on(line: Line) -> bool:
    mark = mark_of(line.text)
    return mark is not None and mark.number > 1


def _parted_from_text(reading: Reading) -> _Item | None:
    """Trap 6: give a label that stands beside other labels instead of beside its text.

    One empty label among others that all have their text is only empty.
    """
    items = reading.items
    empty = [item for item in items if not item.texts]
    inline = [item for item in items if item.mark.text]
    if len(empty) == 1 and len(inline) == len(items) - 1 and inline:
        empty = []
    run = next((item for item in items if is_label_run(item.mark)), None)
    if run or empty:
        return run or empty[0]
    return items[0] if reading.apart and items else None


def _finished(reading: Reading) -> list[Criterion]:
    for item in reading.items:
        if not item.texts:
            message = f"{reading.letter}{item.number} has no text and is left out"
            reading.warn("empty-criterion", item.line, message)
    return [
        Criterion(f"{reading.letter}{item.number}", item.group, item.text)
        for item in reading.items
        if item.texts
    ]
