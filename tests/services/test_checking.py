"""`check`: every way to break a file behind the program's back is named, and a sound file has no fault."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant_tui import services
from assistant_tui.domain.clock import FixedClock
from assistant_tui.readmodels.checking import Area
from assistant_tui.services.checking import check
from assistant_tui.services.context import Context
from assistant_tui.store.failures import NewerError, NoDatabaseError
from tests.factory import register


@pytest.fixture
def busy(ctx: Context, clock: FixedClock) -> Context:
    """Visits by number: 1 served, 2 in the room, 3 and 4 waiting, 5 left unseen, 6 entered in error."""
    for number in range(1, 7):
        register(ctx, f"病人{number}", phone=f"1380000000{number}")
        clock.advance(minutes=1)
    for visit_id in (1, 2):
        called = services.queue.call_next(ctx)
        assert called.visit_id == visit_id
        services.queue.start(ctx, visit_id)
        clock.advance(minutes=5)
        if visit_id == 1:
            services.queue.finish(ctx, visit_id, to=None)
    services.queue.leave(ctx, 5)
    services.queue.enter_in_error(ctx, 6, reason="重复登记")
    return ctx


def findings(path: Path) -> list[tuple[Area, str]]:
    return [(finding.area, str(finding.saying)) for finding in check(path, rooms={"room"})]


@pytest.fixture
def raw(busy: Context) -> Iterator[sqlite3.Connection]:
    """A connection that knows no rules: constraints, indexes and foreign keys do not hold it up."""
    connection = sqlite3.connect(busy.database.path, isolation_level=None)
    connection.execute("PRAGMA ignore_check_constraints = ON")
    only_one = "SELECT name FROM sqlite_master WHERE name LIKE 'entry_one%' OR name LIKE 'stay_one%'"
    for (name,) in connection.execute(only_one).fetchall():
        connection.execute(f"DROP INDEX {name}")
    yield connection
    connection.close()


def test_a_file_that_only_the_program_wrote_has_no_fault(busy: Context) -> None:
    assert findings(busy.database.path) == []


def test_checking_changes_nothing(busy: Context) -> None:
    before = list(busy.reading.iterdump())
    findings(busy.database.path)
    assert list(busy.reading.iterdump()) == before


SECOND_IN_ROOM = """
UPDATE queue_entry SET status = 'in-progress', first_called_at = queued_at, called_at = queued_at,
                       started_at = queued_at WHERE visit_id = 3
"""
SECOND_ENTRY = """
INSERT INTO queue_entry
       (version, voided, visit_id, room_id, day, kind, status, queued_at, calls, calls_before, moved, reason)
SELECT 1, 0, visit_id, room_id, day, kind, status, queued_at, 0, 0, 0, '' FROM queue_entry WHERE visit_id = 3
"""
IN_ROOM = "visit_id = 2 AND until IS NULL"
MUTATIONS: dict[Area, list[tuple[str, str]]] = {
    Area.INVARIANTS: [
        # I1: a visit that has not departed has exactly one open stay.
        ("UPDATE stay SET voided = 1 WHERE visit_id = 3", "(A003): open stays of a visit still here: 0"),
        ("UPDATE stay SET until = NULL WHERE visit_id = 1", "(A001): open stays of a departed visit"),
        # I2: one patient in the room.
        (SECOND_IN_ROOM, "Room 1 has several patients in consultation: A002, A003"),
        # I3: one active entry, tickets without a gap.
        (SECOND_ENTRY, "Visit 3 (A003): 2 active queue entries"),
        ("UPDATE visit SET number = 12 WHERE id = 3", "Ticket A003 of 2026-11-21 is missing"),
        # I4: stays touch and do not overlap.
        (f"UPDATE stay SET since = since + 1 WHERE {IN_ROOM}", "a gap between the stays at waiting and room"),
        (
            f"UPDATE stay SET since = since - 1 WHERE {IN_ROOM}",
            "the stay at waiting overlaps the one at room",
        ),
        # Consistency.
        ("UPDATE visit SET status = 'finished' WHERE id = 3", "(A003): the status is finished, not arrived"),
        (f"UPDATE stay SET location = 'lab' WHERE {IN_ROOM}", "in the room, but the patient is elsewhere"),
        (
            "UPDATE queue_entry SET ended_at = started_at - 1 WHERE visit_id = 1",
            "the end is before the start",
        ),
        ("UPDATE visit SET status = 'gone' WHERE id = 3", "2026-11-21 cannot be read"),
        ("UPDATE visit SET day = 'yesterday' WHERE id = 3", "yesterday cannot be read"),
    ],
    Area.FILE: [
        ("UPDATE visit SET acuity = 9 WHERE id = 3", "CHECK constraint failed in visit"),
    ],
    Area.REFERENCES: [
        ("UPDATE stay SET visit_id = 99 WHERE visit_id = 3", "of stay points to a row of visit"),
        ("DELETE FROM visit WHERE id = 3", "of queue_entry points to a row of visit"),
    ],
    Area.SEARCH: [
        ("DELETE FROM search_key WHERE patient_id = 3", "Patient 3 is found by no search"),
        ("DROP TABLE search_key", "no such table"),
    ],
    Area.JOURNAL: [
        ("UPDATE journal SET actor = 'x' WHERE id = 4", "Journal row 4 was changed after it was written"),
        ("DELETE FROM journal WHERE id = 4", "Journal rows 4 to 4 are missing"),
        ("DELETE FROM journal WHERE id = 4", "Journal row 5 does not follow the row before it"),
    ],
}


@pytest.mark.parametrize(
    ("area", "broken", "sentence"),
    [(area, broken, sentence) for area, mutations in MUTATIONS.items() for broken, sentence in mutations],
)
def test_whatever_is_broken_is_named(
    busy: Context, raw: sqlite3.Connection, area: Area, broken: str, sentence: str
) -> None:
    raw.execute(broken)
    found = findings(busy.database.path)
    assert any(one == area and sentence in text for one, text in found), found


def test_a_fault_of_one_day_does_not_hide_those_of_another(busy: Context, raw: sqlite3.Connection) -> None:
    raw.execute("UPDATE visit SET day = 'x', status = 'gone' WHERE id = 3")
    raw.execute("UPDATE visit SET status = 'finished' WHERE id = 4")
    texts = [text for _, text in findings(busy.database.path)]
    assert any("x cannot be read" in text for text in texts)
    assert any("Visit 4 (A004): the status is finished" in text for text in texts)


def test_rooms_are_known_from_the_file_when_no_pack_tells(busy: Context) -> None:
    assert list(check(busy.database.path)) == []


def _copied(ctx: Context, tmp_path: Path) -> Path:
    ctx.reading.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return Path(shutil.copy(ctx.database.path, tmp_path / "copy.db"))


def test_a_file_with_torn_pages_is_reported_not_raised(busy: Context, tmp_path: Path) -> None:
    path = _copied(busy, tmp_path)
    data = bytearray(path.read_bytes())
    data[8192:40960] = b"\x5a" * (40960 - 8192)
    path.write_bytes(data)
    assert Area.FILE in {area for area, _ in findings(path)}


@pytest.mark.parametrize("kept", [0, 50, 5000, -4096])
def test_a_file_cut_short_is_reported_not_raised(busy: Context, tmp_path: Path, kept: int) -> None:
    path = _copied(busy, tmp_path)
    path.write_bytes(path.read_bytes()[:kept])
    assert findings(path)


def test_a_foreign_file_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    path.write_text("not a database at all", encoding="utf-8")
    assert [area for area, _ in findings(path)] == [Area.FILE]


def test_no_file_and_a_newer_file_are_refused(busy: Context, tmp_path: Path) -> None:
    with pytest.raises(NoDatabaseError):
        findings(tmp_path / "nothing.db")
    busy.reading.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(NewerError):
        findings(busy.database.path)
