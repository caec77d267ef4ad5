"""Runs migrations: one transaction each, batch mode so that SQLite can alter its tables."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from alembic import context
from flask import current_app

from assess.db import db


class BrokenReferenceError(RuntimeError):
    """A migration left rows that name other rows which are not there."""


def run() -> None:
    engine = db.engines[None]
    with engine.connect() as connection, _without_foreign_keys(connection):
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SET lock_timeout = '1s'")
            connection.commit()
        context.configure(
            connection=connection,
            target_metadata=current_app.extensions["migrate"].db.metadata,
            render_as_batch=True,
            compare_type=True,
            transaction_per_migration=True,
        )
        with context.begin_transaction():
            context.run_migrations()


@contextmanager
def _without_foreign_keys(connection: sa.Connection) -> Iterator[None]:
    """Let SQLite put a new table in an old one's place while others refer to it.

    It heeds this only outside of a transaction, so the driver is told before the first begins.
    """
    driver = connection.connection.driver_connection
    if connection.dialect.name != "sqlite" or driver is None:
        yield
        return
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
        if broken := driver.execute("PRAGMA foreign_key_check").fetchall():
            raise BrokenReferenceError(broken[:10])
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


run()
