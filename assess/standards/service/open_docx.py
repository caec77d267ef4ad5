"""Opens one Word document that a stranger made: its paragraphs and cells in order.

Run as `python -I open_docx.py PATH` by assess/child.py. It gives what the document holds; what
the numbers and lines are that Word would show is worked out in rules/docx_lines.py.
"""

import json
import sys
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.document import Document as DocumentObject
from docx.oxml.ns import qn
from lxml.etree import _Element  # type: ignore[import-untyped] # has no types

from assess.child import limit_this_process

MOST_PARAGRAPHS = 20_000
SKIPPED = frozenset(map(qn, ("w:del", "w:moveFrom", "w:txbxContent", "w:pPr", "w:rPr")))
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
SIGNS = {
    qn("w:tab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "\u2011",
}
"""What stands for a letter in a run. A soft hyphen is only where a word may be broken."""


def blocks_of(parent: _Element, cell: list[int] | None = None) -> Iterator[dict[str, Any]]:
    """Give paragraphs and the paragraphs of cells in order, whatever they are wrapped in."""
    for child in parent:
        if child.tag == qn("w:p"):
            yield paragraph_of(child) | {"cell": cell}
        elif child.tag == qn("w:tbl"):
            yield from cells_of(child)
        elif child.tag not in SKIPPED and child.tag != FALLBACK:
            yield from blocks_of(child, cell)


def cells_of(table: _Element) -> Iterator[dict[str, Any]]:
    for row, element in enumerate(table.iter(qn("w:tr"))):
        if next(element.iterancestors(qn("w:tbl"))) is not table:
            continue
        for column, cell in enumerate(element.findall(f".//{qn('w:tc')}")):
            if next(cell.iterancestors(qn("w:tr"))) is element and not is_merged_away(cell):
                yield from blocks_of(cell, [row, column])


def is_merged_away(cell: _Element) -> bool:
    """Say whether a cell is covered by the one above it."""
    merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return merge is not None and merge.get(qn("w:val"), "continue") == "continue"


def paragraph_of(element: _Element) -> dict[str, Any]:
    properties = element.find(qn("w:pPr"))
    style = numbering = None
    if properties is not None:
        style = value_of(properties.find(qn("w:pStyle")))
        numbering = numbering_of(properties)
    return {"text": "".join(letters_of(element)), "style": style, "numbering": numbering}


def letters_of(element: _Element) -> Iterator[str]:
    for child in element:
        if child.tag in SKIPPED or child.tag == FALLBACK:
            continue
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in SIGNS:
            yield SIGNS[child.tag]
        elif child.tag == qn("w:r") and is_hidden(child):
            continue
        else:
            yield from letters_of(child)


def is_hidden(run: _Element) -> bool:
    hidden = run.find(f"{qn('w:rPr')}/{qn('w:vanish')}")
    return hidden is not None and hidden.get(qn("w:val"), "true") not in {"0", "false", "off"}


def value_of(element: _Element | None) -> str | None:
    return None if element is None else element.get(qn("w:val"))


def numbering_of(properties: _Element) -> list[str | None] | None:
    """Give the list and the level that a paragraph or a style names, where it names one."""
    found = properties.find(qn("w:numPr"))
    if found is None:
        return None
    return [value_of(found.find(qn("w:numId"))), value_of(found.find(qn("w:ilvl")))]


def lists_of(document: DocumentObject) -> dict[str, Any]:
    """Give the levels of each list by its number: format, text and start of each."""
    part = next((one for one in document.part.rels.values() if "numbering" in one.reltype), None)
    if part is None:
        return {}
    root = document.part.numbering_part.element
    abstract = {
        one.get(qn("w:abstractNumId")): levels_of(one) for one in root.iter(qn("w:abstractNum"))
    }
    lists = {}
    for number in root.iter(qn("w:num")):
        kind = value_of(number.find(qn("w:abstractNumId")))
        restarts = {
            one.get(qn("w:ilvl")): value_of(one.find(qn("w:startOverride")))
            for one in number.iter(qn("w:lvlOverride"))
        }
        lists[number.get(qn("w:numId"))] = {
            "kind": kind,
            "levels": abstract.get(kind, {}),
            "restarts": {level: start for level, start in restarts.items() if start},
        }
    return lists


def levels_of(definition: _Element) -> dict[str | None, list[str | None]]:
    return {
        level.get(qn("w:ilvl")): [
            value_of(level.find(qn(name))) for name in ("w:numFmt", "w:lvlText", "w:start")
        ]
        for level in definition.iter(qn("w:lvl"))
    }


def styles_of(document: DocumentObject) -> dict[str, Any]:
    """Give, by style, the style that it is based on and the list that it numbers by."""
    styles = {}
    for style in document.styles.element.iter(qn("w:style")):
        properties = style.find(qn("w:pPr"))
        styles[style.get(qn("w:styleId"))] = {
            "base": value_of(style.find(qn("w:basedOn"))),
            "numbering": None if properties is None else numbering_of(properties),
        }
    return styles


def main(path: str) -> None:
    limit_this_process()
    document = Document(path)
    blocks = []
    for block in blocks_of(document.element.body):
        blocks.append(block)
        if len(blocks) > MOST_PARAGRAPHS:
            raise ValueError("more paragraphs than any standard has")
    answer = {"blocks": blocks, "lists": lists_of(document), "styles": styles_of(document)}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main(sys.argv[1])
