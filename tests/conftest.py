"""One database for each test process, made by the migrations; each test is rolled back.

`--engine postgresql` runs the same tests on PostgreSQL; its address comes from the PG*
variables, as `pg_virtualenv` sets them.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import flask_migrate
import psycopg
import pytest
from filelock import FileLock
from flask import Flask
from sqlalchemy import Connection, Engine

from assess.app import create_app
from assess.db import db
from assess.files import MemoryStore
from assess.settings import Settings
from assess.web.extensions import limiter
from tests.visitor import Visitor
from tests.world import World


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--engine", choices=("sqlite", "postgresql"), default="sqlite")


@pytest.fixture(scope="session")
def database_url(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, worker_id: str
) -> str:
    """Copy the template database, which the first process to come makes by the migrations."""
    shared = tmp_path_factory.getbasetemp()
    shared = shared.parent if worker_id != "master" else shared
    with FileLock(shared / "template.lock"):
        if request.config.getoption("--engine") == "postgresql":
            return _copy_postgresql(shared, worker_id)
        template = shared / "template.db"
        if not template.exists():
            _migrate(f"sqlite:///{shared / 'making.db'}", shared / "making")
            (shared / "making.db").rename(template)
    copy = tmp_path_factory.mktemp("database") / "assess.db"
    shutil.copy(template, copy)
    return f"sqlite:///{copy}"


def _copy_postgresql(shared: Path, worker_id: str) -> str:
    address = "postgresql+psycopg://{PGUSER}:{PGPASSWORD}@{PGHOST}:{PGPORT}/".format(**os.environ)
    with psycopg.connect(dbname="postgres", autocommit=True) as connection:
        if not (shared / "template.made").exists():
            # A machine without a locale makes clusters that know no encoding.
            connection.execute(
                "CREATE DATABASE assess_template TEMPLATE template0 "
                "ENCODING 'UTF8' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'"
            )
            _migrate(f"{address}assess_template", shared / "making")
            (shared / "template.made").touch()
        connection.execute(
            f'CREATE DATABASE "assess_{worker_id}" TEMPLATE assess_template'.encode()
        )
    return f"{address}assess_{worker_id}"


def _migrate(database_url: str, folder: Path) -> None:
    app = create_app(Settings(database_url=database_url, data_dir=folder), files=MemoryStore())
    with app.app_context():
        flask_migrate.upgrade()
        engine = db.engine
        if engine.dialect.name == "sqlite":
            with engine.connect() as connection:
                connection.exec_driver_sql("COMMIT")
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        engine.dispose()


@pytest.fixture(scope="session")
def files() -> MemoryStore:
    return MemoryStore(limit=5 * 1024 * 1024)


@pytest.fixture(scope="session")
def the_app(
    database_url: str, tmp_path_factory: pytest.TempPathFactory, files: MemoryStore
) -> Flask:
    settings = Settings(
        database_url=database_url,
        data_dir=tmp_path_factory.mktemp("data"),
        upload_limit_mb=5,
    )
    app = create_app(settings, files=files)
    app.testing = True
    app.config["PROPAGATE_EXCEPTIONS"] = False
    return app


@pytest.fixture
def app(the_app: Flask, files: MemoryStore) -> Iterator[Flask]:
    """The service on a database that forgets everything after the test."""
    with the_app.app_context():
        # Flask-SQLAlchemy finds its engine here; a connection does an engine's work.
        engines = cast("dict[str | None, Engine | Connection]", db.engines)
        engine = db.engine
    connection = engine.connect()
    transaction = connection.begin()
    engines[None] = connection
    limiter.reset()
    try:
        yield the_app
    finally:
        engines[None] = engine
        transaction.rollback()
        connection.close()
        files.files.clear()


@pytest.fixture
def world(app: Flask, files: MemoryStore) -> World:
    return World(app, files)


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    """Somebody who has not signed in."""
    return Visitor(app)
