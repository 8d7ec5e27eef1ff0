"""A past day, written with its outcome: all visits in one unit of work and in few statements."""

from __future__ import annotations

from assistant_tui.domain.tickets import format_ticket
from assistant_tui.domain.visits import visit_status
from assistant_tui.services.context import Context
from assistant_tui.services.demo.cast import Cast, Part
from assistant_tui.services.demo.comer import Known
from assistant_tui.services.demo.pastvisit import PastVisit
from assistant_tui.services.demo.slipbook import write_slips
from assistant_tui.store.tables import Patient, Promise, QueueEntry, Stay, Visit
from assistant_tui.store.work import UnitOfWork


class DayBook:
    """The visits of one past day of the room of `ctx`, written into a unit of work."""

    def __init__(self, ctx: Context, work: UnitOfWork) -> None:
        self._ctx, self._work = ctx, work
        self._numbers: dict[str, int] = {}

    def add_patient(self, cast: Cast, part: Part | None = None) -> Known:
        """Somebody new."""
        person = cast.person(part)
        facts = person.facts
        patient = self._work.add(
            Patient(name=facts.name, sex=facts.sex or "unknown", born=facts.born, phone=facts.phone)
        )
        return Known(patient.key, patient.sex, person.age)

    def write(self, visits: list[PastVisit]) -> None:
        """Write the visits, whose tickets are numbered in this order, with their waits and stays."""
        work, day, room_id = self._work, self._work.heading.day, self._ctx.room_id
        ids = work.add_many(Visit, [self._visit(visit) for visit in visits])
        waits = [(key, entry) for key, visit in zip(ids, visits, strict=True) for entry in visit.entries]
        entry_ids = work.add_many(
            QueueEntry,
            [
                {
                    "visit_id": key,
                    "room_id": room_id,
                    "day": day,
                    "kind": entry.kind.value,
                    "status": entry.status.value,
                    "queued_at": entry.queued_at,
                    "slot_at": entry.slot_at,
                    "calls": entry.calls,
                    "first_called_at": entry.first_called_at,
                    "called_at": entry.called_at,
                    "started_at": entry.started_at,
                    "ended_at": entry.ended_at,
                    "reason": entry.reason,
                }
                for key, entry in waits
            ],
        )
        work.add_many(
            Stay,
            [
                {
                    "visit_id": key,
                    "day": day,
                    "location": stay.location,
                    "room_id": room_id if stay.location == self._ctx.pack.room.code else None,
                    "since": stay.since,
                    "until": stay.until,
                }
                for key, visit in zip(ids, visits, strict=True)
                for stay in visit.stays
            ],
        )
        work.add_many(
            Promise,
            [
                {
                    "visit_id": key,
                    "entry_id": entry_id,
                    "told_at": entry.promise.told_at,
                    "low_at": entry.promise.low_at,
                    "high_at": entry.promise.high_at,
                    "told_by": self._ctx.actor,
                }
                for entry_id, (key, entry) in zip(entry_ids, waits, strict=True)
                if entry.promise
            ],
        )
        write_slips(self._ctx, work, dict(zip(ids, visits, strict=True)))

    def _visit(self, visit: PastVisit) -> dict[str, object]:
        series = self._ctx.pack.ticket_series(visit.kind.series)
        number = self._numbers[series.code] = self._numbers.get(series.code, 0) + 1
        status = visit_status(
            [entry.status for entry in visit.entries],
            departed=True,
            seen=any(entry.started_at for entry in visit.entries),
        )
        return {
            "patient_id": visit.patient_id,
            "room_id": self._ctx.room_id,
            "doctor_id": self._ctx.doctor_id,
            "day": self._work.heading.day,
            "series": series.code,
            "number": number,
            "ticket": format_ticket(series.code, number, series.width),
            "kind": visit.kind.code,
            "status": status.value,
            "complaint": visit.complaint,
            "acuity": visit.acuity,
            "arrived_at": visit.arrived_at,
            "slot_at": visit.entries[0].slot_at,
            "departed_at": visit.stays[-1].until,
            "return_on": self._work.heading.day + visit.back_in if visit.back_in else None,
        }
