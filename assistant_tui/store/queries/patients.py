"""Finding patients and reading their records."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from assistant_tui.domain.clock import instant
from assistant_tui.domain.names import probes
from assistant_tui.readmodels.patients import PastVisit, PatientRow
from assistant_tui.store.failures import in_words
from assistant_tui.store.queries.rows import day, marks, maybe_instant

_LAST_CHARACTER = "\U0010ffff"  # sorts after every continuation of a prefix
_COLUMNS = """
p.id, p.name, p.sex, p.born, p.phone, p.card, p.note,
(SELECT MAX(day) FROM visit WHERE patient_id = p.id AND voided = 0),
(SELECT COUNT(*) FROM visit WHERE patient_id = p.id AND voided = 0)
"""
_PATIENTS = f"SELECT {_COLUMNS} FROM patient p WHERE p.id IN ({{chosen}}) AND p.voided = 0"
_BY_KEY = f"""
SELECT {_COLUMNS}, k.key FROM search_key k JOIN patient p ON p.id = k.patient_id
WHERE k.kind = ? AND k.key >= ? AND k.key < ? AND p.voided = 0 ORDER BY k.key LIMIT ?
"""


def find_patients(connection: sqlite3.Connection, text: str, limit: int) -> list[PatientRow]:
    """Patients whose name, initials, spelling, phone or card begins (a phone also: ends) with the text.

    Range scans on the spellings, exact hits first, then by name; at most `limit`.
    """
    found: dict[int, tuple[Any, ...]] = {}
    exact: set[int] = set()
    with in_words():
        for probe in probes(text):
            span = (probe.kind.value, probe.key, probe.key + _LAST_CHARACTER, limit)
            for *row, key in connection.execute(_BY_KEY, span):
                found[row[0]] = tuple(row)
                if key == probe.key:
                    exact.add(row[0])
    patients = [_patient(row) for row in found.values()]
    patients.sort(key=lambda row: (row.patient_id not in exact, row.name, row.patient_id))
    return patients[:limit]


def recent_patients(connection: sqlite3.Connection, limit: int) -> list[PatientRow]:
    """Those who were here last, newest first: what a search shows before anything is typed."""
    with in_words():
        ids = connection.execute(
            "SELECT patient_id FROM visit WHERE voided = 0 ORDER BY id DESC LIMIT ?", (limit,)
        ).fetchall()
        order = list(dict.fromkeys(number for (number,) in ids))
        rows = {row.patient_id: row for row in _rows(connection, order)}
    return [rows[number] for number in order if number in rows]


def patient_by_id(connection: sqlite3.Connection, patient_id: int) -> PatientRow | None:
    """The patient, following a merge to the record that holds her now; None if unknown or voided."""
    with in_words():
        holder = connection.execute(
            "SELECT COALESCE(merged_into, id) FROM patient WHERE id = ?", (patient_id,)
        ).fetchone()
        rows = _rows(connection, [holder[0]]) if holder else []
    return rows[0] if rows else None


def merged_records(connection: sqlite3.Connection, patient_id: int) -> tuple[int, ...]:
    """The numbers of the records that were merged into this one."""
    with in_words():
        rows = connection.execute("SELECT id FROM patient WHERE merged_into = ? ORDER BY id", (patient_id,))
        return tuple(number for (number,) in rows)


def past_visits(connection: sqlite3.Connection, patient_id: int, limit: int) -> tuple[PastVisit, ...]:
    """A patient's visits, newest first."""
    with in_words():
        rows = connection.execute(
            "SELECT id, day, ticket, kind, status, complaint, arrived_at, departed_at FROM visit"
            " WHERE patient_id = ? AND voided = 0 ORDER BY day DESC, id DESC LIMIT ?",
            (patient_id, limit),
        ).fetchall()
    return tuple(
        PastVisit(number, day(on), ticket, kind, status, complaint, instant(came), maybe_instant(went))
        for number, on, ticket, kind, status, complaint, came, went in rows
    )


def _rows(connection: sqlite3.Connection, ids: Sequence[int]) -> list[PatientRow]:
    rows: Iterable[Sequence[Any]] = connection.execute(_PATIENTS.format(chosen=marks(len(ids))), ids)
    return [_patient(row) for row in rows]


def _patient(row: Sequence[Any]) -> PatientRow:
    number, name, sex, born, phone, card, note, last, visits = row
    return PatientRow(number, name, sex, born, phone, card, note, None if last is None else day(last), visits)
