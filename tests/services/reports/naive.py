"""The report's figures counted from the rows by hand, with nothing of the program's own arithmetic."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, date, datetime, tzinfo
from itertools import pairwise
from statistics import fmean, median, quantiles
from typing import Any

from assistant_tui.services.context import Context

MINUTE = 60_000
TARGET = 60
THERE = "visit_id = ? AND voided = 0 AND slip_id IN (SELECT id FROM order_slip WHERE voided = 0)"
Row = dict[str, Any]
Figures = dict[str, tuple[float | int | None, ...]]
"""The cells of a line by `section/block/line`."""


def naive(ctx: Context, day: date, zone: tzinfo, now: int) -> Figures:
    """Every line of figures of the visits, waits, services, places, orders and watches of the room's day."""
    visits = _visits(ctx, day)
    found: Figures = {}
    found |= _counts(visits)
    found |= _times(visits, zone)
    found |= _places(ctx, visits, now)
    found |= _orders(ctx, visits)
    found |= _watches(ctx, day)
    return found


def _table(ctx: Context, statement: str, *values: object) -> list[Row]:
    cursor = ctx.reading.execute(statement, values)
    return [dict(zip([head[0] for head in cursor.description], row, strict=True)) for row in cursor]


def _visits(ctx: Context, day: date) -> list[Row]:
    visits = _table(
        ctx, "SELECT * FROM visit WHERE day = ? AND room_id = ? AND voided = 0", str(day), ctx.room_id
    )
    for visit in visits:
        every = _table(ctx, "SELECT * FROM queue_entry WHERE visit_id = ? ORDER BY id", visit["id"])
        visit["any"] = bool(every)
        visit["entries"] = [one for one in every if one["status"] != "entered-in-error"]
        for entry in visit["entries"]:
            entry["promises"] = _table(ctx, "SELECT * FROM promise WHERE entry_id = ?", entry["id"])
        called = [one["first_called_at"] for one in visit["entries"] if one["first_called_at"]]
        visit["wait"] = (
            max(0, min(called) - max(visit["arrived_at"], visit["slot_at"] or 0)) / MINUTE if called else None
        )
        begun = [one for one in visit["entries"] if one["started_at"]]
        visit["seen"] = bool(begun)
        ended = bool(begun) and all(one["ended_at"] for one in begun)
        visit["service"] = (
            sum(one["ended_at"] - one["started_at"] for one in begun) / MINUTE if ended else None
        )
        last = visit["entries"][-1]["status"] if visit["entries"] else ""
        visit["noshow"] = not visit["seen"] and last == "noshow"
        visit["left"] = not visit["seen"] and last == "left"
    return [visit for visit in visits if visit["entries"] or not visit["any"]]


def _counts(visits: list[Row]) -> Figures:
    told, kept, broken = 0, 0, 0
    for visit in visits:
        for entry in visit["entries"]:
            for promise in entry["promises"]:
                told += 1
                limit = promise["high_at"] + 5 * MINUTE
                after = [
                    at
                    for at in {entry["first_called_at"], entry["called_at"]}
                    if at and at >= promise["told_at"]
                ]
                if after and min(after) <= limit:
                    kept += 1
                elif after or (entry["ended_at"] and entry["ended_at"] > limit):
                    broken += 1
    found: Figures = {
        "visits/all/visits": (len(visits),),
        "visits/all/first": (sum(one["kind"] == "first" for one in visits),),
        "visits/all/appointments": (sum(one["slot_at"] is not None for one in visits),),
        "visits/all/walk_ins": (sum(one["slot_at"] is None for one in visits),),
        "visits/all/returns": (
            sum(any(entry["kind"] == "return" for entry in one["entries"]) for one in visits),
        ),
        "visits/all/fulfilled": (sum(one["seen"] for one in visits),),
        "visits/all/noshow": (sum(one["noshow"] for one in visits),),
        "visits/all/left_unseen": (sum(one["left"] for one in visits),),
        "visits/all/still_open": (
            sum(one["departed_at"] is None and not one["noshow"] and not one["left"] for one in visits),
        ),
    }
    if told:
        found |= {
            "waits/promises/told": (told,),
            "waits/promises/kept": (kept,),
            "waits/promises/broken": (broken,),
        }
    return found


def _times(visits: list[Row], zone: tzinfo) -> Figures:
    found: Figures = {}
    kinds, hours = defaultdict(list), defaultdict(list)
    for visit in visits:
        kinds[visit["kind"]].append(visit)
        arrived = datetime.fromtimestamp(visit["arrived_at"] / 1000, UTC).astimezone(zone)
        hours[arrived.hour].append(visit)
    found["waits/all/all"] = _waited(visits)
    found["service/all/all"] = _spread([one["service"] for one in visits])
    for kind, of_kind in kinds.items():
        found[f"visits/kind/{kind}"] = (len(of_kind),)
        found[f"waits/kind/{kind}"] = _waited(of_kind)
        found[f"service/all/{kind}"] = _spread([one["service"] for one in of_kind])
    for hour in range(min(hours, default=0), max(hours, default=-1) + 1):
        of_hour = hours[hour]
        found[f"waits/hour/{hour:02}"] = _waited(of_hour)
        mean = _spread([one["wait"] for one in of_hour])[1]
        found[f"visits/hour/{hour:02}"] = (len(of_hour), mean)
    waits = [one["wait"] for one in visits if one["wait"] is not None]
    limits = [0, 10, 20, 30, 45, 60, 90, 120, float("inf")]
    for low, high in pairwise(limits):
        if waits and max(waits) >= low:
            found[f"waits/spread/{int(low):03}"] = (sum(low <= wait < high for wait in waits),)
    return found


def _waited(visits: list[Row]) -> tuple[float | None, ...]:
    waits = [one["wait"] for one in visits if one["wait"] is not None]
    return (*_spread(waits), sum(wait > TARGET for wait in waits) if waits else None)


def _places(ctx: Context, visits: list[Row], now: int) -> Figures:
    usual = {one.code: one.dwell.total_seconds() / 60 for one in ctx.pack.locations}
    at: defaultdict[str, list[float]] = defaultdict(list)
    for visit in visits:
        for stay in _table(ctx, "SELECT * FROM stay WHERE visit_id = ? AND voided = 0", visit["id"]):
            until = now if stay["until"] is None else stay["until"]
            at[stay["location"]].append(max(0, until - stay["since"]) / MINUTE)
    return {
        f"places/place/{code}": (
            sum(times),
            *_spread(times),
            sum(time > usual[code] for time in times) if code in usual else None,
        )
        for code, times in at.items()
    }


def _orders(ctx: Context, visits: list[Row]) -> Figures:
    items = [
        item
        for visit in visits
        for item in _table(ctx, f"SELECT * FROM order_item WHERE {THERE}", visit["id"])
    ]
    if not items:
        return {}
    groups = {"all": items} | {
        category: [one for one in items if one["category"] == category]
        for category in {one["category"] for one in items}
    }
    found: Figures = {}
    for code, of_category in groups.items():
        stamps = ("signed_at", "paid_at", "performed_at", "refused_at", "void_at")
        found[f"orders/category/{code}"] = (
            len(of_category),
            sum(one["amount"] for one in of_category),
            *(sum(one[stamp] is not None for one in of_category) for stamp in stamps),
        )
    live = [one for one in items if one["refused_at"] is None and one["void_at"] is None]
    dead = [one for one in items if one not in live]
    unpaid = [one for one in live if one["paid_at"] is None]
    for code, chosen in {
        "due": live,
        "paid": [one for one in items if one["paid_at"]],
        "refunded": [one for one in items if one["refunded_at"]],
        "to_refund": [one for one in dead if one["paid_at"] and not one["refunded_at"]],
        "open": unpaid,
        "unsigned": [one for one in unpaid if not one["signed_at"]],
        "done_unpaid": [one for one in unpaid if one["performed_at"]],
        "paid_undone": [one for one in live if one["paid_at"] and not one["performed_at"]],
    }.items():
        found[f"orders/fees/{code}"] = (sum(one["amount"] for one in chosen),)
    return found


def _watches(ctx: Context, day: date) -> Figures:
    watches = _table(
        ctx,
        "SELECT w.* FROM watch w JOIN visit v ON v.id = w.visit_id"
        " WHERE w.day = ? AND w.room_id = ? AND w.voided = 0 AND v.voided = 0",
        str(day), ctx.room_id,
    )  # fmt: skip
    groups: defaultdict[str, list[Row]] = defaultdict(list)
    for watch in watches:
        groups[watch["protocol"]].append(watch)
    if len(groups) > 1:
        groups["all"] = watches
    found: Figures = {}
    for code, of_protocol in groups.items():
        rounds = [
            one
            for watch in of_protocol
            for one in _table(ctx, "SELECT * FROM watch_round WHERE watch_id = ? AND voided = 0", watch["id"])
        ]
        done = [one for one in rounds if one["status"] == "done"]
        kept = sum(abs(one["happened_at"] - one["due_at"]) <= 5 * MINUTE for one in done)
        found[f"watches/rounds/{code}"] = (
            len(of_protocol),
            len(rounds),
            kept,
            len(done) - kept,
            sum(one["status"] == "missed" for one in rounds),
            sum(one["status"] == "cancelled" for one in rounds),
            sum(one["level"] == 2 for one in rounds),
        )
    calls = _table(
        ctx,
        "SELECT c.* FROM doctor_call c JOIN visit v ON v.id = c.visit_id"
        " WHERE v.day = ? AND v.room_id = ? AND v.voided = 0 AND c.voided = 0",
        str(day), ctx.room_id,
    )  # fmt: skip
    came = [(one["arrived_at"] - one["called_at"]) / MINUTE for one in calls if one["arrived_at"]]
    if came:
        found["watches/response/came"] = _spread(came)
    if len(calls) > len(came):
        found["watches/response/missing"] = (len(calls) - len(came), None, None, None)
    return found


def _spread(times: Sequence[float | None]) -> tuple[float | None, ...]:
    known = [time for time in times if time is not None]
    if not known:
        return (0, None, None, None)
    tenth = known[0] if len(known) == 1 else quantiles(known, n=10, method="inclusive")[8]
    return (len(known), fmean(known), median(known), tenth)
