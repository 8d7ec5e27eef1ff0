"""Registering: a patient, known or new, gets a visit, a ticket, a place in the queue and a first stay."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col

from assistant_tui.domain.acuity import Acuity
from assistant_tui.domain.deeds import Deed
from assistant_tui.domain.queue import EntryKind
from assistant_tui.domain.saying import InputError, RuleError, say
from assistant_tui.domain.text import clean, clean_prose
from assistant_tui.domain.tickets import format_ticket, next_number
from assistant_tui.pack.model import VisitKind
from assistant_tui.readmodels.board import VisitRow
from assistant_tui.services.answers import visit_row
from assistant_tui.services.context import Context
from assistant_tui.services.people import PatientFacts, checked
from assistant_tui.store.tables import Companion, Patient, QueueEntry, Stay, Triage, Visit
from assistant_tui.store.work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Registration:
    """What the assistant has entered. With `patient_id` the known patient comes; facts then only add to hers.

    `kind` is a visit kind of the pack, None the pack's first; `slot_at` the booked time of an appointment.
    """

    facts: PatientFacts
    patient_id: int | None = None
    kind: str | None = None
    complaint: str = ""
    slot_at: datetime | None = None
    acuity: int = Acuity.ROUTINE
    companion: str = ""
    relation: str = ""


def register(ctx: Context, entered: Registration) -> VisitRow:
    """Register an arrival.

    Raises InputError for what cannot be right, RuleError when this patient is here already,
    ConflictError when somebody else changed her record meanwhile.
    """
    kind = ctx.pack.visit_kinds[0] if entered.kind is None else ctx.pack.visit_kind(entered.kind)
    if entered.acuity not in set(Acuity):
        raise InputError(say("A level is 1, 2, 3 or 4"))
    facts = checked(entered.facts, ctx.today(), known=entered.patient_id is not None)
    with ctx.work(Deed.REGISTER) as work:
        patient = _patient(work, facts, entered.patient_id)
        _require_not_here(work, patient)
        visit = _visit(ctx, work, patient, kind, entered)
        _queue(ctx, work, visit, kind, entered.slot_at)
        if visit.acuity != Acuity.ROUTINE:
            _triage(work, visit)
        if name := clean(entered.companion) or clean(entered.relation):
            work.add(Companion(visit_id=visit.key, name=name, relation=clean(entered.relation)))
        work.commit()
    return visit_row(ctx, visit.key)


def _patient(work: UnitOfWork, facts: PatientFacts, patient_id: int | None) -> Patient:
    if patient_id is None:
        return work.add(
            Patient(
                name=facts.name,
                sex=facts.sex or "unknown",
                born=facts.born,
                phone=facts.phone,
                card=facts.card,
                note=facts.note or "",
            )
        )
    patient = work.get(Patient, patient_id)
    if patient.voided or patient.merged_into is not None:
        raise RuleError(say("This record was merged or voided: search again"))
    news = {
        name: value
        for name in ("sex", "born", "phone", "card")
        if (value := getattr(facts, name)) and getattr(patient, name) in {None, "", "unknown"}
    }
    return work.change(patient, **news)


def _require_not_here(work: UnitOfWork, patient: Patient) -> None:
    here = work.find(
        Visit,
        col(Visit.patient_id) == patient.key,
        col(Visit.departed_at).is_(None),
        col(Visit.voided).is_(False),
        col(Visit.day) == work.heading.day,
    )
    if here:
        raise RuleError(say("{name} is here already with {ticket}", name=patient.name, ticket=here[0].ticket))


def _visit(ctx: Context, work: UnitOfWork, patient: Patient, kind: VisitKind, entered: Registration) -> Visit:
    series = ctx.pack.ticket_series(kind.series)
    last = work.find(
        Visit,
        col(Visit.day) == work.heading.day,
        col(Visit.series) == series.code,
        order=col(Visit.number).desc(),
        limit=1,
    )
    number = next_number(last[0].number if last else None)
    return work.add(
        Visit(
            patient_id=patient.key,
            room_id=ctx.room_id,
            doctor_id=ctx.doctor_id,
            day=work.heading.day,
            series=series.code,
            number=number,
            ticket=format_ticket(series.code, number, series.width),
            kind=kind.code,
            complaint=clean_prose(entered.complaint),
            acuity=entered.acuity,
            arrived_at=work.heading.at,
            slot_at=entered.slot_at,
        )
    )


def _queue(ctx: Context, work: UnitOfWork, visit: Visit, kind: VisitKind, slot_at: datetime | None) -> None:
    # A booked time makes an appointment of any kind; without one, nobody is booked.
    entry = EntryKind.APPOINTMENT if slot_at else EntryKind(kind.entry)
    if entry is EntryKind.APPOINTMENT and slot_at is None:
        entry = EntryKind.WALK_IN
    day, now = work.heading.day, work.heading.at
    work.add(
        QueueEntry(
            visit_id=visit.key,
            day=day,
            room_id=ctx.room_id,
            kind=entry.value,
            queued_at=now,
            slot_at=slot_at,
        )
    )
    work.add(Stay(visit_id=visit.key, day=day, location=ctx.pack.waiting.code, since=now))


def _triage(work: UnitOfWork, visit: Visit) -> None:
    """A level given at once is a triage too, for what the patient complains of; from now on its time runs."""
    work.add(
        Triage(
            visit_id=visit.key,
            at=work.heading.at,
            by=work.heading.actor,
            level=visit.acuity,
            reason=visit.complaint,
        )
    )
