"""Tables that come in and go out as CSV and XLSX, every cell as text.

A cell that a spreadsheet could take for a formula gets an apostrophe when it is written and
loses it when it is read, so that what goes out comes back the same.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from itertools import islice
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from assess.refusals import RefusedError

MEGABYTE = 1024 * 1024
LARGEST = 5 * MEGABYTE
LARGEST_UNPACKED = 24 * MEGABYTE
MOST_ROWS = 10_000
MOST_COLUMNS = 60
MOST_PARTS = 500
"""How many files a workbook may be packed of."""

_NEUTRAL = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")  # noqa: RUF001 (spreadsheets take the wide ones, too)
_GUARDED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")  # noqa: RUF001 (as above)
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_NOT_IN_A_TITLE = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_LONGEST_TITLE = 31
_LONGEST_CELL = 32_767
_WIDEST = 60
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


class SheetRefusedError(RefusedError):
    """A file that no table is read from."""

    field = "file"


class SheetTooLargeError(SheetRefusedError):
    """Larger than any table we take, as it came or once it is unpacked."""


class TooManyRowsError(SheetRefusedError):
    pass


class TooManyColumnsError(SheetRefusedError):
    pass


class EmptySheetError(SheetRefusedError):
    pass


class NotASheetError(SheetRefusedError):
    """Neither CSV nor a workbook that opens."""


class OldWorkbookError(SheetRefusedError):
    """A workbook of the kind before XLSX, or one behind a password."""


class BrokenQuotesError(SheetRefusedError):
    """A quotation mark in a CSV that is not closed, or closed in the middle of a cell."""

    def __init__(self, line: int) -> None:
        super().__init__(f"line {line}: quotation marks")
        self.line = line


class SheetKind(StrEnum):
    CSV = "csv"
    XLSX = "xlsx"

    @property
    def media_type(self) -> str:
        if self is SheetKind.CSV:
            return "text/csv; charset=utf-8"
        return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class SheetRow:
    line: int
    """Where the row begins: the line of a CSV, the row of a workbook."""

    cells: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """A table as it was read: no blank rows, and no row with fewer cells than the header."""

    header: tuple[str, ...]
    rows: tuple[SheetRow, ...]


def read_sheet(source: bytes | Path) -> Sheet:
    """Read a table, whatever its name says it is.

    Raises:
        SheetRefusedError: one of its kinds above, before anything large is held in memory.

    """
    size = len(source) if isinstance(source, bytes) else source.stat().st_size
    if size > LARGEST:
        raise SheetTooLargeError(f"{size} bytes")
    data = source if isinstance(source, bytes) else source.read_bytes()
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise OldWorkbookError("save it as XLSX, without a password")
    return _as_sheet(
        _rows_of_workbook(data) if data.startswith(b"PK\x03\x04") else _rows_of_csv(data)
    )


def write_sheet(
    kind: SheetKind, header: Sequence[str], rows: Iterable[Sequence[str]], title: str
) -> bytes:
    if kind is SheetKind.CSV:
        return write_csv(header, rows)
    return write_xlsx(header, rows, title)


def write_csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Give a CSV in UTF-8 with a byte order mark, by which spreadsheets know its letters."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(neutralise(cell) for cell in header)
    writer.writerows([neutralise(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig", "replace")


def write_xlsx(header: Sequence[str], rows: Iterable[Sequence[str]], title: str) -> bytes:
    """Give a workbook of one sheet, its header in bold and always in view."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_title(title))
    sheet.freeze_panes = "A2"
    lines = [[neutralise(cell)[:_LONGEST_CELL] for cell in row] for row in (header, *rows)]
    for place, cell in enumerate(header, start=1):
        widest = max([len(cell), *(len(line[place - 1]) for line in lines if len(line) >= place)])
        sheet.column_dimensions[get_column_letter(place)].width = min(widest + 2, _WIDEST)
    bold = Font(bold=True)
    for number, line in enumerate(lines):
        written = [WriteOnlyCell(sheet, _NOT_IN_XML.sub(_escape, text)) for text in line]
        for one in written:
            one.data_type = "s"
            if number == 0:
                one.font = bold
        sheet.append(written)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def neutralise(text: str) -> str:
    """Give a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if _NEUTRAL.match(text) else text


def restore(text: str) -> str:
    """Take off the apostrophe that `neutralise` put on."""
    return text[1:] if _GUARDED.match(text) else text


def _as_sheet(rows: Iterator[tuple[int, list[str]]]) -> Sheet:
    filled = ((line, cells) for line, cells in rows if any(cell.strip() for cell in cells))
    first = next(filled, None)
    if first is None:
        raise EmptySheetError("no row has anything in it")
    header = _cut(first[1])
    if len(header) > MOST_COLUMNS:
        raise TooManyColumnsError(f"{len(header)} columns")
    taken = list(islice(filled, MOST_ROWS + 1))
    if len(taken) > MOST_ROWS:
        raise TooManyRowsError(f"more than {MOST_ROWS} rows")
    return Sheet(header, tuple(SheetRow(line, _cut(cells, len(header))) for line, cells in taken))


def _cut(cells: list[str], width: int = 0) -> tuple[str, ...]:
    """Give the cells as far as anything stands in them, and at least so many."""
    last = next((at for at in range(len(cells), 0, -1) if cells[at - 1].strip()), 0)
    shown = [restore(cell) for cell in cells[: max(last, width)]]
    return (*shown, *[""] * (width - len(shown)))


def _rows_of_csv(data: bytes) -> Iterator[tuple[int, list[str]]]:
    text = _decode(data)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    line = 1
    try:
        for cells in reader:
            if not (line == 1 and len(cells) <= 2 and cells[:1] == ["sep="]):  # noqa: PLR2004 (the mark and what it names)
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as broken:
        raise BrokenQuotesError(line) from broken


def _decode(data: bytes) -> str:
    """Read the letters: UTF-8, or what spreadsheets in this country wrote before it."""
    encodings = [name for mark, name in _BOMS if data.startswith(mark)] or ["utf-8", "cp1252"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _NO_TEXT.search(text):
            break
        return text
    raise NotASheetError("no text")


def _delimiter(text: str) -> str:
    """Tell what parts the cells: what stands oftenest in the header, outside of quotes."""
    header = _QUOTED.sub("", text[: 64 * 1024].lstrip()).partition("\n")[0]
    return max(",;\t", key=header.count)


def _rows_of_workbook(data: bytes) -> Iterator[tuple[int, list[str]]]:
    _check_packing(data)
    try:
        # A cell's value is read, never its formula; one column more than we take is enough to tell.
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        for number, values in enumerate(
            sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS + 1), start=1
        ):
            if any(value is not None for value in values):
                yield number, [_as_text(value) for value in values]
    except Exception as broken:  # a workbook that is none can fail the reader in any way
        raise NotASheetError(f"{type(broken).__name__}") from broken


def _check_packing(data: bytes) -> None:
    """Refuse a workbook that unpacks to more than we take, by what its own list says.

    A part that is larger than the list says is cut there by the reader, and then refused.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as broken:
        raise NotASheetError("not a workbook") from broken
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise SheetTooLargeError("unpacks to more than is taken")


def _as_text(value: object) -> str:
    """Give a cell's value as somebody would have typed it."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).upper()
        case float() if value.is_integer():
            return str(int(value))
        case datetime() if value.time() == time.min:
            return value.date().isoformat()
        case date() | time():
            return value.isoformat().replace("T", " ")
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), str(value))


def _escape(found: re.Match[str]) -> str:
    return f"_x{ord(found[0]):04X}_"


def _title(title: str) -> str:
    return title.translate(_NOT_IN_A_TITLE).strip()[:_LONGEST_TITLE] or "1"
