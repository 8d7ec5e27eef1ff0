"""Which rooms and days an action touched: for what is derived from a day's rows and kept beside them.

A row belongs to the room and day that it names, and to those of its visit. What belongs to no day (patients,
rooms, the catalogue), an alert that was heard and the signing itself touch none.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

from assistant_tui.store.dialect import listed

_NO_PART_OF_A_DAY = frozenset({"patient", "room", "doctor", "service", "checklist_task", "flow_log",
                               "acknowledgement", "day_report"})  # fmt: skip
TOUCHED = listed("touched", "room_id", "day", "visit_id")
"""For a WITH: what was touched, its text bound as `:touched`; what a row does not name is NULL."""


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

    def as_text(self) -> str:
        """What is bound as `:touched`; empty if nothing was."""
        return json.dumps(list(self._places)) if self._places else ""


def _text(day: object) -> str | None:
    return None if day is None else str(day)
