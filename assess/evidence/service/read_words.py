"""Takes the words out of one file that a stranger made, in a process of its own.

Run as `python -I read_words.py WHAT PATH` by assess/child.py. It opens no connection and starts
no program, whatever a file or a library wants.
"""

import codecs
import json
import sys
import zipfile
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from assess.child import limit_this_process

MOST_WORDS = 200_000
"""Characters that are kept of a file."""

LONGEST_DIRECTORY = 5_000
LARGEST_UNPACKED = 200 * 1024 * 1024
"""Bytes that an Office document may say it holds; a bomb says more."""

UNSPOKEN = frozenset({"script", "style", "template", "noscript", "svg", "math", "iframe", "object"})
FORBIDDEN = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork")
ODF_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
ODF_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"


class LockedError(Exception):
    """A password is needed."""


class TooMuchError(Exception):
    """It unpacks to more than any document has."""


class Enough(Exception):  # noqa: N818 (not an error: as much as is kept has been read)
    pass


class Words:
    """Gathers lines until there are as many as are kept."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.size = 0

    def add(self, line: str) -> None:
        """Take a line; raise Enough when there is no room for more."""
        room = MOST_WORDS - self.size
        self.lines.append(line[:room])
        self.size += len(line) + 1
        if self.size > MOST_WORDS:
            raise Enough


def read_pdf(path: Path) -> Iterator[str]:
    import pypdfium2  # type: ignore[import-untyped] # noqa: PLC0415 (each kind of file needs its own library only)

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as failed:
        if "password" in str(failed).lower():
            raise LockedError from failed
        raise
    for number in range(len(document)):
        yield from document[number].get_textpage().get_text_bounded().splitlines()
        yield ""


def read_docx(path: Path) -> Iterator[str]:
    import docx  # noqa: PLC0415 (as above)

    _check_archive(path)
    yield from _docx_lines(docx.Document(str(path)))


def _docx_lines(part: Any) -> Iterator[str]:  # noqa: ANN401 (a document or a cell)
    for block in part.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                yield "\t".join(" ".join(_docx_lines(cell)) for cell in row.cells)
        else:
            yield block.text


def read_pptx(path: Path) -> Iterator[str]:
    import pptx  # noqa: PLC0415 (as above)

    _check_archive(path)
    for slide in pptx.Presentation(str(path)).slides:
        yield from _shape_lines(slide.shapes)
        if slide.has_notes_slide and (notes := slide.notes_slide.notes_text_frame):
            yield from notes.text.splitlines()
        yield ""


def _shape_lines(shapes: Any) -> Iterator[str]:  # noqa: ANN401 (of a slide or of a group)
    for shape in shapes:
        if hasattr(shape, "shapes"):
            yield from _shape_lines(shape.shapes)
        elif shape.has_text_frame:
            yield from shape.text_frame.text.splitlines()
        elif getattr(shape, "has_table", False):
            for row in shape.table.rows:
                yield "\t".join(cell.text for cell in row.cells)


def read_xlsx(path: Path) -> Iterator[str]:
    import openpyxl  # noqa: PLC0415 (as above)

    _check_archive(path)
    with path.open("rb") as file:
        for sheet in openpyxl.load_workbook(file, read_only=True, data_only=True).worksheets:
            yield sheet.title
            for row in sheet.iter_rows(values_only=True):
                if any(value is not None for value in row):
                    yield "\t".join("" if one is None else str(one) for one in row).rstrip()
            yield ""


def read_open_document(path: Path) -> Iterator[str]:
    from odf import opendocument  # type: ignore[import-untyped] # noqa: PLC0415 (as above)

    _check_archive(path)
    with zipfile.ZipFile(path) as archive:
        if b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise LockedError
    yield from _odf_lines(opendocument.load(str(path)).body)


def _odf_lines(element: Any) -> Iterator[str]:  # noqa: ANN401 (odfpy has no types)
    from odf import teletype  # noqa: PLC0415 (as above)

    for child in element.childNodes:
        space, name = getattr(child, "qname", ("", ""))
        if space == ODF_TABLE and name == "table-row":
            cells = [" ".join(_odf_lines(cell)) for cell in child.childNodes]
            yield "\t".join(cells).rstrip()
        elif space == ODF_TEXT and name in {"p", "h"}:
            yield teletype.extractText(child)
        else:
            yield from _odf_lines(child)


def read_text(path: Path) -> Iterator[str]:
    yield from _decoded(path).splitlines()


def read_html(path: Path) -> Iterator[str]:
    """Read a page's words as they stand; nothing in it runs or is fetched."""
    reader = _HtmlWords()
    reader.feed(_decoded(path))
    reader.close()
    for line in "".join(reader.said).split("\n"):
        if words := " ".join(line.split()):
            yield words


class _HtmlWords(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.silent += tag in UNSPOKEN
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        self.silent = max(self.silent - (tag in UNSPOKEN), 0)
        self._part(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self._part(tag)

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.said.append(data)

    def _part(self, tag: str) -> None:
        inline = {"a", "abbr", "b", "em", "i", "span", "strong", "sub", "sup", "u"}
        self.said.append("" if tag in inline else "\n")


def _decoded(path: Path) -> str:
    with path.open("rb") as file:
        data = file.read(4 * MOST_WORDS)
        is_whole = not file.read(1)
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return data.decode("utf-16", "replace")
    try:
        return codecs.getincrementaldecoder("utf-8-sig")().decode(data, final=is_whole)
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _check_archive(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
    if len(entries) > LONGEST_DIRECTORY or sum(one.file_size for one in entries) > LARGEST_UNPACKED:
        raise TooMuchError


READERS: dict[str, Callable[[Path], Iterator[str]]] = {
    "pdf": read_pdf,
    "docx": read_docx,
    "pptx": read_pptx,
    "xlsx": read_xlsx,
    "open document": read_open_document,
    "text": read_text,
    "html": read_html,
}


def read_words(what: str, path: Path) -> dict[str, Any]:
    words, is_cut = Words(), False
    try:
        for line in READERS[what](path):
            words.add(line)
    except Enough:
        is_cut = True
    except LockedError:
        return {"trouble": "locked"}
    except (TooMuchError, MemoryError):
        return {"trouble": "too much"}
    return {"words": "\n".join(words.lines), "is_cut": is_cut}


def refuse_the_world(event: str, arguments: tuple[Any, ...]) -> None:
    del arguments
    if event.startswith(FORBIDDEN):
        raise PermissionError(event)


def main(what: str, path: str) -> None:
    limit_this_process()
    sys.addaudithook(refuse_the_world)
    sys.stdout.write(json.dumps(read_words(what, Path(path))))


if __name__ == "__main__":
    main(*sys.argv[1:])
