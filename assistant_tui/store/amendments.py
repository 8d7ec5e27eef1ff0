"""Which signed days an action changed: the index of what was done after the doctor signed.

A row belongs to the room and day that it names; what it does not name is its visit's. What belongs to no
day (patients, rooms, the catalogue), an alert that was heard and the signing itself amend nothing.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from datetime import date

_NO_PART_OF_A_DAY = frozenset({"patient", "room", "doctor", "service", "checklist_task", "flow_log",
                               "acknowledgement", "day_report"})  # fmt: skip
_ANY_SIGNED = "SELECT MAX(id) FROM day_report"
_INDEX = """
INSERT INTO amendment (journal_id, room_id, day)
SELECT DISTINCT :number, r.room_id, r.day
FROM json_each(:touched) t
LEFT JOIN visit v ON v.id = json_extract(t.value, '$[2]')
JOIN day_report r ON r.day = COALESCE(json_extract(t.value, '$[1]'), v.day)
                 AND r.room_id = COALESCE(json_extract(t.value, '$[0]'), v.room_id)
"""


class Touched:
    """The rooms and days of the rows that one action changed."""

    def __init__(self) -> None:
        self._places: set[tuple[int | None, str | None, int | None]] = set()

    def note(self, table: str, values: Mapping[str, object]) -> None:
        """A row of the table with these columns, all of them, was changed or made."""
        if table in _NO_PART_OF_A_DAY:
            return
        # The room of a stay is where she was: the day is that of the room that she came to.
        room = None if table == "stay" else values.get("room_id")
        day, visit = values.get("day"), values.get("visit_id")
        if visit is None and (room is None or day is None):
            return
        assert room is None or isinstance(room, int)
        assert visit is None or isinstance(visit, int)
        self._places.add((room, day.isoformat() if isinstance(day, date) else _text(day), visit))

    def index(self, connection: sqlite3.Connection, number: int) -> None:
        """Put the journal row beside each of these days that was signed, in the open transaction."""
        if not self._places or not connection.execute(_ANY_SIGNED).fetchone()[0]:
            return
        touched = json.dumps(list(self._places))
        connection.execute(_INDEX, {"number": number, "touched": touched})


def _text(day: object) -> str | None:
    return None if day is None else str(day)
