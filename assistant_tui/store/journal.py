"""The journal: one row per action, with before and after of every changed row, chained by hash.

The hash of a row covers its content and the hash before it, so that a row changed, removed or slipped in
later is noticed by `broken_links`. It is plain SHA-256 over canonical JSON: any program can check it. The
last hash is kept in `meta` too, so that rows missing at the end are noticed as well.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from assistant_tui.domain.clock import milliseconds
from assistant_tui.domain.saying import Saying, say
from assistant_tui.store.failures import in_words

FIRST_HASH = "0" * 64
_COLUMNS = (
    "id, at, day, action, actor, room_id, visit_id, patient_id, reason, changes, undoes, previous, hash"
)

_MARKS = ", ".join(f":{name}" for name in _COLUMNS.split(", "))
_APPEND = f"INSERT INTO journal ({_COLUMNS}) VALUES ({_MARKS})"  # noqa: S608 - constants
_END = "journal_end"  # the name in `meta` of the last row's hash
_SET_END = (
    "INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
)

Value = str | int | float | None
Image = dict[str, Value]


class Heading(NamedTuple):
    """What is being done, by whom and when: the head of the journal row."""

    action: str
    actor: str
    at: datetime
    day: date
    room_id: int | None = None
    reason: str = ""
    undoes: int | None = None


class Change(NamedTuple):
    """One changed row: the columns that changed, before (None for a new row) and after."""

    table: str
    row_id: int
    before: Image | None
    after: Image

    def as_json(self) -> dict[str, object]:
        """As it stands in the journal."""
        return {"table": self.table, "id": self.row_id, "before": self.before, "after": self.after}


def image(values: Mapping[str, object]) -> Image:
    """Column values as the file keeps them: instants as milliseconds, dates as ISO text."""
    return {name: _plain(value) for name, value in values.items()}


def _plain(value: object) -> Value:
    if value is None or type(value) is str or type(value) is int:
        return value  # most are, and an import has 100,000 of them
    if isinstance(value, datetime):
        return milliseconds(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, str):
        return str(value)
    assert value is None or isinstance(value, int | float), f"no plain form for {type(value).__name__}"
    return value


def append(
    connection: sqlite3.Connection,
    heading: Heading,
    changes: Sequence[Change] = (),
    *,
    visit_id: int | None = None,
    patient_id: int | None = None,
) -> int:
    """Chain one row to the journal, within the transaction that is open; answers its number.

    The transaction must hold the write lock (`BEGIN IMMEDIATE`): two rows after the same one break the chain.
    """
    last = connection.execute("SELECT id, hash FROM journal ORDER BY id DESC LIMIT 1").fetchone()
    number, previous = (last[0] + 1, last[1]) if last else (1, FIRST_HASH)
    content: dict[str, object] = {
        "id": number,
        "at": milliseconds(heading.at),
        "day": heading.day.isoformat(),
        "action": str(heading.action),
        "actor": heading.actor,
        "room_id": heading.room_id,
        "visit_id": visit_id,
        "patient_id": patient_id,
        "reason": heading.reason,
        "changes": changes_as_text(changes),
        "undoes": heading.undoes,
    }
    link = chain_hash(previous, content)
    connection.execute(_APPEND, {**content, "previous": previous, "hash": link})
    connection.execute(_SET_END, (_END, link))
    return int(number)


def note(connection: sqlite3.Connection, heading: Heading) -> int:
    """Journal an action that changes no row (an export), in a transaction of its own; answers the number.

    Plain sqlite3, so that a command which only reads need not import SQLModel for this one row.
    Raises StoreError when the file cannot be written.
    """
    with in_words():
        connection.execute("BEGIN IMMEDIATE")
        try:
            number = append(connection, heading)
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
    return number


def changes_as_text(changes: Sequence[Change]) -> str:
    """Canonical JSON: the same changes give the same text."""
    return _canonical([change.as_json() for change in changes])


def changes_from_text(text: str) -> list[Change]:
    """The inverse of `changes_as_text`."""
    return [Change(item["table"], item["id"], item["before"], item["after"]) for item in json.loads(text)]


def chain_hash(previous: str, content: Mapping[str, object]) -> str:
    """SHA-256 of the hash before and the row's content."""
    return hashlib.sha256((previous + _canonical(content)).encode("utf-8", "surrogatepass")).hexdigest()


def _canonical(value: object) -> str:
    # Bytes, which only a tampered row holds, become a list: unlike any text.
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=list)


def broken_links(connection: sqlite3.Connection) -> Iterator[Saying]:
    """Walk the chain from its beginning; one sentence for every row that does not fit, none when all do.

    Raises StoreError when the journal cannot be read.
    """
    previous, expected_id = FIRST_HASH, 1
    with in_words():
        for row in connection.execute(f"SELECT {_COLUMNS} FROM journal ORDER BY id"):  # noqa: S608 - a constant
            facts = dict(zip(_COLUMNS.split(", "), row, strict=True))
            number, stated, link = int(facts["id"]), facts.pop("hash"), facts.pop("previous")
            if number != expected_id:
                yield say("Journal rows {first} to {last} are missing", first=expected_id, last=number - 1)
            if link != previous:
                yield say("Journal row {number} does not follow the row before it", number=number)
            if chain_hash(str(link), facts) != stated:
                yield say("Journal row {number} was changed after it was written", number=number)
            previous, expected_id = stated, number + 1
        end = connection.execute("SELECT value FROM meta WHERE name = ?", (_END,)).fetchone()
    if (end[0] if end else FIRST_HASH) != previous:
        yield say("The journal does not end with row {number}: rows are missing", number=expected_id - 1)
