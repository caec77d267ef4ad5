"""Commands that bring the first people in: everybody else is invited from the pages."""

import sys
from datetime import UTC, datetime
from typing import NoReturn
from uuid import UUID

import click

from assess.actor import Role
from assess.bilingual import Bilingual, Language
from assess.cli.opening import opened
from assess.db import db, writing
from assess.people.queries import list_providers
from assess.people.rules.roles import NewPerson, NewRole
from assess.people.service import add_provider, invite_person
from assess.refusals import RefusedError
from assess.settings import Settings

LANGUAGES = click.Choice([language.value for language in Language])
ROLES = click.Choice([role.value for role in Role])


@click.group()
def provider() -> None:
    """Add training providers."""


@provider.command("add")
@click.option("--name", required=True, help="in English, or in both languages")
@click.option("--welsh-name", help="where it differs")
@click.option("--manager", required=True, help="the first manager's name")
@click.option("--email", required=True, help="the first manager's e-mail address")
@click.option("--lang", type=LANGUAGES, default="en", show_default=True)
def add_one_provider(
    name: str, welsh_name: str | None, manager: str, email: str, lang: str
) -> None:
    """Add a provider and its first manager; prints the manager's one-time link."""
    person = NewPerson(manager, email, Language(lang), (NewRole(Role.MANAGER),))
    with opened():
        try:
            with writing() as session:
                made = add_provider(
                    session, names=Bilingual(name, welsh_name), manager=person,
                    now=datetime.now(UTC),
                )  # fmt: skip
        except RefusedError as refused:
            _say_refused(refused)
    click.echo(f"provider {made.provider_id}: {name}")
    click.echo(f"{manager} chooses a password here, once, within 24 hours:")
    click.echo(_link(lang, made.token))


@click.group()
def people() -> None:
    """Add and invite people."""


@people.command("add")
@click.option("--provider", "provider_id", help="its id; not needed where there is only one")
@click.option("--name", required=True)
@click.option("--email", required=True)
@click.option("--role", "roles", type=ROLES, multiple=True, required=True)
@click.option("--lang", type=LANGUAGES, default="en", show_default=True)
def add_person(
    provider_id: str | None, name: str, email: str, roles: tuple[str, ...], lang: str
) -> None:
    """Add a person; prints their one-time link, for whoever hands it to them."""
    token = _invite(provider_id, name, email, roles, lang)
    click.echo(f"{name} chooses a password here, once:")
    click.echo(_link(lang, token))


@people.command("invite")
@click.option("--provider", "provider_id", help="its id; not needed where there is only one")
@click.option("--name", required=True)
@click.option("--email", required=True)
@click.option("--role", "roles", type=ROLES, multiple=True, required=True)
@click.option("--lang", type=LANGUAGES, default="en", show_default=True)
def invite(
    provider_id: str | None, name: str, email: str, roles: tuple[str, ...], lang: str
) -> None:
    """Invite a person by e-mail, in their language."""
    _invite(provider_id, name, email, roles, lang)
    click.echo(f"an invitation to {email} is in the outbox")


def _invite(
    provider_id: str | None, name: str, email: str, roles: tuple[str, ...], lang: str
) -> str:
    person = NewPerson(name, email, Language(lang), tuple(NewRole(Role(role)) for role in roles))
    with opened():
        at = _provider(provider_id)
        try:
            with writing() as session:
                return invite_person(
                    session, actor=None, person=person, now=datetime.now(UTC), provider_id=at
                ).token
        except RefusedError as refused:
            _say_refused(refused)


def _provider(given: str | None) -> UUID:
    known = {str(one.id): one for one in list_providers(db.session())}
    db.session.rollback()
    if given is None and len(known) == 1:
        return next(iter(known.values())).id
    if given in known:
        return known[given].id
    for one in known.values():
        click.echo(f"{one.id}  {one.name.en}", err=True)
    click.echo("name one of the providers above with --provider", err=True)
    sys.exit(1)


def _say_refused(refused: RefusedError) -> NoReturn:
    click.echo(f"not done: {refused or type(refused).__name__}", err=True)
    sys.exit(1)


def _link(lang: str, token: str) -> str:
    return f"{Settings().address}/{lang}/invitation/{token}"
