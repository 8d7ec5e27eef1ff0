"""What becomes of watches in the living demo: the nurse goes the rounds, mostly in time, and lets people go.

As in `fate`, each step follows from the rows and the seed alone: a round that the user has recorded is not
there any more.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from functools import partial

from assistant_tui.domain.catalogue import Category
from assistant_tui.domain.protocols import Level
from assistant_tui.i18n import language
from assistant_tui.readmodels.orders import SlipRow
from assistant_tui.readmodels.watches import Offer, WatchRow
from assistant_tui.services import slips, watches, watchlist
from assistant_tui.services.context import Context
from assistant_tui.services.demo.carewords import CareWords
from assistant_tui.services.demo.observed import level_by_chance, readings, usual_rounds
from assistant_tui.services.demo.step import Step
from assistant_tui.services.demo.watchwork import let_go

# After how many seconds a round that is due is done: most before anything gets loud, some later.
_PROMPT, _SLOW, _LATE = (15, 110), (130, 270), (310, 420)
_IS_SLOW, _IS_LATE = 0.15, 0.05
_CALLS, _COMES, _LETS_GO, _BEGINS = (30, 90), (90, 280), (60, 240), (60, 200)  # seconds as well


def begun(seed: int, ctx: Context, ordered: Iterable[SlipRow], inside: set[int]) -> Iterator[Step]:
    """What was done calls for watches: they begin."""
    for offer in watchlist.offers(ctx, ordered):
        if offer.visit_id in inside and usual_rounds(offer.protocol):
            at = offer.performed_at + _span(f"{seed} begin {offer.item_id}", _BEGINS)
            yield Step(at, f"offer/{offer.item_id}", partial(_begin, offer=offer))


def goes_on(seed: int, watch: WatchRow, now: datetime) -> Step | None:
    """The next thing about a running watch: the doctor is called or comes, a round, or the end."""
    about, stands, last = f"watch/{watch.watch_id}", watch.standing(now), watch.last
    chance = f"{seed} {about} {len(watch.rounds)}"
    if watch.call is not None and watch.called:
        at = watch.call.called_at + _span(f"{chance} comes", _COMES)
        return Step(at, about, partial(_comes, watch=watch, chance=chance))
    if last is not None and _calls_for_doctor(watch):
        at = last.entered_at + _span(f"{chance} calls", _CALLS)
        return Step(at, about, lambda ctx: watches.call_doctor(ctx, watch.watch_id))
    due, due_at = (stands.due, stands.since) if stands.due else (stands.ahead, stands.ahead_at)
    enough = usual_rounds(watch.protocol)
    if due is not None and due_at is not None and (enough is None or due <= enough or _alarming(watch)):
        at = due_at + timedelta(seconds=_delay(f"{seed} {about} round {due}"))
        return Step(at, about, partial(_record, watch=watch, chance=chance))
    since = max([stands.before, *(one.entered_at for one in watch.rounds)])
    return Step(since + _span(f"{chance} end", _LETS_GO), about, partial(_end, watch=watch, chance=chance))


def _alarming(watch: WatchRow) -> bool:
    return watch.last is not None and watch.last.level is Level.ALARM


def _calls_for_doctor(watch: WatchRow) -> bool:
    """Whether the last look was alarming and the doctor was not called since."""
    last = watch.last
    if last is None or last.happened_at is None or last.level is not Level.ALARM:
        return False
    return watch.call is None or watch.call.called_at < last.happened_at


def _delay(chance: str) -> float:
    rng = random.Random(chance)
    kind = rng.random()
    return rng.uniform(*(_LATE if kind < _IS_LATE else _SLOW if kind < _IS_LATE + _IS_SLOW else _PROMPT))


def _span(chance: str, seconds: tuple[int, int]) -> timedelta:
    return timedelta(seconds=random.Random(chance).uniform(*seconds))


def _begin(ctx: Context, *, offer: Offer) -> None:
    watches.start(
        ctx,
        offer.visit_id,
        offer.protocol.code,
        procedure=offer.procedure,
        surgeon=ctx.doctor_name if _is_surgery(ctx, offer) else "",
        item_id=offer.item_id,
        started_at=offer.performed_at,
    )


def _is_surgery(ctx: Context, offer: Offer) -> bool:
    return slips.items(ctx, [offer.item_id])[0].category is Category.SURGERY


def _record(ctx: Context, *, watch: WatchRow, chance: str) -> None:
    rng = random.Random(f"{chance} seen")
    since_start = ctx.now() - watch.started_at
    watches.record(ctx, watch.watch_id, readings(watch.protocol, rng, since_start, level_by_chance(rng)))


def _comes(ctx: Context, *, watch: WatchRow, chance: str) -> None:
    words = CareWords(language(), random.Random(f"{chance} ordered"))
    watches.doctor_came(ctx, watch.watch_id, ordered=words.ordered())


def _end(ctx: Context, *, watch: WatchRow, chance: str) -> None:
    let_go(ctx, watch, random.Random(f"{chance} score"))
