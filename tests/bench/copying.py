"""Copies a practitioner with all that is theirs, thousands of times, by the database itself.

A copy's ids are those of the first with their first eight digits counted up. A hundred
practitioners at a time are a cohort, and have an assessor of their own.
"""

from collections.abc import Iterable
from contextlib import closing

import sqlalchemy as sa
from flask import Flask
from sqlalchemy.engine.interfaces import DBAPIConnection

from assess.db import Base, db, new_id
from tests.bench.portfolio import Portfolio

A_COHORT = 100
COPIED = (
    "person", "role_holding", "enrolment", "evidence", "evidence_version", "mapping",
    "reflection", "reflection_version", "submission", "submitted_criterion",
    "submitted_evidence", "clock",
)  # fmt: skip
WHOSE = {"person": "id", "role_holding": "person_id"}
"""Of these tables a person's own row is copied, not the rows of everybody."""

HASTE = ("foreign_keys=OFF", "synchronous=OFF", "cache_size=-400000")
"""For the copying only: nothing is lost if it has to be done again."""


def copy_portfolio(app: Flask, portfolio: Portfolio, practitioners: int) -> None:
    """Copy until there are so many practitioners."""
    cohorts = -(-practitioners // A_COHORT)
    with app.app_context(), closing(db.engine.raw_connection()) as connection:
        for pragma in HASTE:
            connection.cursor().execute(f"PRAGMA {pragma}")
        _count_up(connection, "practitioner_copy", range(1, practitioners))
        _count_up(connection, "assessor_copy", range(1, cohorts))
        for name in COPIED:
            table = Base.metadata.tables[name]
            _copy(connection, table, portfolio, "practitioner")
            if name in WHOSE:
                _copy(connection, table, portfolio, "assessor")
        _name_cohorts(connection, portfolio, range(1, cohorts + 1))
        # With its pragmas it must not go back into the pool.
        connection.detach()


def _count_up(connection: DBAPIConnection, name: str, numbers: range) -> None:
    cursor = connection.cursor()
    cursor.execute(f"CREATE TEMP TABLE {name} (n INTEGER PRIMARY KEY)")
    cursor.executemany(f"INSERT INTO {name} (n) VALUES (?)", [(n,) for n in numbers])  # noqa: S608 (our own name)


def _copy(connection: DBAPIConnection, table: sa.Table, portfolio: Portfolio, who: str) -> None:
    """Write a table's copies, a copy after the other: so they lie beside each other on disk."""
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    values = ", ".join(_value(table, column) for column in table.columns)
    theirs = f"WHERE one.{WHOSE[table.name]} = :{who}" if table.name in WHOSE else ""
    cursor = connection.cursor()
    cursor.execute("BEGIN IMMEDIATE")
    cursor.execute(
        f'INSERT INTO "{table.name}" ({names}) '  # noqa: S608 (names of our own tables)
        f'SELECT {values} FROM {who}_copy AS copy CROSS JOIN "{table.name}" AS one {theirs}',
        {
            "practitioner": portfolio.practitioner.person_id.hex,
            "assessor": portfolio.assessor.person_id.hex,
        },
    )
    cursor.execute("COMMIT")
    # Otherwise the log would grow to the size of all that is copied.
    cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _value(table: sa.Table, column: "sa.Column[object]") -> str:
    value = f'one."{column.name}"'
    counted = f"printf('%08x', copy.n) || substr({value}, 9)"
    judge = f"printf('%08x', copy.n / {A_COHORT}) || substr({value}, 9)"
    targets = {key.column.table.name for key in column.foreign_keys}
    if table.name == "person" and column.name in {"email", "name"}:
        return f"printf('%05d ', copy.n) || {value}"
    if table.name == "enrolment" and column.name == "cohort":
        return f"printf('Cohort %03d', copy.n / {A_COHORT} + 1)"
    if table.name not in WHOSE and "person" in targets:
        return (
            f"CASE WHEN {value} = :practitioner THEN {counted} "
            f"WHEN {value} = :assessor AND copy.n >= {A_COHORT} THEN {judge} ELSE {value} END"
        )
    is_copied = column.primary_key or column.name == "subject_id" or _any(targets)
    return f"CASE WHEN {value} IS NULL THEN NULL ELSE {counted} END" if is_copied else value


def _any(targets: Iterable[str]) -> bool:
    return any(target in COPIED for target in targets)


def _name_cohorts(connection: DBAPIConnection, portfolio: Portfolio, numbers: range) -> None:
    cursor = connection.cursor()
    cursor.execute("BEGIN IMMEDIATE")
    cursor.execute("UPDATE enrolment SET cohort = 'Cohort 001' WHERE cohort = ''")
    cursor.executemany(
        "INSERT INTO cohort (id, provider_id, name, created_at, version) "
        "VALUES (?, ?, ?, '2026-09-01 09:00:00.000000', 1)",
        [
            (new_id().hex, portfolio.practitioner.provider_id.hex, f"Cohort {number:03}")
            for number in numbers
        ],
    )
    cursor.execute("COMMIT")
