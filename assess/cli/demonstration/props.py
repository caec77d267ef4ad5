"""The files that the practitioners offer, made when they are first needed."""

import io
from collections.abc import Callable
from typing import Any

from PIL import Image

from assess.cli.demonstration.days import Calendar
from assess.cli.demonstration.pictures import Stakeholder, draw_gate, draw_map, draw_stall
from assess.cli.demonstration.sounds import make_chime
from assess.cli.demonstration.told import read, read_papers
from assess.documents.drawing.leaflet import Leaflet, LeafletPage, LeafletTable, draw_leaflet
from assess.evidence.rules.file_types import Shown, type_by_name
from assess.evidence.service import Arrived
from assess.files import FileStore


class Props:
    def __init__(self, calendar: Calendar, store: FileStore) -> None:
        self._calendar = calendar
        self._store = store
        self._papers = read_papers()
        self._pictures = {
            row["name"]: (kind, row) for kind, rows in read("pictures.toml").items() for row in rows
        }

    def hand_over(self, name: str) -> Arrived:
        """Make a file and give it as one that has arrived.

        What is told of it is known, so no other process has to open it to find out.
        """
        pages = len(self._leaflet(name).pages) if name in self._papers else None
        made = draw_leaflet(self._leaflet(name)) if pages else self._draw(name)
        kind = type_by_name(name)
        if kind is None:
            raise ValueError(name)
        incoming = self._store.receive()
        incoming.write(made)
        return Arrived(
            incoming,
            name,
            kind.media_type,
            pages=pages,
            preview=_preview(made) if kind.shown is Shown.IMAGE else None,
        )

    def names(self) -> list[str]:
        return [*self._papers, *self._pictures]

    def _draw(self, name: str) -> bytes:
        kind, row = self._pictures[name]
        draw: dict[str, Callable[[dict[str, Any]], bytes]] = {
            "map": _map,
            "gate": lambda row: draw_gate(row["banner"], row["seed"]),
            "stall": lambda row: draw_stall(
                row["poster"], row["seed"], caddy=row.get("caddy", False)
            ),
            "chime": lambda _: make_chime(),
        }
        return draw[kind](row)

    def _leaflet(self, name: str) -> Leaflet:
        paper = self._papers[name]
        pages = tuple(self._page(page, paper.get("language", "")) for page in paper["page"])
        if earlier := paper.get("begins_as"):
            first = self._leaflet(earlier)
            return Leaflet(first.title, first.maker, first.language, first.pages[:-1] + pages)
        return Leaflet(paper["title"], paper["maker"], paper["language"], pages)

    def _page(self, page: dict[str, Any], language: str) -> LeafletPage:
        def dated(texts: list[str]) -> tuple[str, ...]:
            return tuple(self._calendar.dated(text, language or "en") for text in texts)

        table = page.get("table")
        return LeafletPage(
            page["heading"],
            dated(page["paragraphs"]),
            LeafletTable(
                tuple(table["heads"]),
                tuple(dated(row) for row in table["rows"]),
                tuple(table["widths"]),
            )
            if table
            else None,
        )


def _map(row: dict[str, Any]) -> bytes:
    who = [
        Stakeholder(name, ring) for ring, names in enumerate(row["stakeholders"]) for name in names
    ]
    return draw_map(row["title"], row["centre"], tuple(row["rings"]), who)


def _preview(picture: bytes) -> bytes:
    made = io.BytesIO()
    with Image.open(io.BytesIO(picture)) as image:
        image.convert("RGB").save(made, "JPEG", quality=85, optimize=True)
    return made.getvalue()
