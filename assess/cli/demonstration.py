import click


@click.command()
def demo() -> None:
    """Make the demonstration: a provider, its people and their portfolios. Safe to repeat."""
