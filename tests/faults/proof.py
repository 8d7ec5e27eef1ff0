"""What must hold of a file after a disaster: it opens, it checks out, and it has what was acknowledged."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from assistant_tui.services.checking import check
from assistant_tui.store.database import Database
from assistant_tui.store.journal import changes_from_text
from assistant_tui.store.tables import JOURNALLED

LONGEST_OPENING = 3.0
"""Seconds that opening a file may take after a crash."""


def reopened(path: Path, *, acknowledged: int) -> tuple[float, int]:
    """Open and check the file; answers the seconds that opening took and the last journal row's number.

    Fails unless every action up to the acknowledged one is there, with its rows: `check` compares the tables
    with what the journal says of them.
    """
    started = time.perf_counter()
    database = Database.open(path)
    seconds = time.perf_counter() - started
    assert seconds < LONGEST_OPENING
    with closing(database):
        assert [str(finding.saying) for finding in check(path)] == []
        (last,) = database.raw.execute("SELECT coalesce(max(id), 0) FROM journal").fetchone()
        assert last >= acknowledged, f"{acknowledged - last} acknowledged actions are lost"
    return seconds, int(last)


def assert_rows_are_as_journalled(connection: sqlite3.Connection) -> None:
    """Every change of the journal, applied in order to nothing, gives exactly the rows of the tables.

    Stricter than `check`, and independent of it: no row more, and every version counted.
    """
    expected: dict[str, dict[int, dict[str, Any]]] = {name: {} for name in JOURNALLED}
    for (text,) in connection.execute("SELECT changes FROM journal ORDER BY id"):
        for change in changes_from_text(text):
            row = expected[change.table].setdefault(change.row_id, {"id": change.row_id})
            row["version"] = row.get("version", 0) + 1  # every change counts a version up
            row |= change.after
    for name, rows in expected.items():
        cursor = connection.execute(f'SELECT * FROM "{name}"')
        columns = [column for column, *_ in cursor.description]
        found = {row[0]: dict(zip(columns, row, strict=True)) for row in cursor}
        assert found == rows, name
