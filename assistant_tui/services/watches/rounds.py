"""Rounds: done in time or late, in part, or left out for a reason. What was missed is written beside them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from assistant_tui.domain.deeds import Deed
from assistant_tui.domain.protocols import Level, Reading, missing, worst
from assistant_tui.domain.saying import InputError, RuleError, say
from assistant_tui.domain.text import clean_prose
from assistant_tui.domain.watches import RoundStatus, round_for
from assistant_tui.i18n import language
from assistant_tui.readmodels.watches import Recorded, WatchRow
from assistant_tui.services import watchlist
from assistant_tui.services.context import Context
from assistant_tui.services.watches.writing import OpenWatch, on_watch


def record(
    ctx: Context,
    watch_id: int,
    readings: Mapping[str, Reading],
    *,
    happened_at: datetime | None = None,
    note: str = "",
    reason: str = "",
) -> Recorded:
    """A round was done, now or earlier: `happened_at`. The answer says whether it calls for the doctor.

    It counts for the round to which that instant belongs, or as a look in between. Readings may be left out
    for a `reason` (asleep, away, refused): it is then marked as partial. Raises InputError for a value that
    cannot be, for readings left out without a reason, and for an instant before the start or in the future.
    """
    with on_watch(ctx, Deed.RECORD_ROUND, watch_id, reason=reason) as watch:
        at = watch.then(happened_at)
        protocol = watch.row.protocol
        kept = {code: clean_prose(value) for code, value in readings.items() if value.strip()}
        level = worst(protocol, kept, at - watch.row.started_at)
        left_out = missing(protocol, kept)
        if left_out and not watch.work.heading.reason:
            names = ", ".join(one.name.said_in(language()) for one in left_out)
            raise InputError(say("Not observed: {what}. Say why, or look again", what=names))
        facts = {
            "status": RoundStatus.DONE.value,
            "happened_at": at,
            "entered_at": watch.at,
            "by": watch.work.heading.actor,
            "readings": json.dumps(kept, ensure_ascii=False, sort_keys=True),
            "level": int(level),
            "partial": bool(left_out),
            "reason": watch.work.heading.reason,
            "note": clean_prose(note),
        }
        number = round_for(watch.row.running(watch.at), at)
        _note_missed(watch, but=number)
        round_id = watch.look(**facts) if number is None else watch.round(number, **facts)
        watch.written()
    row = watchlist.watch(ctx, watch_id)
    return Recorded(row, next(one for one in row.rounds if one.round_id == round_id))


def cancel_round(ctx: Context, watch_id: int, *, reason: str, number: int | None = None) -> WatchRow:
    """Leave out a round: the one that is due or, when none is, the next one; or the one of this number.

    Raises InputError without a reason, RuleError for a round that is over or that there is not.
    """
    if not reason.strip():
        raise InputError(say("Say why the round is left out"))
    with on_watch(ctx, Deed.CANCEL_ROUND, watch_id, reason=reason) as watch:
        stands = watch.row.standing(watch.at)
        chosen = number or stands.due or stands.ahead
        limit = watch.row.timetable.rounds
        if chosen is None or chosen < 1 or (limit is not None and chosen > limit):
            raise RuleError(say("{ticket}: there is no such round", ticket=watch.row.ticket))
        if chosen in watch.row.running(watch.at).recorded:
            raise RuleError(say("{ticket}: this round is over", ticket=watch.row.ticket))
        _note_missed(watch, but=chosen)
        watch.round(
            chosen,
            status=RoundStatus.CANCELLED.value,
            happened_at=None,
            entered_at=watch.at,
            by=watch.work.heading.actor,
            readings="{}",
            level=int(Level.USUAL),
            reason=watch.work.heading.reason,
        )
        watch.written()
    return watchlist.watch(ctx, watch_id)


def _note_missed(watch: OpenWatch, *, but: int | None) -> None:
    watch.miss(number for number in watch.row.standing(watch.at).missed if number != but)
