"""Does a page stay as quick when the provider grows? `python -m tests.bench.growth`.

One portfolio is made by the deeds, then copied: 100 practitioners against 10,000, who have
1,000,000 mappings between them. A page passes where its p95 is at most 1.5 times what it is with
100 practitioners. It shows as many rows then: those of one cohort, one assessor, one unit.
"""

import os
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from assess.app import create_app
from assess.files import MemoryStore
from assess.settings import Settings
from tests.bench.copying import copy_portfolio
from tests.bench.load import Hit, move_seal, time_in_turn
from tests.bench.portfolio import Portfolio, make_portfolio
from tests.bench.serving import served

PIECES = 50
FEW, MANY = 100, 10_000
READS = 120
MOST_GROWTH = 1.5
WHOLE_PROVIDER = "units of the provider"
"""Shown, and not judged: to give its first page it puts everybody's name in order."""

ROOM = 10 * 1024**3
"""Bytes that must be free on the disk; the larger provider takes a fifth of them."""


def main() -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    few, many = (int(one) for one in sys.argv[1:]) if sys.argv[1:] else (FEW, MANY)
    if shutil.disk_usage(tempfile.gettempdir()).free < ROOM:
        sys.exit("There is too little room on the disk: 10 GB are needed.")
    with grown_to(few) as small, grown_to(many) as large:
        timings = {
            page: time_in_turn([hit, large[page]], number=READS) for page, hit in small.items()
        }
    sys.stdout.write(
        f"| page | p50 ms, {few:,} | p95 ms, {few:,} | p50 ms, {many:,} | p95 ms, {many:,} "
        "| p95 / p95 | server's own p95 / p95 |\n|---|--:|--:|--:|--:|--:|--:|\n"
    )
    grown = []
    for page, (one, other) in timings.items():
        growth = other.p95 / one.p95
        grown += [page] if growth > MOST_GROWTH and page != WHOLE_PROVIDER else []
        sys.stdout.write(
            f"| {page} | {one.p50:.1f} | {one.p95:.1f} | {other.p50:.1f} | {other.p95:.1f} "
            f"| {growth:.2f} | {other.processor_p95 / one.processor_p95:.2f} |\n"
        )
    if grown:
        sys.exit(f"More than {MOST_GROWTH} times as long: {', '.join(grown)}.")


@contextmanager
def grown_to(practitioners: int) -> Iterator[dict[str, Hit]]:
    """Serve a provider of that size, and give what is asked of it."""
    with tempfile.TemporaryDirectory(prefix="assess-growth-") as name:
        settings = Settings(data_dir=Path(name), database_url="")
        app = create_app(settings, files=MemoryStore())
        portfolio = make_portfolio(app, pieces=PIECES)
        started = time.perf_counter()
        copy_portfolio(app, portfolio, practitioners)
        database = Path(name) / "assess.db"
        sys.stderr.write(
            f"{practitioners:,} practitioners, {_mappings(database):,} mappings: "
            f"{database.stat().st_size / 1e6:,.0f} MB in {time.perf_counter() - started:.0f} s\n"
        )
        environment = os.environ | {"DATA_DIR": name, "DATABASE_URL": settings.database_address}
        with served("tests.bench.pages:timed", environment) as port:
            yield _pages(port, portfolio, database)


def _mappings(database: Path) -> int:
    with sqlite3.connect(database) as connection:
        return int(connection.execute("SELECT count(*) FROM mapping").fetchone()[0])


def _pages(port: int, portfolio: Portfolio, database: Path) -> dict[str, Hit]:
    unit = f"/en/units/{portfolio.unit_id}"
    practitioner, assessor = portfolio.practitioner_cookie, portfolio.assessor_cookie
    manager = portfolio.manager_cookie
    cohort = "/en/units/map?cohort=Cohort+001"
    return {
        "gap list": Hit(port, "/en/", practitioner),
        "criterion page": Hit(port, f"{unit}/P3", practitioner),
        "desk": Hit(port, f"{unit}/desk", assessor),
        "queue": Hit(port, "/en/queue", assessor),
        "units of an assessor": Hit(port, "/en/units", assessor),
        "map of a cohort": Hit(port, cohort, manager),
        "map of a cohort, read anew": Hit(
            port, cohort, manager, before=partial(move_seal, str(database))
        ),
        WHOLE_PROVIDER: Hit(port, "/en/units", manager),
        "enrolments of a cohort": Hit(port, "/en/enrolments?cohort=Cohort+001", manager),
        "cohorts": Hit(port, "/en/cohorts", manager),
    }


if __name__ == "__main__":
    main()
