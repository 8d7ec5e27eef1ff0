"""Supplies of the room: the count sheet, what came and went, what is to be restocked, usage by day.

Reading needs no SQLModel; it is imported with the first thing that is written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import groupby

from assistant_tui.domain.deeds import Deed
from assistant_tui.domain.saying import InputError, say
from assistant_tui.domain.supplies import MOST, Entry, Supply, SupplyKind, moved, overlaid
from assistant_tui.domain.words import Words
from assistant_tui.readmodels.supplies import RestockRow, SupplyEntryRow, SupplyRow, UsageRow
from assistant_tui.services import pars
from assistant_tui.services.context import Context
from assistant_tui.store.journal import note
from assistant_tui.store.queries.supplies import own_pars, since_last_counts

_DEEDS = {
    SupplyKind.COUNT: Deed.COUNT_SUPPLIES,
    SupplyKind.RECEIVED: Deed.RECEIVE_SUPPLIES,
    SupplyKind.USED: Deed.USE_SUPPLIES,
}


def sheet(ctx: Context) -> tuple[SupplyRow, ...]:
    """Every supply of the pack with what should be there, in the order of the count sheet."""
    entries = _by_code(since_last_counts(ctx.reading, ctx.room_id))
    own = own_pars(ctx.reading, ctx.room_id)
    return tuple(
        _row(supply, entries[supply.code], own_par=supply.code in own)
        for supply in overlaid(ctx.pack.supplies, own)
    )


def restock(ctx: Context) -> tuple[SupplyRow, ...]:
    """The supplies below their par; what was never counted is not among them."""
    return tuple(row for row in sheet(ctx) if row.fetch)


def enter(ctx: Context, kind: SupplyKind, quantities: Mapping[str, int]) -> tuple[SupplyRow, ...]:
    """Enter what was counted, received or used, by code; answers these supplies as they then stand.

    Raises MissingError for a code that the pack does not have, InputError when there is nothing to enter or
    a quantity cannot be.
    """
    if not quantities:
        raise InputError(say("Enter at least one quantity"))
    known = pars.require_known(ctx, quantities)
    for code, quantity in quantities.items():
        least = 0 if kind is SupplyKind.COUNT else 1
        if not least <= quantity <= MOST:
            raise InputError(
                say("{key} must be between {least} and {most}", key=known[code].name, least=least, most=MOST)
            )
    from assistant_tui.store.tables import SupplyEntry  # noqa: PLC0415 - SQLModel at the first write

    with ctx.work(_DEEDS[kind], reason=pars.named(known, quantities)) as work:
        work.add_many(
            SupplyEntry,
            [
                {
                    "room_id": ctx.room_id,
                    "day": work.heading.day,
                    "code": code,
                    "kind": kind.value,
                    "quantity": quantity,
                    "at": work.heading.at,
                    "by": work.heading.actor,
                }
                for code, quantity in quantities.items()
            ],
        )
        work.commit()
    return tuple(row for row in sheet(ctx) if row.supply.code in quantities)


def usage(ctx: Context, first: date, last: date) -> tuple[UsageRow, ...]:
    """What was received, used and lost on these days, day by day, in the order of the count sheet."""
    known = {supply.code: supply for supply in ctx.pack.supplies}
    found: list[UsageRow] = []
    for code, entries in _by_code(since_last_counts(ctx.reading, ctx.room_id, first, last)).items():
        supply = known.get(code) or Supply(code, Words(code, code), Words("", ""), 0)
        level: int | None = None
        for day, of_day in groupby(entries, key=lambda entry: entry.day):
            movement = moved(map(_entry, of_day), level)
            level = movement.level
            if first <= day <= last:
                found.append(
                    UsageRow(
                        day, code, *_words(supply), movement.received, movement.used, movement.lost, level
                    )
                )
    order = list(known)
    place = {code: order.index(code) if code in known else len(order) for code in {row.code for row in found}}
    return tuple(sorted(found, key=lambda row: (row.day, place[row.code], row.code)))


def export_restock(ctx: Context) -> list[RestockRow]:
    """The restock list for a file, which is journalled first: what cannot be put on record does not leave."""
    rows = [
        RestockRow(row.supply.code, *_words(row.supply), row.level or 0, row.supply.par, row.fetch)
        for row in restock(ctx)
    ]
    note(ctx.reading, ctx.heading(Deed.EXPORT, reason="restock"))
    return rows


def export_usage(ctx: Context, first: date, last: date) -> list[UsageRow]:
    """The usage of these days for a file, which is journalled first."""
    rows = list(usage(ctx, first, last))
    note(ctx.reading, ctx.heading(Deed.EXPORT, reason="usage"))
    return rows


def _by_code(entries: Iterable[SupplyEntryRow]) -> defaultdict[str, list[SupplyEntryRow]]:
    found: defaultdict[str, list[SupplyEntryRow]] = defaultdict(list)
    for entry in entries:
        found[entry.code].append(entry)
    return found


def _row(supply: Supply, entries: Iterable[SupplyEntryRow], *, own_par: bool) -> SupplyRow:
    listed = list(entries)
    counts = [entry for entry in listed if entry.kind is SupplyKind.COUNT]
    last = counts[-1] if counts else None
    level = moved(map(_entry, listed)).level
    return SupplyRow(supply, level, last.at if last else None, last.by if last else "", own_par)


def _entry(row: SupplyEntryRow) -> Entry:
    return Entry(row.kind, row.quantity, row.at)


def _words(supply: Supply) -> tuple[str, str, str, str]:
    return supply.name.zh_CN, supply.name.en, supply.unit.zh_CN, supply.unit.en
