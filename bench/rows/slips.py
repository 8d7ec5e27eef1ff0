"""The slips of a large day, against the same columns in SQL written by hand."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

from assistant_tui.domain.clock import day_of, milliseconds
from assistant_tui.services import slips
from bench.clinic import NOW, ZONE
from bench.row import Goal, Row, interleaved
from bench.row import milliseconds as timed
from bench.run import Run

STILL_OPEN = Goal("slips still open, of 200 visits with 8 items", "ms", 1.5)
OF_DAY = Goal("all slips of that day", "ms", 1.5)
GOALS = (STILL_OPEN, OF_DAY)

_VISITS = 200
_MORE_VISITS = """
WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < :more)
INSERT INTO visit (version, voided, patient_id, room_id, doctor_id, day, series, number, ticket, kind, status,
                   complaint, acuity, arrived_at, note)
SELECT 1, 0, 1000 + n, 1, 1, :today, 'Z', n, printf('Z%03d', n), 'first', 'in-progress', '', 4,
       :now - 7200000, ''
FROM numbers
"""
_STAYS = """
INSERT INTO stay (version, voided, visit_id, day, location, since, escort)
SELECT 1, 0, id, day, 'waiting', arrived_at, '' FROM visit WHERE day = :today AND series = 'Z'
"""
# Two slips a visit with four items each, in the first room, on all days of the file.
_SLIPS = """
INSERT INTO order_slip (version, voided, visit_id, doctor_id, day, number, category, drafted_at, drafted_by,
                        note)
SELECT 1, 0, v.id, 1, v.day, ROW_NUMBER() OVER (PARTITION BY v.day ORDER BY v.id, category), category,
       v.arrived_at, '李敏', ''
FROM visit v CROSS JOIN (SELECT 'lab' AS category UNION ALL SELECT 'treatment')
WHERE v.room_id = 1
"""
# How far an item has come goes with its visit and number: unsigned, unpaid, ... read. What is past is over.
_ITEMS = """
INSERT INTO order_item (version, voided, slip_id, visit_id, day, code, name_zh, name_en, category, quantity,
    price, amount, dosage, note, location, usual, preparations, signature, pay_first, consent, drafted_at,
    signed_at, signed_by, on_paper, paid_at, paid_by, started_by, performed_at, performed_by, override_reason,
    result, result_text, resulted_at, resulted_by, read_at, read_by, refused_by, refusal_form,
    refusal_reason, void_by, void_reason, refunded_by)
SELECT 1, 0, id, visit_id, day, 'cbc', '血常规', 'Full blood count', category, 1, 2000, 2000, '', '',
    'lab', 30, 'fasting', 1, 1, '', drafted_at, CASE WHEN far > 0 THEN drafted_at + 60000 END, '王主任', 0,
    CASE WHEN far > 1 THEN drafted_at + 120000 END, '李敏', '',
    CASE WHEN far > 2 THEN drafted_at + 180000 END, '检验科', '',
    CASE WHEN far > 3 THEN 'normal' END, '', CASE WHEN far > 3 THEN drafted_at + 240000 END, '李敏',
    CASE WHEN far > 4 THEN drafted_at + 300000 END, '王主任', '', 0, '', '', '', ''
FROM (SELECT s.*, CASE WHEN s.day < :today THEN 5 ELSE (s.visit_id + n.item) % 6 END AS far
      FROM order_slip s
      CROSS JOIN (SELECT 0 AS item UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3) n)
"""
_BY_HAND = """
SELECT s.id, s.number, s.day, s.category, s.drafted_at, s.drafted_by, s.note, d.name, v.id, v.patient_id,
       v.ticket, p.name, i.*
FROM order_item i
JOIN order_slip s ON s.id = i.slip_id
JOIN visit v ON v.id = i.visit_id
JOIN patient p ON p.id = v.patient_id
JOIN doctor d ON d.id = s.doctor_id
WHERE i.day = ? AND v.room_id = ? AND i.voided = 0 AND s.voided = 0 AND v.voided = 0 {which}
ORDER BY s.id, i.id
"""
_WITH_OPEN = """
AND EXISTS (SELECT 1 FROM order_item o WHERE o.visit_id = v.id AND o.voided = 0 AND o.void_at IS NULL
            AND o.refused_at IS NULL AND (o.performed_at IS NULL OR o.paid_at IS NULL
            OR (o.category IN ('lab', 'exam') AND o.read_at IS NULL)))
"""


def measure(run: Run) -> Iterator[Row]:
    """Read again and again, as with every board: a slip that has not changed is not taken apart again."""
    path = run.small("slips.db")
    with closing(sqlite3.connect(path, isolation_level=None)) as filling:
        _fill(filling)
    ctx = run.desk(path)
    with closing(ctx.database), closing(sqlite3.connect(path, isolation_level=None)) as plain:
        today = ctx.today().isoformat()

        def by_hand(which: str = "") -> None:
            plain.execute(_BY_HAND.format(which=which), (today, ctx.room_id)).fetchall()

        times = run.times(100, 10)
        still_open = timed(lambda: slips.still_open(ctx))
        floor = timed(lambda: by_hand(_WITH_OPEN))
        yield Row(STILL_OPEN, interleaved(still_open, floor, times, warm_up=3))
        whole = timed(by_hand)
        yield Row(OF_DAY, interleaved(timed(lambda: slips.of_day(ctx)), whole, times, warm_up=3))


def _fill(connection: sqlite3.Connection) -> None:
    today = day_of(NOW, ZONE).isoformat()
    (here,) = connection.execute(
        "SELECT COUNT(*) FROM visit WHERE day = ? AND room_id = 1", (today,)
    ).fetchone()
    values = {"today": today, "now": milliseconds(NOW), "more": _VISITS - here}
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("BEGIN")
    for statement in (_MORE_VISITS, _STAYS, _SLIPS, _ITEMS):
        connection.execute(statement, values)
    connection.execute("COMMIT")
