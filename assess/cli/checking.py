"""Commands that check what is stored: the journal, the files."""

import sys

import click

from assess.cli.opening import opened
from assess.db import db
from assess.journal.queries import count_entries, find_faults
from assess.journal.rules import INSTALLATION


@click.group()
def journal() -> None:
    """Check the journal."""


@journal.command("verify")
def verify_journal() -> None:
    """Check every chain, and every recorded row against the entry that vouches for it."""
    with opened():
        faults = find_faults(db.session())
        entries, chains = count_entries(db.session())
    for fault in faults:
        chain = "installation" if fault.chain_id == INSTALLATION else f"provider {fault.chain_id}"
        click.echo(f"{chain}, entry {fault.seq}: {fault.reason}")
    if faults:
        sys.exit(1)
    click.echo(f"intact: {entries} entries in {chains} chains")


@click.group()
def files() -> None:
    """Check the files of the evidence."""
