"""Measures the pages against the floor, in one run on one machine: a table of ratios."""

import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

import sqlalchemy as sa

from assess.app import create_app
from assess.db import db
from assess.files import MemoryStore
from assess.settings import Settings
from tests.bench.load import Hit, Timing, same, time_hits
from tests.bench.portfolio import Portfolio, make_portfolio

ROOT = Path(__file__).parents[2]
READS, WRITES = 300, 120


def main() -> None:
    # Told to stop, it stops the servers that it started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with tempfile.TemporaryDirectory(prefix="assess-bench-") as name:
        folder = Path(name)
        settings = Settings(data_dir=folder, database_url="")
        app = create_app(settings, files=MemoryStore())
        portfolio = make_portfolio(app)
        with app.app_context(), db.engine.begin() as connection:
            connection.execute(sa.text("CREATE TABLE bench_write (at TEXT)"))
        environment = os.environ | {
            "DATA_DIR": str(folder),
            "DATABASE_URL": settings.database_address,
            "BENCH_PERSON": portfolio.practitioner.person_id.hex,
            "BENCH_TEXTS": ",".join(one.hex for one in portfolio.text_ids),
        }
        with (
            served("tests.bench.floor:app", environment) as floor,
            served("wsgi:app", environment) as pages,
        ):
            print_table(portfolio, floor, pages)


@contextmanager
def served(target: str, environment: dict[str, str]) -> Iterator[int]:
    """Serve an app as `assess serve` does, on a free port of this machine."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    # fmt: off
    server = subprocess.Popen(  # noqa: S603 (our own command)
        [
            sys.executable, "-m", "granian", target, "--interface", "wsgi", "--no-ws",
            "--port", str(port), "--blocking-threads", str(Settings().web_threads),
            "--log-level", "error", "--workers-kill-timeout", "5", "--working-dir", str(ROOT),
        ],
        env=environment | {"PYTHONPATH": str(ROOT)}, start_new_session=True,
    )
    # fmt: on
    try:
        _wait_for(port)
        yield port
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)


def _wait_for(port: int) -> None:
    for _ in range(200):
        with socket.socket() as attempt:
            if attempt.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError("the server did not start")


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
        decisions = partial(_decisions, portfolio, pages, _token(pages, unit, portfolio))
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


def _token(port: int, unit: str, portfolio: Portfolio) -> str:
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}{unit}/desk", headers={"Cookie": portfolio.assessor_cookie}
    )
    with urllib.request.urlopen(request) as answer:  # noqa: S310 (loopback)
        found = re.search(r'name="csrf_token" value="([^"]+)"', answer.read().decode())
    if found is None:
        raise LookupError("the desk has no form")
    return found[1]


def _decisions(portfolio: Portfolio, port: int, token: str, connection: int) -> list[Hit]:
    return [
        Hit(
            port,
            f"/en/units/{portfolio.unit_id}/decisions",
            portfolio.assessor_cookie,
            urlencode(
                {
                    "csrf_token": token,
                    "key": str(uuid4()),
                    "outcome": "met",
                    "criteria": str(portfolio.criterion_ids[(number + connection * 5) % 40]),
                    "feedback": "Clear and to the point.",
                    "feedback_language": "en",
                }
            ),
        )
        for number in range(WRITES)
    ]


if __name__ == "__main__":
    main()
