"""When the tasks of a day are due, and how they stand."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant_tui.domain.duties import (
    TIME_TO_END,
    Doing,
    Hours,
    Phase,
    Task,
    TaskKind,
    TaskState,
    TaskStatus,
    Window,
    begin_by,
    faults,
    is_due_on,
    minutes_of,
    overlaid,
    phase_window,
    state,
    tasks_of,
    window,
)
from assistant_tui.domain.words import Words
from assistant_tui.domain.workdays import DayOfWork

SHANGHAI = ZoneInfo("Asia/Shanghai")
BERLIN = ZoneInfo("Europe/Berlin")
SATURDAY = date(2026, 11, 21)
NAME = Words("擦桌子", "Wipe the desk")
DESK = Task("desk", NAME, Phase.OPENING)
LAMP = Task("uv", Words("紫外线灯", "UV lamp"), Phase.MIDDAY, TaskKind.SPAN, length=timedelta(minutes=30))
MINUTE = timedelta(minutes=1)
ZONES = st.sampled_from(
    [SHANGHAI, BERLIN, *map(ZoneInfo, ("America/New_York", "Asia/Beirut", "Australia/Lord_Howe"))]
)
DAYS = st.dates(date(2000, 1, 1), date(2035, 12, 31))
TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0))
INSTANTS = st.integers(0, 525_600).map(lambda late: datetime(2026, 1, 1, tzinfo=UTC) + late * MINUTE)
TASKS = st.builds(
    Task,
    st.sampled_from("abcdef"),
    st.just(NAME),
    st.sampled_from(Phase),
    st.sampled_from(TaskKind),
    st.frozensets(st.integers(1, 7)),
    st.none() | TIMES,
    st.none() | TIMES,
    st.none() | st.timedeltas(timedelta(minutes=1), timedelta(hours=12)),
    st.none() | DAYS,
    st.booleans(),
)


def local(moment: datetime) -> str:
    return f"{moment.astimezone(SHANGHAI):%H:%M}"


@pytest.mark.parametrize(
    ("task", "since", "until"),
    [
        (DESK, "07:45", "08:00"),
        (LAMP, "12:00", "13:00"),
        (Task("away", NAME, Phase.CLOSING), "16:30", "17:30"),
        (Task("refill", NAME, Phase.MIDDAY, due_from=time(12, 30), due_by=time(13, 30)), "12:30", "13:30"),
        (Task("early", NAME, Phase.OPENING, due_by=time(7)), "07:00", "07:00"),
        (Task("late", NAME, Phase.OPENING, due_from=time(9)), "09:00", "09:00"),
    ],
)
def test_a_task_is_due_within_its_own_times_or_the_phases(task: Task, since: str, until: str) -> None:
    due = window(task, SATURDAY, Hours(), SHANGHAI)
    assert (local(due.since), local(due.until)) == (since, until)


def test_opening_is_the_quarter_hour_before_the_doctor() -> None:
    hours = Hours(doctor=time(8, 30), ahead=timedelta(minutes=20))
    since, until = phase_window(Phase.OPENING, SATURDAY, hours, SHANGHAI)
    assert (local(since), local(until)) == ("08:10", "08:30")


def test_a_window_keeps_its_length_on_days_when_the_clocks_change_at_night() -> None:
    for day in (date(2026, 3, 28), date(2026, 3, 29), date(2026, 10, 25)):
        due = window(LAMP, day, Hours(), BERLIN)
        assert due.until - due.since == timedelta(hours=1)
        assert due.since.astimezone(BERLIN).time() == time(12)


def test_a_time_that_the_clocks_skip_is_an_hour_later_on_the_wall() -> None:
    task = Task("night", NAME, Phase.OPENING, due_from=time(2, 30), due_by=time(3, 10))
    due = window(task, date(2026, 3, 29), Hours(), BERLIN)
    assert due.since == due.until == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


@given(TASKS, DAYS, ZONES)
def test_every_window_is_of_its_day_and_never_ends_before_it_begins(
    task: Task, day: date, zone: ZoneInfo
) -> None:
    due = window(task, day, Hours(), zone)
    assert due.since <= due.until
    assert {due.since.astimezone(zone).date(), due.until.astimezone(zone).date()} == {day}
    assert due.since <= begin_by(task, due) <= due.until


@given(TASKS, DAYS, ZONES, st.lists(INSTANTS, min_size=2))
def test_what_nobody_does_goes_from_ahead_to_due_to_overdue_and_never_back(
    task: Task, day: date, zone: ZoneInfo, moments: list[datetime]
) -> None:
    order = [TaskState.AHEAD, TaskState.DUE, TaskState.OVERDUE]
    due = window(task, day, Hours(), zone)
    seen = [order.index(state(task, due, None, now)) for now in sorted([*moments, due.since, due.until])]
    assert all(earlier <= later for earlier, later in pairwise(seen))
    assert state(task, due, None, due.since) is TaskState.DUE
    assert state(task, due, None, due.until + timedelta(milliseconds=1)) is TaskState.OVERDUE


@given(TASKS, st.sampled_from([TaskStatus.DONE, TaskStatus.SKIPPED]), INSTANTS)
def test_what_is_done_or_skipped_stays_so_at_any_time(task: Task, how: TaskStatus, now: datetime) -> None:
    due = window(task, SATURDAY, Hours(), SHANGHAI)
    assert state(task, due, Doing(how), now).value == how.value


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (timedelta(0), TaskState.RUNNING),
        (timedelta(minutes=29), TaskState.RUNNING),
        (timedelta(minutes=30), TaskState.DUE),
        (timedelta(minutes=30) + TIME_TO_END, TaskState.DUE),
        (timedelta(minutes=36), TaskState.OVERDUE),
    ],
)
def test_a_span_is_to_be_ended_when_it_has_lasted_long_enough(after: timedelta, expected: TaskState) -> None:
    begun = datetime(2026, 11, 21, 4, 40, tzinfo=UTC)
    due = window(LAMP, SATURDAY, Hours(), SHANGHAI)
    assert state(LAMP, due, Doing(TaskStatus.RUNNING, begun), begun + after) is expected


def test_a_span_without_a_length_runs_until_it_is_ended() -> None:
    begun = datetime(2026, 11, 21, 4, tzinfo=UTC)
    task = Task("fan", NAME, Phase.MIDDAY, TaskKind.SPAN)
    due = window(task, SATURDAY, Hours(), SHANGHAI)
    running = Doing(TaskStatus.RUNNING, begun)
    assert state(task, due, running, begun + timedelta(hours=9)) is TaskState.RUNNING


def test_a_span_has_minutes_once_it_is_over() -> None:
    begun = datetime(2026, 11, 21, 4, tzinfo=UTC)
    assert minutes_of(Doing(TaskStatus.RUNNING, begun)) is None
    assert minutes_of(Doing(TaskStatus.DONE, begun, begun + timedelta(minutes=31, seconds=59))) == 31
    assert minutes_of(Doing(TaskStatus.DONE, None, begun)) is None


def test_a_long_span_is_begun_in_time_to_be_over() -> None:
    due = Window(datetime(2026, 11, 21, 4, tzinfo=UTC), datetime(2026, 11, 21, 5, tzinfo=UTC))
    assert begin_by(LAMP, due) == datetime(2026, 11, 21, 4, 30, tzinfo=UTC)
    assert begin_by(Task("x", NAME, Phase.MIDDAY, length=timedelta(hours=3)), due) == due.since
    assert begin_by(DESK, due) == due.until


def test_tasks_are_due_on_working_days_on_their_weekdays_or_on_their_one_day() -> None:
    weekly = Task("weekly", NAME, Phase.CLOSING, weekdays=frozenset({6}))
    friday = Task("friday", NAME, Phase.CLOSING, weekdays=frozenset({5}))
    once = Task("once", NAME, Phase.OPENING, once=SATURDAY)
    tomorrow = Task("tomorrow", NAME, Phase.OPENING, once=date(2026, 11, 22))
    gone = Task("gone", NAME, Phase.OPENING, retired=True)
    tasks = (weekly, friday, once, tomorrow, gone, DESK)
    assert tasks_of(tasks, DayOfWork(SATURDAY, works=True)) == (once, DESK, weekly)
    assert tasks_of(tasks, DayOfWork(SATURDAY, works=False)) == (once,)


@given(st.lists(TASKS), DAYS, st.booleans())
def test_what_is_due_comes_phase_by_phase_and_each_task_once(
    tasks: list[Task], day: date, works: bool
) -> None:
    today = DayOfWork(day, works)
    due = tasks_of(tasks, today)
    phases = [list(Phase).index(task.phase) for task in due]
    assert phases == sorted(phases)
    assert sorted(map(repr, due)) == sorted(repr(task) for task in tasks if is_due_on(task, today))
    assert not any(task.retired for task in due)


@given(st.lists(TASKS, unique_by=lambda task: task.code), st.lists(TASKS, unique_by=lambda task: task.code))
def test_the_clinics_own_go_over_the_packs_and_keep_their_place(pack: list[Task], own: list[Task]) -> None:
    both = overlaid(pack, own)
    assert [task.code for task in both][: len(pack)] == [task.code for task in pack]
    assert len({task.code for task in both}) == len(both)
    assert set(own) <= set(both)


@pytest.mark.parametrize(
    ("task", "fields"),
    [
        (DESK, []),
        (LAMP, []),
        (Task("x", NAME, Phase.OPENING, due_from=time(9), due_by=time(9)), ["due_by"]),
        (Task("x", NAME, Phase.OPENING, length=timedelta(minutes=5)), ["minutes"]),
        (Task("x", NAME, Phase.OPENING, weekdays=frozenset({1}), once=SATURDAY), ["weekdays"]),
    ],
)
def test_a_task_that_makes_no_sense_is_found_out(task: Task, fields: list[str]) -> None:
    assert [field for field, _ in faults(task)] == fields
