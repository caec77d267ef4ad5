"""Commands on portfolios: list the units, print one or all of a practitioner's."""

import json
import sys
from pathlib import Path
from uuid import UUID

import click

from assess.app import draw_print
from assess.cli.opening import opened
from assess.db import db
from assess.documents.queries import UnitLine, list_all_units, load_as_operator
from assess.documents.rules import CHOICES
from assess.refusals import NotFoundError


@click.group()
def portfolio() -> None:
    """List and print portfolios."""


@portfolio.command("list")
@click.option("--json", "as_json", is_flag=True)
def list_(*, as_json: bool) -> None:
    """List every provider's units."""
    with opened():
        lines = list_all_units(db.session())
    if as_json:
        found = [_line_json(line) for line in lines]
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    for line in lines:
        click.echo(f"{line.id}  {line.practitioner}  {line.urn}  {line.state}  {line.provider}")


def _line_json(line: UnitLine) -> dict[str, str | None]:
    return {
        "id": str(line.id),
        "portfolio": str(line.portfolio_id) if line.portfolio_id else None,
        "practitioner": line.practitioner,
        "urn": line.urn,
        "state": line.state.value,
        "provider": line.provider,
    }


@portfolio.command("print")
@click.argument("wanted", metavar="ID")
@click.option("--lang", type=click.Choice(CHOICES), required=True)
@click.option(
    "-o",
    "out",
    metavar="FILE.pdf",
    type=click.Path(path_type=Path, dir_okay=False, writable=True),
    required=True,
)
def print_(wanted: str, lang: str, out: Path) -> None:
    """Print a unit, or a portfolio with all its units, by its id."""
    if not out.parent.is_dir():
        raise click.BadParameter(f"there is no folder {out.parent}", param_hint="-o")
    with opened():
        try:
            facts = load_as_operator(db.session(), UUID(wanted))
        except (NotFoundError, ValueError):
            click.echo(f"no unit and no portfolio has the id {wanted}", err=True)
            sys.exit(1)
        db.session.rollback()
        draw_print(facts, lang, out, lambda _done, _of: None)
    urns = ", ".join(one.unit.urn for one in facts.units)
    click.echo(f"{out}: {facts.practitioner}, {urns}")
