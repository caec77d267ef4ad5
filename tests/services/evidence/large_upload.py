"""Measures how much memory the largest upload takes, on a real server with one process.

Run from the project's folder: `python -m tests.services.evidence.large_upload [MEGABYTES]`.
Ends with 1 when the memory grew by 64 MB or more, or the file did not arrive whole.
"""

import hashlib
import http.client
import os
import secrets
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import flask_migrate
from bs4 import BeautifulSoup

from assess.actor import Role
from assess.app import create_app
from assess.db import db
from assess.files import MemoryStore
from assess.settings import Settings
from assess.web.session import WebSession, _hash
from tests.world import World

MEGABYTE = 1024 * 1024
ALLOWED = 64 * MEGABYTE
PORT = 8765
BOUNDARY = "a-boundary-that-is-in-no-file"


def set_up(folder: Path) -> str:
    """Make the database with one practitioner; give the cookie of their session."""
    app = create_app(Settings(data_dir=folder), files=MemoryStore())
    token = secrets.token_urlsafe(32)
    with app.app_context():
        flask_migrate.upgrade()
        world = World(app, MemoryStore())
        actor = world.actor(Role.PRACTITIONER, world.provider())
        now = actor.proved_at.now(actor.proved_at.tzinfo)
        data = {
            "_user_id": str(actor.person_id),
            "_fresh": True,
            "person_id": str(actor.person_id),
            "role_holding_id": str(actor.role_holding_id),
            "proved_at": now.isoformat(),
            "proved_by": "password",
        }
        db.session.add(
            WebSession(
                token_hash=_hash(token),
                person_id=actor.person_id,
                data=data,
                started_at=now,
                seen_at=now,
            )
        )
        db.session.commit()
    return f"assess_session={token}"


def memory_of(process: int) -> int:
    """Give the most memory that a process and its children have held so far, in bytes."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    own = next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) * 1024
    return own + sum(memory_of(int(child)) for child in children)


def wait_for_server() -> None:
    for _ in range(60):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=5)
            connection.request("GET", "/health/live")
            connection.getresponse()
        except OSError:
            time.sleep(1)
        else:
            connection.close()
            return


def body(fields: dict[str, str], size: int) -> Iterator[bytes]:
    for name, value in fields.items():
        yield (
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        ).encode()
    yield (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="files"; filename="large.mp4"\r\n'
        "Content-Type: video/mp4\r\n\r\n"
    ).encode()
    yield START
    block = bytes(range(256)) * 4096
    for place in range(len(START), size, len(block)):
        yield block[: size - place]
    yield f"\r\n--{BOUNDARY}--\r\n".encode()


START = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom"


def upload(cookie: str, size: int) -> str:
    """Send the form as a browser does; give the address that it leads to."""
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=300)
    connection.request("GET", "/en/evidence/new", headers={"Cookie": cookie})
    page = BeautifulSoup(connection.getresponse().read(), "html.parser")
    fields = {
        str(one["name"]): str(one.get("value", ""))
        for one in page.select("main form input[type=hidden], main form input[name^=made_on]")
    }
    fields |= {"offered_as": "files", "kind": "work product", "language": "en"}
    length = sum(len(part) for part in body(fields, size))
    headers = {
        "Cookie": cookie,
        "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
        "Content-Length": str(length),
    }
    connection.request("POST", "/en/evidence/new", body(fields, size), headers)
    address = urlsplit(connection.getresponse().getheader("Location") or "").path
    connection.close()
    return address


def stored_whole(folder: Path, size: int) -> bool:
    wanted = hashlib.sha256()
    for part in list(body({}, size))[1:-1]:
        wanted.update(part)
    name = wanted.hexdigest()
    stored = folder / "files" / name[:2] / name
    return stored.is_file() and stored.stat().st_size == size


def main(megabytes: int) -> int:
    size = megabytes * MEGABYTE
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        cookie = set_up(folder)
        # fmt: off
        server = subprocess.Popen(  # noqa: S603 (our own command)
            [sys.executable, "-m", "granian", "wsgi:app", "--interface", "wsgi", "--no-ws",
             "--port", str(PORT), "--blocking-threads", "8", "--workers", "1",
             "--log-level", "warning", "--workers-kill-timeout", "8"],
            env=os.environ | {"DATA_DIR": name, "PYTHONPATH": "."},
        )
        # fmt: on
        try:
            wait_for_server()
            upload(cookie, 1000)
            before = memory_of(server.pid)
            started = time.monotonic()
            address = upload(cookie, size)
            seconds = time.monotonic() - started
            grown = memory_of(server.pid) - before
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(30)
        whole = address.startswith("/en/evidence/") and stored_whole(folder, size)
    sys.stdout.write(
        f"{megabytes} MB in {seconds:.1f} s, memory grew by {grown / MEGABYTE:.1f} MB "
        f"from {before / MEGABYTE:.0f} MB, stored whole: {'yes' if whole else 'no'}\n"
    )
    return 0 if whole and grown < ALLOWED else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 250))
