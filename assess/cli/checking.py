"""Commands that check what is stored: the journal, the files."""

import sys
from collections.abc import Iterable
from itertools import groupby

import click

from assess.cli.opening import opened
from assess.db import db
from assess.documents.queries import NamedFile, list_named_files
from assess.files import FileStore, hash_of
from assess.journal.queries import count_entries, find_faults
from assess.journal.rules import INSTALLATION
from assess.web.extensions import the_files


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


@files.command("verify")
def verify_files() -> None:
    """Check every file that a row names against its hash and size."""
    with opened():
        checked, faults = check_files(list_named_files(db.session()), the_files())
    for named, reason in faults:
        click.echo(f"{named.what} {named.row_id}: {reason}: {named.sha256}")
    if faults:
        sys.exit(1)
    click.echo(f"{checked} files intact")


def check_files(
    named: Iterable[NamedFile], store: FileStore
) -> tuple[int, list[tuple[NamedFile, str]]]:
    """Read each stored file once; give how many there are and each row whose file is not right."""
    checked, faults = 0, []
    for sha256, rows in groupby(named, key=lambda one: one.sha256):
        checked += 1
        size, reason = _read(store, sha256)
        for row in rows:
            is_short = row.size is not None and size is not None and row.size != size
            if wrong := reason or (f"{size} bytes, not {row.size}" if is_short else None):
                faults.append((row, wrong))
    return checked, faults


def _read(store: FileStore, sha256: str) -> tuple[int | None, str | None]:
    """Give the size of a stored file, and what is wrong with it."""
    try:
        with store.open(sha256) as file:
            found = hash_of(file)
            return file.tell(), None if found == sha256 else "damaged"
    except FileNotFoundError:
        return None, "missing"
    except OSError as trouble:
        return None, f"cannot be read ({trouble.strerror})"
