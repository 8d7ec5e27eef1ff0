"""Escalation: what is due gets louder until it is done, and is never silent for longer than 5 minutes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from assistant_tui.domain.attention import NOTE, NOW, SOON, Alert
from assistant_tui.domain.escalation import (
    LONGEST_SILENCE,
    REPEATS_EVERY,
    Bell,
    Loudness,
    loudness,
    overlaid,
    silent_until,
)
from assistant_tui.domain.saying import say
from assistant_tui.domain.targets import Place, Target

AT = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
SECONDS = st.integers(-3 * 86_400, 3 * 86_400).map(lambda seconds: timedelta(seconds=seconds))


def alert(*, key: str = "round/1", priority: int = SOON, escalates: bool = True) -> Alert:
    return Alert(priority, say("due"), 1, key, AT, Target(Place.ROUND, 1), escalates)


def later(**delta: float) -> datetime:
    return AT + timedelta(**delta)


def test_a_round_gets_louder_with_every_step() -> None:
    steps = [loudness(alert(), later(seconds=s), {}) for s in (0, 119, 120, 299, 300, 86_400)]
    assert [step.name for step in steps] == [
        "BELL", "BELL", "REPEATING", "REPEATING", "OVERLAY", "OVERLAY",
    ]  # fmt: skip


def test_what_does_not_escalate_stays_a_line_with_one_bell_when_urgent() -> None:
    for priority, loud in ((NOW, Loudness.BELL), (SOON, Loudness.LINE), (NOTE, Loudness.LINE)):
        assert loudness(alert(priority=priority, escalates=False), later(hours=3), {}) is loud


def test_acknowledging_silences_for_five_minutes_and_not_longer() -> None:
    heard = {"round/1": silent_until(later(minutes=6), timedelta(hours=2))}
    assert heard["round/1"] == later(minutes=11)
    assert loudness(alert(), later(minutes=10, seconds=59), heard) is Loudness.SILENT
    assert loudness(alert(), later(minutes=11), heard) is Loudness.OVERLAY
    assert overlaid([alert()], later(minutes=10), heard) == ()
    assert loudness(alert(key="round/2"), later(minutes=7), heard) is Loudness.OVERLAY


@given(SECONDS, SECONDS)
def test_no_clock_makes_an_alert_silent_for_longer_than_five_minutes(
    heard_at: timedelta, jump: timedelta
) -> None:
    heard = {"round/1": silent_until(AT + heard_at)}
    now = AT + heard_at + jump
    if loudness(alert(), now, heard) is Loudness.SILENT:
        assert loudness(alert(), now + LONGEST_SILENCE, heard) is not Loudness.SILENT


def test_the_bell_rings_once_then_every_half_minute_while_overdue() -> None:
    bell = Bell()
    rung = [second for second in range(400) if bell.rings([alert()], later(seconds=second), {})]
    assert rung[:4] == [0, 120, 150, 180]
    assert {after - before for before, after in pairwise(rung[1:])} == {REPEATS_EVERY.seconds}


def test_an_alert_that_comes_back_rings_anew() -> None:
    bell = Bell()
    assert bell.rings([alert()], AT, {})
    assert not bell.rings([alert()], later(seconds=1), {})
    assert not bell.rings([], later(seconds=2), {})
    assert bell.rings([alert()], later(seconds=3), {})


@given(st.lists(SECONDS, max_size=30))
def test_whatever_the_clock_does_what_is_overdue_is_rung_for_within_half_a_minute(
    steps: list[timedelta],
) -> None:
    bell = Bell()
    now = later(minutes=3)
    for step in steps:
        bell.rings([alert()], now, {})
        now = max(now + step, later(minutes=3))
    rings = [bell.rings([alert()], now + timedelta(seconds=second), {}) for second in range(31)]
    assert any(rings)
