"""The wait estimate: what it promises of any queue, and what it answers in plain cases."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import overload

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant_tui.domain.estimate import Expected, InLine, InRoom, WaitRange, estimate
from assistant_tui.domain.pace import LONGEST_SESSION, RECENT_SESSIONS, History, Pace, Past, Served
from assistant_tui.domain.queuerules import QueueRules

NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
RULES = QueueRules()
DEFAULTS = {"first": timedelta(minutes=12), "again": timedelta(minutes=6)}
NO_HISTORY = History(Past((), DEFAULTS), ())


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)


def steady(seconds: float, length: int = 20) -> list[Served]:
    """A session of a doctor who takes equally long for everybody."""
    return [Served("first", seconds)] * length


def session(rng: random.Random, length: int = 30) -> list[Served]:
    """Heavy-tailed times around a pace of the session's own."""
    pace = rng.gauss(-0.2, 0.3)
    return [Served("first", 720 * math.exp(pace + rng.gauss(0, 0.55))) for _ in range(length)]


def waits(
    line: Sequence[InLine],
    to_come: Sequence[Expected] = (),
    in_room: InRoom | None = None,
    history: History = NO_HISTORY,
    *,
    seed: int = 1,
    draws: int = 60,
    opens_at: datetime | None = None,
) -> dict[int, WaitRange]:
    return estimate(
        line, to_come, in_room, history, rules=RULES, now=NOW, seed=seed, draws=draws, opens_at=opens_at
    )


def walk_ins(number: int, kind: str = "first") -> list[InLine]:
    return [InLine(entry_id, kind, since=NOW - minutes(60 - entry_id)) for entry_id in range(number)]


KINDS = st.sampled_from(["first", "again", "unheard-of"])
OFFSETS = st.integers(-90, 240).map(minutes)
LINES = st.lists(
    st.builds(
        InLine,
        st.just(0),
        KINDS,
        st.none() | OFFSETS.map(lambda offset: NOW + offset),
        st.none() | OFFSETS.map(lambda offset: NOW + offset),
        st.booleans(),
    ),
    min_size=1,
    max_size=15,
).map(lambda line: [replace(one, entry_id=place) for place, one in enumerate(line)])
COMING = st.lists(
    st.builds(Expected, KINDS, OFFSETS.map(lambda offset: NOW + offset), st.booleans(), st.floats(0, 1)),
    max_size=6,
)
ROOMS = st.none() | st.builds(InRoom, KINDS, st.integers(0, 600).map(minutes))
SESSIONS = st.lists(st.builds(Served, KINDS, st.floats(0, 20_000)), max_size=12)
HISTORIES = st.builds(History, st.builds(Past, st.lists(SESSIONS, max_size=5), st.just(DEFAULTS)), SESSIONS)


@settings(max_examples=60, deadline=None)
@given(LINES, COMING, ROOMS, HISTORIES, st.integers(0, 9))
def test_any_queue_gets_a_range_for_everybody_in_it(
    line: list[InLine], coming: list[Expected], room: InRoom | None, history: History, seed: int
) -> None:
    told = waits(line, coming, room, history, seed=seed, draws=20)
    assert list(told) == [one.entry_id for one in line]
    assert all(timedelta(0) <= one.median <= one.p90 for one in told.values())
    assert waits(line, coming, room, history, seed=seed, draws=20) == told


@settings(max_examples=60, deadline=None)
@given(LINES, COMING, ROOMS, HISTORIES)
def test_who_stands_further_back_waits_longer(
    line: list[InLine], coming: list[Expected], room: InRoom | None, history: History
) -> None:
    told = waits(line, coming, room, history, draws=20)
    here = [told[one.entry_id] for one in line if one.not_before is None or one.not_before <= NOW]
    assert [one.median for one in here] == sorted(one.median for one in here)
    assert [one.p90 for one in here] == sorted(one.p90 for one in here)


def test_an_empty_line_needs_no_estimate() -> None:
    assert waits([], in_room=InRoom("first", minutes(3))) == {}


def test_the_first_of_an_empty_room_is_called_now_but_not_before_opening() -> None:
    line = walk_ins(1)
    assert waits(line)[0] == WaitRange(minutes(0), minutes(0))
    assert waits(line, opens_at=NOW + minutes(15))[0] == WaitRange(minutes(15), minutes(15))
    assert waits(line, opens_at=NOW - minutes(15))[0].p90 == minutes(0)


def test_without_history_the_packs_times_speak() -> None:
    told = waits(walk_ins(6), draws=600)[5]
    assert minutes(45) < told.median < minutes(65)  # five times twelve minutes, the median below the mean
    assert minutes(75) < told.p90 < minutes(110)
    assert waits(walk_ins(6, "again"), draws=600)[5].median == pytest.approx(told.median / 2, abs=minutes(1))


def test_the_rooms_own_times_replace_the_packs_as_history_grows() -> None:
    histories = [History(Past([steady(360)] * sessions, DEFAULTS), ()) for sessions in (0, 1, 5, 60)]
    usual = [Pace(history).usual("first") for history in histories]
    assert usual[0] == 720
    assert usual == sorted(usual, reverse=True)
    assert usual[-1] == pytest.approx(360, rel=0.02)
    told = [waits(walk_ins(6), history=history)[5].median for history in histories]
    assert told[0] > told[1] > told[2]
    assert told[2:] == [pytest.approx(minutes(30), abs=minutes(1))] * 2


def test_a_slow_day_resembles_the_slow_days_before() -> None:
    history = [steady(480), steady(960)] * 20
    slow = waits(walk_ins(6), history=History(Past(history, DEFAULTS), steady(960, 8)))[5]
    quick = waits(walk_ins(6), history=History(Past(history, DEFAULTS), steady(480, 8)))[5]
    assert slow.median == pytest.approx(minutes(80), abs=minutes(2))
    assert quick.median == pytest.approx(minutes(40), abs=minutes(2))


def test_a_slow_day_shows_even_without_a_past() -> None:
    slow = waits(walk_ins(6), history=History(Past((), DEFAULTS), steady(1440, 10)))[5]
    usual = waits(walk_ins(6), history=History(Past((), DEFAULTS), steady(720, 10)))[5]
    assert slow.median > usual.median + minutes(10)


def test_what_remains_of_a_consultation_depends_on_how_long_it_has_lasted() -> None:
    sessions = [[Served("first", 300), Served("first", 1800)] * 10] * 40
    fresh = waits(
        walk_ins(1), in_room=InRoom("first", minutes(0)), history=History(Past(sessions, DEFAULTS), ())
    )
    going = waits(
        walk_ins(1), in_room=InRoom("first", minutes(10)), history=History(Past(sessions, DEFAULTS), ())
    )
    assert fresh[0].median < minutes(10)
    assert going[0].median == pytest.approx(minutes(20), abs=minutes(1))


def test_a_consultation_beyond_all_experience_still_has_some_time_to_go() -> None:
    told = waits(walk_ins(1), in_room=InRoom("first", minutes(600)))[0]
    assert minutes(0) < told.median < minutes(600)


def test_a_very_long_consultation_does_not_make_the_rest_certain() -> None:
    rng = random.Random(5)
    past = [session(rng, 16) for _ in range(15)]
    longest = max(one.seconds for each in past for one in each)
    history = History(Past(past, DEFAULTS), session(rng, 5))
    for share in (0.0, 0.5, 0.8, 0.95, 1.05):
        inside = InRoom("first", timedelta(seconds=share * longest))
        last = waits(walk_ins(9), in_room=inside, history=history, draws=300)[8]
        assert last.p90 - last.median > minutes(15), share


def test_slips_of_the_key_are_no_consultations() -> None:
    slips = [Served("first", 1), Served("first", 40_000), Served("first", 0), Served("first", -5)]
    clean = History(Past([steady(600)] * 30, DEFAULTS), steady(600, 4))
    sloppy = History(Past([[*slips, *steady(600)]] * 30, DEFAULTS), [*slips, *steady(600, 4)])
    assert Pace(sloppy).usual("first") == Pace(clean).usual("first")
    assert waits(walk_ins(5), history=sloppy) == waits(walk_ins(5), history=clean)


def test_an_early_booked_patient_waits_for_her_slot_while_others_wait() -> None:
    history = History(Past([steady(600)] * 200, DEFAULTS), ())
    early = InLine(99, "first", not_before=NOW + minutes(35))
    told = waits([*walk_ins(8), early], history=history)
    assert told[99].median > minutes(35)
    # Her credit of half an hour does not reach back to when these came, but it does to newcomers.
    assert told[7].median < told[99].median
    newcomers = [replace(one, since=NOW + minutes(10)) for one in walk_ins(8)]
    told = waits([*newcomers, early], history=history)
    assert minutes(35) <= told[99].median < minutes(46)
    assert told[3].median < told[99].median < told[4].median


def test_an_early_booked_patient_is_called_early_when_nobody_else_waits() -> None:
    early = InLine(99, "first", not_before=NOW + minutes(180))
    told = waits([*walk_ins(1), early], history=History(Past([steady(600)] * 200, DEFAULTS), ()))
    assert told[99].median == pytest.approx(minutes(10), abs=minutes(1))


def test_those_to_come_lengthen_the_wait_by_their_likelihood() -> None:
    line = [replace(one, since=NOW) for one in walk_ins(6)]

    def told(likelihood: float) -> timedelta:
        booked = [Expected("first", NOW + minutes(n), likelihood=likelihood) for n in range(1, 5)]
        return waits(line, booked, draws=200)[5].median

    assert told(0) == pytest.approx(waits(line, draws=200)[5].median, abs=minutes(6))
    assert told(0) < told(0.5) < told(1)


def test_a_return_steps_in_after_every_two_others_and_never_ahead_of_the_urgent() -> None:
    history = History(Past([steady(600)] * 2000, DEFAULTS), ())
    returns = [Expected("first", NOW, returning=True)] * 2
    line = walk_ins(5)
    alone, joined = waits(line, history=history), waits(line, returns, history=history)
    extra = [round((joined[n].median - alone[n].median) / minutes(10)) for n in range(5)]
    assert extra == [0, 0, 1, 1, 2]
    urgent = [replace(one, since=None) for one in line]
    assert waits(urgent, returns, history=history) == waits(urgent, history=history)


def test_who_may_come_later_changes_nothing_for_those_called_before() -> None:
    line = walk_ins(3)
    booked = [Expected("first", NOW + minutes(600))]
    history = History(Past([steady(600)] * 60, DEFAULTS), ())
    assert waits(line, booked, history=history)[0] == waits(line, history=history)[0]


def test_who_comes_after_everybody_leaves_the_plain_line_as_it_is() -> None:
    line, booked = walk_ins(12), [Expected("first", NOW + minutes(6000))]
    history = History(Past([steady(300 + 10 * n) for n in range(60)], DEFAULTS), steady(500, 3))
    room = InRoom("first", minutes(2))
    alone = waits(line, in_room=room, history=history, draws=300)
    joined = waits(line, booked, room, history, draws=300)
    for entry_id, one in alone.items():
        assert joined[entry_id].median / one.median == pytest.approx(1, abs=0.02)
        assert joined[entry_id].p90 / one.p90 == pytest.approx(1, abs=0.03)


class Counted(Sequence[list[Served]]):
    """A very long history that counts how many of its sessions are looked at."""

    def __init__(self, sessions: int) -> None:
        self.sessions, self.looked_at = sessions, 0

    def __len__(self) -> int:
        return self.sessions

    @overload
    def __getitem__(self, index: int) -> list[Served]: ...
    @overload
    def __getitem__(self, index: slice) -> list[list[Served]]: ...
    def __getitem__(self, index: int | slice) -> list[Served] | list[list[Served]]:
        if isinstance(index, int):
            self.looked_at += 1
            return steady(600, 10_000)
        return [self[one] for one in range(*index.indices(len(self)))]


def test_of_a_huge_history_only_the_newest_sessions_are_looked_at() -> None:
    history = Counted(1_000_000)
    pace = Pace(History(Past(history, DEFAULTS), ()))
    assert history.looked_at == RECENT_SESSIONS
    seen = RECENT_SESSIONS * LONGEST_SESSION
    assert pace.usual("first") == pytest.approx(600, rel=50 / seen)


def test_it_takes_at_least_one_draw() -> None:
    with pytest.raises(ValueError, match="draws"):
        waits(walk_ins(1), draws=0)


def test_a_usual_time_is_longer_than_nothing() -> None:
    with pytest.raises(ValueError, match="first"):
        Past((), {"first": timedelta(0)})


def test_a_clock_set_back_since_the_call_does_no_harm() -> None:
    told = waits(walk_ins(1), in_room=InRoom("first", minutes(-30)))
    assert told == waits(walk_ins(1), in_room=InRoom("first", minutes(0)))


def walk_forward(rng: random.Random, past: list[list[Served]]) -> Iterator[tuple[bool, bool]]:
    """Whether patients of a new session were called by the told median and p90, asked every half hour."""
    today = session(rng)
    ends = [sum(one.seconds for one in today[: n + 1]) for n in range(len(today))]
    for asked in range(600, int(ends[-6]), 1800):
        current = next(n for n, end in enumerate(ends) if end > asked)
        line = walk_ins(min(12, len(today) - current - 1))
        room = InRoom("first", timedelta(seconds=asked - ends[current] + today[current].seconds))
        told = waits(line, in_room=room, history=History(Past(past, DEFAULTS), today[:current]))
        for place, one in told.items():
            called = timedelta(seconds=ends[current + place] - asked)
            yield called <= one.median, called <= one.p90


@pytest.mark.parametrize("sessions", [0, 5, 40])
def test_nine_in_ten_are_called_by_the_p90_and_half_by_the_median(sessions: int) -> None:
    rng = random.Random(20)
    outcomes = [
        outcome
        for _ in range(40)
        for outcome in walk_forward(rng, past=[session(rng) for _ in range(sessions)])
    ]
    by_median = sum(median for median, _ in outcomes) / len(outcomes)
    by_p90 = sum(p90 for _, p90 in outcomes) / len(outcomes)
    assert 0.4 < by_median < 0.6
    assert 0.82 < by_p90 < 0.96


def test_a_slow_morning_lasts_only_where_mornings_do() -> None:
    rng = random.Random(3)
    alike = [[Served("first", 720 * rng.lognormvariate(0, 0.5)) for _ in range(25)] for _ in range(60)]
    lasting = [
        [Served("first", one.seconds * pace) for one in sitting]
        for sitting, pace in zip(alike, (rng.lognormvariate(0, 0.5) for _ in alike), strict=True)
    ]

    def stretched(past: list[list[Served]]) -> float:
        usual, slow = (
            waits(walk_ins(8), history=History(Past(past, DEFAULTS), today), draws=300)[7].median
            for today in ((), steady(1440, 8))
        )
        return slow / usual

    assert stretched(alike) < 1.25
    assert stretched(lasting) > 1.45


def test_the_p90_allows_for_how_few_sessions_it_comes_from() -> None:
    rng = random.Random(5)
    sessions = [session(rng) for _ in range(RECENT_SESSIONS)]
    few, many = (
        Pace(History(Past(past, DEFAULTS), ())).runs(5, 0.0, 50, rng) for past in (sessions[:20], sessions)
    )
    assert 16 <= few.sessions < many.sessions <= RECENT_SESSIONS
    assert Pace(NO_HISTORY).runs(5, 0.0, 50, rng).sessions == math.inf


def test_runs_are_as_long_and_as_many_as_asked_for() -> None:
    rng = random.Random(5)
    for past in ([], [session(rng)] * 3, [session(rng) for _ in range(30)]):
        runs = Pace(History(Past(past, DEFAULTS), session(rng, 5))).runs(45, 1.5, 70, rng)
        ratios = list(runs.ratios)
        assert [len(run) for run in ratios] == [45] * 70
        assert all(run[0] > 1.5 for run in ratios)
