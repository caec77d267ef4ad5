import io
import tracemalloc
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from assess.sheets import (
    LARGEST_UNPACKED,
    MOST_COLUMNS,
    MOST_ROWS,
    BrokenQuotesError,
    EmptySheetError,
    NotASheetError,
    OldWorkbookError,
    SheetKind,
    SheetRow,
    SheetTooLargeError,
    TooManyColumnsError,
    TooManyRowsError,
    neutralise,
    read_sheet,
    restore,
    write_csv,
    write_sheet,
    write_xlsx,
)

CELL = st.text(
    st.one_of(
        st.sampled_from("=+-@\t\r\n'\",;_x000D ŵŷ"),
        st.characters(exclude_categories=("Cs", "Cc")),
    ),
    max_size=12,
)
FILLED = CELL.filter(lambda text: bool(text.strip()))


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[str], list[list[str]]]:
    width = draw(st.integers(1, 4))
    header = draw(st.lists(FILLED, min_size=width, max_size=width))
    row = st.tuples(FILLED, st.lists(CELL, min_size=width - 1, max_size=width - 1))
    return header, [[first, *rest] for first, rest in draw(st.lists(row, max_size=4))]


@settings(max_examples=150, deadline=None)
@given(table=tables(), kind=st.sampled_from(SheetKind))
def test_what_is_written_is_read_again_just_so(
    table: tuple[list[str], list[list[str]]], kind: SheetKind
) -> None:
    header, rows = table

    sheet = read_sheet(write_sheet(kind, header, rows, "A table"))

    assert list(sheet.header) == header
    assert [list(row.cells) for row in sheet.rows] == rows


@given(text=st.text())
def test_no_cell_that_is_written_begins_as_a_formula_does(text: str) -> None:
    assert neutralise(text)[:1] not in set("=+-@\t\r\n")
    assert restore(neutralise(text)) == text


def test_a_formula_goes_out_behind_an_apostrophe() -> None:
    written = write_csv(["name"], [["=1+1"]])

    assert written == b"\xef\xbb\xbf" + b'"name"\r\n"\'=1+1"\r\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("parted", [",", ";", "\t"])
def test_a_csv_is_read_as_spreadsheets_write_it(encoding: str, parted: str) -> None:
    text = f"name{parted}cohort\r\nSiân{parted}Medi 2026\r\n\r\nZoë{parted}\r\n"

    sheet = read_sheet(text.encode(encoding))

    assert sheet.header == ("name", "cohort")
    assert sheet.rows == (SheetRow(2, ("Siân", "Medi 2026")), SheetRow(4, ("Zoë", "")))


def test_a_row_is_named_by_the_line_that_it_begins_on() -> None:
    sheet = read_sheet(b'name,site\r\n"two\r\nlines",Bangor\r\nAled,Bala\r\n')

    assert [row.line for row in sheet.rows] == [2, 4]


def test_a_first_line_that_names_the_delimiter_is_no_header() -> None:
    assert read_sheet(b"sep=;\r\nname;site\r\nAled;Bala").header == ("name", "site")


def test_cells_past_the_header_are_kept_for_whoever_judges_the_row() -> None:
    assert read_sheet(b"name,,\nAled,,\nBeca,Bala,").rows == (
        SheetRow(2, ("Aled",)),
        SheetRow(3, ("Beca", "Bala")),
    )


def test_dates_numbers_and_ticks_of_a_workbook_come_as_text() -> None:
    cells = [date(2026, 11, 21), datetime(2026, 11, 21, 9, 30), 1234567890, 12.0, 0.5, True]  # noqa: DTZ001 (a cell has no zone)
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([f"c{number}" for number in range(6)])
    sheet.append([])
    sheet.append(cells)
    out = io.BytesIO()
    book.save(out)

    assert read_sheet(out.getvalue()).rows == (
        SheetRow(3, ("2026-11-21", "2026-11-21 09:30:00", "1234567890", "12", "0.5", "TRUE")),
    )


def test_fifty_megabytes_of_junk_are_refused_without_being_read(tmp_path: Path) -> None:
    junk = tmp_path / "junk.csv"
    with junk.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    tracemalloc.start()
    with pytest.raises(SheetTooLargeError):
        read_sheet(junk)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < 1024 * 1024


def test_a_workbook_that_unpacks_to_far_more_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b" " * (LARGEST_UNPACKED + 1))

    with pytest.raises(SheetTooLargeError):
        read_sheet(out.getvalue())


def test_a_workbook_with_entities_is_refused() -> None:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(write_xlsx(["name"], [["Aled"]], "x"))) as good,
        zipfile.ZipFile(out, "w") as bad,
    ):
        for name in good.namelist():
            text = good.read(name)
            if name.endswith("sheet1.xml"):
                text = b'<!DOCTYPE x [<!ENTITY a "aa">]>' + text.replace(b"Aled", b"&a;")
            bad.writestr(name, text)

    with pytest.raises(NotASheetError):
        read_sheet(out.getvalue())


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", EmptySheetError),
        (b" \r\n;;\r\n", EmptySheetError),
        (b"\xef\xbb\xbf", EmptySheetError),
        (b"\x00\x01\x02" * 100, NotASheetError),
        (b"PK\x03\x04 and nothing more", NotASheetError),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OldWorkbookError),
        (b'name,site\nAled,"Bala\n', BrokenQuotesError),
        (("a," * MOST_COLUMNS + "a").encode(), TooManyColumnsError),
        (b"name\n" + b"Aled\n" * (MOST_ROWS + 1), TooManyRowsError),
    ],
)
def test_what_is_no_table_is_refused_by_its_kind(data: bytes, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        read_sheet(data)


def test_an_open_quotation_mark_is_named_by_its_line() -> None:
    with pytest.raises(BrokenQuotesError) as refused:
        read_sheet(b'name,site\nAled,Bala\nBeca,"Bala\nCai,Bala\n')

    assert refused.value.line == 3


def test_a_sheet_is_named_as_a_spreadsheet_allows() -> None:
    with zipfile.ZipFile(io.BytesIO(write_xlsx(["a"], [], "People: [all]/*?" + "x" * 40))) as book:
        assert b'name="People   all    xxxxxxxxxxxxxxx"' in book.read("xl/workbook.xml")
