"""What is done to patients' records: opening, editing, and merging two of one person."""

from __future__ import annotations

from sqlmodel import col

from assistant_tui.domain.deeds import Deed
from assistant_tui.domain.saying import InputError, MissingError, RuleError, say
from assistant_tui.readmodels.patients import PatientRecord, PatientRow
from assistant_tui.services.context import Context
from assistant_tui.services.people import PatientFacts, checked
from assistant_tui.services.records import glance
from assistant_tui.store.tables import Patient, Visit
from assistant_tui.store.work import UnitOfWork


def view(ctx: Context, patient_id: int) -> PatientRecord:
    """A patient's record, opened by somebody: that it was opened is journalled. Raises MissingError."""
    record = glance(ctx, patient_id)
    with ctx.work(Deed.VIEW_PATIENT) as work:
        work.about(patient_id=record.patient.patient_id)
        work.commit()
    return record


def edit(ctx: Context, patient_id: int, facts: PatientFacts) -> PatientRow:
    """Set all facts of the record to these. Raises InputError for what cannot be right, MissingError."""
    new = checked(facts, ctx.today())
    with ctx.work(Deed.EDIT_PATIENT) as work:
        work.change(
            _present(work, patient_id),
            name=new.name,
            sex=new.sex or "unknown",
            born=new.born,
            phone=new.phone,
            card=new.card,
            note=new.note or "",
        )
        work.commit()
    return glance(ctx, patient_id).patient


def merge(ctx: Context, *, keep: int, other: int) -> PatientRow:
    """Two records of one person become one: visits move to `keep`, whose gaps the other's facts fill.

    Both records stay in the file, the other marked as merged. Raises InputError for one and the same record,
    MissingError, and RuleError while both are in the clinic today.
    """
    if keep == other:
        raise InputError(say("Choose two different records"))
    with ctx.work(Deed.MERGE_PATIENTS) as work:
        kept, gone = _present(work, keep), _present(work, other)
        work.about(patient_id=kept.key)
        _require_not_both_here(work, kept, gone)
        for visit in work.find(Visit, col(Visit.patient_id) == gone.key):
            work.change(visit, patient_id=kept.key)
        for earlier in work.find(Patient, col(Patient.merged_into) == gone.key):
            work.change(earlier, merged_into=kept.key)
        work.change(gone, merged_into=kept.key)
        work.change(kept, **_filled(kept, gone))
        work.commit()
    return glance(ctx, keep).patient


def _present(work: UnitOfWork, patient_id: int) -> Patient:
    patient = work.get(Patient, patient_id)
    if patient.voided or patient.merged_into is not None:
        raise MissingError(say("This record was merged or voided: search again"))
    return patient


def _require_not_both_here(work: UnitOfWork, kept: Patient, gone: Patient) -> None:
    here = work.find(
        Visit,
        col(Visit.patient_id).in_([kept.key, gone.key]),
        col(Visit.departed_at).is_(None),
        col(Visit.voided).is_(False),
    )
    if len({visit.patient_id for visit in here}) > 1:
        tickets = ", ".join(visit.ticket for visit in here)
        raise RuleError(say("Both have a visit under way ({tickets}): end one first", tickets=tickets))


def _filled(kept: Patient, gone: Patient) -> dict[str, object]:
    filled: dict[str, object] = {
        name: getattr(gone, name)
        for name in ("born", "phone", "card")
        if not getattr(kept, name) and getattr(gone, name)
    }
    if kept.sex == "unknown":
        filled["sex"] = gone.sex
    if gone.note and gone.note not in kept.note:
        filled["note"] = f"{kept.note}\n{gone.note}".strip()
    return filled
