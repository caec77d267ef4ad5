"""Serves the pages and does the background work: two processes under one command."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from types import FrameType

import click

from assess.app import ROOT, create_app, do_waiting_work, join_queue
from assess.cli.opening import bring_up_to_date
from assess.settings import Settings

PATIENCE = 20
"""Seconds that a process is given to finish what it is doing."""


@click.command()
def serve() -> None:
    """Serve the pages and do the background work, until Ctrl-C."""
    settings = Settings()
    if _answers(settings):
        click.echo(f"port {settings.port} is in use already: set PORT to another", err=True)
        sys.exit(2)
    app = create_app(settings)
    with app.app_context():
        bring_up_to_date()
    # fmt: off
    web = [
        sys.executable, "-m", "granian", "wsgi:app", "--interface", "wsgi", "--no-ws",
        "--host", settings.host, "--port", str(settings.port),
        "--blocking-threads", str(settings.web_threads), "--workers", str(settings.web_workers),
        "--http1-header-read-timeout", "15000", "--workers-kill-timeout", "8",
        "--log-level", "warning",
        "--working-dir", str(ROOT),
    ]
    # fmt: on
    work = [sys.executable, "-m", "assess.cli", "work"]
    sys.exit(supervise([web, work], lambda: _say_once_it_answers(settings)))


def _say_once_it_answers(settings: Settings) -> bool:
    if not _answers(settings):
        return False
    click.echo(f"Assess is at {settings.address}  (Ctrl-C stops it)")
    return True


def _answers(settings: Settings) -> bool:
    with socket.socket() as attempt:
        return attempt.connect_ex((settings.host, settings.port)) == 0


def supervise(commands: list[list[str]], is_up: Callable[[], bool]) -> int:
    """Run processes until one ends or we are told to stop; each gets exactly one signal.

    `is_up` is asked until it says yes.

    Each has a session of its own, so that Ctrl-C reaches it only through here: the queue
    loses what it is doing on a second interrupt.
    """
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    stopping = False

    def stop(number: int, frame: FrameType | None) -> None:
        del number, frame
        nonlocal stopping
        stopping = True

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    children = [
        subprocess.Popen(command, env=environment, start_new_session=True)  # noqa: S603 (our own commands)
        for command in commands
    ]
    up = False
    while not stopping and all(child.poll() is None for child in children):
        up = up or is_up()
        time.sleep(0.2)
    died = [child for child in children if child.poll() is not None]
    for child in children:
        if child.poll() is None:
            child.send_signal(signal.SIGTERM)
    for child in children:
        _wait_for(child)
    return 0 if stopping and not died else 2


def _wait_for(child: subprocess.Popen[bytes]) -> None:
    try:
        child.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        # The child leads a session of its own: whatever it started goes with it.
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()


@click.command()
def work() -> None:
    """Do the background work only: mail, prints. For more workers than one."""
    app = create_app(Settings())
    queue = join_queue(app)
    with app.app_context():
        bring_up_to_date()
    do_waiting_work(app)
    queue.create_consumer(
        workers=2, worker_type="thread", initial_delay=0.1, max_delay=1.0, check_worker_health=True
    ).run()
