"""The report's surgeries and watches: rounds kept, alarms, and how soon the doctor came."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from assistant_tui.domain.catalogue import Category
from assistant_tui.domain.protocols import Level
from assistant_tui.domain.saying import say
from assistant_tui.domain.watches import RoundStatus, on_time
from assistant_tui.readmodels.reports import Behind, Block, Head, Line, Section, Text
from assistant_tui.readmodels.watches import RoundRow, WatchRow
from assistant_tui.services.reports.facts import DayFacts
from assistant_tui.services.reports.tables import (
    COUNT,
    SPREAD,
    by_time,
    counted,
    minutes_said,
    per_cent,
    rows_of,
    since,
    spread_cells,
)

_ROUNDS = (
    Head("watches", say("Watches")),
    Head("due", say("Fell due")),
    Head("on_time", say("On time")),
    Head("late", say("Late")),
    Head("missed", say("Missed")),
    Head("cancelled", say("Left out")),
    Head("alarms", say("Alarms")),
)


class Rounds(NamedTuple):
    """How the rounds of watches that had fallen due by an instant ended; `open` are still to be done."""

    due: int
    on_time: int
    late: int
    missed: int
    cancelled: int
    alarms: int
    open: int

    def plus(self, other: Rounds) -> Rounds:
        """Both together."""
        return Rounds(*(one + two for one, two in zip(self, other, strict=True)))


NONE = Rounds(0, 0, 0, 0, 0, 0, 0)


def rounds_of(watch: WatchRow, now: datetime) -> Rounds:
    """How the watch's rounds that had fallen due by `now`, or its end, went.

    A reading over `alarm` counts as an alarm in a look between two rounds as well.
    """
    numbered = [one for one in watch.rounds if one.number is not None]
    done = [one for one in numbered if one.status is RoundStatus.DONE]
    kept = sum(map(_in_time, done))
    missed = watch.missed(now) if watch.ended_at is None else _written_missed(numbered)
    cancelled = sum(one.status is RoundStatus.CANCELLED for one in numbered)
    waiting = int(watch.ended_at is None and watch.standing(now).due is not None)
    alarms = sum(one.level is Level.ALARM for one in watch.rounds)
    due = len(done) + missed + cancelled + waiting
    return Rounds(due, kept, len(done) - kept, missed, cancelled, alarms, waiting)


def watches(facts: DayFacts) -> Section:
    """Surgeries, rounds by protocol, and the doctor's answers to calls."""
    return Section(
        "watches",
        say("Surgeries and watches"),
        (
            Block("surgeries", say("Surgeries"), COUNT, tuple(_surgeries(facts))),
            Block("rounds", say("Rounds by protocol"), _ROUNDS, tuple(_rounds(facts))),
            Block("response", say("Doctor called at once"), SPREAD, tuple(_responses(facts))),
        ),
    )


def all_rounds(facts: DayFacts) -> Rounds:
    """The rounds of all watches of the day."""
    return _sum(facts.watches, facts.now)


def _surgeries(facts: DayFacts) -> Iterator[Line]:
    ordered = [
        (slip, item)
        for slip in facts.slips
        for item in slip.items
        if item.category is Category.SURGERY and item.facts.counts
    ]
    for code, words, chosen in (
        ("done", say("done"), [one for one in ordered if one[1].facts.performed_at]),
        ("open", say("not done yet"), [one for one in ordered if not one[1].facts.performed_at]),
    ):
        if chosen:
            behind = (
                Behind(
                    item.facts.performed_at or item.facts.drafted_at, slip.ticket, item.name, slip.visit_id
                )
                for slip, item in chosen
            )
            yield counted(code, words, by_time(behind))


def _rounds(facts: DayFacts) -> Iterator[Line]:
    groups: defaultdict[str, list[WatchRow]] = defaultdict(list)
    for watch in facts.watches:
        groups[watch.protocol.code].append(watch)
    if len(groups) > 1:
        yield _line("all", say("All"), facts.watches, facts.now)
    for code, listed in groups.items():
        yield _line(code, listed[0].protocol.name, listed, facts.now)


def _line(code: str, words: Text, listed: Sequence[WatchRow], now: datetime) -> Line:
    sums = _sum(listed, now)
    share = per_cent(sums.on_time, sums.due - sums.open - sums.cancelled)
    note = None if share is None else say("{share} % on time", share=share)
    rounds = [(watch, one) for watch in listed for one in watch.rounds]
    return Line(code, words, (len(listed), *sums[:6]), note, rows_of(rounds, _row))


def _row(found: tuple[WatchRow, RoundRow]) -> Behind:
    watch, one = found
    return Behind(one.due_at or one.happened_at, watch.ticket, _went(one), watch.visit_id)


def _went(one: RoundRow) -> Text:
    if one.status is RoundStatus.MISSED:
        return say("round {number}: missed", number=one.number or 0)
    if one.status is RoundStatus.CANCELLED:
        return say("round {number}: left out, {reason}", number=one.number or 0, reason=one.reason)
    if one.number is None or one.due_at is None or one.happened_at is None:
        return say("a look in between")
    if _in_time(one):
        return say("round {number}: on time", number=one.number)
    return say(
        "round {number}: {minutes} min late",
        number=one.number,
        minutes=max(0, round((one.happened_at - one.due_at).total_seconds() / 60)),
    )


def _responses(facts: DayFacts) -> Iterator[Line]:
    came = [call for call in facts.calls if call.arrived_at is not None]
    if came:
        times = [since(call.called_at, call.arrived_at or call.called_at) for call in came]
        behind = (
            Behind(call.called_at, call.ticket, minutes_said(time), call.visit_id)
            for call, time in zip(came, times, strict=True)
        )
        yield Line("came", say("came after"), spread_cells(times), behind=by_time(behind))
    missing = [call for call in facts.calls if call.arrived_at is None]
    if missing:
        rows = (Behind(call.called_at, call.ticket, say("not there yet"), call.visit_id) for call in missing)
        yield Line("missing", say("has not come"), (len(missing), None, None, None), behind=by_time(rows))


def _sum(listed: Iterable[WatchRow], now: datetime) -> Rounds:
    total = NONE
    for watch in listed:
        total = total.plus(rounds_of(watch, now))
    return total


def _in_time(one: RoundRow) -> bool:
    return one.due_at is not None and one.happened_at is not None and on_time(one.due_at, one.happened_at)


def _written_missed(numbered: Iterable[RoundRow]) -> int:
    return sum(one.status is RoundStatus.MISSED for one in numbered)
