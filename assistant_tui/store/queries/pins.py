"""The doctors, and what their PINs are checked against; written in the unit of work that is open."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta

from assistant_tui.domain.clock import milliseconds
from assistant_tui.domain.deeds import Deed
from assistant_tui.domain.pins import KeptPin
from assistant_tui.store.failures import in_words

_DOCTORS = "SELECT id, name FROM doctor WHERE voided = 0 ORDER BY id"
_PIN = "SELECT salt, hash FROM doctor_pin WHERE doctor_id = ?"
# By day, which has an index: the journal is long.
_WRONG = """
SELECT COUNT(*) FROM journal
WHERE day >= ? AND action = ? AND reason = ? AND at > ?
"""


def doctors(connection: sqlite3.Connection) -> dict[str, int]:
    """The numbers of the clinic's doctors by name."""
    with in_words():
        return {name: number for number, name in connection.execute(_DOCTORS)}


def pin_of(connection: sqlite3.Connection, doctor_id: int) -> KeptPin | None:
    """What the doctor's PIN is checked against; None if there is no PIN."""
    with in_words():
        row = connection.execute(_PIN, (doctor_id,)).fetchone()
    return None if row is None else KeptPin(*row)


def keep_pin(connection: sqlite3.Connection, doctor_id: int, kept: KeptPin | None) -> None:
    """Keep this in place of what was kept; None: no PIN any more."""
    with in_words():
        connection.execute("DELETE FROM doctor_pin WHERE doctor_id = ?", (doctor_id,))
        if kept is not None:
            connection.execute(
                "INSERT INTO doctor_pin (doctor_id, salt, hash) VALUES (?, ?, ?)", (doctor_id, *kept)
            )


def wrong_tries(connection: sqlite3.Connection, doctor: str, since: datetime) -> int:
    """How often a wrong PIN of the doctor's was tried after that instant."""
    earliest = (since - timedelta(days=1)).date()  # whatever the clinic's zone makes of the instant
    values = earliest.isoformat(), Deed.WRONG_PIN.value, doctor, milliseconds(since)
    with in_words():
        row = connection.execute(_WRONG, values).fetchone()
    return int(row[0])
