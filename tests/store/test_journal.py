"""The journal's chain: whatever is done to a row behind the program's back is noticed."""

from __future__ import annotations

import hashlib
import json
import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant_tui.services.context import Context
from assistant_tui.store.failures import StoreError
from assistant_tui.store.journal import (
    FIRST_HASH,
    Change,
    Heading,
    append,
    broken_links,
    changes_as_text,
    changes_from_text,
    note,
)
from tests.conftest import NINE
from tests.factory import register

ROWS = 6
TABLE = """
CREATE TABLE journal (
    id INTEGER PRIMARY KEY, at BIGINT, day DATE, action VARCHAR, actor VARCHAR, room_id INTEGER,
    visit_id INTEGER, patient_id INTEGER, reason VARCHAR, changes VARCHAR, undoes INTEGER,
    previous VARCHAR, hash VARCHAR
);
CREATE TABLE meta (name VARCHAR PRIMARY KEY, value VARCHAR);
"""
WITHOUT_ID = "at, day, action, actor, room_id, visit_id, patient_id, reason, changes, undoes, previous, hash"
COLUMNS = ["id", *WITHOUT_ID.split(", ")]


def chained() -> sqlite3.Connection:
    """A chain of `ROWS` rows, with nothing of the file around it."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.executescript(TABLE)
    for number in range(1, ROWS + 1):
        heading = Heading("call", f"李敏{number}", NINE, NINE.date(), 1, reason="家属要求")
        append(connection, heading, [Change("visit", number, {"level": 4}, {"level": 3})], visit_id=number)
    return connection


def faults(connection: sqlite3.Connection) -> list[str]:
    return [str(saying) for saying in broken_links(connection)]


def test_a_chain_that_nobody_touched_holds(ctx: Context) -> None:
    assert faults(chained()) == []
    register(ctx)
    assert faults(ctx.reading) == []


@given(
    number=st.integers(1, ROWS),
    column=st.sampled_from(COLUMNS),
    value=st.none() | st.integers(-(2**63), 2**63 - 1) | st.text() | st.binary() | st.floats(allow_nan=False),
)
def test_any_other_value_in_any_column_of_any_row_is_noticed(
    number: int, column: str, value: int | str | bytes | float | None
) -> None:
    connection = chained()
    before = connection.execute("SELECT * FROM journal").fetchall()
    try:
        connection.execute(f"UPDATE journal SET {column} = ? WHERE id = ?", (value, number))
    except (sqlite3.Error, UnicodeEncodeError):
        return  # SQLite itself does not take it
    changed = connection.execute("SELECT * FROM journal").fetchall() != before
    assert bool(faults(connection)) == changed


@given(st.sets(st.integers(1, ROWS), min_size=1))
def test_rows_removed_anywhere_are_noticed(gone: set[int]) -> None:
    connection = chained()
    connection.executemany("DELETE FROM journal WHERE id = ?", [(number,) for number in gone])
    assert faults(connection)


@given(st.integers(1, ROWS), st.integers(1, ROWS))
def test_rows_whose_contents_are_exchanged_are_noticed(one: int, other: int) -> None:
    connection = chained()
    connection.execute("UPDATE journal SET id = -1 WHERE id = ?", (one,))
    connection.execute("UPDATE journal SET id = ? WHERE id = ?", (one, other))
    connection.execute("UPDATE journal SET id = ? WHERE id = -1", (other,))
    assert bool(faults(connection)) == (one != other)


@given(st.integers(0, ROWS + 3))
def test_a_row_slipped_in_is_noticed(after: int) -> None:
    connection = chained()
    connection.execute("UPDATE journal SET id = -id - 1 WHERE id > ?", (after,))
    connection.execute("UPDATE journal SET id = -id WHERE id < 0")
    connection.execute(
        f"INSERT INTO journal SELECT ?, {WITHOUT_ID} FROM journal WHERE id = 1",
        (after + 1 if after else 99,),
    )
    assert faults(connection)


def test_a_row_made_up_at_the_end_is_noticed_even_with_a_right_hash() -> None:
    connection = chained()
    end = connection.execute("SELECT value FROM meta").fetchone()
    append(connection, Heading("call", "nobody", NINE, NINE.date()))
    connection.execute("UPDATE meta SET value = ?", end)
    assert faults(connection) == ["The journal does not end with row 7: rows are missing"]


def test_faults_say_which_row() -> None:
    connection = chained()
    connection.execute("UPDATE journal SET reason = 'x' WHERE id = 2")
    connection.execute("DELETE FROM journal WHERE id IN (4, 5)")
    assert faults(connection) == [
        "Journal row 2 was changed after it was written",
        "Journal rows 4 to 5 are missing",
        "Journal row 6 does not follow the row before it",
    ]


def test_any_program_can_check_the_chain() -> None:
    connection = chained()
    connection.row_factory = sqlite3.Row
    previous = FIRST_HASH
    for row in connection.execute("SELECT * FROM journal ORDER BY id"):
        facts = dict(row)
        stated, link = facts.pop("hash"), facts.pop("previous")
        text = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        assert (link, stated) == (previous, hashlib.sha256((link + text).encode()).hexdigest())
        previous = stated


values = st.none() | st.integers() | st.text() | st.floats(allow_nan=False)
images = st.dictionaries(st.text(), values)


@given(st.lists(st.builds(Change, st.text(), st.integers(), st.none() | images, images)))
def test_changes_are_read_back_as_they_were_written(changes: list[Change]) -> None:
    assert changes_from_text(changes_as_text(changes)) == changes


def test_an_action_that_changes_no_row_is_noted_in_the_chain(ctx: Context) -> None:
    number = note(ctx.reading, Heading("export", "李敏", NINE, NINE.date(), 1, reason="stats"))
    assert ctx.reading.execute("SELECT MAX(id) FROM journal").fetchone() == (number,)
    assert not ctx.reading.in_transaction
    assert faults(ctx.reading) == []


def test_a_note_that_cannot_be_written_leaves_no_transaction_behind(ctx: Context) -> None:
    ctx.reading.execute("PRAGMA query_only = ON")
    with pytest.raises(StoreError, match="read-only"):
        note(ctx.reading, Heading("export", "李敏", NINE, NINE.date()))
    assert not ctx.reading.in_transaction


def test_a_journal_that_cannot_be_read_is_an_error_in_words(ctx: Context) -> None:
    ctx.reading.execute("UPDATE journal SET actor = CAST(x'FF' AS TEXT)")
    with pytest.raises(StoreError, match="cannot be used"):
        faults(ctx.reading)
