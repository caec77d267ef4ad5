"""Puts the service together: the only module that knows every part."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any
from uuid import UUID

from flask import Flask, request
from flask_login import LoginManager
from flask_migrate import Migrate
from flask_wtf.csrf import CSRFProtect
from huey import Huey, crontab
from werkzeug.wrappers import Response

from assess.bilingual import Language
from assess.clocks.service import remind
from assess.db import db, set_up_engine, work_waiting, writing
from assess.documents.drawing.map import draw_map
from assess.documents.drawing.portfolio import draw_portfolio
from assess.documents.pages import PrintChoice
from assess.documents.pages.filling import printed_portfolio
from assess.documents.queries import PortfolioFacts
from assess.documents.service import make_print, sweep_prints
from assess.enrolment.service import do_import, sweep_imports
from assess.evidence.service import do_take_words
from assess.files import DiskStore, FileStore
from assess.jobs import Job, JobHandler, claim_job, fail_job, finish_job, make_queue
from assess.keys import open_keys
from assess.mail import Mailer, SmtpMailer
from assess.notifications.pages import say as say_notification
from assess.notifications.routes.stopping import stop_mail
from assess.notifications.service import send_digests
from assess.people.routes.starting import load_signed_in
from assess.settings import Settings
from assess.web.access import set_up_access
from assess.web.errors import set_up_errors
from assess.web.extensions import limiter, the_files, the_settings
from assess.web.flask_app import AssessFlask
from assess.web.language import COOKIE, current_language, in_language, set_up_languages
from assess.web.mailing import send_due_mail
from assess.web.security import set_up_security
from assess.web.session import DatabaseSessions, sweep_sessions
from assess.web.templating import set_up_templates
from assess.web.uploads import FORM_ROOM, close_uploads, upload_room

log = logging.getLogger(__name__)
ROOT = Path(__file__).parent.parent
TRANSLATIONS = ROOT / "assess" / "translations"
PARTS_WITH_PAGES = (
    "web", "people", "standards", "drafts", "notifications", "enrolment", "evidence", "reflection",
    "learning", "assessment", "cpd", "plans", "overview", "documents",
)  # fmt: skip
PARTS_WITH_TABLES = (
    "journal", "people", "standards", "drafts", "notifications", "enrolment", "clocks", "evidence",
    "reflection", "learning", "assessment", "cpd", "plans",
)  # fmt: skip


def create_app(
    settings: Settings, *, files: FileStore | None = None, mailer: Mailer | None = None
) -> Flask:
    """Make the service. Tests give files and mailer of their own."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    app = AssessFlask("assess", translations=str(TRANSLATIONS))
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
        RATELIMIT_STRATEGY="moving-window",
        TEMPLATES=ROOT / "templates",
        TRANSLATIONS=TRANSLATIONS,
    )
    app.extensions["assess_settings"] = settings
    app.extensions["assess_files"] = files or DiskStore(
        settings.data_dir / "files", settings.upload_limit
    )
    app.extensions["assess_keys"] = open_keys(settings)
    app.extensions["assess_map_drawer"] = draw_map
    app.extensions["assess_mailer"] = mailer or (
        SmtpMailer(settings) if settings.smtp_host else None
    )
    _set_up_database(app)
    _set_up_web(app, settings)
    for part in PARTS_WITH_PAGES:
        app.register_blueprint(import_module(f"assess.{part}.routes").pages)
    # Mail programs post to it, and have no token of ours: the link in the mail is proof enough.
    app.extensions["csrf"].exempt(stop_mail)
    set_up_errors(app)
    return app


def _set_up_database(app: Flask) -> None:
    for part in PARTS_WITH_TABLES:
        import_module(f"assess.{part}.models")
    db.init_app(app)
    Migrate(app, db, directory=str(ROOT / "migrations"), render_as_batch=True)
    with app.app_context():
        set_up_engine(db.engine)


def _set_up_web(app: AssessFlask, settings: Settings) -> None:
    app.session_interface = DatabaseSessions(settings)
    set_up_languages(app)
    set_up_templates(app)
    set_up_security(app, settings)
    # Before the token is checked: whoever's session has ended has no token any more, and what
    # they typed is held until they have signed in again.
    set_up_access(app)
    CSRFProtect(app)
    login = LoginManager(app)
    login.session_protection = None
    login.user_loader(load_signed_in)
    limiter.init_app(app)
    app.teardown_request(lambda _: close_uploads(request.environ))
    app.after_request(_remember_language)


def _remember_language(response: Response) -> Response:
    chosen = current_language().value
    if (request.view_args is not None) and request.cookies.get(COOKIE) != chosen:
        response.set_cookie(COOKIE, chosen, max_age=365 * 24 * 60 * 60, samesite="Lax")
    return response


def draw_print(
    facts: PortfolioFacts, choice: str, out: Path, progress: Callable[[int, int], None]
) -> None:
    """Draw what was read of a portfolio to a file, in the language or languages chosen."""
    chosen = PrintChoice(choice)
    draw_portfolio(
        printed_portfolio(facts, choice=chosen, now=datetime.now(UTC)),
        choice=chosen,
        open_file=the_files().open,
        out=out,
        progress=progress,
        attachment_limit=the_settings().attachment_limit,
    )


def _make_print(print_id: UUID, payload: dict[str, Any]) -> dict[str, Any]:
    return make_print(
        print_id, payload, files=the_files(), draw=draw_print, clock=lambda: datetime.now(UTC)
    )


def _take_words(job_id: UUID, payload: dict[str, Any]) -> dict[str, Any]:
    del job_id
    return do_take_words(payload, store=the_files(), now=datetime.now(UTC))


def _do_import(job_id: UUID, payload: dict[str, Any]) -> dict[str, Any]:
    return do_import(job_id, payload, clock=lambda: datetime.now(UTC))


JOB_HANDLERS: dict[str, JobHandler] = {
    "print": _make_print,
    "import": _do_import,
    "take_words": _take_words,
}
"""What the background does, by the kind of job."""


def do_waiting_work(app: Flask) -> None:
    """Do every job that waits, then send the mail that is due. Ends when nothing is left."""
    mailer: Mailer | None = app.extensions["assess_mailer"]
    with app.app_context():
        while (job := _claim()) is not None:
            if job.finished_at is None:
                _do(job)
        remind(now=datetime.now(UTC))
        send_digests(now=datetime.now(UTC), say=_say)
        if mailer is not None:
            send_due_mail(mailer, address=app.extensions["assess_settings"].address)
        sweep_sessions(datetime.now(UTC), app.extensions["assess_settings"])
        sweep_prints(files=the_files(), now=datetime.now(UTC))
        sweep_imports(datetime.now(UTC))


def _say(language: Language, kind: str, facts: dict[str, Any]) -> str:
    with in_language(language):
        return say_notification(kind, facts)


def _claim() -> Job | None:
    with writing() as session:
        return claim_job(session, now=datetime.now(UTC))


def _do(job: Job) -> None:
    try:
        result = JOB_HANDLERS[job.kind](job.id, job.payload)
    except Exception as failure:
        log.exception("job %s (%s) failed", job.id, job.kind)
        with writing() as session:
            fail_job(session, job.id, f"{type(failure).__name__}: {failure}", datetime.now(UTC))
    else:
        with writing() as session:
            finish_job(session, job.id, result, datetime.now(UTC))


def join_queue(app: Flask) -> Huey:
    """Let this process wake the workers, and do their work if it is one of them."""
    queue = make_queue(app.extensions["assess_settings"])

    @queue.task(name="wake")
    def wake() -> None:
        do_waiting_work(app)

    @queue.periodic_task(crontab(minute="*"), name="sweep")
    def sweep() -> None:
        do_waiting_work(app)

    def on_work_waiting(sender: object) -> None:
        del sender
        wake()

    # The signal keeps no hold of the function: the app does.
    app.extensions["assess_queue"] = (queue, on_work_waiting)
    work_waiting.connect(on_work_waiting)
    return queue
