"""The watches of a past day, written with their rounds in few statements."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from assistant_tui.domain.catalogue import Category
from assistant_tui.domain.watches import EndKind
from assistant_tui.services.context import Context
from assistant_tui.services.demo.pastvisit import PastVisit, PastWatch
from assistant_tui.store.tables import DoctorCall, Watch, WatchRound
from assistant_tui.store.work import UnitOfWork


def write_watches(
    ctx: Context,
    work: UnitOfWork,
    visits: Mapping[int, PastVisit],
    items: Mapping[tuple[int, int], int],
) -> None:
    """Write the watches of these visits, each by its id; `items` are the rows of their items by number."""
    watches = [(key, visit, watch) for key, visit in visits.items() for watch in visit.watches]
    ids = work.add_many(
        Watch,
        [
            {
                **_watch(watch),
                "visit_id": key,
                "room_id": ctx.room_id,
                "day": work.heading.day,
                "surgeon": ctx.doctor_name if _operated(visit, watch) else "",
                "item_id": items[key, watch.item],
            }
            for key, visit, watch in watches
        ],
    )
    rounds = [
        (watch_id, key, watch, number)
        for watch_id, (key, _, watch) in zip(ids, watches, strict=True)
        for number in range(len(watch.rounds))
    ]
    written = work.add_many(WatchRound, [_round(*one) for one in rounds])
    by_number = {
        (watch_id, watch.rounds[number].number): row
        for (watch_id, _, watch, number), row in zip(rounds, written, strict=True)
    }
    calls = [
        _call(watch_id, key, watch, by_number)
        for watch_id, (key, _, watch) in zip(ids, watches, strict=True)
        if watch.call
    ]
    work.add_many(DoctorCall, calls)


def _operated(visit: PastVisit, watch: PastWatch) -> bool:
    return visit.items[watch.item].drafted.service.category is Category.SURGERY


def _watch(watch: PastWatch) -> dict[str, object]:
    protocol = watch.protocol
    return {
        "protocol": protocol.code,
        "timetable": str(protocol.timetable),
        "procedure": watch.procedure,
        "started_at": watch.started_at,
        "started_by": watch.nurse,
        "responsible": watch.nurse,
        "entries": len(watch.rounds) + (2 if watch.call else 0) + 2,
        "instructions": " ".join(str(number) for number in range(1, len(protocol.instructions) + 1)),
        "score": sum(watch.points.values()) if watch.points else None,
        "score_parts": json.dumps(dict(watch.points), sort_keys=True) if watch.points else "",
        "ended_at": watch.ended_at,
        "ended_by": watch.nurse,
        "end_kind": EndKind.DISCHARGED.value,
    }


def _round(watch_id: int, key: int, watch: PastWatch, place: int) -> dict[str, object]:
    one = watch.rounds[place]
    later = next(_entered(watch, place + 1), watch.ended_at)
    return {
        "watch_id": watch_id,
        "visit_id": key,
        "number": one.number,
        "due_at": one.due_at,
        "status": one.status.value,
        "happened_at": one.happened_at,
        "entered_at": one.happened_at or later,
        "by": watch.nurse,
        "readings": json.dumps(dict(one.readings), ensure_ascii=False, sort_keys=True),
        "level": int(one.level),
    }


def _entered(watch: PastWatch, since: int) -> Iterator[object]:
    """When the next rounds were written down; one that was missed is noted with the one after it."""
    return (one.happened_at for one in watch.rounds[since:] if one.happened_at is not None)


def _call(
    watch_id: int, key: int, watch: PastWatch, rounds: Mapping[tuple[int, int], int]
) -> dict[str, object]:
    call = watch.call
    assert call is not None
    return {
        "visit_id": key,
        "watch_id": watch_id,
        "round_id": rounds[watch_id, call.round],
        "doctor": call.doctor,
        "called_at": call.called_at,
        "called_by": watch.nurse,
        "arrived_at": call.arrived_at,
        "ordered": call.ordered,
    }
