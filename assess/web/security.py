"""Headers on every answer: what a page may load, who may frame it, what may be kept."""

from flask import Flask, request
from flask_login import current_user
from werkzeug.wrappers import Response

from assess.settings import Settings

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
    "font-src 'self'; connect-src 'self'; media-src 'self' blob:; worker-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
READER = "/static/vendor/pdf.worker.min.mjs"
READER_POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; "
    "frame-ancestors 'none'"
)
"""For the worker that reads PDFs: it alone may compile WebAssembly, which scans need."""

FILE_POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'"
"""For what people upload: nothing in it runs, whatever it is."""

YEAR = 365 * 24 * 60 * 60


def set_up_security(app: Flask, settings: Settings) -> None:
    @app.after_request
    def _headers(response: Response) -> Response:
        headers = response.headers
        policy = READER_POLICY if request.path == READER else PAGE_POLICY
        headers.setdefault("Content-Security-Policy", policy)
        headers["X-Content-Type-Options"] = "nosniff"
        headers["Referrer-Policy"] = "same-origin"
        headers["X-Frame-Options"] = "DENY"
        headers["Cross-Origin-Opener-Policy"] = "same-origin"
        headers["Permissions-Policy"] = "camera=(self), microphone=(self), geolocation=()"
        if settings.secure_cookies:
            headers["Strict-Transport-Security"] = f"max-age={YEAR}; includeSubDomains"
        if request.path.startswith("/static/"):
            # An address without a stamp stays the same when its file changes.
            stamped = f"public, max-age={YEAR}, immutable"
            headers["Cache-Control"] = stamped if "v" in request.args else "no-cache"
        elif current_user.is_authenticated:
            headers["Cache-Control"] = "no-store"
        return response
