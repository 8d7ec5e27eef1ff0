"""Which rooms and days an action touched: for what is derived from a day's rows and kept beside them.

A row belongs to the room and day that it names, and to those of its visit; a visit also to the day on which
she is to come back to the room. What belongs to no day (patients, rooms, the catalogue), an alert that was
heard and the signing itself touch none.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping

from assistant_tui.store.dialect import listed

_NO_PART_OF_A_DAY = frozenset({"patient", "room", "doctor", "service", "checklist_task", "flow_log",
                               "acknowledgement", "day_report"})  # fmt: skip
TOUCHED = listed("touched", "room_id", "day", "visit_id")
"""For a WITH: what was touched, its text bound as `:touched`; what a row does not name is NULL."""
_PLACES = frozenset({"room_id", "day", "visit_id", "patient_id", "return_on", "voided"})
"""Columns that say of what room's day a row is, and whether it is."""


class Touched:
    """The rooms and days of the rows that one action changed."""

    def __init__(self) -> None:
        self._places: set[tuple[int | None, str | None, int | None]] = set()

    def note(self, table: str, values: Mapping[str, object], *, columns: Collection[str] = _PLACES) -> None:
        """A row of the table with these columns, all of them, was made, or these `columns` of it changed.

        Where a change moves a row, it is to be noted as it was and as it is: `moves` tells.
        """
        if table in _NO_PART_OF_A_DAY:
            return
        # The room of a stay is where she was: the day is that of the room that she came to.
        room = None if table == "stay" else _number(values.get("room_id"))
        day = _text(values.get("day"))
        visit = _number(values.get("id" if table == "visit" else "visit_id"))
        if visit is not None or (room is not None and day is not None):
            self._places.add((room, day, visit))
        if moves(columns) and (back := _text(values.get("return_on"))):
            self._places.add((room, back, None))

    def as_text(self) -> str:
        """What is bound as `:touched`; empty if nothing was."""
        return json.dumps(list(self._places)) if self._places else ""


def moves(columns: Collection[str]) -> bool:
    """Whether a change of these columns puts a row into another room's day, or takes it away."""
    return not _PLACES.isdisjoint(columns)


def _number(value: object) -> int | None:
    assert value is None or isinstance(value, int)
    return value


def _text(day: object) -> str | None:
    return None if day is None else str(day)
