"""Does a page stay as quick when the provider grows? `python -m tests.bench.growth`.

One portfolio is made by the deeds, then copied by the database itself: each copy's ids are those
of the first with their first digits counted up. 100 practitioners against 10,000, who have
1,000,000 mappings between them.
"""

import os
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import sqlalchemy as sa
from flask import Flask

from assess.app import create_app
from assess.db import Base, db
from assess.files import MemoryStore
from assess.settings import Settings
from tests.bench.__main__ import served
from tests.bench.load import Hit, Timing, same, time_hits
from tests.bench.portfolio import Portfolio, make_portfolio

PIECES = 50
FEW, MANY = 100, 10_000
READS = 200
COPIED = (
    "person", "role_holding", "enrolment", "evidence", "evidence_version", "mapping",
    "reflection", "reflection_version", "submission", "submitted_criterion",
    "submitted_evidence", "clock",
)  # fmt: skip


def main() -> None:
    sys.stdout.write(
        "| page | practitioners | p50 ms | p95 ms | p95 / p95 at 100 |\n|---|--:|--:|--:|--:|\n"
    )
    base: dict[str, Timing] = {}
    for practitioners in (FEW, MANY):
        for page, timing in _time_pages(practitioners).items():
            first = base.setdefault(page, timing)
            sys.stdout.write(
                f"| {page} | {practitioners:,} | {timing.p50:.1f} | {timing.p95:.1f} | "
                f"{timing.p95 / first.p95:.2f} |\n"
            )
            sys.stdout.flush()


def _time_pages(practitioners: int) -> dict[str, Timing]:
    with tempfile.TemporaryDirectory(prefix="assess-growth-") as name:
        settings = Settings(data_dir=Path(name), database_url="")
        app = create_app(settings, files=MemoryStore())
        portfolio = make_portfolio(app, pieces=PIECES)
        copy_portfolio(app, portfolio, range(1, practitioners))
        environment = os.environ | {"DATA_DIR": name, "DATABASE_URL": settings.database_address}
        with served("wsgi:app", environment) as port:
            return {page: _measure(hit) for page, hit in _pages(port, portfolio).items()}


def _pages(port: int, portfolio: Portfolio) -> dict[str, Hit]:
    unit = f"/en/units/{portfolio.unit_id}"
    return {
        "gap list": Hit(port, "/en/", portfolio.practitioner_cookie),
        "criterion page": Hit(port, f"{unit}/P3", portfolio.practitioner_cookie),
        "desk": Hit(port, f"{unit}/desk", portfolio.assessor_cookie),
        "queue": Hit(port, "/en/queue", portfolio.assessor_cookie),
        "units": Hit(port, "/en/units", portfolio.assessor_cookie),
    }


def _measure(hit: Hit) -> Timing:
    time_hits(same(hit, 20), connections=1, number=20)
    return time_hits(same(hit, READS), connections=1, number=READS)


def copy_portfolio(app: Flask, portfolio: Portfolio, numbers: range) -> None:
    """Copy a practitioner with all that is theirs, once for each number."""
    person_id = portfolio.practitioner.person_id.hex
    with app.app_context(), db.engine.begin() as connection:
        connection.execute(sa.text("CREATE TEMP TABLE copy_number (n INTEGER PRIMARY KEY)"))
        connection.execute(
            sa.text("INSERT INTO copy_number (n) VALUES (:n)"), [{"n": n} for n in numbers]
        )
        for name in COPIED:
            table = Base.metadata.tables[name]
            connection.execute(sa.text(_copying(table)), {"person": person_id})


def _copying(table: sa.Table) -> str:
    """Write the statement that copies the practitioner's rows of a table."""
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    values = ", ".join(_value(table, column) for column in table.columns)
    theirs = {"person": "WHERE one.id = :person", "role_holding": "WHERE one.person_id = :person"}
    return (
        f'INSERT INTO "{table.name}" ({names}) '  # noqa: S608 (names of our own tables)
        f'SELECT {values} FROM "{table.name}" AS one CROSS JOIN copy_number AS copy '
        f"{theirs.get(table.name, '')}"
    )


def _value(table: sa.Table, column: "sa.Column[object]") -> str:
    value = f'one."{column.name}"'
    counted = f"printf('%08x', copy.n) || substr({value}, 9)"
    targets = {key.column.table.name for key in column.foreign_keys}
    if table.name == "person" and column.name in {"email", "name"}:
        return f"copy.n || {value}"
    if "person" in targets:
        return f"CASE WHEN {value} = :person THEN {counted} ELSE {value} END"
    is_copied = column.primary_key or column.name == "subject_id" or _any(targets)
    return f"CASE WHEN {value} IS NULL THEN NULL ELSE {counted} END" if is_copied else value


def _any(targets: Iterable[str]) -> bool:
    return any(target in COPIED for target in targets)


if __name__ == "__main__":
    main()
