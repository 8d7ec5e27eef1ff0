"""The spellings under which patients are found, kept beside them so that a search is a range scan."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert
from sqlmodel import col

from assistant_tui.domain.names import keys_of
from assistant_tui.store.readings import readings
from assistant_tui.store.tables import Patient, SearchKey


def rewrite(connection: Connection, patient: Patient) -> None:
    """Replace the spellings of this patient by those of her present name, phone and card.

    A voided or merged patient keeps none: she is not offered any more.
    """
    connection.execute(delete(SearchKey).where(col(SearchKey.patient_id) == patient.key))
    if patient.voided or patient.merged_into is not None:
        return
    rows = [
        {"kind": str(key.kind), "key": key.key, "patient_id": patient.key}
        for key in keys_of(patient.name, patient.phone, patient.card, readings)
    ]
    connection.execute(insert(SearchKey), rows)
