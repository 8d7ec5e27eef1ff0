"""The clinic's own entries of the catalogue."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from typing import Any

from assistant_tui.domain.catalogue import Category, Preparation, Service
from assistant_tui.domain.words import Words
from assistant_tui.store.failures import in_words

_ENTRIES = """
SELECT code, name_zh, name_en, category, price, initials, purpose_zh, purpose_en, preparations, advice_zh,
  advice_en, location, usual, signature, pay_first, consent, brings, unit, largest_dose, retired
FROM service WHERE voided = 0 ORDER BY id
"""


def own_services(connection: sqlite3.Connection) -> list[Service]:
    """What the clinic has entered, new or in place of the pack's, in the order of its entry."""
    with in_words():
        found = connection.execute(_ENTRIES)
        names = [column[0] for column in found.description]
        return [_service(dict(zip(names, row, strict=True))) for row in found]


def _service(row: dict[str, Any]) -> Service:
    return Service(
        code=row["code"],
        name=Words(row["name_zh"], row["name_en"]),
        category=Category(row["category"]),
        price=row["price"],
        initials=row["initials"],
        purpose=_words(row["purpose_zh"], row["purpose_en"]),
        preparations=tuple(map(Preparation, row["preparations"].split())),
        advice=_words(row["advice_zh"], row["advice_en"]),
        location=row["location"] or None,
        usual=timedelta(minutes=row["usual"]),
        signature=bool(row["signature"]),
        pay_first=bool(row["pay_first"]),
        consent=row["consent"] or None,
        brings=tuple(row["brings"].split()),
        unit=row["unit"] or None,
        largest_dose=row["largest_dose"],
        retired=bool(row["retired"]),
    )


def _words(zh: str, en: str) -> Words | None:
    return Words(zh, en) if zh or en else None
