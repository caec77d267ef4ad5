"""Commands on the keys that secrets in the database are sealed with."""

import click

from assess.cli.opening import opened, renew_seals
from assess.web.extensions import the_keys


@click.group()
def keys() -> None:
    """Change the keys that secrets in the database are sealed with."""


@keys.command("renew")
def renew_keys() -> None:
    """Make a new key, and seal everything with it; older keys still open what they sealed."""
    with opened():
        ring = the_keys()
        ring.add_key()
        renew_seals()
    click.echo(f"{ring.path} has a new key before the {len(ring.keys) - 1} older")
