"""Commands on CPD: check a rule pack."""

import json
import sys
from datetime import date
from pathlib import Path

import click

from assess.bilingual import Bilingual
from assess.cpd.rules.pack_file import PackFileError, read_pack
from assess.cpd.rules.packs import AskedAmount, Figure, Force, Pack

FILE = click.Path(path_type=Path, exists=True, dir_okay=False)
HUNDRED = 100


@click.group()
def cpd() -> None:
    """Check the rules of professional bodies."""


@cpd.command()
@click.argument("file", type=FILE)
@click.option("--json", "as_json", is_flag=True)
def check(file: Path, *, as_json: bool) -> None:
    """Read a rule pack and report; writes nothing."""
    try:
        pack = read_pack(file.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        _refuse(file, PackFileError("", f"not UTF-8 at byte {error.start}"), as_json=as_json)
    except PackFileError as wrong:
        _refuse(file, wrong, as_json=as_json)
    else:
        if as_json:
            click.echo(json.dumps(as_plain(pack), ensure_ascii=False, indent=2))
        else:
            _print(pack)


def _refuse(file: Path, wrong: PackFileError, *, as_json: bool) -> None:
    if as_json:
        fault = {"key": wrong.key or None, "line": wrong.line, "message": wrong.reason}
        click.echo(json.dumps({"errors": [fault]}, ensure_ascii=False, indent=2))
    click.echo(f"{file}: {wrong}", err=True)
    sys.exit(1)


def _print(pack: Pack) -> None:
    years = f"{pack.years} years" if pack.years else "not stated"
    click.echo(f"{pack.key} version {pack.version}  {pack.name.en} / {pack.name.cy}")
    click.echo(f"  in force    from {pack.in_force_from}, until {pack.in_force_until}")
    click.echo(f"  period      {years}")
    click.echo(f"  amount      {_amount(pack.amount)}")
    for ask in pack.asks:
        click.echo(f"  {ask.kind:<11} [{ask.force}] {ask.words.en}")
        for choice in ask.choices:
            count = f"{choice.count} of " if choice.count else ""
            click.echo(f"    {choice.key}: {count}{choice.words.en}")
    for note in pack.notes:
        age = "older, " if note.is_old else ""
        click.echo(f"  note        [{age}{note.source.standing}] {note.words.en}")
    for source in pack.sources:
        click.echo(f"  source      [{source.standing}] {source.url}")


def _amount(amount: AskedAmount) -> str:
    if amount.hundredths is None:
        return amount.figure.value
    planned = " of what was planned" if amount.planned_only else ""
    return f"{amount.hundredths / HUNDRED:g} {amount.unit}{planned} [{amount.force}]"


def as_plain(pack: Pack) -> dict[str, object]:
    """Give a pack as plain JSON values: what is not stated says so."""
    return {
        "key": pack.key,
        "version": pack.version,
        "name": _both(pack.name),
        "body": _both(pack.body),
        "years": pack.years or Force.NOT_STATED.value,
        "starts": _both(pack.starts),
        "in_force": {
            "from": _day(pack.in_force_from),
            "until": _day(pack.in_force_until),
        },
        "sources": [
            {"url": source.url, "standing": source.standing.value} for source in pack.sources
        ],
        "amount": _plain_amount(pack.amount),
        "asks": [
            {
                "kind": ask.kind.value,
                "force": ask.force.value,
                "words": _both(ask.words),
                "months": ask.months,
                "choices": [
                    {
                        "key": one.key,
                        "count": one.count,
                        "words": _both(one.words),
                        "yes": _both(one.yes) if one.yes else None,
                        "no": _both(one.no) if one.no else None,
                    }
                    for one in ask.choices
                ],
            }
            for ask in pack.asks
        ],
        "notes": [
            {
                "words": _both(note.words),
                "url": note.source.url,
                "standing": note.source.standing.value,
                "old": note.is_old,
            }
            for note in pack.notes
        ],
        "warnings": [],
    }


def _plain_amount(amount: AskedAmount) -> dict[str, object]:
    stated = amount.figure is Figure.STATED
    return {
        "figure": (amount.hundredths or 0) / HUNDRED if stated else amount.figure.value,
        "unit": amount.unit.value if amount.unit else None,
        "force": amount.force.value if stated else None,
        "planned_only": amount.planned_only,
        "note": _both(amount.note) if amount.note else None,
    }


def _both(text: Bilingual) -> dict[str, str | None]:
    return {"en": text.en, "cy": text.cy}


def _day(day: object) -> str:
    return day.isoformat() if isinstance(day, date) else str(day)
