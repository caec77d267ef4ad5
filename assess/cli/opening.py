"""Opens the service for a command: its database brought up to date, its library loaded."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import flask_migrate
import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask

from assess.app import ROOT, create_app, join_queue
from assess.db import db, writing
from assess.learning.service.loading import import_entry
from assess.people.queries import has_unsealed_secret
from assess.people.service import seal_secrets
from assess.plans.service import import_plan_template
from assess.settings import Settings
from assess.standards.queries import list_standards
from assess.standards.rules.library_file import read_library_file
from assess.standards.service import import_standard
from assess.web.extensions import the_keys

log = logging.getLogger(__name__)


@contextmanager
def opened(settings: Settings | None = None) -> Iterator[Flask]:
    app = create_app(settings or Settings())
    join_queue(app)
    with app.app_context():
        bring_up_to_date()
        yield app


def bring_up_to_date() -> None:
    """Run the migrations that are missing, and import the library of a new database."""
    logging.getLogger("alembic").setLevel(logging.WARNING)
    scripts = ScriptDirectory(str(ROOT / "migrations"))
    with db.engine.connect() as connection:
        stands_at = MigrationContext.configure(connection).get_current_revision()
    if stands_at != scripts.get_current_head():
        flask_migrate.upgrade(directory=str(ROOT / "migrations"))
    if not list_standards(db.session()):
        import_library()
    import_plan_templates()
    import_learning_entries()
    renew_seals()
    db.session.rollback()


def renew_seals() -> None:
    """Seal what stood in clear before there were keys, and what an older key sealed."""
    keys = the_keys()
    if not has_unsealed_secret(db.session(), current=keys.current):
        return
    with writing() as session:
        lost = seal_secrets(session, keys=keys)
    if lost:
        log.error(
            "%s second factors were sealed with a key that is not in %s: their people can sign "
            "in with a recovery code only", lost, keys.path,
        )  # fmt: skip


def import_library() -> None:
    for path in sorted((ROOT / "standards").glob("*.toml")):
        standard = read_library_file(path.read_text(encoding="utf-8"))
        with writing() as session:
            import_standard(session, standard=standard, now=datetime.now(UTC))


def import_plan_templates() -> None:
    """Bring in what is new of the library's plan templates; what stands already is left alone."""
    for path in sorted((ROOT / "standards" / "plans").glob("*.toml")):
        with writing() as session:
            text = path.read_text(encoding="utf-8")
            import_plan_template(session, text=text, now=datetime.now(UTC))


def import_learning_entries() -> None:
    """Bring in the entries of the catalogue that every provider has, as their files say now."""
    for path in sorted((ROOT / "standards" / "learning").glob("*.toml")):
        with writing() as session:
            import_entry(session, text=path.read_text(encoding="utf-8"), now=datetime.now(UTC))


def database_name() -> str:
    return sa.make_url(str(db.engine.url)).render_as_string(hide_password=True)
