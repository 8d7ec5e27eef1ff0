"""The schema, as SQLModel tables.

Every row that people change is a `Record`: it carries a version that guards updates and a `voided` mark,
for nothing is ever deleted. What only one row at a time may be (one open stay, one active queue entry,
one patient called and one in the room) is a partial unique index, so that no program can break it.
"""

from __future__ import annotations

from assistant_tui.store.tables.base import Record
from assistant_tui.store.tables.care import (
    ChecklistTask,
    Incident,
    SupplyEntry,
    SupplyPar,
    TaskRecord,
    Triage,
)
from assistant_tui.store.tables.kept import KeptFigures
from assistant_tui.store.tables.logs import FlowEvent, FlowLog, Journal, Meta
from assistant_tui.store.tables.orders import OrderItem, OrderSlip, ServiceEntry
from assistant_tui.store.tables.people import Doctor, Patient, Room, SearchKey
from assistant_tui.store.tables.reports import Amendment, DayRemark, DayReport, DoctorPin, ReportContent
from assistant_tui.store.tables.visits import Companion, Promise, QueueEntry, Settlement, Stay, Visit
from assistant_tui.store.tables.watches import (
    Acknowledgement,
    DoctorCall,
    Handover,
    Watch,
    WatchRound,
)

__all__ = [
    "JOURNALLED",
    "Acknowledgement",
    "Amendment",
    "ChecklistTask",
    "Companion",
    "DayRemark",
    "DayReport",
    "Doctor",
    "DoctorCall",
    "DoctorPin",
    "FlowEvent",
    "FlowLog",
    "Handover",
    "Incident",
    "Journal",
    "KeptFigures",
    "Meta",
    "OrderItem",
    "OrderSlip",
    "Patient",
    "Promise",
    "QueueEntry",
    "Record",
    "ReportContent",
    "Room",
    "SearchKey",
    "ServiceEntry",
    "Settlement",
    "Stay",
    "SupplyEntry",
    "SupplyPar",
    "TaskRecord",
    "Triage",
    "Visit",
    "Watch",
    "WatchRound",
]

JOURNALLED: dict[str, type[Record]] = {
    str(table.__tablename__): table
    for table in (
        Doctor, Room, Patient, Visit, QueueEntry, Stay, Companion, Promise,
        ServiceEntry, OrderSlip, OrderItem, Settlement, FlowLog, FlowEvent,
        Watch, WatchRound, DoctorCall, Handover, Acknowledgement,
        Triage, ChecklistTask, TaskRecord, SupplyPar, SupplyEntry, Incident,
        DayReport, DayRemark,
    )
}  # fmt: skip
