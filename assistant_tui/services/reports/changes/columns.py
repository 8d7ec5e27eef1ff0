"""Words for what stands in the file: each row of a room's day, and each of its columns that people know.

A column has words in `KINDS` or is one of those that are `left_out`; a test holds every table to that. What
would name a patient or a companion is told without saying it.
"""

from __future__ import annotations

from collections.abc import Mapping

from assistant_tui.services.reports.changes import care, orders, visits
from assistant_tui.services.reports.changes.kinds import Kind

KINDS: Mapping[str, Kind] = {**visits.KINDS, **orders.KINDS, **care.KINDS}
"""By table."""

NOT_OF_A_DAY = frozenset(
    {"doctor", "room", "service", "checklist_task", "flow_log", "supply_par", "acknowledgement",
     "day_report"}
)  # fmt: skip
"""Tables whose rows are part of no day, though an action that changed one may have changed a day as well."""

_ALWAYS_LEFT_OUT = frozenset(
    {"id", "version", "voided", "patient_id", "room_id", "doctor_id", "visit_id", "entry_id", "slip_id",
     "item_id", "watch_id", "round_id", "log_id", "part_of"}
)  # fmt: skip
_LEFT_OUT: Mapping[str, frozenset[str]] = {
    "visit": frozenset({"series", "number"}),  # the ticket says both
    "queue_entry": frozenset({"give_way", "give_way_since"}),  # how a missed call is made up for
    "order_slip": frozenset({"number"}),  # its name
    "order_item": frozenset({"code", "name_zh", "name_en", "category", "usual", "preparations", "signature",
                             "pay_first", "consent"}),
    "watch": frozenset({"protocol", "timetable", "entries", "score_parts"}),
    "watch_round": frozenset({"number"}),
    "task_record": frozenset({"code", "title"}),
    "supply_entry": frozenset({"code"}),
    "flow_event": frozenset({"number", "line", "case_id", "lifecycle", "phase", "time", "resource", "more"}),
}  # fmt: skip


def left_out(table: str, column: str) -> bool:
    """Whether a column is for the program alone, or says what the name of the row says."""
    return column in _ALWAYS_LEFT_OUT or column in _LEFT_OUT.get(table, ())
