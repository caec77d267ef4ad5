"""House rules of the templates: nothing unused, nothing worked out, nothing inline."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import Environment, nodes

ROOT = Path(__file__).parent.parent.parent
TEMPLATES = ROOT / "templates"
COMPONENTS = sorted((TEMPLATES / "components").glob("*.html"))
STATIC = ROOT / "assess" / "static"
LONGEST = 100
MOST_SETS = 3
INLINE = re.compile(r"<style|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:|<script(?![^>]*\ssrc=)")


def _names() -> list[str]:
    return sorted(
        path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*") if path.is_file()
    )


NAMES = _names()


@pytest.fixture
def parsed(the_app: Flask) -> dict[str, nodes.Template]:
    return _parse_all(the_app.jinja_env)


@cache
def _parse_all(environment: Environment) -> dict[str, nodes.Template]:
    return {name: environment.parse((TEMPLATES / name).read_text()) for name in NAMES}


@cache
def _rendered() -> tuple[re.Pattern[str], ...]:
    """Give the names that Python hands to render_template; what is filled in matches anything."""
    patterns = []
    for path in sorted((ROOT / "assess").rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text())):
            if isinstance(call, ast.Call) and _name_of(call.func) == "render_template":
                patterns += [_pattern(name) for name in _branches(call.args[0])]
    return tuple(patterns)


def _name_of(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _branches(name: ast.expr) -> list[ast.expr]:
    return [name.body, name.orelse] if isinstance(name, ast.IfExp) else [name]


def _pattern(name: ast.expr) -> re.Pattern[str]:
    if isinstance(name, ast.JoinedStr):
        parts = [
            re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[^/]+"
            for part in name.values
        ]
        return re.compile("".join(parts))
    assert isinstance(name, ast.Constant), f"a template named by {ast.dump(name)}"
    return re.compile(re.escape(str(name.value)))


def _referenced(template: nodes.Template) -> Iterator[str]:
    for node in template.find_all((nodes.Extends, nodes.Include, nodes.FromImport, nodes.Import)):
        assert isinstance(node, nodes.Extends | nodes.Include | nodes.FromImport | nodes.Import)
        assert isinstance(node.template, nodes.Const), f"line {node.lineno}: a name worked out"
        yield node.template.value


def test_every_template_is_used(parsed: dict[str, nodes.Template]) -> None:
    referenced = {name for template in parsed.values() for name in _referenced(template)}

    unused = [
        name
        for name in NAMES
        if name not in referenced and not any(made.fullmatch(name) for made in _rendered())
    ]

    assert not unused


def test_every_template_that_is_named_exists(parsed: dict[str, nodes.Template]) -> None:
    ours = {
        name
        for template in parsed.values()
        for name in _referenced(template)
        if not name.startswith("govuk_frontend_jinja/")
    }

    assert not ours - set(NAMES)
    assert not [
        made.pattern for made in _rendered() if not any(made.fullmatch(name) for name in NAMES)
    ]


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.stem)
def test_a_component_is_one_macro_named_as_its_file(
    path: Path, parsed: dict[str, nodes.Template]
) -> None:
    template = parsed[f"components/{path.name}"]

    assert [macro.name for macro in template.find_all(nodes.Macro)] == [path.stem]


def test_a_file_of_macros_holds_one(parsed: dict[str, nodes.Template]) -> None:
    crowded = {
        name: [macro.name for macro in macros]
        for name, template in parsed.items()
        if len(macros := list(template.find_all(nodes.Macro))) > 1
        or (macros and any(template.find_all((nodes.Extends, nodes.Block))))
    }

    assert not crowded


def _handed_to_be_kept(call: nodes.Call) -> list[nodes.Expr]:
    """Give the macro that `kept` or `kept_each` calls: it is their first argument."""
    by = call.node.name if isinstance(call.node, nodes.Name) else ""
    return call.args[:1] if by in {"kept", "kept_each"} else []


def test_every_macro_is_used_and_every_import_too(parsed: dict[str, nodes.Template]) -> None:
    called: set[str] = set()
    idle: list[str] = []
    for name, template in parsed.items():
        calls = {
            called_by.name
            for call in template.find_all(nodes.Call)
            for called_by in (call.node, *_handed_to_be_kept(call))
            if isinstance(called_by, nodes.Name)
        }
        imported = {
            macro if isinstance(macro, str) else macro[1]
            for imports in template.find_all(nodes.FromImport)
            for macro in imports.names
        }
        called |= calls & imported
        idle += [f"{name} imports {macro}" for macro in sorted(imported - calls)]

    assert not idle
    made = {macro.name for tree in parsed.values() for macro in tree.find_all(nodes.Macro)}
    assert not made - called


@pytest.mark.parametrize("name", NAMES)
def test_a_template_is_short_and_works_nothing_out(
    name: str, parsed: dict[str, nodes.Template]
) -> None:
    text = (TEMPLATES / name).read_text()
    sets = list(parsed[name].find_all((nodes.Assign, nodes.AssignBlock)))

    assert len(text.splitlines()) <= LONGEST
    assert name.startswith("components/") or len(sets) <= MOST_SETS


@pytest.mark.parametrize("name", [name for name in NAMES if name.endswith(".html")])
def test_a_page_has_no_inline_style_or_script(name: str) -> None:
    assert not INLINE.findall((TEMPLATES / name).read_text())


def test_every_class_of_ours_has_a_style_and_every_style_a_use() -> None:
    ours = re.compile(r"assess-[a-z]+(?:-[a-z]+)*(?:__[a-z-]+)?(?:--[a-z-]*)?")
    written = {
        name for path in TEMPLATES.rglob("*.html") for name in ours.findall(path.read_text())
    }
    scripted = {name for path in STATIC.glob("*.js") for name in ours.findall(path.read_text())}
    styled = {
        name.lstrip(".")
        for path in STATIC.glob("*.css")
        for name in re.findall(r"\.assess-[\w-]+", path.read_text())
    }

    # What ends in a dash is put together in its component: assess-state--met.
    made_up = tuple(name for name in written if name.endswith("-"))
    assert not {name for name in written - styled if name not in made_up}
    assert not {name for name in styled - written - scripted if not name.startswith(made_up)}
