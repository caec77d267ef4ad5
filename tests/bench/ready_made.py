"""The floor of the map and the queue: a bare Flask page with their rows from a ready-made list.

The rows are those of the page itself, with the same markup. Each text of a cell is escaped and the
cells are joined in Python. `/map-signs` is barer still: of a cell nothing but its sign.
"""

import json
import os
from pathlib import Path

from flask import Flask
from markupsafe import Markup, escape

from tests.bench.floor import COMPILED, answers
from tests.bench.timed import Timed

PAGE = """<!DOCTYPE html><html lang="en"><head><title>Floor</title></head><body>
<table>{{ rows }}</table></body></html>"""
COLUMNS = ("Standard", "What it is", "Cohort", "Waiting since", "Promised by")

app = Flask(__name__)
page = app.jinja_env.from_string(PAGE)
ROWS = json.loads(Path(os.environ["BENCH_ROWS"]).read_text())


@app.get("/map")
def whole_map() -> str:
    rows = []
    for address, name, pace, sign, said, figures, cells in ROWS["map"]:
        joined = "".join(
            [
                f'<td class="{state}"><a href="{cell}" aria-label="{escape(words)}">{escape(sign)}'
                "</a></td>"
                for state, cell, words, sign in cells
            ]
        )
        rows.append(
            f'<tr><th scope="row"><a href="{address}">{escape(name)}</a> <strong class="{pace}">'
            f'<span aria-hidden="true">{escape(sign)}</span> {escape(said)}</strong> '
            f"<span>{escape(figures)}</span></th>{joined}</tr>"
        )
    return page.render(rows=_text(rows))


@app.get("/map-signs")
def map_of_signs() -> str:
    rows = []
    for _address, name, *_rest, cells in ROWS["map"]:
        joined = "".join([f"<td>{escape(sign)}</td>" for *_rest, sign in cells])
        rows.append(f"<tr><th>{escape(name)}</th>{joined}</tr>")
    return page.render(rows=_text(rows))


@app.get("/queue")
def queue() -> str:
    return page.render(rows=_text(_queue_rows()))


@app.get("/queue-after-queries")
def queue_after_queries() -> str:
    """Give the same after the five indexed queries of the other floor, which has 70 rows."""
    COMPILED.render(person=answers()[1][0], rows=())
    return page.render(rows=_text(_queue_rows()))


def _queue_rows() -> list[str]:
    rows = []
    for address, name, *texts in ROWS["queue"]:
        cells = "".join(
            [
                f'<td class="govuk-table__cell" data-column="{escape(column)}">{escape(text)}</td>'
                for column, text in zip(COLUMNS, texts, strict=True)
            ]
        )
        rows.append(
            '<tr class="govuk-table__row"><th scope="row" class="govuk-table__header" '
            f'data-column="Practitioner"><a class="govuk-link" href="{address}">{escape(name)}'
            f"</a></th>{cells}</tr>"
        )
    return rows


def _text(rows: list[str]) -> Markup:
    return Markup("\n".join(rows))  # noqa: S704 (escaped above)


timed = Timed(app)
