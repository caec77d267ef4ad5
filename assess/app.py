"""Puts the service together: the only module that knows every part."""

from importlib import import_module
from pathlib import Path

from flask import Flask, request
from flask_login import LoginManager
from flask_migrate import Migrate
from flask_wtf.csrf import CSRFProtect
from werkzeug.wrappers import Response

from assess.db import db, set_up_engine
from assess.files import DiskStore, FileStore
from assess.people.routes.signing_in import load_signed_in
from assess.settings import Settings
from assess.web.access import set_up_access
from assess.web.errors import set_up_errors
from assess.web.extensions import limiter
from assess.web.language import COOKIE, current_language, set_up_languages
from assess.web.security import set_up_security
from assess.web.session import DatabaseSessions
from assess.web.templating import set_up_templates
from assess.web.uploads import FORM_ROOM, UploadRequest, close_uploads, upload_room

ROOT = Path(__file__).parent.parent
PARTS_WITH_PAGES = (
    "web", "people", "standards", "enrolment", "evidence", "reflection", "assessment",
    "overview", "documents",
)  # fmt: skip
PARTS_WITH_TABLES = (
    "journal", "people", "standards", "enrolment", "evidence", "reflection", "assessment",
)  # fmt: skip


class AssessFlask(Flask):
    request_class = UploadRequest


def create_app(settings: Settings, *, files: FileStore | None = None) -> Flask:
    """Make the service. `files` is given by tests that keep theirs in memory."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    app = AssessFlask("assess", template_folder=None, static_folder=None)
    app.config.update(
        SECRET_KEY="unused: sessions are on the server",  # noqa: S106 (signs nothing that matters)
        SQLALCHEMY_DATABASE_URI=settings.database_address,
        SQLALCHEMY_ENGINE_OPTIONS={
            "pool_pre_ping": settings.database_address.startswith("postgresql")
        },
        MAX_CONTENT_LENGTH=upload_room(settings.upload_limit),
        MAX_FORM_MEMORY_SIZE=FORM_ROOM,
        MAX_FORM_PARTS=5_000,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_I18N_ENABLED=False,
        RATELIMIT_STORAGE_URI="memory://",
        TEMPLATES=ROOT / "templates",
        TRANSLATIONS=ROOT / "assess" / "translations",
    )
    app.extensions["assess_settings"] = settings
    app.extensions["assess_files"] = files or DiskStore(
        settings.data_dir / "files", settings.upload_limit
    )
    _set_up_database(app)
    _set_up_web(app, settings)
    for part in PARTS_WITH_PAGES:
        app.register_blueprint(import_module(f"assess.{part}.routes").pages)
    set_up_errors(app)
    return app


def _set_up_database(app: Flask) -> None:
    for part in PARTS_WITH_TABLES:
        import_module(f"assess.{part}.models")
    db.init_app(app)
    Migrate(app, db, directory=str(ROOT / "migrations"), render_as_batch=True)
    with app.app_context():
        set_up_engine(db.engine)


def _set_up_web(app: Flask, settings: Settings) -> None:
    app.session_interface = DatabaseSessions(settings)
    set_up_languages(app)
    set_up_templates(app)
    set_up_security(app, settings)
    CSRFProtect(app)
    login = LoginManager(app)
    login.session_protection = None
    login.user_loader(load_signed_in)
    limiter.init_app(app)
    set_up_access(app)
    app.teardown_request(lambda _: close_uploads(request.environ))
    app.after_request(_remember_language)


def _remember_language(response: Response) -> Response:
    chosen = current_language().value
    if (request.view_args is not None) and request.cookies.get(COOKIE) != chosen:
        response.set_cookie(COOKIE, chosen, max_age=365 * 24 * 60 * 60, samesite="Lax")
    return response
