"""`assess demo`: an invented provider, its people and their portfolios, made by the real deeds."""

from datetime import UTC, datetime

import click

from assess.cli.demonstration.founding import email_of
from assess.cli.demonstration.playing import play_story
from assess.cli.demonstration.told import Cast, read_all
from assess.cli.opening import opened
from assess.people.rules import DEMO_PASSWORD
from assess.settings import Settings
from assess.web.extensions import the_files


@click.command()
def demo() -> None:
    """Make the demonstration: a provider, its people and their portfolios. Safe to repeat."""
    settings = Settings()
    refuse_in_public(settings)
    with opened(settings):
        done = play_story(now=datetime.now(UTC), store=the_files())
    if done:
        click.echo(f"The demonstration stands: {done} deeds done.")
    else:
        click.echo("The demonstration stands already: nothing was changed.")
    click.echo(sign_ins())
    if not settings.assess_demo:
        click.echo("The sign-in page shows these only when ASSESS_DEMO=1 is set.")


def refuse_in_public(settings: Settings) -> None:
    """Refuse where strangers could sign in: everybody knows the demonstration's password."""
    try:
        Settings(**(settings.model_dump() | {"assess_demo": True}))
    except ValueError as public:
        raise click.ClickException(
            "everybody knows the demonstration's password: it needs HOST on this machine only, "
            "and no PUBLIC_URL"
        ) from public


def sign_ins() -> str:
    """Give the people that one can sign in as, as a table."""
    rows = [("Role", "Name", "E-mail address", "What there is to see")]
    rows += [
        (one.role.upper() if one.role == "iqa" else one.role, one.name, email_of(one), one.shows)
        for one in read_all("cast.toml", "person", Cast)
        if not one.left
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    lines = [
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[3]])
        for row in rows
    ]
    return "\n".join(["", *lines, "", f"Password for each of them: {DEMO_PASSWORD}"])
