"""Slips as they leave the program."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class ItemExport:
    """One row of `export orders`: an item with its facts; the fields are the columns, in their order.

    Amounts are minor units (分), instants are in the clinic's zone, codes those of FHIR where one fits. No
    patient is named; `patient_id` is the file's own number. Pseudonyms, where they are asked for, stand for
    the slip, the visit (in `ticket`), the patient and the staff; the reasons, which may name somebody, are
    empty then.
    """

    day: date
    slip: int | str
    ticket: str
    patient_id: int | str
    doctor: str
    category: str
    code: str
    name_zh: str
    name_en: str
    quantity: int
    price_fen: int
    amount_fen: int
    dosage: str
    status: str
    waits_for: str
    drafted_at: datetime
    signed_at: datetime | None
    signed_by: str
    on_paper: bool
    paid_at: datetime | None
    started_at: datetime | None
    performed_at: datetime | None
    performed_by: str
    override_reason: str
    result: str | None
    resulted_at: datetime | None
    read_at: datetime | None
    refused_at: datetime | None
    refusal_form: bool
    refusal_reason: str
    void_at: datetime | None
    void_reason: str
    refunded_at: datetime | None
