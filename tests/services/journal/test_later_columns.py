"""A column that a table got later: what was vouched for before it came still stands."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import cast

import flask_migrate
import pytest
import sqlalchemy as sa
from alembic.script import ScriptDirectory

from assess.app import create_app
from assess.db import Base, Recorded, db, writing
from assess.evidence.models import EvidenceFile, Mapping
from assess.files import MemoryStore
from assess.journal.queries import find_faults
from assess.journal.rules import LATER
from assess.journal.service import record_deed
from assess.settings import Settings
from tests.world import NOW

ROWS = Path(__file__).parents[2] / "data" / "journal" / "before_0002.sql"
"""Two mappings and all that they stand on, as the service wrote and vouched for them then."""


@pytest.fixture
def brought_up_to_date(tmp_path: Path) -> Iterator[None]:
    """Give a database that was made before a mapping could name a file, after its migration."""
    database = tmp_path / "old.db"
    app = create_app(
        Settings(database_url=f"sqlite:///{database}", data_dir=tmp_path), files=MemoryStore()
    )
    with app.app_context():
        flask_migrate.upgrade(revision="0001")
        with closing(sqlite3.connect(database)) as connection:
            connection.executescript(ROWS.read_text())
        flask_migrate.upgrade()
        yield
        db.session.remove()
        db.engine.dispose()


def reasons() -> list[str]:
    db.session.rollback()
    db.session.expire_all()
    return [fault.reason for fault in find_faults(db.session())]


def write_behind_the_services_back(file_id: object) -> None:
    db.session.execute(sa.update(Mapping).values(file_id=file_id))
    db.session.commit()


def name_the_file() -> None:
    with writing() as session:
        mapping = session.scalars(sa.select(Mapping).where(Mapping.locator == "2")).one()
        mapping.file_id = session.scalars(sa.select(EvidenceFile.id)).one()
        record_deed(
            session,
            deed="map evidence",
            now=NOW,
            subject_id=mapping.evidence_id,
            provider_id=mapping.provider_id,
        )


def test_each_column_that_came_after_its_table_is_marked_as_later(tmp_path: Path) -> None:
    """Without the mark, rows from before the column would no longer verify."""
    app = create_app(
        Settings(database_url=f"sqlite:///{tmp_path / 'new.db'}", data_dir=tmp_path),
        files=MemoryStore(),
    )
    with app.app_context():
        first: dict[str, set[str]] = {}
        scripts = ScriptDirectory.from_config(app.extensions["migrate"].migrate.get_config())
        for script in reversed(list(scripts.walk_revisions())):
            flask_migrate.upgrade(revision=script.revision)
            inspector = sa.inspect(db.engine)
            for name in inspector.get_table_names():
                first.setdefault(name, {column["name"] for column in inspector.get_columns(name)})
        db.engine.dispose()
    tables = [
        cast("sa.Table", mapper.local_table)
        for mapper in Base.registry.mappers
        if issubclass(mapper.class_, Recorded)
    ]
    later = [
        column
        for table in tables
        for column in table.columns
        if column.name not in first[table.name]
    ]
    assert later
    assert [str(column) for column in later if column.info != LATER] == []


@pytest.mark.usefixtures("brought_up_to_date")
def test_rows_from_before_the_column_are_still_vouched_for() -> None:
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Mapping)) == 2
    assert reasons() == []


@pytest.mark.usefixtures("brought_up_to_date")
def test_rows_live_through_migrations_down_and_up_again() -> None:
    """SQLite alters a table by putting a new one in its place, while others refer to it."""
    flask_migrate.downgrade(revision="0001")
    flask_migrate.upgrade()

    assert db.session.scalar(sa.select(sa.func.count()).select_from(Mapping)) == 2
    assert db.session.execute(sa.text("PRAGMA foreign_keys")).scalar() == 1
    assert reasons() == []


@pytest.mark.usefixtures("brought_up_to_date")
def test_what_is_put_into_the_column_by_a_deed_is_vouched_for() -> None:
    name_the_file()
    assert reasons() == []

    write_behind_the_services_back(None)
    assert "has been changed" in reasons()[0]


@pytest.mark.usefixtures("brought_up_to_date")
def test_what_is_put_into_the_column_behind_the_services_back_is_named() -> None:
    write_behind_the_services_back(db.session.scalars(sa.select(EvidenceFile.id)).one())

    assert "has been changed" in reasons()[0]
