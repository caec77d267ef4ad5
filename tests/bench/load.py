"""A signed-in client that keeps its connections open and times every answer."""

import http.client
import sqlite3
import statistics
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial

from tests.bench.timed import HEADER

MANY, WARMING = 20, 10
"""Of a hundred, where p95 stands: the 19th of each 20."""


@dataclass(frozen=True)
class Hit:
    """One request, the same each time."""

    port: int
    path: str
    cookie: str = ""
    body: str | None = None
    before: Callable[[], None] | None = None
    """What is done each time before the clock starts."""


@dataclass(frozen=True)
class Taken:
    """How long one answer took, in seconds."""

    whole: float
    processor: float
    """Of it, what the server itself worked: whatever else the machine does is not in it."""


@dataclass(frozen=True)
class Timing:
    """Milliseconds, and answers a second."""

    p50: float
    p95: float
    per_second: float
    processor: float
    """The median of what the server itself worked."""

    processor_p95: float


def time_hits(make: Callable[[int], list[Hit]], *, connections: int, number: int) -> Timing:
    """Send `number` requests over each connection; `make` gives those of one connection."""
    started = time.perf_counter()
    with ProcessPoolExecutor(connections) as pool:
        sent = pool.map(_send, [make(one)[:number] for one in range(connections)])
        taken = [one for answers in sent for one in answers]
    return _timing(taken, time.perf_counter() - started)


def time_in_turn(hits: Sequence[Hit], *, number: int) -> list[Timing]:
    """Send each of some requests in turn, `number` times: what disturbs one disturbs them all."""
    clients = [_Client(hit.port) for hit in hits]
    # What was not asked for in a while is read and compiled before the clock starts. Each of a
    # server's threads has a connection of its own, with memory of its own.
    for _ in range(WARMING):
        for hit, client in zip(hits, clients, strict=True):
            client.send(hit)
    taken: list[list[Taken]] = [[] for _ in hits]
    for _ in range(number):
        for hit, client, times in zip(hits, clients, taken, strict=True):
            times.append(client.send(hit))
    for client in clients:
        client.connection.close()
    return [_timing(times, sum(one.whole for one in times)) for times in taken]


def _timing(taken: Sequence[Taken], whole: float) -> Timing:
    times = sorted(one.whole * 1000 for one in taken)
    work = sorted(one.processor * 1000 for one in taken)
    late = len(taken) * (MANY - 1) // MANY
    return Timing(
        statistics.median(times),
        times[late],
        len(taken) / whole,
        statistics.median(work),
        work[late],
    )


def repeat(hit: Hit, number: int, connection: int) -> list[Hit]:
    del connection
    return [hit] * number


def same(hit: Hit, number: int) -> Callable[[int], list[Hit]]:
    return partial(repeat, hit, number)


def _send(hits: list[Hit]) -> list[Taken]:
    client = _Client(hits[0].port)
    taken = [client.send(hit) for hit in hits]
    client.connection.close()
    return taken


def send(hit: Hit) -> None:
    """Send one request over a connection of its own."""
    _send([hit])


class _Client:
    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def send(self, hit: Hit) -> Taken:
        headers = {"Cookie": hit.cookie, "Accept-Encoding": "gzip", "Accept": "application/json"}
        if hit.body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        else:
            headers["Accept"] = "text/html"
        if hit.before is not None:
            hit.before()
        started = time.perf_counter()
        self.connection.request("GET" if hit.body is None else "POST", hit.path, hit.body, headers)
        answer = self.connection.getresponse()
        answer.read()
        whole = time.perf_counter() - started
        if answer.status != http.client.OK:
            raise RuntimeError(f"{answer.status} at {hit.path}")
        return Taken(whole, float(answer.headers.get(HEADER, 0)))


def move_seal(database: str) -> None:
    """Have every provider's journal end elsewhere, as it does after a deed."""
    with sqlite3.connect(database, timeout=15) as connection:
        connection.execute("UPDATE journal_head SET seal = hex(randomblob(32))")
