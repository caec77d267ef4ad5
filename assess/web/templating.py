"""The template environment: filters and the few names that every template may use."""

import hashlib
from datetime import date, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, cast

from babel import Locale
from babel.core import UnknownLocaleError
from flask import url_for
from flask_babel import format_date, format_datetime, ngettext, to_user_timezone
from flask_login import current_user
from jinja2 import ChoiceLoader, FileSystemLoader, PackageLoader, PrefixLoader
from markupsafe import Markup, escape

from assess.bilingual import Language
from assess.web.flask_app import AssessFlask
from assess.web.kept import kept, kept_each
from assess.web.language import LOCALES, THOUSAND, address_in, current_language
from assess.web.navigation import account_menu, navigation

STATIC = Path(__file__).parent.parent / "static"
KILOBYTE = 1024
TEN = 10


def set_up_templates(app: AssessFlask) -> None:
    app.jinja_loader = ChoiceLoader(
        [
            FileSystemLoader(app.config["TEMPLATES"]),
            PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
        ]
    )
    words = app.catalogues
    cast("Any", app.jinja_env).install_gettext_callables(
        words.gettext, words.ngettext, newstyle=True
    )
    app.jinja_env.filters |= {
        "day": day,
        "moment": moment,
        "file_size": file_size,
        "language_name": language_name,
        "paragraphs": paragraphs,
    }
    app.jinja_env.globals |= {
        "asset": asset,
        "kept": kept,
        "kept_each": kept_each,
        "Language": Language,
        "current_language": current_language,
        "address_in": address_in,
        "current_user": current_user,
        "navigation": navigation,
        "account_menu": account_menu,
    }


def day(value: date | datetime) -> str:
    """Write a date in the page's language: 21 November 2026, 21 Tachwedd 2026."""
    if isinstance(value, datetime):
        value = to_user_timezone(value).date()
    return _day(value, current_language())


@lru_cache(maxsize=10_000)
def _day(value: date, language: Language) -> str:
    del language  # the words are in it
    return format_date(value, "d MMMM y")


def moment(value: datetime) -> str:
    """Write a moment in the page's language and in Europe/London."""
    return _moment(value, current_language())


@lru_cache(maxsize=10_000)
def _moment(value: datetime, language: Language) -> str:
    del language  # the words are in it
    return format_datetime(value, "d MMMM y, HH:mm")


def file_size(size: int) -> str:
    """Write a size in bytes for people, in the units that they know."""
    if size < THOUSAND:
        return ngettext("%(num)s byte", "%(num)s bytes", size)
    amount, unit = size / KILOBYTE, "kB"
    for larger in ("MB", "GB"):
        if amount >= THOUSAND:
            amount, unit = amount / KILOBYTE, larger
    return f"{amount:.{0 if amount >= TEN else 1}f} {unit}"


def language_name(tag: str) -> str:
    """Name a language, given by its BCP 47 tag, in the page's language."""
    return _language_name(tag, current_language())


@lru_cache(maxsize=1000)
def _language_name(tag: str, language: Language) -> str:
    try:
        return Locale.parse(tag, sep="-").get_display_name(LOCALES[language]) or tag
    except (UnknownLocaleError, ValueError):
        return tag


def paragraphs(text: str) -> Markup:
    """Show what a person typed: blank lines part paragraphs, line ends are kept."""
    parts = (str(escape(part)).replace("\n", "<br>") for part in text.split("\n\n") if part.strip())
    return Markup("".join(f'<p class="govuk-body">{part}</p>' for part in parts))  # noqa: S704 (escaped above)


def asset(name: str) -> str:
    """Give the address of a static file, changed when the file changes."""
    return url_for("web.static", filename=name, v=_stamp(name))


@cache
def _stamp(name: str) -> str:
    path = STATIC / name
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12] if path.is_file() else "0"
