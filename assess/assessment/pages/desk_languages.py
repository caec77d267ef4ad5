"""The languages to choose from, written once for each page language: they are many and the same."""

from functools import lru_cache

from markupsafe import Markup

from assess.bilingual import Language
from assess.web.language import current_language
from assess.web.language_field import TAG, language_choices

OPTION = Markup('<option value="{}"{}>{}</option>')
SELECTED = Markup(" selected")


def language_options(chosen: str | None = None) -> Markup:
    """Give the options of a choice of language; the page's own where nothing was chosen."""
    language = current_language()
    return _options(language, chosen or language.value)


@lru_cache(maxsize=64)
def _options(language: Language, chosen: str) -> Markup:
    del language  # what the choices are called follows from it
    choices = language_choices()
    if TAG.fullmatch(chosen) and chosen not in dict(choices):
        choices.append((chosen, chosen))
    return Markup("").join(
        OPTION.format(tag, SELECTED if tag == chosen else "", name) for tag, name in choices
    )
