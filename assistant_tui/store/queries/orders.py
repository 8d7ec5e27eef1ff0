"""Slips with their items: of visits, of a room's day. Two queries however many there are.

They are read with every board, and most are then as they were: one that has not changed is not taken apart
again.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from operator import itemgetter
from typing import Any

from assistant_tui.domain.catalogue import Category, Preparation
from assistant_tui.domain.clock import instant
from assistant_tui.domain.orders import Item, ResultStatus
from assistant_tui.domain.slipchecks import ItemRecord
from assistant_tui.domain.words import Words
from assistant_tui.readmodels.orders import ItemRow, SlipRow
from assistant_tui.store.failures import in_words
from assistant_tui.store.queries.rows import day as to_day
from assistant_tui.store.queries.rows import marks, maybe_instant
from assistant_tui.store.queries.today import OF_ROOM

_SLIPS = """
SELECT s.id, s.number, s.day, s.category, s.drafted_at, s.drafted_by, s.note, d.name,
       v.id, v.patient_id, v.ticket, p.name
FROM order_slip s
JOIN visit v ON v.id = s.visit_id
JOIN patient p ON p.id = v.patient_id
JOIN doctor d ON d.id = s.doctor_id
WHERE s.voided = 0 AND v.voided = 0 AND v.id IN ({chosen})
ORDER BY s.id
"""
_ITEMS = """
SELECT i.id, i.slip_id, i.code, i.name_zh, i.name_en, i.quantity, i.price, i.dosage, i.note, i.location,
       i.usual, i.preparations, i.consent, i.part_of, i.amount, i.signature, i.pay_first, i.drafted_at,
       i.signed_at, i.paid_at, i.started_at, i.performed_at, i.resulted_at, i.read_at, i.refused_at,
       i.void_at, i.refunded_at, i.signed_by, i.on_paper, i.paid_by, i.started_by, i.performed_by,
       i.override_reason, i.result, i.result_text, i.resulted_by, i.read_by, i.refused_by, i.refusal_form,
       i.refusal_reason, i.void_by, i.void_reason, i.refunded_by
FROM order_item i WHERE i.slip_id IN ({slips}) AND i.voided = 0
"""
# As `domain.orders.questions` judges it: an item that still waits for something.
_OPEN = """
voided = 0 AND CASE
    WHEN void_at IS NOT NULL OR refused_at IS NOT NULL THEN paid_at IS NOT NULL AND refunded_at IS NULL
    ELSE performed_at IS NULL OR (amount > 0 AND paid_at IS NULL) OR (signature AND signed_at IS NULL)
         OR (category IN ('lab', 'exam') AND read_at IS NULL) END
"""
_UNREAD = """
SELECT i.visit_id FROM order_item i JOIN visit w ON w.id = i.visit_id
WHERE i.day >= ? AND i.voided = 0 AND i.void_at IS NULL AND i.performed_at IS NOT NULL AND i.read_at IS NULL
      AND i.category IN ('lab', 'exam') AND w.room_id = ?
"""
_STILL_OPEN = f"""
SELECT visit_id FROM order_item WHERE visit_id IN ({OF_ROOM}) AND {_OPEN} UNION {_UNREAD}
"""
_OF_ITEMS = "SELECT visit_id FROM order_item WHERE id IN ({marks})"
_FACTS = slice(17, 27)
_SLIPS_KEPT = 2048


def slips_of_visits(connection: sqlite3.Connection, visit_ids: Sequence[int]) -> list[SlipRow]:
    """The slips of these visits, in the order in which they were drafted."""
    return _read(connection, _SLIPS.format(chosen=marks(len(visit_ids))), tuple(visit_ids))


def visit_of_slip(connection: sqlite3.Connection, slip_id: int) -> int | None:
    """The visit that a slip belongs to; None for an unknown one."""
    with in_words():
        row = connection.execute("SELECT visit_id FROM order_slip WHERE id = ?", (slip_id,)).fetchone()
    return None if row is None else int(row[0])


def slips_of_day(connection: sqlite3.Connection, room_id: int, on: date) -> list[SlipRow]:
    """The slips of all visits of the room's day, and of whoever is still inside from an earlier one."""
    return _read(connection, _SLIPS.format(chosen=OF_ROOM), (on.isoformat(), room_id, room_id))


def slips_drafted_on(connection: sqlite3.Connection, on: date) -> list[SlipRow]:
    """The slips drafted on a day, in all rooms, with their items."""
    of_day = "SELECT visit_id FROM order_slip WHERE day = ?"
    return [
        slip for slip in _read(connection, _SLIPS.format(chosen=of_day), (on.isoformat(),)) if slip.day == on
    ]


def slips_of_visits_on(connection: sqlite3.Connection, on: date, room_id: int | None = None) -> list[SlipRow]:
    """The slips of the visits of a day, to this room or to all, whenever they were drafted."""
    of_day = "SELECT id FROM visit WHERE day = ?1 AND (?2 IS NULL OR room_id = ?2)"
    return _read(connection, _SLIPS.format(chosen=of_day), (on.isoformat(), room_id))


def slips_still_open(
    connection: sqlite3.Connection, room_id: int, on: date, unread_from: date
) -> list[SlipRow]:
    """All slips of the visits of the room's day, or inside, that have something open.

    Also of earlier visits, from the day `unread_from` on, that have a result to come or to be read.
    """
    values = (on.isoformat(), room_id, room_id, unread_from.isoformat(), room_id)
    return _read(connection, _SLIPS.format(chosen=_STILL_OPEN), values)


def item_records(connection: sqlite3.Connection, day: str) -> list[ItemRecord]:
    """The items of the visits of a day as the invariants ask about them.

    Raises ValueError or TypeError for values that the program never writes.
    """
    rows = _read(connection, _SLIPS.format(chosen="SELECT id FROM visit WHERE day = ?"), (day,))
    return [
        ItemRecord(
            item.item_id, slip.visit_id, slip.ticket, item.code, item.quantity, item.price,
            item.consent or "", item.facts,
        )
        for slip in rows
        for item in slip.items
    ]  # fmt: skip


def slip_numbers(connection: sqlite3.Connection, day: str) -> list[int]:
    """The numbers of all slips drafted on a day, voided ones too."""
    return [number for (number,) in connection.execute("SELECT number FROM order_slip WHERE day = ?", (day,))]


def slips_beside(connection: sqlite3.Connection, item_ids: Sequence[int]) -> list[SlipRow]:
    """All slips of the visits that these items belong to: what an item waits for may lie on another slip."""
    chosen = _OF_ITEMS.format(marks=marks(len(item_ids)))
    return _read(connection, _SLIPS.format(chosen=chosen), tuple(item_ids))


def _read(connection: sqlite3.Connection, statement: str, values: tuple[object, ...]) -> list[SlipRow]:
    with in_words():
        slips = connection.execute(statement, values).fetchall()
        wanted = [row[0] for row in slips]
        items = connection.execute(_ITEMS.format(slips=marks(len(wanted))), wanted).fetchall()
    of_slip: defaultdict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for item in sorted(items, key=itemgetter(0)):  # sooner than by SQLite, which would move all columns
        of_slip[item[1]].append(item)
    return [_slip(row, tuple(of_slip[row[0]])) for row in slips if row[0] in of_slip]


@lru_cache(maxsize=_SLIPS_KEPT)
def _slip(row: tuple[Any, ...], items: tuple[tuple[Any, ...], ...]) -> SlipRow:
    (
        slip_id, number, on, category, drafted_at, drafted_by, note, doctor, visit_id, patient_id,
        ticket, name,
    ) = row  # fmt: skip
    kind = Category(category)
    return SlipRow(
        slip_id, number, to_day(on), kind, instant(drafted_at), drafted_by, note, doctor,
        visit_id, patient_id, ticket, name, tuple(_item(kind, visit_id, item) for item in items),
    )  # fmt: skip


def _item(category: Category, visit_id: int, row: tuple[Any, ...]) -> ItemRow:
    (
        item_id, slip_id, code, name_zh, name_en, quantity, price, dosage, note, location, usual,
        preparations, consent, part_of, amount, signature, pay_first,
    ) = row[: _FACTS.start]  # fmt: skip
    (
        drafted, signed, paid, started, performed, resulted, read, refused, void, refunded,
    ) = row[_FACTS]  # fmt: skip
    (
        signed_by, on_paper, paid_by, started_by, performed_by, override, result, result_text, resulted_by,
        read_by, refused_by, refusal_form, refusal_reason, void_by, void_reason, refunded_by,
    ) = row[_FACTS.stop :]  # fmt: skip
    item = Item(
        category, amount, bool(signature), bool(pay_first), instant(drafted), maybe_instant(signed),
        maybe_instant(paid), maybe_instant(started), maybe_instant(performed), maybe_instant(resulted),
        maybe_instant(read), maybe_instant(refused), maybe_instant(void), maybe_instant(refunded),
        overridden=bool(override),
    )  # fmt: skip
    return ItemRow(
        item_id, slip_id, visit_id, code, Words(name_zh, name_en), quantity, price, dosage, note,
        location or None, timedelta(minutes=usual), tuple(map(Preparation, preparations.split())),
        consent or None, part_of, item, signed_by, bool(on_paper), paid_by, started_by, performed_by,
        override, None if result is None else ResultStatus(result), result_text, resulted_by, read_by,
        refused_by, bool(refusal_form), refusal_reason, void_by, void_reason, refunded_by,
    )  # fmt: skip
