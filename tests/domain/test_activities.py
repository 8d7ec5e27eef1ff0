"""Figures of activities, held against a computation that shares nothing with them."""

from __future__ import annotations

import statistics
from collections import defaultdict
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from assistant_tui.domain.activities import ActivityFigures, activity_figures
from assistant_tui.domain.eventlog import Event, Phase

ZERO = datetime(2020, 1, 1, 8, tzinfo=UTC)
Told = tuple[str, Phase, int]


def case(*told: Told) -> list[Event]:
    return [
        Event(number, name, phase, ZERO + timedelta(minutes=minute))
        for number, (name, phase, minute) in enumerate(told, 1)
    ]


def figures(*cases: list[Event]) -> dict[str, ActivityFigures]:
    return {one.activity: one for one in activity_figures(cases)}


def test_times_and_waits_of_a_log_with_starts_and_completes() -> None:
    one = case(
        ("A", Phase.START, 0), ("A", Phase.COMPLETE, 10), ("B", Phase.START, 15), ("B", Phase.COMPLETE, 18)
    )
    two = case(("A", Phase.START, 0), ("B", Phase.START, 4), ("A", Phase.COMPLETE, 20))
    found = figures(one, two)
    assert (found["A"].n, found["A"].cases, found["A"].duration.mean, found["A"].wait.n) == (2, 2, 15, 0)
    assert (found["B"].n, found["B"].duration.n, found["B"].duration.mean) == (2, 1, 3)
    # In the second case B began while A still went on.
    assert (found["B"].wait.n, found["B"].wait.mean, found["B"].wait.median) == (2, 2.5, 2.5)


def test_single_events_have_no_duration_and_wait_since_the_event_before() -> None:
    found = figures(case(("A", Phase.POINT, 0), ("B", Phase.POINT, 7)))
    assert (found["A"].duration.n, found["A"].duration.mean, found["B"].wait.mean) == (0, None, 7)


def test_other_transitions_count_nowhere() -> None:
    assert figures(case(("A", Phase.UNUSED, 0))) == {}


@given(
    st.lists(
        st.lists(st.tuples(st.sampled_from("AB"), st.integers(0, 30), st.integers(0, 9)), max_size=6),
        max_size=5,
    )
)
def test_whole_activities_one_after_the_other_are_what_a_naive_count_finds(
    cases: list[list[tuple[str, int, int]]],
) -> None:
    """Each case is (activity, pause before it, length)."""
    lengths: defaultdict[str, list[int]] = defaultdict(list)
    pauses: defaultdict[str, list[int]] = defaultdict(list)
    logs = []
    for parts in cases:
        told: list[Told] = []
        minute = 0
        for place, (name, pause, length) in enumerate(parts):
            minute += pause
            told += [(name, Phase.START, minute), (name, Phase.COMPLETE, minute + length)]
            lengths[name].append(length)
            if place:
                pauses[name].append(pause)
            minute += length
        logs.append(case(*told))
    found = figures(*logs)
    assert {name: one.n for name, one in found.items()} == {name: len(all_) for name, all_ in lengths.items()}
    for name, one in found.items():
        assert one.duration.mean is not None
        assert abs(one.duration.mean - statistics.fmean(lengths[name])) < 1e-9
        assert one.duration.median == statistics.median(lengths[name])
        assert one.wait.n == len(pauses[name])
        assert one.wait.median == (statistics.median(pauses[name]) if pauses[name] else None)
