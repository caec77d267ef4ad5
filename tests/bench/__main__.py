"""Measures the pages against the floor, in one run on one machine: a table of ratios."""

import os
import signal
import sys
import tempfile
from functools import partial
from pathlib import Path

import sqlalchemy as sa

from assess.app import create_app
from assess.db import db
from assess.files import MemoryStore
from assess.settings import Settings
from tests.bench.crowd import keep_rows, make_crowd, print_crowd
from tests.bench.deciding import decisions_on
from tests.bench.importing import time_import
from tests.bench.load import Hit, Timing, same, time_hits
from tests.bench.portfolio import Portfolio, make_portfolio
from tests.bench.serving import served

READS, WRITES = 300, 120


def main() -> None:
    # Told to stop, it stops the servers that it started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with tempfile.TemporaryDirectory(prefix="assess-bench-") as name:
        folder = Path(name)
        settings = Settings(data_dir=folder, database_url="")
        app = create_app(settings, files=MemoryStore())
        portfolio = make_portfolio(app)
        crowd = make_crowd(app)
        with app.app_context(), db.engine.begin() as connection:
            connection.execute(sa.text("CREATE TABLE bench_write (at TEXT)"))
        environment = os.environ | {
            "DATA_DIR": str(folder),
            "DATABASE_URL": settings.database_address,
            "BENCH_PERSON": portfolio.practitioner.person_id.hex,
            "BENCH_TEXTS": ",".join(one.hex for one in portfolio.text_ids),
            "BENCH_ROWS": str(folder / "rows.json"),
        }
        with served("tests.bench.pages:timed", environment) as pages:
            with served("tests.bench.floor:timed", environment) as floor:
                print_table(portfolio, floor, pages)
            keep_rows(crowd, pages, folder / "rows.json")
            with served("tests.bench.ready_made:timed", environment) as floor:
                print_crowd(crowd, floor, pages, folder / "assess.db")
        sys.stdout.write(f"\n1,000 enrolments in one job: {time_import(app):.1f} s\n")


def print_table(portfolio: Portfolio, floor: int, pages: int) -> None:
    unit = f"/en/units/{portfolio.unit_id}"
    reads = {
        "gap list": Hit(pages, "/en/", portfolio.practitioner_cookie),
        "criterion page": Hit(pages, f"{unit}/P3", portfolio.practitioner_cookie),
        "desk": Hit(pages, f"{unit}/desk", portfolio.assessor_cookie),
    }
    sys.stdout.write(f"{os.cpu_count()} cores\n")
    sys.stdout.write(
        "| page | connections | p50 ms | p95 ms | a second | p50 / floor |\n"
        "|---|--:|--:|--:|--:|--:|\n"
    )
    for connections in (1, 8):
        base = _measure(Hit(floor, "/read"), connections, READS)
        _row("floor: five queries, 70 rows", connections, base, base)
        compiled = _measure(Hit(floor, "/read-compiled"), connections, READS)
        _row("the same, template read once", connections, compiled, base)
        for name, hit in reads.items():
            _row(name, connections, _measure(hit, connections, READS), base)
        written = _measure(Hit(floor, "/write", body=""), connections, WRITES)
        _row("one bare durable write", connections, written, base)
        decisions = partial(_decisions, portfolio, pages)
        saved = time_hits(decisions, connections=connections, number=WRITES // connections)
        _row("saving a decision", connections, saved, base)


def _measure(hit: Hit, connections: int, number: int) -> Timing:
    # What was not asked for in a while is read and compiled before the clock starts.
    time_hits(same(hit, 20), connections=connections, number=20)
    number //= connections
    return time_hits(same(hit, number), connections=connections, number=number)


def _row(name: str, connections: int, timing: Timing, base: Timing) -> None:
    sys.stdout.write(
        f"| {name} | {connections} | {timing.p50:.1f} | {timing.p95:.1f} | "
        f"{timing.per_second:.0f} | {timing.p50 / base.p50:.2f} |\n"
    )
    sys.stdout.flush()


def _decisions(portfolio: Portfolio, port: int, connection: int) -> list[Hit]:
    criteria = portfolio.criterion_ids
    chosen = [criteria[(number + connection * 5) % 40] for number in range(WRITES)]
    return list(decisions_on(port, portfolio.unit_id, portfolio.assessor_cookie, chosen))


if __name__ == "__main__":
    main()
