"""The service in a folder of its own, and its commands run as an operator runs them."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Flask

from assess.app import create_app
from assess.db import db
from assess.files import MemoryStore
from assess.settings import Settings
from tests.world import World

ROOT = Path(__file__).parents[3]


@dataclass(frozen=True)
class Answer:
    status: int
    out: str
    err: str


@dataclass(frozen=True)
class Installed:
    folder: Path

    def run(self, *arguments: str, settings: dict[str, str] | None = None) -> Answer:
        done = subprocess.run(  # noqa: S603 (the tests' own arguments)
            [sys.executable, "-m", "assess.cli", *arguments],
            cwd=ROOT,
            env=os.environ | {"DATA_DIR": str(self.folder), "DATABASE_URL": ""} | (settings or {}),
            capture_output=True,
            text=True,
            check=False,
        )
        return Answer(done.returncode, done.stdout, done.stderr)

    @contextmanager
    def inside(self) -> Iterator[Flask]:
        """Open the service in this process, to write what commands then read."""
        app = create_app(Settings(data_dir=self.folder, database_url=""))
        with app.app_context():
            try:
                yield app
            finally:
                db.session.remove()
                db.engine.dispose()

    @contextmanager
    def world(self) -> Iterator[World]:
        with self.inside() as app:
            yield World(app, MemoryStore())

    def stored(self, sha256: str) -> Path:
        return self.folder / "files" / sha256[:2] / sha256
