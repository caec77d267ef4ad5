"""Serves an app for a while, as `assess serve` does."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assess.settings import Settings

ROOT = Path(__file__).parents[2]


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
    for _ in range(900):
        with socket.socket() as attempt:
            if attempt.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError("the server did not start")
