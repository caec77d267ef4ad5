"""Each page has an English and a Welsh address; the address decides the language."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from babel.support import Translations
from flask import Blueprint, Flask, current_app, g, has_request_context, request, url_for
from flask_babel import Babel, force_locale, format_decimal
from werkzeug.routing import BaseConverter, ValidationError

from assess.bilingual import Language

LOCALES = {Language.ENGLISH: "en_GB", Language.WELSH: "cy"}
COOKIE = "assess_language"
THOUSAND = 1000
"""From here a number is written with separators, which Babel takes its time over."""


class LanguageConverter(BaseConverter):
    regex = "en|cy"

    def to_python(self, value: str) -> Language:
        try:
            return Language(value)
        except ValueError as unknown:
            raise ValidationError from unknown

    def to_url(self, value: str) -> str:
        return Language(value).value


_forced: ContextVar[Language | None] = ContextVar("forced_language", default=None)


def current_language() -> Language:
    """Give the language of the page, mail or print being made."""
    forced = _forced.get()
    if forced is not None:
        return forced
    if not has_request_context():
        return Language.ENGLISH
    language: Language | None = g.get("language")
    return language or _asked_for()


def _asked_for() -> Language:
    in_path = request.path[1:3] if request.path[3:4] in {"/", ""} else None
    for choice in (in_path, request.args.get("lang"), request.cookies.get(COOKIE)):
        if choice in set(Language):
            return Language(choice)
    best = request.accept_languages.best_match(["en", "cy"], "en")
    return Language(best or "en")


@contextmanager
def in_language(language: Language) -> Iterator[None]:
    """Put what is inside into words in this language: a mail, a print."""
    token = _forced.set(language)
    try:
        with force_locale(LOCALES[language]):
            yield
    finally:
        _forced.reset(token)


class Catalogues:
    """The words of templates, loaded once: a page asks for a hundred of them."""

    def __init__(self, folder: str) -> None:
        self.by_language = {
            language: Translations.load(folder, [LOCALES[language]]) for language in Language
        }

    def gettext(self, message: str) -> str:
        return self.by_language[current_language()].gettext(message)

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        words = self.by_language[current_language()].ngettext(singular, plural, number)
        return words.replace("%(num)s", format_decimal(number)) if number >= THOUSAND else words


def bilingual_blueprint(name: str, import_name: str) -> Blueprint:
    """Make a blueprint whose pages stand under /en/ and /cy/."""
    return Blueprint(name, import_name, url_prefix="/<language:language>")


def _take_language(endpoint: str | None, values: dict[str, Any] | None) -> None:
    del endpoint
    if values:
        g.language = values.pop("language", None)


def _give_language(endpoint: str, values: dict[str, Any]) -> None:
    if current_app.url_map.is_endpoint_expecting(endpoint, "language"):
        values.setdefault("language", current_language())


def address_in(language: Language) -> str:
    """Give the address of the page being shown, in this language."""
    if request.endpoint is None or "language" not in (
        request.url_rule.arguments if request.url_rule else set()
    ):
        # An address that is no page still offers a way to the other language.
        path = request.full_path.rstrip("?")
        if path.startswith(("/en/", "/cy/")):
            return f"/{language.value}{path[3:]}"
        return f"/{language.value}/"
    arguments = {**request.args.to_dict(flat=False), **(request.view_args or {})}
    arguments.pop("language", None)
    return url_for(request.endpoint, **arguments, language=language)


def set_up_languages(app: Flask) -> None:
    app.url_map.converters["language"] = LanguageConverter
    app.url_value_preprocessor(_take_language)
    app.url_defaults(_give_language)
    Babel(
        app,
        default_locale="en_GB",
        default_timezone="Europe/London",
        default_translation_directories=str(app.config["TRANSLATIONS"]),
        locale_selector=lambda: LOCALES[current_language()],
        timezone_selector=lambda: "Europe/London",
    )
