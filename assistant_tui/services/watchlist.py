"""Watches as they stand: those that go on, those of a visit or a day, and those that ought to be begun.

What is done with them is in `services.watches`, which needs SQLModel.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from functools import partial

from assistant_tui.domain.protocols import Protocol, bare, offered_after
from assistant_tui.domain.saying import MissingError, RuleError, say
from assistant_tui.domain.timetable import Timetable
from assistant_tui.i18n import language
from assistant_tui.pack.model import Pack
from assistant_tui.readmodels.orders import SlipRow
from assistant_tui.readmodels.watches import Offer, WatchRow
from assistant_tui.services.context import Context
from assistant_tui.store.queries.watches import (
    running_watches,
    watch_by_id,
    watches_of_day,
    watches_of_visit,
    watches_of_visits_on,
)


def running(ctx: Context) -> tuple[WatchRow, ...]:
    """The room's watches that go on, what is overdue first."""
    rows = running_watches(ctx.reading, ctx.room_id, partial(_protocol, ctx.pack), ctx.zone)
    return most_urgent_first(rows, ctx.now())


def of_day(ctx: Context, day: date | None = None) -> tuple[WatchRow, ...]:
    """The room's watches that were begun on that day, today unless another is asked for."""
    wanted = day or ctx.today()
    return tuple(watches_of_day(ctx.reading, ctx.room_id, wanted, partial(_protocol, ctx.pack), ctx.zone))


def of_visit(ctx: Context, visit_id: int) -> tuple[WatchRow, ...]:
    """All watches of a visit, also those that have ended."""
    return tuple(watches_of_visit(ctx.reading, visit_id, partial(_protocol, ctx.pack), ctx.zone))


def of_visits_on(ctx: Context, day: date) -> list[WatchRow]:
    """All watches of the visits of that day, in all rooms."""
    return watches_of_visits_on(ctx.reading, day, partial(_protocol, ctx.pack), ctx.zone)


def watch(ctx: Context, watch_id: int) -> WatchRow:
    """One watch as it stands. Raises MissingError."""
    found = watch_by_id(ctx.reading, watch_id, partial(_protocol, ctx.pack), ctx.zone)
    if found is None:
        raise MissingError(say("This watch does not exist any more"))
    return found


def most_urgent_first(rows: Iterable[WatchRow], now: datetime) -> tuple[WatchRow, ...]:
    """Whose round is due first, the longest overdue before the others.

    Then by when the next round is due; a watch that has none left comes last.
    """
    return tuple(sorted(rows, key=lambda row: _urgency(row, now)))


def most_overdue(rows: Iterable[WatchRow], now: datetime) -> WatchRow | None:
    """The watch to look after now: the longest overdue, else whose round is next; None without any."""
    return next(iter(most_urgent_first(rows, now)), None)


def offers(ctx: Context, slips: Iterable[SlipRow]) -> tuple[Offer, ...]:
    """The watches that what was performed calls for and that nobody has begun yet."""
    performed = [
        (slip, item)
        for slip in slips
        for item in slip.items
        if item.facts.counts and item.facts.performed_at is not None
    ]
    found = []
    begun: dict[int, set[int | None]] = {}
    for slip, item in performed:
        protocol = offered_after(ctx.pack.protocols, item.code)
        if protocol is None or item.facts.performed_at is None:
            continue
        if slip.visit_id not in begun:
            begun[slip.visit_id] = {row.item_id for row in of_visit(ctx, slip.visit_id)}
        if item.item_id not in begun[slip.visit_id]:
            found.append(
                Offer(
                    item.item_id,
                    slip.visit_id,
                    slip.ticket,
                    slip.patient,
                    protocol,
                    item.name.said_in(language()),
                    item.performed_by,
                    item.facts.performed_at,
                )
            )
    return tuple(found)


def _urgency(row: WatchRow, now: datetime) -> tuple[bool, bool, datetime, int]:
    stands = row.standing(now)
    at = stands.since or stands.ahead_at or row.started_at
    return stands.due is None, stands.over, at, row.watch_id


def _protocol(pack: Pack, code: str, timetable: Timetable) -> Protocol:
    """The pack's protocol; a watch goes on and its rounds fall due whatever has become of the pack since."""
    try:
        return pack.protocol(code)
    except RuleError:
        return bare(code, timetable)
