"""Commands on written plans: check a plan template."""

import json
import sys
from pathlib import Path

import click

from assess.app import ROOT
from assess.plans.rules.checking import wrong_labels
from assess.plans.rules.faults import Fault, TemplateFileError, Wrong
from assess.plans.rules.template import Section, Template
from assess.plans.rules.template_file import read_template
from assess.standards.rules.library_file import LibraryFileError, read_library_file

FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.group()
def plans() -> None:
    """Check the templates of written plans."""


@plans.command()
@click.argument("file", type=FILE)
@click.option("--json", "as_json", is_flag=True)
def check(file: Path, *, as_json: bool) -> None:
    """Read a plan template and report; writes nothing.

    Labels of criteria are compared with the library's standards, those in standards/.
    """
    template, wrongs = _read(file)
    if as_json:
        click.echo(json.dumps(as_plain(template, wrongs), ensure_ascii=False, indent=2))
    elif template is not None:
        _print(template)
    if not as_json:
        for one in wrongs:
            where = f"{one.place}: " if one.place else ""
            click.echo(f"{file}:{one.line}: {one.code}: {where}{one.in_english}", err=True)
    sys.exit(1 if wrongs else 0)


def _read(file: Path) -> tuple[Template | None, list[Wrong]]:
    try:
        text = file.read_text(encoding="utf-8")
        template = read_template(text)
    except UnicodeDecodeError as error:
        reason = f"not UTF-8 at byte {error.start}"
        return None, [Wrong("", 1, Fault.NOT_TOML, {"reason": reason})]
    except TemplateFileError as refusal:
        return None, list(refusal.wrongs)
    return template, wrong_labels(template, text, _labels_of(template))


def _labels_of(template: Template) -> set[str] | None:
    for path in sorted((ROOT / "standards").glob("*.toml")):
        try:
            standard = read_library_file(path.read_text(encoding="utf-8"))
        except (LibraryFileError, UnicodeDecodeError):
            continue
        if (standard.urn, standard.version) == (template.urn, template.edition):
            return {one.label for one in standard.criteria}
    return None


def _print(template: Template) -> None:
    languages = ", ".join(f"{one.tag} ({one.origin})" for one in template.languages)
    click.echo(f"{template.key}  {template.title.text_in('en')}")
    click.echo(f"  languages   {languages}")
    click.echo(f"  standard    {template.urn} version {template.edition}")
    for section in template.sections:
        click.echo(f"  {section.number:<4}{section.title.text_in('en')}")
        for name, labels in _what_it_says(section).items():
            if labels:
                click.echo(f"      {name:<17} {' '.join(labels)}")
    click.echo(f"  whole plan shows      {' '.join(template.shows) or 'nothing'}")
    click.echo(f"  nothing in it serves  {' '.join(template.serves_nothing) or 'not stated'}")


def _what_it_says(section: Section) -> dict[str, list[str]]:
    return {
        "shows": list(section.shows),
        "contributes to": [one.label for one in section.contributes],
        "does not show": [one.label for one in section.does_not_show],
    }


def as_plain(template: Template | None, wrongs: list[Wrong]) -> dict[str, object]:
    """Give a template and what is wrong with it as plain JSON values."""
    errors = [
        {"line": one.line, "key": one.place or None, "code": one.code, "message": one.in_english}
        for one in wrongs
    ]
    if template is None:
        return {"errors": errors}
    return {
        "key": template.key,
        "title": dict(template.title.by_tag),
        "languages": {one.tag: one.origin.value for one in template.languages},
        "standard": template.urn,
        "version": template.edition,
        "sections": [
            {
                "key": section.key,
                "number": section.number,
                "title": dict(section.title.by_tag),
                "fields": [field.key for field in section.fields],
                "shows": list(section.shows),
                "contributes": {
                    one.label: {"en": one.needs.en, "cy": one.needs.cy}
                    for one in section.contributes
                },
                "does_not_show": [one.label for one in section.does_not_show],
            }
            for section in template.sections
        ],
        "shows": list(template.shows),
        "serves_nothing": list(template.serves_nothing),
        "errors": errors,
    }
