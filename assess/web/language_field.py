"""The language that somebody's own text is in: English, Welsh, both, or any of many others."""

import re
from typing import Any

from flask_babel import get_locale
from flask_babel import gettext as _

from assess.web.page_form import KnownChoiceField

OTHERS = (
    "ar", "bn", "bg", "zh", "hr", "cs", "nl", "fr", "de", "el", "gu", "hi", "hu", "ga", "it",
    "ja", "ku", "lv", "lt", "ne", "fa", "pl", "pt", "pa", "ro", "ru", "gd", "sk", "so", "es",
    "ta", "tr", "uk", "ur", "vi",
)  # fmt: skip
"""What people in Wales write beside the two; any other well-formed tag is taken, too."""

SEVERAL = "mul"
TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")
"""The shapes of BCP 47 that people need: cy, zh-Hant, pt-BR."""


class LanguageTagField(KnownChoiceField):
    """A language by its BCP 47 tag, named in the page's language."""

    def __init__(self, label: Any, validators: Any = None, **kwargs: Any) -> None:  # noqa: ANN401 (WTForms' own signature)
        super().__init__(label, validators, choices=language_choices, **kwargs)

    def pre_validate(self, form: Any) -> None:  # noqa: ANN401 (WTForms' own signature)
        if not TAG.fullmatch(self.data or ""):
            super().pre_validate(form)

    def iter_choices(self) -> Any:  # noqa: ANN401 (WTForms' own signature)
        yield from super().iter_choices()
        offered = {tag for tag, _name in language_choices()}
        if self.data and self.data not in offered and TAG.fullmatch(self.data):
            yield (self.data, self.data, True, {})


def language_choices() -> list[tuple[str, str]]:
    names = get_locale().languages
    others = sorted(((tag, names.get(tag, tag)) for tag in OTHERS), key=lambda choice: choice[1])
    return [
        ("en", names["en"]),
        ("cy", names["cy"]),
        (SEVERAL, _("English and Welsh, or other languages together")),
        *others,
    ]
