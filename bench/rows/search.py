"""Finding a patient among 300,000."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import cycle

from assistant_tui.domain.names import SearchKind
from assistant_tui.services import records
from assistant_tui.services.context import Context
from bench.row import Goal, Measured, Row, interleaved, milliseconds
from bench.run import Run

NAME = Goal("find by name", "ms", 0.01)
INITIALS = Goal("find by initials", "ms", 0.01)
PHONE = Goal("find by the end of a phone number", "ms", 0.01)
GOALS = (NAME, INITIALS, PHONE)

_SOUGHT = 40
_LIKE_PATIENT = "SELECT id, name, sex, born, phone FROM patient WHERE {column} LIKE ? AND voided = 0"
_LIKE_INITIALS = """
SELECT p.id, p.name, p.sex, p.born, p.phone FROM search_key k JOIN patient p ON p.id = k.patient_id
WHERE k.kind = 'initials' AND k.key LIKE ? AND p.voided = 0
"""


def measure(run: Run) -> Iterator[Row]:
    """Everything that the screen shows of those found, against LIKE '%...%' for the bare rows."""
    ctx = run.desk(run.big)
    with closing(ctx.database), closing(run.plain()) as plain:
        rng = random.Random(run.seed)
        names, phones = zip(*_somebody(ctx, rng), strict=True)
        initials = [_initials(ctx, name) for name in names]
        yield Row(NAME, _compared(run, ctx, plain, names, _LIKE_PATIENT.format(column="name")))
        yield Row(INITIALS, _compared(run, ctx, plain, initials, _LIKE_INITIALS))
        tails = [phone[-5:] for phone in phones]
        yield Row(PHONE, _compared(run, ctx, plain, tails, _LIKE_PATIENT.format(column="phone")))


def _compared(run: Run, ctx: Context, plain: sqlite3.Connection, texts: Sequence[str], like: str) -> Measured:
    sought, sought_by_like = cycle(texts), cycle(texts)
    return interleaved(
        milliseconds(lambda: records.find(ctx, next(sought))),
        milliseconds(lambda: plain.execute(like, (f"%{next(sought_by_like)}%",)).fetchall()),
        run.times(80, 20),
    )


def _somebody(ctx: Context, rng: random.Random) -> list[tuple[str, str]]:
    (count,) = ctx.reading.execute("SELECT MAX(id) FROM patient").fetchone()
    chosen = rng.sample(range(1, count + 1), _SOUGHT)
    return [
        ctx.reading.execute("SELECT name, phone FROM patient WHERE id = ?", (number,)).fetchone()
        for number in chosen
    ]


def _initials(ctx: Context, name: str) -> str:
    (letters,) = ctx.reading.execute(
        "SELECT MIN(i.key) FROM search_key n JOIN search_key i ON i.patient_id = n.patient_id AND i.kind = ?"
        " WHERE n.kind = ? AND n.key = ?",
        (SearchKind.INITIALS.value, SearchKind.NAME.value, name),
    ).fetchone()
    return str(letters)
