"""Commands on standards: check, import, list, show, export."""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from assess.bilingual import Language
from assess.cli.opening import opened
from assess.db import db, writing
from assess.refusals import NotFoundError
from assess.standards.queries import (
    StandardHead,
    find_standard_id,
    list_standards,
    load_standard,
)
from assess.standards.rules.library import BilingualStandard, document_in
from assess.standards.rules.library_file import read_library_file, write_library_file
from assess.standards.rules.library_table import LibraryFileError
from assess.standards.rules.merging import CannotMergeError, merge_document
from assess.standards.rules.values import StandardDocument, to_json
from assess.standards.service import import_standard, read_document_file

LANGUAGES = click.Choice([language.value for language in Language])
FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


@click.group()
def standards() -> None:
    """Read, import and show National Occupational Standards."""


@standards.command()
@click.argument("file", type=FILE)
@click.option("--urn", help="wins over the document's own")
@click.option("--lang", type=LANGUAGES, help="guessed from the document otherwise")
@click.option("--json", "as_json", is_flag=True)
def check(file: Path, urn: str | None, lang: str | None, *, as_json: bool) -> None:
    """Read a published document and report; writes nothing."""
    document = _read(file, urn, lang)
    if as_json:
        _print_json(to_json(document))
    else:
        _print_document(document)
    sys.exit(1 if document.warnings else 0)


@standards.command("import")
@click.argument("files", type=FILE, nargs=-1, required=True)
@click.option("--urn", help="wins over the documents' own")
@click.option("--lang", type=LANGUAGES)
def import_(files: tuple[Path, ...], urn: str | None, lang: str | None) -> None:
    """Bring documents or library files in. A changed text becomes a new revision."""
    went_wrong = False
    with opened():
        for file in files:
            went_wrong |= not _import_one(file, urn, lang)
    sys.exit(1 if went_wrong else 0)


def _import_one(file: Path, urn: str | None, lang: str | None) -> bool:
    try:
        standard = _standard_in(file, urn, lang)
    except (LibraryFileError, CannotMergeError) as wrong:
        click.echo(f"{file}: not imported: {wrong}", err=True)
        return False
    with writing() as session:
        done = import_standard(session, standard=standard, now=datetime.now(UTC))
    revised = ", ".join(language.value for language in done.revised)
    what = f"new text in {revised}" if revised else "unchanged"
    click.echo(f"{file}: {done.urn} version {standard.version}: {what}")
    return True


def _standard_in(file: Path, urn: str | None, lang: str | None) -> BilingualStandard:
    """Read a library file, or merge a document in one language with what stands."""
    if file.suffix == ".toml":
        return read_library_file(file.read_text(encoding="utf-8"))
    document = _read(file, urn, lang)
    for warning in document.warnings:
        click.echo(f"{file}:{warning.line}: {warning.code}: {warning.message}", err=True)
    standing = None
    if document.urn is not None:
        try:
            found = find_standard_id(db.session(), urn=document.urn, edition=document.version)
            standing = load_standard(db.session(), found)
        except NotFoundError:
            standing = None
    return merge_document(standing, document)


@standards.command("list")
@click.option("--json", "as_json", is_flag=True)
def list_(*, as_json: bool) -> None:
    """List the standards that serve every provider."""
    with opened():
        heads = list_standards(db.session())
    if as_json:
        _print_json([_head_json(head) for head in heads])
        return
    for head in heads:
        click.echo(f"{head.urn}/{head.edition}  {head.title.en or head.title.cy}")


def _head_json(head: StandardHead) -> dict[str, object]:
    return {
        "urn": head.urn,
        "version": head.edition,
        "title": {"en": head.title.en, "cy": head.title.cy},
        "provenance": {
            "en": head.provenance_en.value if head.provenance_en else None,
            "cy": head.provenance_cy.value if head.provenance_cy else None,
        },
        "performance": head.performance_count,
        "knowledge": head.knowledge_count,
    }


@standards.command()
@click.argument("urn")
@click.option("--lang", type=LANGUAGES, default="en", show_default=True)
@click.option("--json", "as_json", is_flag=True)
def show(urn: str, lang: str, *, as_json: bool) -> None:
    """Show a standard in one language."""
    document = document_in(_load(urn), Language(lang))
    if as_json:
        _print_json(to_json(document))
    else:
        _print_document(document)


@standards.command()
@click.argument("urn")
def export(urn: str) -> None:
    """Print a standard as a library file, both languages side by side."""
    click.echo(write_library_file(_load(urn)), nl=False)


def _load(urn: str) -> BilingualStandard:
    with opened():
        try:
            return load_standard(db.session(), find_standard_id(db.session(), urn=urn))
        except NotFoundError:
            click.echo(f"no standard has the URN {urn}", err=True)
            sys.exit(1)


def _read(file: Path, urn: str | None, lang: str | None) -> StandardDocument:
    return read_document_file(
        file.read_bytes(), name=file.name, urn=urn, lang=Language(lang) if lang else None
    )


def _print_json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def _print_document(document: StandardDocument) -> None:
    click.echo(f"{document.urn or '(no URN)'}  {document.title}  [{document.lang.value}]")
    if document.provenance.value != "published":
        click.echo(f"({document.provenance.value})")
    for criterion in document.performance + document.knowledge:
        click.echo(f"  {criterion.label:<4} {criterion.text}")
    for warning in document.warnings:
        click.echo(f"line {warning.line}: {warning.code}: {warning.message}", err=True)
