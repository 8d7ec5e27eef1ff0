"""Alerts of watches: never silent about a round that is due, never two for one cause."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from assistant_tui.domain.attention import NOW, Alert
from assistant_tui.domain.timetable import Every
from assistant_tui.domain.watchalerts import DOCTOR_COMES_WITHIN, Happened, WatchState, watch_alerts
from assistant_tui.domain.watches import RoundStatus, Running, standing

START = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
EVERY_20 = Every(first=timedelta(minutes=20), every=timedelta(minutes=20), rounds=6)
ZONE = ZoneInfo("Asia/Shanghai")


def state(now: datetime, done: set[int] = frozenset(), **more: object) -> WatchState:  # type: ignore[assignment]
    running = Running(START, EVERY_20, ZONE, dict.fromkeys(done, RoundStatus.DONE))
    return WatchState(7, 1, "A001", "Post-op", standing(running, now), **more)  # type: ignore[arg-type]


def raised(now: datetime, one: WatchState) -> list[Alert]:
    return list(watch_alerts([one], now))


def test_a_round_is_due_from_its_instant_on_until_it_is_done() -> None:
    before, at = START + timedelta(minutes=19, seconds=59), START + timedelta(minutes=20)
    assert raised(before, state(before)) == []
    (alert,) = raised(at, state(at))
    assert (alert.key, alert.since, alert.escalates) == ("round/7/1", at, True)
    assert raised(at, state(at, {1})) == []


def test_of_rounds_that_nobody_did_only_the_last_is_to_be_done() -> None:
    now = START + timedelta(minutes=65)
    assert [alert.key for alert in raised(now, state(now))] == ["round/7/3"]


def test_an_alarming_value_asks_for_the_doctor_until_he_is_called() -> None:
    now = START + timedelta(minutes=30)
    alarm = Happened(41, now)
    (alert,) = raised(now, state(now, {1}, alarm=alarm))
    assert (alert.key, alert.priority, alert.escalates) == ("alarm/41", NOW, True)
    assert raised(now, state(now, {1}, alarm=alarm, call=Happened(5, now))) == []


def test_a_doctor_who_does_not_come_is_asked_for_again() -> None:
    called = START + timedelta(minutes=21)
    late = called + DOCTOR_COMES_WITHIN + timedelta(seconds=1)
    assert raised(late - timedelta(seconds=1), state(late, {1}, call=Happened(5, called))) == []
    (alert,) = raised(late, state(late, {1}, call=Happened(5, called)))
    assert (alert.key, str(alert.saying)) == (
        "doctor/5", "A001: the doctor was called 5 min ago and has not come",
    )  # fmt: skip


@given(st.integers(0, 9000), st.sets(st.integers(1, 6)))
def test_there_is_an_alert_exactly_while_a_round_waits(seconds: int, done: set[int]) -> None:
    now = START + timedelta(seconds=seconds)
    fallen_due = min(seconds // 1200, 6)
    waiting = fallen_due >= 1 and fallen_due not in done
    keys = [alert.key for alert in raised(now, state(now, done))]
    assert keys == ([f"round/7/{fallen_due}"] if waiting else [])
