"""Alerts about the checklist: few, calm, one for each cause, never silent about what is late."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from assistant_tui.domain.attention import NOTE, SOON, Alert
from assistant_tui.domain.duties import Doing, Phase, Task, TaskKind, TaskState, TaskStatus, Window
from assistant_tui.domain.dutyalerts import Duty, duty_alerts
from assistant_tui.domain.words import Words

DAY = date(2026, 11, 21)
NOON = datetime(2026, 11, 21, 4, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
LENGTH = timedelta(minutes=30)


def after(minutes: int) -> datetime:
    return NOON + minutes * MINUTE


def duty(code: str, doing: Doing | None = None, *, span: bool = False, until: int = 60) -> Duty:
    kind = TaskKind.SPAN if span else TaskKind.TICK
    task = Task(code, Words("灯", "Lamp"), Phase.MIDDAY, kind, length=LENGTH if span else None)
    return Duty(task, Window(NOON, after(until)), doing, "13:00")


def raised(*duties: Duty, now: datetime) -> list[Alert]:
    return list(duty_alerts(duties, DAY, now))


DOINGS = st.one_of(
    st.none(),
    st.builds(Doing, st.just(TaskStatus.RUNNING), st.integers(-90, 90).map(after)),
    st.builds(
        lambda how, begun, spent: Doing(how, after(begun), after(begun + spent)),
        st.sampled_from([TaskStatus.DONE, TaskStatus.SKIPPED]),
        st.integers(-90, 90),
        st.integers(0, 90),
    ),
)


@st.composite
def days(draw: st.DrawFn) -> list[Duty]:
    """Tasks of a day, each of another code."""
    codes = draw(st.lists(st.sampled_from("abcdefgh"), unique=True))
    return [
        duty(code, draw(DOINGS), span=draw(st.booleans()), until=draw(st.integers(0, 240))) for code in codes
    ]


NOWS = st.integers(-60, 600).map(after)


def test_a_single_task_is_named_and_several_are_counted() -> None:
    (one,) = raised(duty("desk"), now=after(61))
    assert (str(one.saying), one.key, one.priority) == (
        "Midday: overdue: Lamp",
        "task/desk/2026-11-21",
        NOTE,
    )
    (both,) = raised(duty("desk"), duty("dress", until=30), now=after(61))
    assert (str(both.saying), both.key) == ("Midday: 2 tasks overdue", "task/dress/2026-11-21")
    assert both.since == after(30)


def test_a_span_is_called_to_mind_while_there_is_still_time_for_it() -> None:
    lamp = duty("uv", span=True)
    assert raised(lamp, now=after(29)) == []
    (reminder,) = raised(lamp, now=after(30))
    assert (str(reminder.saying), reminder.priority) == ("Lamp: by 13:00", NOTE)
    (late,) = raised(lamp, now=after(61))
    assert str(late.saying) == "Midday: overdue: Lamp"
    assert late.key == reminder.key


def test_a_span_that_has_lasted_long_enough_is_the_next_thing_to_do() -> None:
    lamp = duty("uv", Doing(TaskStatus.RUNNING, NOON), span=True)
    assert raised(lamp, now=after(29)) == []
    (alert,) = raised(lamp, now=after(31))
    assert (str(alert.saying), alert.priority, alert.since) == (
        "Lamp: on for 31 min, end it",
        SOON,
        after(30),
    )


@given(days(), NOWS)
def test_never_two_alerts_of_one_cause_nor_more_than_one_for_a_phases_overdue_tasks(
    duties: list[Duty], now: datetime
) -> None:
    alerts = raised(*duties, now=now)
    assert len({alert.key for alert in alerts}) == len(alerts)
    assert sum("overdue" in str(alert.saying) for alert in alerts) <= len(Phase)


@given(days(), NOWS)
def test_there_is_an_alert_whenever_something_is_overdue(duties: list[Duty], now: datetime) -> None:
    overdue = any(one.state(now) is TaskState.OVERDUE for one in duties)
    assert not overdue or raised(*duties, now=now)


@given(days(), NOWS)
def test_nothing_is_said_of_what_is_done_skipped_or_still_ahead(duties: list[Duty], now: datetime) -> None:
    quiet = {TaskState.DONE, TaskState.SKIPPED, TaskState.AHEAD}
    calm = [one for one in duties if one.state(now) in quiet]
    assert raised(*calm, now=now) == []
    assert all(alert.since <= now for alert in raised(*duties, now=now))


@given(days(), NOWS, st.data())
def test_the_order_of_the_tasks_does_not_matter(
    duties: list[Duty], now: datetime, data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(duties))
    assert set(map(repr, raised(*shuffled, now=now))) == set(map(repr, raised(*duties, now=now)))
