"""Templates in one language: words are put in when a template is read, not when it is shown."""

from collections.abc import Callable

from flask.templating import Environment
from jinja2 import nodes
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from assess.bilingual import Language
from assess.web.language import Catalogues


class WordedEnvironment(Environment):
    """Flask's environment of templates, for the pages of one language."""

    translate: Callable[[str], str] | None = None

    def in_language(self, language: Language, catalogues: Catalogues) -> "WordedEnvironment":
        """Give an environment that shares all with this one but its templates."""
        environment = self.overlay()
        assert isinstance(environment, WordedEnvironment)  # noqa: S101 (narrows the type)
        environment.translate = catalogues.by_language[language].gettext
        return environment

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        template = super()._parse(source, name, filename)
        if self.translate is not None:
            is_markup = self.autoescape(name) if callable(self.autoescape) else self.autoescape
            _PutWordsIn(self.translate, is_markup=is_markup).visit(template)
        return template


class _PutWordsIn(NodeTransformer):
    """Replaces `_("words")` by the words, where nothing is filled into them."""

    def __init__(self, translate: Callable[[str], str], *, is_markup: bool) -> None:
        self.translate = translate
        self.kind = Markup if is_markup else str

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 (Jinja's own way)
        self.generic_visit(node)
        match node:
            case nodes.Call(
                node=nodes.Name(name="_"), args=[nodes.Const(value=str(words))], kwargs=[]
            ):
                # As Jinja's newer style of gettext does it: always a pattern to fill in.
                return nodes.Const(self.kind(self.translate(words)) % {}, lineno=node.lineno)
        return node
