"""Triages of visits. The modules that they are made with are loaded when there is one."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from assistant_tui.domain.clock import instant
from assistant_tui.store.failures import in_words
from assistant_tui.store.queries.rows import marks

if TYPE_CHECKING:
    from assistant_tui.readmodels.triage import TriageRow

_COLUMNS = """
SELECT id, visit_id, at, "by", level, reason, red_flag, pregnant, news2,
       respiration, oxygen, on_oxygen, oxygen_scale_2, systolic, diastolic, pulse, consciousness,
       temperature, pain
FROM triage
"""
_NEWEST = f"""{_COLUMNS} WHERE id IN (
    SELECT MAX(id) FROM triage WHERE voided = 0 AND visit_id IN ({{chosen}}) GROUP BY visit_id)
"""
_OF_VISIT = f"{_COLUMNS} WHERE visit_id = ? AND voided = 0 ORDER BY id DESC"
_OF_DAY = f"""{_COLUMNS} WHERE voided = 0
AND visit_id IN (SELECT id FROM visit WHERE day = ? AND voided = 0) ORDER BY id
"""


def newest_triages(connection: sqlite3.Connection, visit_ids: Sequence[int]) -> dict[int, TriageRow]:
    """The triage that counts of each of these visits; those that have none are left out."""
    with in_words():
        rows = connection.execute(_NEWEST.format(chosen=marks(len(visit_ids))), tuple(visit_ids)).fetchall()
    return {row[1]: _triage(row) for row in rows}


def triages_of_visit(connection: sqlite3.Connection, visit_id: int) -> list[TriageRow]:
    """All triages of a visit, the newest first."""
    with in_words():
        return [_triage(row) for row in connection.execute(_OF_VISIT, (visit_id,))]


def triages_of_day(connection: sqlite3.Connection, on: date) -> list[TriageRow]:
    """All triages of the visits of a day in all rooms, the oldest first."""
    with in_words():
        return [_triage(row) for row in connection.execute(_OF_DAY, (on.isoformat(),))]


def _triage(row: Sequence[Any]) -> TriageRow:
    from assistant_tui.domain.vitals import Consciousness, Vitals  # noqa: PLC0415
    from assistant_tui.readmodels.triage import TriageRow  # noqa: PLC0415

    triage_id, visit_id, at, by, level, reason, red_flag, pregnant, score, *measured = row
    breaths, oxygen, on_oxygen, scale_2, systolic, diastolic, pulse, conscious, temperature, pain = measured
    return TriageRow(
        triage_id,
        visit_id,
        instant(at),
        by,
        level,
        reason,
        red_flag,
        Vitals(
            breaths,
            oxygen,
            bool(on_oxygen),
            bool(scale_2),
            systolic,
            diastolic,
            pulse,
            None if conscious is None else Consciousness(conscious),
            temperature,
            pain,
        ),
        bool(pregnant),
        score,
    )
