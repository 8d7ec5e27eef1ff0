"""Beside the rounds: instructions given to the patient, and another person who takes over."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from assistant_tui.domain.deeds import Deed
from assistant_tui.domain.saying import InputError, RuleError, say
from assistant_tui.domain.text import clean, clean_prose
from assistant_tui.readmodels.watches import WatchRow
from assistant_tui.services import watchlist
from assistant_tui.services.context import Context
from assistant_tui.services.watches.writing import on_watch, open_watch
from assistant_tui.store.tables import Handover


def instruct(ctx: Context, watch_id: int, given: Collection[int]) -> WatchRow:
    """Note which of the protocol's instructions, numbered from 1, have been given: these and no others.

    Raises InputError for a number that there is not.
    """
    with on_watch(ctx, Deed.INSTRUCT, watch_id) as watch:
        count = len(watch.row.protocol.instructions)
        if not all(1 <= number <= count for number in given):
            raise InputError(say("The instructions are numbered 1 to {count}", count=count))
        watch.work.change(watch.record, instructions=" ".join(map(str, sorted(set(given)))))
    return watchlist.watch(ctx, watch_id)


def hand_over(
    ctx: Context, to: str, *, note: str = "", watch_ids: Sequence[int] | None = None
) -> tuple[WatchRow, ...]:
    """Somebody else looks after these watches from now on; without any named, after all of the actor's.

    Raises InputError without a name, RuleError when there is nothing to hand over.
    """
    name = clean(to)
    if not name:
        raise InputError(say("Say who takes over"))
    chosen = watch_ids
    if chosen is None:
        chosen = [row.watch_id for row in watchlist.running(ctx) if row.responsible == ctx.actor]
    with ctx.work(Deed.HAND_OVER, reason=note) as work:
        handed = [watch for watch in (open_watch(ctx, work, one) for one in chosen)
                  if watch.record.responsible != name]  # fmt: skip
        if not handed:
            raise RuleError(say("There is no watch to hand over"))
        for watch in handed:
            work.add(
                Handover(
                    watch_id=watch.row.watch_id,
                    visit_id=watch.row.visit_id,
                    at=work.heading.at,
                    from_whom=watch.record.responsible,
                    to_whom=name,
                    note=clean_prose(note),
                )
            )
            work.change(watch.record, responsible=name)
        if len({watch.row.visit_id for watch in handed}) > 1:
            work.about_many()
        work.commit()
    return tuple(watchlist.watch(ctx, watch.row.watch_id) for watch in handed)
