"""Flask, with two things that every page asks for many times made quick: words and addresses."""

from functools import cached_property, lru_cache
from typing import Any

from flask import Flask, has_request_context, request
from flask.templating import Environment

from assess.bilingual import Language
from assess.web.language import Catalogues, current_language
from assess.web.uploads import UploadRequest
from assess.web.worded import WordedEnvironment

ADDRESSES_KEPT = 20_000


class AssessFlask(Flask):
    request_class = UploadRequest
    jinja_environment = WordedEnvironment
    jinja_options = {"trim_blocks": True, "lstrip_blocks": True}  # noqa: RUF012 (Flask's own way)

    def __init__(self, name: str, *, translations: str) -> None:
        super().__init__(name, template_folder=None, static_folder=None)
        self.catalogues = Catalogues(translations)
        self._address = lru_cache(ADDRESSES_KEPT, typed=True)(self._make_address)

    @property
    def jinja_env(self) -> Environment:
        """The templates in the language of the page, mail or print being made."""
        return self._environments[current_language()]

    @cached_property
    def _environments(self) -> dict[Language, WordedEnvironment]:
        first = self.create_jinja_environment()
        assert isinstance(first, WordedEnvironment)  # noqa: S101 (narrows the type)
        return {language: first.in_language(language, self.catalogues) for language in Language}

    def url_for(self, /, endpoint: str, **values: Any) -> str:  # noqa: ANN401 (as Flask has it)
        """Give an address. Within a request it follows from what is given alone, so it is kept."""
        if not has_request_context() or values.get("_external"):
            return super().url_for(endpoint, **values)
        try:
            return self._address(endpoint, current_language(), request.script_root, **values)
        except TypeError:  # a list among the values
            return super().url_for(endpoint, **values)

    def _make_address(
        self,
        endpoint: str,
        language: Language,
        script_root: str,
        /,
        **values: Any,  # noqa: ANN401 (as Flask has it)
    ) -> str:
        del language, script_root  # the address follows from them by way of the request
        return super().url_for(endpoint, **values)
