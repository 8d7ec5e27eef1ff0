"""The journal as people read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One changed row: column by column, before and after."""

    table: str
    row_id: int
    before: dict[str, object] | None
    after: dict[str, object]


@dataclass(frozen=True, slots=True)
class JournalRow:
    """One action: who did what, when, to whom and why."""

    number: int
    at: datetime
    action: str
    actor: str
    room_id: int | None
    visit_id: int | None
    patient_id: int | None
    ticket: str | None
    reason: str
    undoes: int | None
    undone: bool
    changes: tuple[ChangeRow, ...]
    hash: str
