"""Measures the map of a cohort and the queue of a busy assessor against pages of ready-made rows.

Of each answer the server's own work is compared, and all of them are asked for in turn.
"""

import json
import sys
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import cycle
from pathlib import Path
from uuid import UUID

from bs4 import BeautifulSoup, Tag
from flask import Flask

from tests.bench.cohort import Cohort, make_cohort
from tests.bench.deciding import decisions_on
from tests.bench.load import Hit, Timing, move_seal, send, time_in_turn
from tests.bench.portfolio import cookie_of

IN_A_QUEUE = 500
MAPS, QUEUES = 40, 150


@dataclass(frozen=True)
class Crowd:
    """A cohort of 200 on two standards, and an assessor with 500 submitted units."""

    unit_id: UUID
    criterion_ids: list[UUID]
    manager_cookie: str
    judge_cookie: str
    """Of the cohort's own assessor."""

    assessor_cookie: str


def make_crowd(app: Flask) -> Crowd:
    cohort: Cohort = make_cohort(app)
    busy = make_cohort(app, practitioners=IN_A_QUEUE, urns=("INSSMA11",))
    return Crowd(
        cohort.unit_ids[0],
        cohort.criterion_ids,
        cookie_of(app, cohort.manager),
        cookie_of(app, cohort.assessor),
        cookie_of(app, busy.assessor),
    )


def keep_rows(crowd: Crowd, port: int, path: Path) -> None:
    """Write down the rows of both pages, for the floor to have them ready-made."""
    path.write_text(
        json.dumps(
            {
                "map": _map_rows(_rows(port, "/en/units/map", crowd.manager_cookie)),
                "queue": _queue_rows(_rows(port, "/en/queue", crowd.assessor_cookie)),
            }
        )
    )


def _rows(port: int, path: str, cookie: str) -> list[Tag]:
    asked = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers={"Cookie": cookie})
    with urllib.request.urlopen(asked) as answer:  # noqa: S310 (loopback)
        return list(BeautifulSoup(answer.read(), "html.parser").select("main table tbody tr"))


def _map_rows(rows: list[Tag]) -> list[list[object]]:
    return [
        [
            _one(row, "th a")["href"],
            _one(row, "th a").get_text(),
            _one(row, "th strong")["class"][0],
            *_one(row, "th strong").get_text(" ", strip=True).split(" ", 1),
            _one(row, "th > span").get_text(),
            [
                [cell["class"][0], link["href"], link["aria-label"], link.get_text()]
                for cell in row.select("td")
                for link in cell.select("a")
            ],
        ]
        for row in rows
    ]


def _queue_rows(rows: list[Tag]) -> list[list[object]]:
    return [
        [
            _one(row, "th a")["href"],
            _one(row, "th a").get_text(),
            *(cell.get_text(" ", strip=True) for cell in row.select("td")),
        ]
        for row in rows
    ]


def _one(row: Tag, selector: str) -> Tag:
    [found] = row.select(selector)
    return found


def print_crowd(crowd: Crowd, floor: int, pages: int, database: Path) -> None:
    sys.stdout.write(
        "\n| page | p50 ms | p95 ms | server's own ms | own / floor |\n|---|--:|--:|--:|--:|\n"
    )
    whole_map = Hit(pages, "/en/units/map", crowd.manager_cookie)
    hits = {
        "floor: 200 practitioners by 67 criteria, ready-made": Hit(floor, "/map"),
        "the same, of a cell only its sign": Hit(floor, "/map-signs"),
        "map, after any deed": _with(whole_map, _deeds(crowd, pages)),
        "map, as it was seen before": whole_map,
    }
    _print(hits, time_in_turn(list(hits.values()), number=MAPS))
    hits = {
        "floor again": Hit(floor, "/map"),
        "map, all of it read anew": _with(whole_map, partial(move_seal, str(database))),
    }
    _print(hits, time_in_turn(list(hits.values()), number=MAPS))
    hits = {
        "floor: a page of 25 of 500 in the queue, ready-made": Hit(floor, "/queue"),
        "the same after five indexed queries": Hit(floor, "/queue-after-queries"),
        "queue": Hit(pages, "/en/queue", crowd.assessor_cookie),
    }
    _print(hits, time_in_turn(list(hits.values()), number=QUEUES))


def _with(hit: Hit, before: Callable[[], None]) -> Hit:
    return Hit(hit.port, hit.path, hit.cookie, before=before)


def _deeds(crowd: Crowd, port: int) -> Callable[[], None]:
    """Have the assessor decide something, each time."""
    made = decisions_on(port, crowd.unit_id, crowd.judge_cookie, cycle(crowd.criterion_ids[:5]))
    return lambda: send(next(made))


def _print(hits: dict[str, Hit], timings: list[Timing]) -> None:
    base = timings[0]
    for name, timing in zip(hits, timings, strict=True):
        sys.stdout.write(
            f"| {name} | {timing.p50:.1f} | {timing.p95:.1f} | {timing.processor:.2f} | "
            f"{timing.processor / base.processor:.2f} |\n"
        )
    sys.stdout.flush()
