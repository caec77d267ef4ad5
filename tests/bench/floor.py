"""The floor: a bare Flask page that does five indexed queries and renders a table of 70 rows.

Its template is a string, as the shortest Flask page has it, and so is read anew each time.
`/read-compiled` is the same page with the template read once: the stricter floor.
"""

import os
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from flask import Flask, render_template_string, request
from sqlalchemy.engine import make_url

from assess.db import set_up_engine
from tests.bench.timed import Timed

ROWS = 70
PAGE = """<!DOCTYPE html><html lang="en"><head><title>Floor</title></head><body>
<h1>{{ person.name }}</h1><table>
{% for row in rows %}<tr><td>{{ row.label }}</td><td>{{ row.words }}</td></tr>
{% endfor %}</table></body></html>"""

app = Flask(__name__)
engine = sa.create_engine(make_url(os.environ["DATABASE_URL"]))
set_up_engine(engine)
tables = sa.MetaData()
tables.reflect(
    engine,
    only=["person", "role_holding", "provider", "enrolment", "criterion_text", "web_session"],
)


def _statements() -> list[sa.Select[tuple[object, ...]]]:
    """Give five queries, each by an index; the last gives the table's rows."""
    by = {name: table.c for name, table in tables.tables.items()}
    person_id = os.environ["BENCH_PERSON"]
    text = by["criterion_text"]
    return [
        sa.select(by["web_session"].id).where(by["web_session"].person_id == person_id).limit(1),
        sa.select(by["person"].name).where(by["person"].id == person_id),
        sa.select(by["role_holding"].role).where(by["role_holding"].person_id == person_id),
        sa.select(by["enrolment"].id).where(by["enrolment"].practitioner_id == person_id).limit(1),
        sa.select(text.id.label("label"), text.words)
        .where(text.text_id.in_(os.environ["BENCH_TEXTS"].split(",")))
        .limit(ROWS),
    ]


STATEMENTS = _statements()


COMPILED = app.jinja_env.from_string(PAGE)


@app.get("/read")
def read() -> str:
    return render_template_string(PAGE, **_facts())


@app.get("/read-compiled")
def read_compiled() -> str:
    return COMPILED.render(**_facts())


def answers() -> list[Sequence[sa.Row[Any]]]:
    with engine.connect() as connection:
        return [connection.execute(statement).all() for statement in STATEMENTS]


def _facts() -> dict[str, object]:
    given = answers()
    return {"person": given[1][0], "rows": given[4]}


@app.post("/write")
def write() -> str:
    """Make one durable write, as cheap as one can be."""
    request.get_data()
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        connection.execute(sa.text("INSERT INTO bench_write (at) VALUES ('now')"))
    return "ok"


timed = Timed(app)
