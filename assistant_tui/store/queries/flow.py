"""Imported event logs, and what an import has to know of what is there."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from assistant_tui.domain.clock import instant
from assistant_tui.readmodels.flow import Attribute, plain_text
from assistant_tui.store.failures import in_words
from assistant_tui.store.queries.rows import day as to_day
from assistant_tui.store.queries.rows import marks, maybe_instant

_AT_ONCE = 500
_KNOWN = """
SELECT log_id, visit_id, case_id, activity, lifecycle, at, resource, more FROM flow_event
WHERE voided = 0 AND case_id IN ({chosen})
"""
_LAST_NUMBERS = "SELECT day, MAX(number) FROM visit WHERE series = ? AND day BETWEEN ? AND ? GROUP BY day"
_LOGS = """
SELECT l.id, l.columns FROM flow_log l
WHERE l.voided = 0 AND EXISTS (
    SELECT 1 FROM flow_event e JOIN visit v ON v.id = e.visit_id
    WHERE e.log_id = l.id AND e.voided = 0 AND v.day BETWEEN ? AND ?)
ORDER BY l.id
"""
_EVENTS = """
SELECT e.log_id, e.visit_id, e.number, e.case_id, e.activity, e.lifecycle, e.phase, e.at, e.time, e.resource,
       e.more, MIN(e.number) OVER (PARTITION BY e.visit_id) AS first
FROM flow_event e JOIN visit v ON v.id = e.visit_id
WHERE e.voided = 0 AND v.voided = 0 AND v.day BETWEEN ? AND ?
ORDER BY e.log_id, {order}
"""
_SHARED = """
SELECT TRIM(e.case_id) FROM flow_event e JOIN visit v ON v.id = e.visit_id
WHERE e.voided = 0 AND v.day BETWEEN ? AND ?
GROUP BY TRIM(e.case_id) HAVING COUNT(DISTINCT e.visit_id) > 1
"""
# Imported visits have events, which say more than the stays that were derived from them.
_STAYS = """
SELECT v.id, v.day, v.ticket, s.location, s.room_id, s.since, s.until, s.escort, d.name
FROM visit v JOIN stay s ON s.visit_id = v.id JOIN doctor d ON d.id = v.doctor_id
WHERE v.day BETWEEN ? AND ? AND v.voided = 0 AND s.voided = 0
  AND NOT EXISTS (SELECT 1 FROM flow_event e WHERE e.visit_id = v.id AND e.voided = 0)
ORDER BY v.day, v.id, s.since, s.id
"""


class KnownEvent(NamedTuple):
    """What tells two events of a case apart: all that was written but the way its time was.

    Of the further columns the texts count, not their order or types: the same log is known in CSV and XES.
    """

    activity: str
    lifecycle: str
    at: datetime
    resource: str
    more: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """An imported event as it is in the file."""

    log_id: int
    visit_id: int
    number: int
    case: str
    activity: str
    lifecycle: str
    phase: str
    at: datetime
    time: str
    resource: str
    more: dict[str, Attribute]


@dataclass(frozen=True, slots=True)
class StoredStay:
    """A stay of the program's own visits."""

    visit_id: int
    day: date
    ticket: str
    location: str
    room_id: int | None
    since: datetime
    until: datetime | None
    escort: str
    doctor: str


def known_cases(
    connection: sqlite3.Connection, case_ids: Sequence[str]
) -> dict[str, list[Counter[KnownEvent]]]:
    """By case without spaces around it: the events of each case that was imported under that name."""
    found: defaultdict[str, dict[int, Counter[KnownEvent]]] = defaultdict(dict)
    for begin in range(0, len(case_ids), _AT_ONCE):
        some = case_ids[begin : begin + _AT_ONCE]
        with in_words():
            rows: list[Any] = connection.execute(_KNOWN.format(chosen=marks(len(some))), some).fetchall()
        for _log_id, visit_id, case, activity, lifecycle, at, resource, more in rows:
            event = KnownEvent(activity, lifecycle, instant(at), resource, texts(_kept(more)))
            found[case.strip()].setdefault(visit_id, Counter())[event] += 1
    return {case: list(visits.values()) for case, visits in found.items()}


def texts(more: Mapping[str, Attribute]) -> tuple[tuple[str, str], ...]:
    """The further columns of an event as texts, by name; empty ones are as good as none."""
    return tuple(sorted((key, text) for key, one in more.items() if (text := plain_text(one))))


def _kept(more: str) -> dict[str, Attribute]:
    kept: dict[str, Attribute] = json.loads(more) if more else {}
    return kept


def last_numbers(connection: sqlite3.Connection, series: str, first: date, last: date) -> dict[date, int]:
    """The highest ticket number of the series on each day that has one, voided visits included."""
    with in_words():
        rows = connection.execute(_LAST_NUMBERS, (series, first.isoformat(), last.isoformat())).fetchall()
    return {to_day(on): number for on, number in rows}


def further_columns(connection: sqlite3.Connection, first: date, last: date) -> list[str]:
    """The further columns of all logs with cases on these days, each once, in their order."""
    with in_words():
        rows = connection.execute(_LOGS, (first.isoformat(), last.isoformat())).fetchall()
    return list(dict.fromkeys(name for _, columns in rows for name in json.loads(columns)))


def shared_case_names(connection: sqlite3.Connection, first: date, last: date) -> frozenset[str]:
    """Names that several cases of these days have: those of different logs."""
    with in_words():
        return frozenset(
            name for (name,) in connection.execute(_SHARED, (first.isoformat(), last.isoformat()))
        )


def stored_events(
    connection: sqlite3.Connection, first: date, last: date, *, by_case: bool
) -> Iterator[StoredEvent]:
    """The events of the cases that arrived on these days, log by log as the file had them.

    With `by_case` those of a case come together by time, cases in the order of the file.
    """
    order = "first, e.at, e.number" if by_case else "e.number"
    with in_words():
        for row in connection.execute(_EVENTS.format(order=order), (first.isoformat(), last.isoformat())):
            log_id, visit_id, number, case, activity, lifecycle, phase, at, time, resource, more, _ = row
            yield StoredEvent(
                log_id, visit_id, number, case, activity, lifecycle, phase, instant(at), time, resource,
                _kept(more),
            )  # fmt: skip


def own_stays(connection: sqlite3.Connection, first: date, last: date) -> Iterator[StoredStay]:
    """The stays of the visits of these days that were not imported, visit by visit, in order."""
    with in_words():
        for row in connection.execute(_STAYS, (first.isoformat(), last.isoformat())):
            visit_id, on, ticket, location, room_id, since, until, escort, doctor = row
            yield StoredStay(
                visit_id, to_day(on), ticket, location, room_id, instant(since), maybe_instant(until), escort,
                doctor,
            )  # fmt: skip
