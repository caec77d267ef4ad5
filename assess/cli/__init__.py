"""Operators' commands: each calls one service function, and says in one line what it did.

Exit status everywhere: 0 done, 1 done but something is wrong with the input, 2 could not run.
"""

import sys

import click
from pydantic import ValidationError
from sqlalchemy.exc import SQLAlchemyError

from assess.cli.checking import files, journal
from assess.cli.cpd import cpd
from assess.cli.demonstration import demo
from assess.cli.keys import keys
from assess.cli.plans import plans
from assess.cli.portfolios import portfolio
from assess.cli.providers import people, provider
from assess.cli.serving import serve, work
from assess.cli.standards import standards


@click.group()
@click.version_option(package_name="assess")
def commands() -> None:
    """Assess (Asesu): portfolios of evidence against National Occupational Standards."""


for command in (
    serve, work, demo, standards, cpd, plans, provider, people, portfolio, journal, files, keys,
):  # fmt: skip
    commands.add_command(command)


def main() -> None:
    """Run a command; what keeps it from running is said in one line, with status 2."""
    try:
        commands.main(standalone_mode=False)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.Abort:
        sys.exit(130)
    except click.ClickException as wrong:
        wrong.show()
        sys.exit(2)
    except ValidationError as unsafe:
        for error in unsafe.errors():
            name = ".".join(str(part) for part in error["loc"]).upper()
            click.echo(f"setting {name or 'refused'}: {error['msg']}", err=True)
        sys.exit(2)
    except (SQLAlchemyError, OSError) as away:
        click.echo(f"could not run: {away}", err=True)
        sys.exit(2)
