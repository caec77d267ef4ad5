import random
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assess.db import UnrecordedError, db, new_id, writing
from assess.journal.models import JournalDetail, JournalEntry, JournalHead
from assess.journal.queries import find_faults, find_subject_of
from assess.journal.rules import INSTALLATION
from assess.journal.service import record_deed
from assess.people.models import Provider
from assess.standards.rules.library_file import read_library_file
from assess.standards.service import import_standard
from tests.world import NOW, World

LIBRARY = Path(__file__).parents[3] / "standards"


def make_provider(name: str = "A provider") -> Provider:
    with writing() as session:
        provider = Provider(id=new_id(), name_en=name, name_cy=name, created_at=NOW)
        session.add(provider)
        record_deed(session, deed="add_provider", now=NOW, subject_id=provider.id)
    return provider


def rename(provider: Provider, name: str) -> None:
    with writing() as session:
        row = session.get_one(Provider, provider.id)
        row.name_en = name
        record_deed(
            session, deed="rename", now=NOW, subject_id=row.id, provider_id=provider.id,
            facts={"name": name},
        )  # fmt: skip


def reasons() -> list[str]:
    db.session.rollback()
    db.session.expire_all()
    return [fault.reason for fault in find_faults(db.session())]


def in_the_databases_own_shell(statement: str, **values: object) -> None:
    db.session.execute(sa.text(statement), values)
    db.session.commit()


def test_a_journal_that_nobody_touched_is_intact() -> None:
    provider = make_provider()
    rename(provider, "Another name")

    assert reasons() == []


def test_entries_of_a_chain_count_up_without_a_gap_from_the_first() -> None:
    for number in range(3):
        make_provider(f"Provider {number}")

    entries = db.session.scalars(
        sa.select(JournalEntry)
        .where(JournalEntry.chain_id == INSTALLATION)
        .order_by(JournalEntry.seq)
    ).all()
    assert [entry.seq for entry in entries] == [1, 2, 3]
    assert [entry.previous for entry in entries] == ["0" * 64, *(one.seal for one in entries[:-1])]


def test_a_row_that_was_changed_behind_the_services_back_is_named() -> None:
    provider = make_provider()
    in_the_databases_own_shell("UPDATE provider SET name_en = 'Changed'")

    assert reasons() == [f"provider {provider.id} has been changed"]


def test_a_row_that_was_added_behind_the_services_back_is_named(world: World) -> None:
    provider = make_provider()
    world.person()

    assert "has no entry" in reasons()[0]
    del provider


def test_a_row_that_was_taken_away_is_named() -> None:
    provider_id = make_provider().id
    in_the_databases_own_shell("DELETE FROM provider")

    assert reasons() == [f"provider {provider_id} is gone"]


def test_an_entry_that_was_taken_out_is_named() -> None:
    for number in range(3):
        make_provider(f"Provider {number}")
    in_the_databases_own_shell("DELETE FROM journal_detail WHERE seq = 2")
    in_the_databases_own_shell("DELETE FROM journal_entry WHERE seq = 2")

    faults = find_faults(db.session())
    assert [(fault.seq, fault.reason) for fault in faults] == [
        (2, "entry 2 is missing: entry 3 stands in its place")
    ]


def test_a_tail_that_was_cut_off_is_found_by_the_head() -> None:
    for number in range(3):
        make_provider(f"Provider {number}")
    in_the_databases_own_shell("DELETE FROM journal_detail WHERE seq = 3")
    in_the_databases_own_shell("DELETE FROM journal_entry WHERE seq = 3")

    assert reasons() == ["the chain does not end with the seal on record"]


def test_a_chain_whose_every_entry_is_gone_is_named() -> None:
    make_provider()
    in_the_databases_own_shell("DELETE FROM journal_detail")
    in_the_databases_own_shell("DELETE FROM journal_entry")

    assert reasons() == ["every entry of the chain is gone"]


def test_a_detail_may_be_forgotten_and_the_chain_still_holds() -> None:
    provider = make_provider()
    rename(provider, "Another name")
    rename(provider, "A third name")
    in_the_databases_own_shell(
        "DELETE FROM journal_detail WHERE chain_id <> :chain",
        chain=INSTALLATION.hex if db.engine.dialect.name == "sqlite" else INSTALLATION,
    )

    assert reasons() == []


def test_a_service_that_forgets_its_entry_is_not_committed() -> None:
    with pytest.raises(UnrecordedError, match="Provider"), writing() as session:
        session.add(Provider(id=new_id(), name_en="A", name_cy="B", created_at=NOW))

    assert db.session.scalar(sa.select(sa.func.count(Provider.id))) == 0


def test_the_key_of_a_post_leads_to_what_it_made() -> None:
    person_id, key = new_id(), new_id()

    assert find_subject_of(db.session(), person_id=person_id, key=key) is None


EDITABLE = {
    "journal_entry": ["at", "deed", "subject_id", "previous", "commitment", "seal"],
    "journal_detail": ["salt", "payload"],
    "journal_head": ["seal"],
    "standard": ["urn", "edition", "created_at"],
    "criterion": ["label", "position", "note_en"],
    "standard_text": ["title", "overview", "glossary", "revision"],
    "criterion_text": ["words"],
}


@given(seed=st.integers(0, 2**32))
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_edit_of_any_column_is_found(world: World, seed: int) -> None:
    """Forty random edits, each found: the chain's rows and the rows that it vouches for."""
    del world
    session = db.session()
    if not session.scalar(sa.select(sa.func.count(JournalHead.chain_id))):
        with writing() as made:
            standard = read_library_file((LIBRARY / "INSSMA12-1.toml").read_text())
            small = replace(
                standard, performance=standard.performance[:2], knowledge=standard.knowledge[:1]
            )
            import_standard(made, standard=small, now=NOW)
        assert reasons() == []
    chance = random.Random(seed)  # noqa: S311 (which edit is tried is no secret)
    table = chance.choice(sorted(EDITABLE))
    column = chance.choice(EDITABLE[table])
    savepoint = session.begin_nested()
    _edit(table, column, chance)
    session.expire_all()
    found = find_faults(session)
    savepoint.rollback()
    session.expire_all()
    assert found, f"an edit of {table}.{column} was not found"


def _edit(table: str, column: str, chance: random.Random) -> None:
    rows = sa.Table(table, sa.MetaData(), autoload_with=db.session.connection())
    keys = list(rows.primary_key.columns)
    row = chance.choice(db.session.execute(sa.select(*keys, rows.c[column])).all())
    value = row[-1]
    changed: object = f"{value}x"
    if isinstance(value, int):
        changed = value + 1
    elif isinstance(value, list | dict):
        changed = [*value, 1] if isinstance(value, list) else {**value, "x": 1}
    elif column == "at" or column.endswith("_at"):
        changed = NOW.replace(year=2001, tzinfo=None if value.tzinfo is None else NOW.tzinfo)
    elif column.endswith("_id"):
        changed = new_id().hex if isinstance(value, str) else new_id()
    matches = [key == row[place] for place, key in enumerate(keys)]
    db.session.execute(rows.update().where(*matches).values({column: changed}))


def test_a_detail_is_stored_apart_from_its_entry() -> None:
    provider = make_provider()

    detail = db.session.scalars(sa.select(JournalDetail)).one()
    assert detail.payload["rows"][0]["id"] == str(provider.id)
    assert len(detail.salt) == 32
