"""A signed-in client that keeps its connections open and times every answer."""

import http.client
import statistics
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial


@dataclass(frozen=True)
class Hit:
    """One request, the same each time."""

    port: int
    path: str
    cookie: str = ""
    body: str | None = None


@dataclass(frozen=True)
class Timing:
    p50: float
    p95: float
    per_second: float
    """Milliseconds, milliseconds, answers a second."""


def time_hits(make: Callable[[int], list[Hit]], *, connections: int, number: int) -> Timing:
    """Send `number` requests over each connection; `make` gives those of one connection."""
    started = time.perf_counter()
    with ProcessPoolExecutor(connections) as pool:
        taken = list(pool.map(_send, [make(one)[:number] for one in range(connections)]))
    whole = time.perf_counter() - started
    times = sorted(one for times in taken for one in times)
    return Timing(
        statistics.median(times) * 1000,
        times[int(len(times) * 0.95)] * 1000,
        len(times) / whole,
    )


def repeat(hit: Hit, number: int, connection: int) -> list[Hit]:
    del connection
    return [hit] * number


def same(hit: Hit, number: int) -> Callable[[int], list[Hit]]:
    return partial(repeat, hit, number)


def _send(hits: list[Hit]) -> list[float]:
    connection = http.client.HTTPConnection("127.0.0.1", hits[0].port, timeout=30)
    times = []
    for hit in hits:
        headers = {"Cookie": hit.cookie, "Accept-Encoding": "gzip", "Accept": "application/json"}
        if hit.body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        else:
            headers["Accept"] = "text/html"
        started = time.perf_counter()
        connection.request("GET" if hit.body is None else "POST", hit.path, hit.body, headers)
        answer = connection.getresponse()
        answer.read()
        times.append(time.perf_counter() - started)
        if answer.status != 200:
            raise RuntimeError(f"{answer.status} at {hit.path}")
    connection.close()
    return times
