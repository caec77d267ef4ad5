"""Runs migrations: one transaction each, batch mode so that SQLite can alter its tables."""

from alembic import context
from flask import current_app

from assess.db import db


def run() -> None:
    engine = db.engines[None]
    with engine.connect() as connection:
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


run()
