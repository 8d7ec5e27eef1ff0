"""The JSON that the commands answer with. Its keys are a promise; `docs/cli.md` lists them.

Instants are ISO 8601 with the offset of the clinic's zone, days are dates, what is not known is null.
"""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo
from typing import TYPE_CHECKING

from assistant_tui.cli.wording import masked_name, masked_number
from assistant_tui.domain.metrics import EntryFacts, PromiseFacts, promise_kept
from assistant_tui.domain.queue import EntryKind, EntryStatus
from assistant_tui.i18n import spoken

if TYPE_CHECKING:
    from assistant_tui.readmodels.board import (
        CompanionRow,
        EntryRow,
        PromiseRow,
        QueueRow,
        StayRow,
        VisitRow,
    )
    from assistant_tui.readmodels.journal import JournalRow
    from assistant_tui.readmodels.patients import PastVisit, PatientRecord, PatientRow, Timeline

Shape = dict[str, object]


class Shapes:
    """Makes documents of read models; with `masked`, names and phones as others may see them."""

    def __init__(self, zone: tzinfo, *, masked: bool = False) -> None:
        self._zone = zone
        self._masked = masked

    def at(self, moment: datetime | None) -> str | None:
        """An instant in the clinic's zone."""
        return None if moment is None else moment.astimezone(self._zone).isoformat(timespec="milliseconds")

    def place(self, row: QueueRow, now: datetime) -> Shape:
        """A place in the queue: `position` is null for who is called, in the room or on hold."""
        return {
            "position": row.position,
            "why": spoken(row.reason),
            "expected_from": self.at(row.low_at),
            "expected_to": self.at(row.high_at),
            "median_minutes": _minutes(row.low_at, now),
            "p90_minutes": _minutes(row.high_at, now),
            "promise_kept": _promise_kept(row, now),
            "late": row.late,
            **self.visit(row.visit),
        }

    def visit(self, visit: VisitRow) -> Shape:
        """A visit with its newest queue entry, its stay and the last promise."""
        return {
            "visit_id": visit.visit_id,
            "patient_id": visit.patient_id,
            "day": visit.day.isoformat(),
            "ticket": visit.ticket,
            "name": self._name(visit.name),
            "sex": visit.sex,
            "born": visit.born,
            "phone": self._phone(visit.phone),
            "kind": visit.kind,
            "status": visit.status,
            "acuity": visit.acuity,
            "complaint": visit.complaint,
            "arrived_at": self.at(visit.arrived_at),
            "departed_at": self.at(visit.departed_at),
            "queue": self._entry(visit.entry),
            "stay": self._stay(visit.stay),
            "promise": self._promise(visit.promise),
            "companions": [self._companion(one) for one in visit.companions],
        }

    def timeline(self, timeline: Timeline) -> Shape:
        """Where the patient of a visit was, and what was done."""
        return {
            "visit": self.visit(timeline.visit),
            "stays": [
                {
                    "location": stay.location,
                    "since": self.at(stay.since),
                    "until": self.at(stay.until),
                    "escort": stay.escort,
                }
                for stay in timeline.stays
            ],
            "actions": [
                {
                    "at": self.at(item.at),
                    "action": item.action,
                    "actor": item.actor,
                    "reason": item.reason,
                    "location": item.location,
                    "undone": item.undone,
                }
                for item in timeline.actions
            ],
        }

    def patient(self, patient: PatientRow) -> Shape:
        """A patient as a search finds her."""
        return {
            "patient_id": patient.patient_id,
            "name": self._name(patient.name),
            "sex": patient.sex,
            "born": patient.born,
            "phone": self._phone(patient.phone),
            "card": self._phone(patient.card),
            "note": patient.note,
            "last_day": patient.last_day.isoformat() if patient.last_day else None,
            "visits": patient.visits,
        }

    def record(self, record: PatientRecord) -> Shape:
        """A patient with her visits, newest first."""
        return {
            **self.patient(record.patient),
            "visits": [self._past(visit) for visit in record.visits],
            "merged": list(record.merged),
        }

    def journal(self, row: JournalRow) -> Shape:
        """A row of the journal without its changes."""
        return {
            "number": row.number,
            "at": self.at(row.at),
            "action": row.action,
            "actor": row.actor,
            "ticket": row.ticket,
            "visit_id": row.visit_id,
            "patient_id": row.patient_id,
            "reason": row.reason,
            "undoes": row.undoes,
            "undone": row.undone,
        }

    def journal_row(self, row: JournalRow) -> Shape:
        """A row of the journal with everything that it changed."""
        return {
            **self.journal(row),
            "hash": row.hash,
            "changes": [
                {"table": change.table, "id": change.row_id, "before": change.before, "after": change.after}
                for change in row.changes
            ],
        }

    def _past(self, visit: PastVisit) -> Shape:
        return {
            "visit_id": visit.visit_id,
            "day": visit.day.isoformat(),
            "ticket": visit.ticket,
            "kind": visit.kind,
            "status": visit.status,
            "complaint": visit.complaint,
            "arrived_at": self.at(visit.arrived_at),
            "departed_at": self.at(visit.departed_at),
        }

    def _entry(self, entry: EntryRow | None) -> Shape | None:
        if entry is None:
            return None
        return {
            "kind": entry.kind,
            "status": entry.status,
            "queued_at": self.at(entry.queued_at),
            "slot_at": self.at(entry.slot_at),
            "calls": entry.calls,
            "first_called_at": self.at(entry.first_called_at),
            "called_at": self.at(entry.called_at),
            "started_at": self.at(entry.started_at),
            "ended_at": self.at(entry.ended_at),
            "reason": entry.reason,
        }

    def _stay(self, stay: StayRow | None) -> Shape | None:
        if stay is None:
            return None
        return {
            "location": stay.location,
            "since": self.at(stay.since),
            "until": self.at(stay.until),
            "escort": stay.escort,
            "back_by": self.at(stay.back_by),
        }

    def _promise(self, promise: PromiseRow | None) -> Shape | None:
        if promise is None:
            return None
        return {
            "told_at": self.at(promise.told_at),
            "from": self.at(promise.low_at),
            "to": self.at(promise.high_at),
            "told_by": promise.told_by,
        }

    def _companion(self, companion: CompanionRow) -> Shape:
        return {
            "name": self._name(companion.name),
            "relation": companion.relation,
            "phone": self._phone(companion.phone),
            "invite": companion.invite,
            "invited_at": self.at(companion.invited_at),
        }

    def _name(self, name: str) -> str:
        return masked_name(name) if self._masked else name

    def _phone(self, phone: str | None) -> str | None:
        return masked_number(phone) if self._masked and phone else phone


def _minutes(moment: datetime | None, now: datetime) -> float | None:
    return None if moment is None else round((moment - now) / timedelta(minutes=1), 1)


def _promise_kept(row: QueueRow, now: datetime) -> bool | None:
    promise, entry = row.visit.promise, row.entry
    if promise is None:
        return None
    # To a wait that goes on, its end is not yet known but cannot lie before now.
    facts = EntryFacts(
        EntryKind(entry.kind),
        EntryStatus(entry.status),
        first_called_at=entry.first_called_at,
        called_at=entry.called_at,
        ended_at=entry.ended_at or now,
    )
    return promise_kept(PromiseFacts(promise.told_at, promise.high_at), facts)
