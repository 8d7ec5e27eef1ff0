"""The spellings under which patients are found, kept beside them so that a search is a range scan."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, delete, insert
from sqlmodel import col

from assistant_tui.domain.names import keys_of
from assistant_tui.store.readings import readings
from assistant_tui.store.tables import Patient, SearchKey

_FORGET = delete(SearchKey).where(col(SearchKey.patient_id) == bindparam("forgotten"))


def rewrite(connection: Connection, patients: Sequence[Patient]) -> None:
    """Replace the spellings of these patients by those of their present names, phones and cards.

    Two statements however many patients there are, for an import has thousands. A voided or merged patient
    keeps none: she is not offered any more.
    """
    if not patients:
        return
    connection.execute(_FORGET, [{"forgotten": patient.key} for patient in patients])
    rows = [
        {"kind": str(key.kind), "key": key.key, "patient_id": patient.key}
        for patient in patients
        if not patient.voided and patient.merged_into is None
        for key in keys_of(patient.name, patient.phone, patient.card, readings)
    ]
    if rows:
        connection.execute(insert(SearchKey), rows)
