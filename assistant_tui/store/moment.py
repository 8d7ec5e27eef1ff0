"""Reading what belongs together as it stood at one moment."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from assistant_tui.store.failures import in_words

_LAST_ROW = "SELECT COALESCE(MAX(id), 0) FROM journal"


@contextmanager
def one_state(connection: sqlite3.Connection) -> Iterator[int]:
    """All reads within see the same state of the file; within a unit of work they do so already.

    Answers the number of the last journal row in it, 0 of none. Raises StoreError.
    """
    with in_words():
        own = not connection.in_transaction
        if own:
            connection.execute("BEGIN")
        try:
            yield int(connection.execute(_LAST_ROW).fetchone()[0])
        finally:
            if own and connection.in_transaction:  # SQLite has rolled back itself after some errors
                connection.execute("ROLLBACK")
