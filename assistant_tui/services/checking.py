"""Checking a file: is it whole, do its rows obey the invariants, does the journal's chain hold."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path

from assistant_tui.domain.invariants import broken_invariants
from assistant_tui.domain.reportchecks import broken_reports
from assistant_tui.domain.saying import RuleError, Saying, say
from assistant_tui.domain.slipchecks import broken_slips
from assistant_tui.domain.watchchecks import broken_watches
from assistant_tui.readmodels.checking import Area, Finding
from assistant_tui.services.keptchecks import wrongly_kept
from assistant_tui.store.agreement import rows_unlike_journal
from assistant_tui.store.connect import connect, require_database, require_whole, schema_of, whole_log
from assistant_tui.store.failures import NewerError, NoDatabaseError, in_words
from assistant_tui.store.journal import broken_links
from assistant_tui.store.queries.dayreport import signed_texts
from assistant_tui.store.queries.facts import (
    days_with_visits,
    facts_of_day,
    room_locations,
    unsearchable_patients,
)
from assistant_tui.store.queries.orders import item_records, slip_numbers
from assistant_tui.store.queries.watchchecks import watch_records
from assistant_tui.store.soundness import broken_constraints, broken_pages, missing_columns, missing_targets

_NEVER_WRITTEN = (ValueError, TypeError, OverflowError)
"""What reading a value raises that this program cannot have written."""


def check(path: Path, *, rooms: Collection[str] | None = None) -> Iterator[Finding]:
    """Everything that is wrong with the file, which is opened for reading only; of a sound one, nothing.

    `rooms` are the codes of the locations that are consulting rooms, by default those that stays in a room
    are noted with. A damaged file is a finding, not an error, and every part of the check that still can
    runs. Memory stays flat: a day is looked at at a time.
    Raises NoDatabaseError where there is none, NewerError for a file that only a newer program can judge.
    """
    with ExitStack() as stack:
        try:
            require_database(path)
            require_all_frames = stack.enter_context(whole_log(path))
            connection = stack.enter_context(closing(connect(path, read_only=True)))
        except NoDatabaseError:
            raise
        except RuleError as error:
            yield Finding(Area.FILE, error.saying)
            return
        yield from _parts(connection, path, rooms, require_all_frames)


def _parts(
    connection: sqlite3.Connection,
    path: Path,
    rooms: Collection[str] | None,
    require_all_frames: Callable[[], None],
) -> Iterator[Finding]:
    parts: tuple[tuple[Area, Callable[[sqlite3.Connection], Iterator[Finding]]], ...] = (
        (Area.FILE, partial(_whole, path=path, require_all_frames=require_all_frames)),
        (Area.REFERENCES, _references),
        (Area.INVARIANTS, partial(_invariants, rooms=rooms)),
        (Area.REPORTS, _reports),
        (Area.FIGURES, _figures),
        (Area.SEARCH, _search),
        (Area.JOURNAL, _journal),
    )
    connection.execute("BEGIN")  # all parts look at one state, whatever others write meanwhile
    for area, part in parts:
        try:
            with in_words():
                yield from part(connection)
        except NewerError:
            raise
        except RuleError as error:
            yield Finding(area, error.saying)
        except _NEVER_WRITTEN as error:
            yield Finding(area, say("This cannot be read: {error}", error=str(error)))


def _whole(
    connection: sqlite3.Connection, *, path: Path, require_all_frames: Callable[[], None]
) -> Iterator[Finding]:
    schema_of(connection)
    require_all_frames()
    sound = True
    for fault in broken_pages(connection):
        sound = False
        yield Finding(Area.FILE, say("SQLite: {fault}", fault=fault))
    for table, column in missing_columns(connection):
        yield Finding(Area.FILE, say("Table {table} has no column {column}", table=table, column=column))
    for fault in broken_constraints(path) if sound else ():
        yield Finding(Area.FILE, say("SQLite: {fault}", fault=fault))


def _references(connection: sqlite3.Connection) -> Iterator[Finding]:
    for table, row, target in missing_targets(connection):
        missing = say(
            "Row {row} of {table} points to a row of {target} that is missing",
            row=row,
            table=table,
            target=target,
        )
        yield Finding(Area.REFERENCES, missing)


def _invariants(connection: sqlite3.Connection, *, rooms: Collection[str] | None) -> Iterator[Finding]:
    rooms = room_locations(connection) if rooms is None else rooms
    for day in days_with_visits(connection):
        try:
            facts = facts_of_day(connection, day)
            items, numbers = item_records(connection, day), slip_numbers(connection, day)
            watches = watch_records(connection, day)
        except _NEVER_WRITTEN as error:
            yield Finding(Area.INVARIANTS, say("{day} cannot be read: {error}", day=day, error=str(error)))
            continue
        for saying in broken_invariants(facts.visits, facts.entries, facts.stays, rooms):
            yield Finding(Area.INVARIANTS, saying)
        for saying in (*broken_slips(day, items, numbers), *broken_watches(watches)):
            yield Finding(Area.INVARIANTS, saying)


def _reports(connection: sqlite3.Connection) -> Iterator[Finding]:
    for saying in broken_reports(signed_texts(connection)):
        yield Finding(Area.REPORTS, saying)


def _figures(connection: sqlite3.Connection) -> Iterator[Finding]:
    for saying in wrongly_kept(connection):
        yield Finding(Area.FIGURES, saying)


def _search(connection: sqlite3.Connection) -> Iterator[Finding]:
    for patient_id in unsearchable_patients(connection):
        yield Finding(Area.SEARCH, say("Patient {patient} is found by no search", patient=patient_id))


def _journal(connection: sqlite3.Connection) -> Iterator[Finding]:
    for saying in broken_links(connection):
        yield Finding(Area.JOURNAL, saying)
    for table, row in rows_unlike_journal(connection):
        unlike = say("Row {row} of {table} is not as the journal says", row=row, table=table)
        yield Finding(Area.JOURNAL, unlike)


def damage(path: Path) -> Saying | None:
    """What SQLite finds damaged in the file, or cannot read; None of a whole one.

    For a worker thread: a large file takes seconds, on a connection of its own.
    """
    try:
        require_database(path)
        with closing(connect(path, read_only=True)) as connection:
            require_whole(connection)
    except RuleError as error:
        return error.saying
    return None
