"""The visits: years of past ones made by SQLite itself in a few statements, and today's queue.

Past visit n (from 0) is the `place`-th of its room and day. What varies is a multiplicative hash of n: cheap,
seeded, and spread evenly. Each visit has a queue entry and five stays: six events.
"""

from __future__ import annotations

import random
import sqlite3
from datetime import UTC, date, datetime, time, timedelta
from itertools import count, islice
from zoneinfo import ZoneInfo

from assistant_tui.domain.clock import milliseconds

_ROOMS, _PLACES = 10, 40
_OPENS = time(8, tzinfo=ZoneInfo("Asia/Shanghai"))
_MINUTE = 60_000
_SATURDAY = 5
_SLOT = 11 * _MINUTE
"""From one call to the next, in milliseconds; no consultation takes longer."""
SERVED, WAITING = 30, 60
"""Today in room 1: who has left, then one in the room, then who waits."""

_DAY_BEGINS = "CREATE TEMP TABLE day_begins (number INTEGER PRIMARY KEY, day TEXT, begins INTEGER)"
_PLAN = """
CREATE TEMP TABLE plan AS
WITH RECURSIVE
  numbers (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < :visits),
  placed AS (
    SELECT n, d.day, n / {places} % {rooms} + 1 AS room, n % {places} AS place,
           d.begins + n % {places} * {slot} + (n * :m1 >> 12) % 8000 AS called,
           (240000 + (n * :m2 >> 12) % 300000) * (70 + (n / {places} * :m3 >> 12) % 50) / 100 AS service
    FROM numbers JOIN day_begins d ON d.number = n / ({rooms} * {places})
  )
SELECT n + 1 AS visit, day, room, place + 1 AS number, (n * :m4 >> 12) % :patients + 1 AS patient,
       CASE (n * :m5 >> 12) % 5 WHEN 0 THEN 'first' WHEN 1 THEN 'first' WHEN 2 THEN 'prescription'
            ELSE 'follow-up' END AS kind,
       called - 240000 - (n * :m6 >> 12) % 3000000 AS arrived, called,
       called + 10000 + (n * :m7 >> 12) % 30000 AS started, called + service AS ended,
       called + service + 120000 + (n * :m8 >> 12) % 480000 AS paid,
       called + service + 720000 + (n * :m9 >> 12) % 600000 AS gone
FROM placed
"""
_MULTIPLIERS = 9
_VISITS = """
INSERT INTO visit (id, version, voided, patient_id, room_id, doctor_id, day, series, number, ticket, kind,
                   status, complaint, acuity, arrived_at, departed_at, note)
SELECT visit, 1, 0, patient, room, 1, day, char(64 + room), number, printf('%c%03d', char(64 + room), number),
       kind, 'finished', '', 4, arrived, gone, ''
FROM plan ORDER BY visit
"""
_ENTRIES = """
INSERT INTO queue_entry (id, version, voided, visit_id, room_id, day, kind, status, queued_at, calls,
                         calls_before, first_called_at, called_at, started_at, ended_at, moved, reason)
SELECT visit, 1, 0, visit, room, day, 'walk-in', 'completed', arrived, 1, 0, called, called, started, ended,
       0, ''
FROM plan ORDER BY visit
"""
_STAYS = """
INSERT INTO stay (version, voided, visit_id, day, location, room_id, since, until, escort)
SELECT 1, 0, visit, day,
       CASE part WHEN 0 THEN 'waiting' WHEN 1 THEN 'room' WHEN 2 THEN 'cashier' WHEN 3 THEN 'lab'
            ELSE 'pharmacy' END,
       CASE part WHEN 1 THEN room END,
       CASE part WHEN 0 THEN arrived WHEN 1 THEN called WHEN 2 THEN ended WHEN 3 THEN paid
            ELSE (paid + gone) / 2 END,
       CASE part WHEN 0 THEN called WHEN 1 THEN ended WHEN 2 THEN paid WHEN 3 THEN (paid + gone) / 2
            ELSE gone END, ''
FROM plan
CROSS JOIN (SELECT 0 AS part UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4)
ORDER BY visit, part
"""

_VISIT_TODAY = """
INSERT INTO visit (id, version, voided, patient_id, room_id, doctor_id, day, series, number, ticket, kind,
                   status, complaint, acuity, arrived_at, departed_at, note)
VALUES (:visit, 1, 0, :patient, 1, 1, :day, 'A', :number, :ticket, :kind, :visit_status, '', 4, :arrived,
        :left, '')
"""
_ENTRY_TODAY = """
INSERT INTO queue_entry (version, voided, visit_id, room_id, day, kind, status, queued_at, calls,
                         calls_before, first_called_at, called_at, started_at, ended_at, moved, reason)
VALUES (1, 0, :visit, 1, :day, 'walk-in', :entry_status, :arrived, :calls, 0, :called, :called, :started,
        :left, 0, '')
"""
_STAY_TODAY = """
INSERT INTO stay (version, voided, visit_id, day, location, room_id, since, until, escort)
VALUES (1, 0, :visit, :day, {stay}, '')
"""
_WAITED_TODAY = _STAY_TODAY.format(stay="'waiting', NULL, :arrived, :called")
_IN_ROOM_TODAY = _STAY_TODAY.format(stay="'room', 1, :called, :left")


def write_past(
    connection: sqlite3.Connection, *, today: date, days: int, patients: int, rng: random.Random
) -> None:
    """So many full days in all rooms, before today."""
    connection.execute(_DAY_BEGINS)
    connection.executemany(
        "INSERT INTO day_begins VALUES (?, ?, ?)",
        ((number, day.isoformat(), _opening(day)) for number, day in enumerate(_worked(today, days))),
    )
    draws = {f"m{number}": rng.randrange(1 << 29, 1 << 31) | 1 for number in range(1, _MULTIPLIERS + 1)}
    plan = _PLAN.format(rooms=_ROOMS, places=_PLACES, slot=_SLOT)
    connection.execute(plan, {"visits": days * _ROOMS * _PLACES, "patients": patients, **draws})
    for statement in (_VISITS, _ENTRIES, _STAYS, "DROP TABLE plan", "DROP TABLE day_begins"):
        connection.execute(statement)


def write_today(connection: sqlite3.Connection, *, today: date, patients: int, rng: random.Random) -> None:
    """A busy morning in room 1: `SERVED` have left, one is in the room, `WAITING` wait."""
    day, begins = today.isoformat(), _opening(today)
    (last,) = connection.execute("SELECT COALESCE(MAX(id), 0) FROM visit").fetchone()
    for place, patient in enumerate(rng.sample(range(1, patients + 1), SERVED + 1 + WAITING), start=1):
        ended = place <= SERVED
        seen = place <= SERVED + 1
        called = begins + place * 5 * _MINUTE if seen else None
        left = called + 4 * _MINUTE if called and ended else None
        facts = {
            "visit": last + place,
            "patient": patient,
            "day": day,
            "number": place,
            "ticket": f"A{place:03d}",
            "kind": ("first", "follow-up")[place % 2],
            "visit_status": "finished" if ended else "in-progress" if seen else "arrived",
            "entry_status": "completed" if ended else "in-progress" if seen else "waiting",
            # Who waits came in the last two hours; the others some minutes before their call.
            "arrived": called - 20 * _MINUTE if called else begins + (38 + 2 * (place - SERVED)) * _MINUTE,
            "calls": int(seen),
            "called": called,
            "started": called + _MINUTE // 2 if called else None,
            "left": left,
        }
        for statement in (_VISIT_TODAY, _ENTRY_TODAY, _WAITED_TODAY, _IN_ROOM_TODAY)[: 4 if seen else 3]:
            connection.execute(statement, facts)


def _worked(today: date, days: int) -> list[date]:
    """The last days before today on which the clinic was open: weekdays, but each 24th is a holiday."""
    weekdays = (day for ago in count(1) if (day := today - timedelta(days=ago)).weekday() < _SATURDAY)
    open_days = (day for number, day in enumerate(weekdays, start=1) if number % 24)
    return sorted(islice(open_days, days))


def _opening(day: date) -> int:
    return milliseconds(datetime.combine(day, _OPENS).astimezone(UTC))
