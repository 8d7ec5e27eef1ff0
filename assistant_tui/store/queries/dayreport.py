"""What a day's report asks for beyond the lists that there are: a constant number of queries for a day."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from assistant_tui.domain.clock import instant
from assistant_tui.domain.reportchecks import SignedText
from assistant_tui.readmodels.reports import Signature
from assistant_tui.store.failures import in_words
from assistant_tui.store.queries.rows import day as to_day
from assistant_tui.store.queries.rows import maybe_instant

_VISITS = """
SELECT id, ticket, return_on FROM visit WHERE day = ? AND room_id = ? AND voided = 0 ORDER BY id
"""
_CALLS = """
SELECT v.id, v.ticket, c.doctor, c.called_at, c.arrived_at
FROM doctor_call c JOIN visit v ON v.id = c.visit_id
WHERE v.day = ? AND v.room_id = ? AND v.voided = 0 AND c.voided = 0 ORDER BY c.id
"""
# She came back if she was here on that day, in whatever room; a merged record points to the one that counts.
_DUE_BACK = """
SELECT v.id, v.ticket, v.day, b.ticket, b.id
FROM visit v
LEFT JOIN visit b ON b.id = (SELECT MIN(id) FROM visit
                             WHERE patient_id = v.patient_id AND day = v.return_on AND voided = 0)
WHERE v.return_on = ? AND v.room_id = ? AND v.voided = 0 ORDER BY v.id
"""
_SIGNATURES = """
SELECT number, signed_at, signed_by, on_paper, "by", content_hash, through, page_hash
FROM day_report WHERE day = ? AND room_id = ? ORDER BY number
"""
_SIGNED_TEXTS = """
SELECT d.day, r.name, d.number, c.hash, c.body, p.hash, p.body
FROM day_report d
JOIN room r ON r.id = d.room_id
JOIN report_content c ON c.hash = d.content_hash
JOIN report_content p ON p.hash = d.page_hash
ORDER BY d.day, d.room_id, d.number
"""
_DONE = "SELECT 1 FROM journal WHERE id > ? AND room_id = ? AND changes <> '[]' LIMIT 1"
_REMARK = "SELECT id, text, by FROM day_remark WHERE day = ? AND room_id = ? AND voided = 0"


class VisitHead(NamedTuple):
    """A visit by its number and ticket, and when she is to come back, if that was agreed."""

    visit_id: int
    ticket: str
    return_on: date | None


class DoctorCallFacts(NamedTuple):
    """The doctor was asked to come to a patient; `arrived_at` is None if he has not come."""

    visit_id: int
    ticket: str
    doctor: str
    called_at: datetime
    arrived_at: datetime | None


class DueBack(NamedTuple):
    """A patient who was to come back on a day; `came` is her ticket of that day, None if she did not come."""

    visit_id: int
    ticket: str
    day: date
    came: str | None
    came_id: int | None


class Remark(NamedTuple):
    """What was said of a room's day."""

    remark_id: int
    text: str
    by: str


def visit_heads(connection: sqlite3.Connection, on: date, room_id: int) -> list[VisitHead]:
    """The visits of the room's day in the order in which they were registered."""
    with in_words():
        rows = connection.execute(_VISITS, (on.isoformat(), room_id))
        return [VisitHead(number, ticket, back and to_day(back)) for number, ticket, back in rows]


def doctor_calls(connection: sqlite3.Connection, on: date, room_id: int) -> list[DoctorCallFacts]:
    """When the doctor was asked to come at once to patients of the room's day."""
    with in_words():
        rows = connection.execute(_CALLS, (on.isoformat(), room_id))
        return [
            DoctorCallFacts(visit_id, ticket, doctor, instant(called), maybe_instant(arrived))
            for visit_id, ticket, doctor, called, arrived in rows
        ]


def due_back(connection: sqlite3.Connection, on: date, room_id: int) -> list[DueBack]:
    """Whom the room expected back on that day, by the dates agreed at earlier visits."""
    with in_words():
        rows = connection.execute(_DUE_BACK, (on.isoformat(), room_id))
        return [DueBack(visit_id, ticket, to_day(day), *came) for visit_id, ticket, day, *came in rows]


def remark_of(connection: sqlite3.Connection, on: date, room_id: int) -> Remark | None:
    """What was said of the room's day, if anything."""
    with in_words():
        row = connection.execute(_REMARK, (on.isoformat(), room_id)).fetchone()
    return None if row is None else Remark(*row)


class StoredSignature(NamedTuple):
    """A signature, and under which hash its page is kept."""

    signature: Signature
    page_hash: str


def signatures(connection: sqlite3.Connection, on: date, room_id: int) -> list[StoredSignature]:
    """The signatures under the report of the room's day, in order."""
    with in_words():
        rows = connection.execute(_SIGNATURES, (on.isoformat(), room_id))
        return [
            StoredSignature(
                Signature(number, instant(at), signed_by, bool(on_paper), by, link, through), page_hash
            )
            for number, at, signed_by, on_paper, by, link, through, page_hash in rows
        ]


def anything_done(connection: sqlite3.Connection, room_id: int, after: int) -> bool:
    """Whether anything was changed from the room after that journal row."""
    with in_words():
        return connection.execute(_DONE, (after, room_id)).fetchone() is not None


def kept_text(connection: sqlite3.Connection, link: str) -> str:
    """What is kept under a hash; every signature has it, by a foreign key."""
    with in_words():
        row = connection.execute("SELECT body FROM report_content WHERE hash = ?", (link,)).fetchone()
    return str(row[0])


def signed_texts(connection: sqlite3.Connection) -> Iterator[SignedText]:
    """Every signature with what is kept under it, by day and room, one at a time."""
    with in_words():
        for row in connection.execute(_SIGNED_TEXTS):
            yield SignedText(*row)
