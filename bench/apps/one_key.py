"""A minimal Textual app: a key changes one label. Given a file, it first writes what `call next` writes."""

from __future__ import annotations

import sqlite3
import sys
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

_NOW = 1_795_228_920_000
_TEXT = "x" * 900
"""As long as the changes in a journal row of a call are."""


class OneKey(App[None]):
    """Counts keys."""

    BINDINGS: ClassVar[list[BindingType]] = [("down,up,f5", "count", "Count")]

    def __init__(self, path: str | None) -> None:
        super().__init__()
        self._counted = 0
        self._file = _open(path) if path else None

    def compose(self) -> ComposeResult:
        """One label."""
        yield Static("ready", id="count")

    def action_count(self) -> None:
        """One more."""
        self._counted += 1
        if self._file:
            _call(self._file, self._counted)
        self.query_one("#count", Static).update(f"counted {self._counted}")


def _open(path: str) -> sqlite3.Connection:
    """With the program's own settings."""
    connection = sqlite3.connect(path, isolation_level=None)
    for setting in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "busy_timeout = 5000"):
        connection.execute(f"PRAGMA {setting}")
    return connection


def _call(connection: sqlite3.Connection, count: int) -> None:
    """Call one who waits and take back the call before: the same rows each time."""
    connection.execute("BEGIN IMMEDIATE")
    entry, visit = connection.execute(
        "SELECT id, visit_id FROM queue_entry WHERE room_id = 1 AND status IN ('waiting', 'called')"
        " AND day = '2026-11-21' ORDER BY queued_at LIMIT 1"
    ).fetchone()
    connection.execute(
        "UPDATE queue_entry SET status = 'called', calls = 1, first_called_at = ?, called_at = ?,"
        " version = version + 1 WHERE id = ?",
        (_NOW, _NOW, entry),
    )
    connection.execute(
        "UPDATE stay SET until = ?, version = version + 1 WHERE visit_id = ? AND until IS NULL",
        (_NOW + count, visit),
    )
    connection.execute(
        "INSERT INTO stay (version, voided, visit_id, day, location, room_id, since, escort)"
        " VALUES (1, 0, ?, '2026-11-21', 'room', 1, ?, '')",
        (visit, _NOW + count),
    )
    connection.execute(
        "INSERT INTO journal (at, day, action, actor, room_id, visit_id, reason, changes, previous, hash)"
        " VALUES (?, '2026-11-21', 'call', 'A', 1, ?, '', ?, '', '')",
        (_NOW, visit, _TEXT),
    )
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('floor', ?)", (str(count),))
    connection.execute("COMMIT")


OneKey(sys.argv[1] if len(sys.argv) > 1 else None).run()
