"""Which round is due, ahead or missed: by example, by property, and 1,000 watches over a day of troubles."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from heapq import heappop, heappush
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant_tui.domain.timetable import DailyAt, Every, Timetable, timetable
from assistant_tui.domain.watches import (
    RoundStatus,
    Running,
    counts,
    on_time,
    round_for,
    standing,
    unwritten,
)

ZONE, BERLIN = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/Berlin")
START = datetime(2026, 11, 21, 1, tzinfo=UTC)
MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)
TWENTY = Every(20 * MINUTE, 20 * MINUTE)
DONE, MISSED, CANCELLED = RoundStatus


def running(recorded: dict[int, RoundStatus] | None = None, table: Timetable = TWENTY) -> Running:
    return Running(START, table, ZONE, recorded or {})


def after(minutes: float) -> datetime:
    return START + minutes * MINUTE


# How a watch stands


def test_before_the_first_round_nothing_is_due() -> None:
    stands = standing(running(), after(5))
    assert (stands.due, stands.ahead, stands.ahead_at, stands.before) == (None, 1, after(20), START)
    assert not stands.over


def test_a_round_is_due_until_it_is_done_or_the_next_one_is() -> None:
    due = standing(running(), after(23))
    assert (due.due, due.since, due.ahead, due.missed) == (1, after(20), 2, ())
    late = standing(running(), after(41))
    assert (late.due, late.since, late.missed) == (2, after(40), (1,))
    done = standing(running({1: DONE}), after(23))
    assert (done.due, done.ahead, done.ahead_at, done.before) == (None, 2, after(40), after(20))


def test_a_round_that_was_left_out_ahead_is_not_waited_for() -> None:
    stands = standing(running({1: DONE, 2: CANCELLED}), after(25))
    assert (stands.due, stands.ahead) == (None, 3)


def test_after_the_last_round_only_the_end_is_left() -> None:
    table = Every(20 * MINUTE, 20 * MINUTE, 2)
    assert standing(running({1: DONE}, table), after(60)).due == 2  # it is due however late
    over = standing(running({1: DONE, 2: DONE}, table), after(60))
    assert over.over
    assert over.ahead_at is None


# To which round something belongs


@pytest.mark.parametrize(
    ("minutes", "recorded", "number"),
    [
        (20, {}, 1),
        (35, {}, 1),
        (9, {}, None),  # more than half an interval early
        (10, {}, 1),
        (23, {1: DONE}, None),
        (31, {1: DONE}, 2),
        (25, {1: MISSED, 2: DONE}, 1),  # a late entry makes it done after all
        (31, {1: DONE, 2: DONE}, None),
        (25, {1: CANCELLED}, None),
    ],
)
def test_what_was_seen_belongs_to_a_round_or_is_a_look_in_between(
    minutes: float, recorded: dict[int, RoundStatus], number: int | None
) -> None:
    assert round_for(running(recorded), after(minutes)) == number


def test_there_is_no_round_behind_the_last() -> None:
    assert round_for(running({1: DONE}, Every(20 * MINUTE, 20 * MINUTE, 1)), after(39)) is None


def test_on_time_is_within_five_minutes() -> None:
    assert on_time(START, after(5))
    assert on_time(START, after(-5))
    assert not on_time(START, after(5) + SECOND)


def test_what_a_clock_that_ran_ahead_wrote_as_missed_is_still_to_come() -> None:
    assert not counts(MISSED, after(80), after(60))
    assert counts(MISSED, after(60), after(60))
    assert counts(DONE, after(80), after(60))


# By property

ends = st.sampled_from([DONE, MISSED, CANCELLED])
records = st.dictionaries(st.integers(1, 12), ends, max_size=8)
moments = st.integers(-30, 300).map(after)


@given(records, moments, st.none() | st.integers(1, 10))
def test_each_round_that_fell_due_is_on_record_due_or_missed_and_only_one(
    recorded: dict[int, RoundStatus], now: datetime, rounds: int | None
) -> None:
    watch = running(recorded, Every(20 * MINUTE, 20 * MINUTE, rounds))
    stands = standing(watch, now)
    places = Counter([*recorded, *stands.missed, *([stands.due] if stands.due else [])])
    for number in range(1, watch.passed(now) + 1):
        assert places[number] == 1
    assert stands.ahead is None or stands.ahead not in recorded
    assert set(unwritten(watch, now)) == {*stands.missed, stands.due} - {None}


@given(records, moments)
def test_whatever_is_seen_is_written_to_a_round_that_may_be_done(
    recorded: dict[int, RoundStatus], seen: datetime
) -> None:
    watch = running(recorded)
    number = round_for(watch, seen)
    if number is not None:
        assert recorded.get(number, MISSED) is MISSED
        assert abs(watch.due_at(number) - seen) <= 20 * MINUTE


@given(st.permutations(list(range(1, 7))), moments)
def test_the_order_in_which_rounds_were_written_does_not_matter(order: list[int], now: datetime) -> None:
    recorded = {1: DONE, 2: MISSED, 3: DONE, 4: CANCELLED, 5: DONE, 6: DONE}
    shuffled = {number: recorded[number] for number in order}
    assert standing(running(recorded), now) == standing(running(shuffled), now)


# A day of troubles


class Ward:
    """Watches that are looked at by one wall clock, as the program does: at each tick whoever is due is seen.

    Between two changes of a watch it needs no look. `fired` counts how often a round newly became due. How
    late one was seen is counted from when it fell due, or from when the program could first know: `since`,
    when it woke, began, or its clock was set.
    """

    def __init__(self, rng: random.Random, count: int, start: datetime, zone: ZoneInfo) -> None:
        tables: list[Timetable] = [
            TWENTY,
            Every(15 * MINUTE, 30 * MINUTE),
            Every(15 * MINUTE, 15 * MINUTE, 40),
            Every(360 * MINUTE, 360 * MINUTE, 4),
            DailyAt((time(2, 30), time(8), time(18))),
        ]
        self.watches = [
            Running(start + rng.randrange(0, 3600) * SECOND, rng.choice(tables), zone, {})
            for _ in range(count)
        ]
        self.entered: list[dict[int, datetime]] = [{} for _ in range(count)]
        self.written: list[dict[int, RoundStatus]] = [{} for _ in range(count)]
        self.fired: Counter[tuple[int, int]] = Counter()
        self.late = self.late_after_waking = timedelta(0)
        self.since = start
        self.changes: list[tuple[datetime, int]] = []

    def as_seen(self, at: int, now: datetime) -> Running:
        """The watch read anew from what is on record, as after a restart."""
        entered = self.entered[at]
        recorded = {
            number: status
            for number, status in self.written[at].items()
            if counts(status, entered[number], now)
        }
        watch = self.watches[at]
        return replace(watch, timetable=timetable(str(watch.timetable)), recorded=recorded)

    def step(self, since: datetime, now: datetime) -> None:
        """At `since` the clock was set, the computer woke or the program began; now all is looked at."""
        self.since = since
        self.changes.clear()
        for at in range(len(self.watches)):
            self.look(at, now)

    def tick(self, now: datetime) -> None:
        """A second has passed."""
        while self.changes and self.changes[0][0] <= now:
            _, at = heappop(self.changes)
            self.look(at, now)

    def look(self, at: int, now: datetime) -> None:
        """See whether a round is due, and do it."""
        stands = standing(self.as_seen(at, now), now)
        if stands.due is not None and stands.since is not None:
            if stands.since > self.since:
                self.late = max(self.late, now - stands.since)
            else:
                self.late_after_waking = max(self.late_after_waking, now - self.since)
            self.fired[at, stands.due] += 1
            for missed in stands.missed:
                if missed not in self.written[at]:
                    self.written[at][missed], self.entered[at][missed] = MISSED, now
            self.written[at][stands.due], self.entered[at][stands.due] = DONE, now
            stands = standing(self.as_seen(at, now), now)
        if stands.ahead_at is not None:
            heappush(self.changes, (stands.ahead_at, at))

    def run_until(self, end: datetime, rng: random.Random) -> datetime:
        """Let the clock run; the tick that sees a change comes within a second. Answers when it is then."""
        now = end
        while self.changes and self.changes[0][0] < end:
            now = self.changes[0][0] + rng.random() * SECOND
            self.tick(now)
        return max(now, end)


HOUR = timedelta(hours=1)
TROUBLES = {3: 2 * HOUR, 7: HOUR, 11: -HOUR, 15: 24 * HOUR, 19: -24 * HOUR}
"""After so many hours: two hours asleep, and the clock set by an hour and by a day, both ways."""
RESTARTS = {1, 5, 9, 13, 17, 21}
"""After so many hours the program is closed, and is there again a minute later."""


@pytest.mark.parametrize(
    "start",
    [datetime(2026, 10, 24, 18, tzinfo=UTC), datetime(2026, 3, 28, 18, tzinfo=UTC)],
    ids=["clocks-go-back", "clocks-go-forward"],
)
def test_of_a_thousand_watches_over_a_day_of_troubles_each_round_fires_once_and_none_is_lost(
    start: datetime,
) -> None:
    """In Berlin the clocks change in the night that follows; the day goes over midnight."""
    rng = random.Random(5)
    now = furthest = start
    ward = Ward(rng, 1000, now, BERLIN)
    ward.step(now, now)
    for passed in range(24):
        now = ward.run_until(now + HOUR, rng)
        furthest = max(furthest, now)
        away = MINUTE if passed in RESTARTS else TROUBLES.get(passed)
        if away is not None:
            woke = now + away
            now = woke + rng.random() * 2 * SECOND  # until it ticks again, or its first frame stands
            ward.step(woke, now)
            furthest = max(furthest, now)
    assert max(ward.fired.values()) == 1, "a round fired twice"
    assert len(ward.fired) > 20_000
    assert timedelta(0) < ward.late <= SECOND
    assert timedelta(0) < ward.late_after_waking <= 3 * SECOND
    for at in range(len(ward.watches)):
        watch = ward.as_seen(at, furthest)
        stands = standing(watch, furthest)
        known = {*watch.recorded, *stands.missed, stands.due}
        assert known >= set(range(1, watch.passed(furthest) + 1)), "a round was lost"
