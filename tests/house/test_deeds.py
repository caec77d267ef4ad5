"""A deed has one name, in the journal as in the code: a verb and a noun, with underscores."""

import ast
import re
from collections.abc import Iterator

from tests.house.architecture import ROOT

NAME = re.compile(r"^[a-z]+(_[a-z]+)*$")


def _recorded() -> Iterator[ast.expr]:
    """Give what each call of record_deed names its deed."""
    for path in sorted((ROOT / "assess").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("record_deed"):
                yield from (word.value for word in node.keywords if word.arg == "deed")


def _names(deed: ast.expr) -> list[str]:
    """Give the names that it may have: one literal, or a choice between some."""
    if isinstance(deed, ast.IfExp):
        return [*_names(deed.body), *_names(deed.orelse)]
    assert isinstance(deed, ast.Constant), f"line {deed.lineno}: a deed is named in its place"
    return [str(deed.value)]


def test_every_deed_in_the_journal_is_named_verb_noun() -> None:
    names = [name for deed in _recorded() for name in _names(deed)]

    assert len(names) > 30, "the calls of record_deed have gone out of sight"
    assert [name for name in names if not NAME.match(name)] == []
