"""A rule pack's file (standards/cpd/*.toml): read whole, or refused with line and reason."""

import re
import tomllib
from datetime import date

from assess.cpd.rules.kinds import CpdUnit
from assess.cpd.rules.pack_lines import line_of
from assess.cpd.rules.pack_values import (
    PackFileError,
    Table,
    key_of,
    read_both,
    read_count,
    read_day,
    read_flag,
    read_hundredths,
    read_one_of,
    read_table,
    read_tables,
    read_text,
    refuse_unknown,
)
from assess.cpd.rules.packs import (
    Ask,
    Asked,
    AskedAmount,
    Choice,
    Figure,
    Force,
    Note,
    Pack,
    Source,
    Standing,
)

__all__ = ["PackFileError", "read_pack"]

LONGEST_PERIOD = 10
MOST_MONTHS = 60
MOST_STATEMENTS = 100
MOST_VERSIONS = 999
NOT_STATED = "not stated"
_KEY = re.compile(r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")
_LINE = re.compile(r"\(at line (\d+)")
_KEYS = (
    *("key", "version", "years", "name", "body", "starts"),
    *("in_force", "source", "amount", "asks", "notes"),
)
_WITH_CHOICES = (Asked.STATEMENTS, Asked.QUESTIONS)


def read_pack(text: str) -> Pack:
    """Read a pack.

    Raises:
        PackFileError: with the key and the line, at the first thing that is wrong.

    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _LINE.search(str(error))
        raise PackFileError("", str(error), int(found[1]) if found else None) from error
    except RecursionError as error:
        raise PackFileError("", "it is nested too deeply") from error
    try:
        return _pack(table)
    except PackFileError as wrong:
        raise PackFileError(wrong.key, wrong.reason, line_of(text, wrong.key)) from wrong


def _pack(table: Table) -> Pack:
    refuse_unknown(table, _KEYS, "")
    key = read_text(table, "key")
    if not _KEY.match(key):
        raise PackFileError("key", f"“{key}” is not in lower case with dashes: cim-member")
    if "in_force" not in table:
        reason = "this key is missing: say from when and until when the rules are in force"
        raise PackFileError("in_force", reason)
    in_force = read_table(table, "in_force")
    refuse_unknown(in_force, ("from", "until"), "in_force")
    start, end = (read_day(in_force, name, "in_force") for name in ("from", "until"))
    if isinstance(start, date) and isinstance(end, date) and end < start:
        raise PackFileError("in_force.until", "it ends before it starts")
    amount = _amount(read_table(table, "amount"))
    return Pack(
        key=key,
        version=read_count(table, "version", "", most=MOST_VERSIONS),
        name=read_both(table, "name"),
        body=read_both(table, "body"),
        years=_years(table),
        starts=read_both(table, "starts"),
        in_force_from=start,
        in_force_until=end,
        sources=_sources(table, amount),
        amount=amount,
        asks=_asks(table),
        notes=tuple(_note(entry, where) for where, entry in read_tables(table, "notes")),
    )


def _years(table: Table) -> int | None:
    if table.get("years") == NOT_STATED:
        return None
    return read_count(table, "years", "", most=LONGEST_PERIOD)


def _sources(table: Table, amount: AskedAmount) -> tuple[Source, ...]:
    """Read where it comes from. Only what the person sets has no source."""
    sources = tuple(_source(entry, where) for where, entry in read_tables(table, "source"))
    if not sources and amount.figure is not Figure.OWN:
        raise PackFileError("source", "this key is missing: say where the rules come from")
    return sources


def _source(table: Table, where: str) -> Source:
    refuse_unknown(table, ("url", "standing"), where)
    url = read_text(table, "url", where)
    if not url.startswith(("https://", "http://")):
        raise PackFileError(key_of(where, "url"), f"“{url}” is no address")
    return Source(url, read_one_of(Standing, table, "standing", where))


def _amount(table: Table) -> AskedAmount:
    """Read how much: a figure with its unit, or a word that says why there is none."""
    where = "amount"
    refuse_unknown(table, ("figure", "unit", "force", "planned_only", "note"), where)
    note = read_both(table, "note", where) if "note" in table else None
    if isinstance(table.get("figure"), str):
        figure = read_one_of(Figure, table, "figure", where)
        if figure is Figure.STATED:
            raise PackFileError(key_of(where, "figure"), "the figure itself is needed")
        if beside := sorted({"unit", "force", "planned_only"} & set(table)):
            reason = "there is no figure that this could belong to"
            raise PackFileError(key_of(where, beside[0]), reason)
        return AskedAmount(figure, Force.NOT_STATED, note=note)
    return AskedAmount(
        figure=Figure.STATED,
        hundredths=read_hundredths(table, "figure", where),
        unit=read_one_of(CpdUnit, table, "unit", where),
        force=read_one_of(Force, table, "force", where),
        planned_only=read_flag(table, "planned_only", where),
        note=note,
    )


def _asks(table: Table) -> tuple[Ask, ...]:
    asks: list[Ask] = []
    for where, entry in read_tables(table, "asks"):
        ask = _ask(entry, where)
        if ask.kind is not Asked.TOLD and ask.kind in {one.kind for one in asks}:
            raise PackFileError(key_of(where, "kind"), f"“{ask.kind}” is asked twice")
        asks.append(ask)
    return tuple(asks)


def _ask(table: Table, where: str) -> Ask:
    kind = read_one_of(Asked, table, "kind", where)
    known = {"kind", "force", "words"}
    known |= {"choices"} if kind in _WITH_CHOICES else set()
    known |= {"months"} if kind is Asked.GAPS else set()
    refuse_unknown(table, known, where)
    is_gap = kind is Asked.GAPS
    return Ask(
        kind=kind,
        force=read_one_of(Force, table, "force", where),
        words=read_both(table, "words", where),
        months=read_count(table, "months", where, most=MOST_MONTHS) if is_gap else None,
        choices=_choices(table, where, kind) if kind in _WITH_CHOICES else (),
    )


def _choices(table: Table, where: str, kind: Asked) -> tuple[Choice, ...]:
    choices: list[Choice] = []
    for place, entry in read_tables(table, "choices", where):
        choice = _choice(entry, place, kind)
        if choice.key in {one.key for one in choices}:
            raise PackFileError(key_of(place, "key"), f"“{choice.key}” stands twice")
        choices.append(choice)
    if not choices:
        raise PackFileError(key_of(where, "choices"), "this key is missing")
    return tuple(choices)


def _choice(table: Table, where: str, kind: Asked) -> Choice:
    is_statement = kind is Asked.STATEMENTS
    further = {"count"} if is_statement else {"yes", "no"}
    refuse_unknown(table, {"key", "words"} | further, where)
    key = read_text(table, "key", where)
    if not _KEY.match(key):
        raise PackFileError(key_of(where, "key"), f"“{key}” is not in lower case with dashes")
    return Choice(
        key=key,
        words=read_both(table, "words", where),
        count=read_count(table, "count", where, most=MOST_STATEMENTS) if is_statement else None,
        yes=None if is_statement else read_both(table, "yes", where),
        no=None if is_statement else read_both(table, "no", where),
    )


def _note(table: Table, where: str) -> Note:
    refuse_unknown(table, ("words", "source", "old"), where)
    source = read_table(table, "source", where)
    return Note(
        words=read_both(table, "words", where),
        source=_source(source, key_of(where, "source")),
        is_old=read_flag(table, "old", where),
    )
