import click


@click.group()
def provider() -> None:
    """Add training providers."""


@click.group()
def people() -> None:
    """Add and invite people."""
