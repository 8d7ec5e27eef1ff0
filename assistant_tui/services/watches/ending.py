"""Ending a watch: she is discharged by her score, transferred, or it was not needed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from assistant_tui.domain.deeds import Deed
from assistant_tui.domain.protocols import Protocol, score
from assistant_tui.domain.saying import InputError, say
from assistant_tui.domain.watches import EndKind, unwritten
from assistant_tui.readmodels.watches import WatchRow
from assistant_tui.services import watchlist
from assistant_tui.services.context import Context
from assistant_tui.services.watches.writing import OpenWatch, on_watch, open_watch
from assistant_tui.store.work import UnitOfWork


def stop(
    ctx: Context,
    watch_id: int,
    kind: EndKind,
    *,
    points: Mapping[str, int] | None = None,
    reason: str = "",
) -> WatchRow:
    """End the watch; a due round that nobody did is put on record as missed.

    A discharge takes the `points` of the protocol's score, if it has one. Raises InputError for points that
    cannot be, and without a reason: for every other end, for a discharge without the score or below what it
    asks for.
    """
    with on_watch(ctx, Deed.STOP_WATCH, watch_id, reason=reason) as watch:
        given = watch.work.heading.reason
        total = score(watch.row.protocol, points) if points and kind is EndKind.DISCHARGED else None
        if not given:
            _require_reason(watch.row.protocol, kind, total)
        _end(watch, kind, given, total, points if total is not None else None)
    return watchlist.watch(ctx, watch_id)


def cancel(ctx: Context, work: UnitOfWork, watch_id: int) -> None:
    """Within another action: end the watch for the reason of that action."""
    _end(open_watch(ctx, work, watch_id), EndKind.CANCELLED, work.heading.reason, None, None)


def _end(
    watch: OpenWatch, kind: EndKind, reason: str, total: int | None, points: Mapping[str, int] | None
) -> None:
    at = _not_before_the_last(watch)
    watch.miss(unwritten(watch.row.running(at), at))
    watch.written()
    watch.work.change(
        watch.record,
        ended_at=at,
        ended_by=watch.work.heading.actor,
        end_kind=kind.value,
        end_reason=reason,
        score=total,
        score_parts=json.dumps(dict(points), sort_keys=True) if points else "",
    )


def _require_reason(protocol: Protocol, kind: EndKind, total: int | None) -> None:
    if kind is not EndKind.DISCHARGED:
        raise InputError(say("Say why the watch ends"))
    if not protocol.discharge:
        return
    if total is None:
        raise InputError(say("Give the points of the score, or a reason to do without"))
    if total < protocol.discharge_from:
        raise InputError(
            say(
                "{total} points are below {least}: say why she may go",
                total=total,
                least=protocol.discharge_from,
            )
        )


def _not_before_the_last(watch: OpenWatch) -> datetime:
    seen = watch.row.last
    return watch.at if seen is None or seen.happened_at is None else max(watch.at, seen.happened_at)
