import click


@click.group()
def portfolio() -> None:
    """List and print portfolios."""
