"""The checklist of a day on a real file."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from assistant_tui import services
from assistant_tui.domain.clock import FixedClock
from assistant_tui.domain.duties import Phase, Task, TaskKind, TaskState, TaskStatus
from assistant_tui.domain.saying import InputError, MissingError, RuleError
from assistant_tui.domain.words import Words
from assistant_tui.domain.workdays import HolidayState
from assistant_tui.readmodels.checklist import TaskRow
from assistant_tui.services import checklist
from assistant_tui.services.context import Context
from tests.conftest import ZONE
from tests.factory import register

SATURDAY = date(2026, 11, 21)
SUNDAY = date(2026, 11, 22)


def at(clock: FixedClock, day: date, hour: int, minute: int = 0) -> None:
    """Set the clock to that time in the clinic."""
    clock.at = datetime.combine(day, time(hour, minute), tzinfo=ZONE).astimezone(UTC)


def row(ctx: Context, code: str) -> TaskRow:
    (found,) = (one for one in checklist.today(ctx).rows if one.task.code == code)
    return found


def state(ctx: Context, code: str) -> TaskState:
    return row(ctx, code).state(ctx.now())


def test_the_day_has_the_packs_tasks_phase_by_phase(ctx: Context) -> None:
    listed = checklist.today(ctx)
    assert listed.day.works
    assert listed.day.state is HolidayState.ORDINARY
    codes = [one.task.code for one in listed.rows]
    expected = [task.code for task in ctx.pack.checklist if not task.weekdays]
    assert codes == expected
    assert [one.task.code for one in listed.of(Phase.MIDDAY)] == ["uv", "lunch", "refill"]


def test_a_tick_says_who_and_when_and_is_undone_whole(ctx: Context, clock: FixedClock) -> None:
    at(clock, SATURDAY, 7, 50)
    assert state(ctx, "desk") is TaskState.DUE
    done = checklist.do(ctx, "desk")
    assert done.record is not None
    assert (done.record.status, done.record.by, done.record.at) == (TaskStatus.DONE, "李敏", ctx.now())
    with pytest.raises(RuleError, match="done already, by 李敏"):
        checklist.do(ctx, "desk")
    services.history.undo(ctx)
    assert state(ctx, "desk") is TaskState.DUE
    checklist.do(ctx, "desk")
    assert state(ctx, "desk") is TaskState.DONE


def test_the_lamp_is_begun_and_ended_and_its_minutes_are_kept(ctx: Context, clock: FixedClock) -> None:
    at(clock, SATURDAY, 12, 5)
    with pytest.raises(RuleError, match="begun and ended"):
        checklist.do(ctx, "uv")
    with pytest.raises(RuleError, match="has not been begun"):
        checklist.end(ctx, "uv")
    checklist.begin(ctx, "uv")
    with pytest.raises(RuleError, match="running already"):
        checklist.begin(ctx, "uv")
    with pytest.raises(RuleError, match="end it first"):
        checklist.skip(ctx, "uv", "灯坏了")
    assert state(ctx, "uv") is TaskState.RUNNING
    clock.advance(minutes=33)
    ended = checklist.end(ctx, "uv")
    assert ended.record is not None
    assert ended.record.minutes == 33
    services.history.undo(ctx)
    assert row(ctx, "uv").record is not None
    assert state(ctx, "uv") is TaskState.DUE  # to be ended


def test_a_lamp_can_be_entered_late_with_its_true_times(ctx: Context, clock: FixedClock) -> None:
    at(clock, SATURDAY, 12, 50)
    began = ctx.now() - timedelta(minutes=40)
    checklist.begin(ctx, "uv", at=began)
    with pytest.raises(InputError):
        checklist.end(ctx, "uv", at=began - timedelta(minutes=1))
    with pytest.raises(InputError):
        checklist.end(ctx, "uv", at=ctx.now() + timedelta(minutes=1))
    ended = checklist.end(ctx, "uv", at=began + timedelta(minutes=30))
    assert ended.record is not None
    assert (ended.record.started_at, ended.record.minutes) == (began, 30)


def test_what_was_skipped_has_a_reason_and_can_be_done_after_all(ctx: Context) -> None:
    with pytest.raises(InputError, match="why"):
        checklist.skip(ctx, "couch", "  ")
    skipped = checklist.skip(ctx, "couch", "床单未送到")
    assert skipped.record is not None
    assert (skipped.record.status, skipped.record.reason) == (TaskStatus.SKIPPED, "床单未送到")
    noted = checklist.note(ctx, "couch", "已电话催")
    assert noted.record is not None
    assert (noted.record.status, noted.record.reason) == (TaskStatus.SKIPPED, "床单未送到")
    done = checklist.do(ctx, "couch")
    assert done.record is not None
    assert (done.record.status, done.record.reason, done.record.note) == (TaskStatus.DONE, "", "已电话催")


def test_a_skipped_lamp_can_still_be_begun(ctx: Context, clock: FixedClock) -> None:
    at(clock, SATURDAY, 12, 10)
    checklist.skip(ctx, "uv", "有患者")
    clock.advance(minutes=5)
    begun = checklist.begin(ctx, "uv")
    assert begun.record is not None
    assert (begun.record.started_at, begun.record.ended_at) == (ctx.now(), None)


def test_a_note_is_what_some_tasks_are_done_with(ctx: Context) -> None:
    with pytest.raises(InputError, match="Write down"):
        checklist.do(ctx, "meeting")
    assert checklist.note(ctx, "meeting", "王主任下午停诊").record is not None
    ticked = checklist.note(ctx, "desk", "笔没水了")
    assert ticked.record is not None
    assert (ticked.record.status, ticked.record.note) == (TaskStatus.DONE, "笔没水了")
    begun = checklist.note(ctx, "uv", "提前")
    assert begun.record is not None
    assert begun.record.status is TaskStatus.RUNNING
    with pytest.raises(InputError):
        checklist.note(ctx, "desk", "")


def test_an_unknown_task_is_named_with_those_there_are(ctx: Context) -> None:
    with pytest.raises(MissingError, match="uv"):
        checklist.do(ctx, "moon")


def test_another_days_task_can_be_done_today(ctx: Context) -> None:
    assert "weekly-clean" not in {one.task.code for one in checklist.today(ctx).rows}
    checklist.do(ctx, "weekly-clean")
    assert state(ctx, "weekly-clean") is TaskState.DONE


def test_nothing_is_due_on_a_day_off_until_somebody_comes(ctx: Context, clock: FixedClock) -> None:
    at(clock, SUNDAY, 9)
    assert checklist.today(ctx).rows == ()
    assert not checklist.today(ctx).day.works
    register(ctx)
    assert checklist.today(ctx).day.works
    assert len(checklist.today(ctx).rows) > 10


def test_public_holidays_are_off_and_moved_workdays_are_worked(ctx: Context, clock: FixedClock) -> None:
    at(clock, date(2026, 10, 2), 9)
    assert checklist.today(ctx).rows == ()
    at(clock, date(2026, 9, 20), 9)  # a Sunday
    assert checklist.today(ctx).day.state is HolidayState.WORKDAY
    assert checklist.today(ctx).rows
    at(clock, date(2027, 10, 4), 9)
    assert checklist.today(ctx).day.state is HolidayState.UNCONFIRMED
    assert checklist.today(ctx).rows


def test_a_task_for_one_day_is_due_on_that_day_only(ctx: Context, clock: FixedClock) -> None:
    first = checklist.add_once(ctx, SUNDAY, "检修牙椅", Phase.CLOSING)
    second = checklist.add_once(ctx, SUNDAY, "检修牙椅", Phase.CLOSING)
    assert first.code != second.code
    assert "检修牙椅" not in {one.task.name.zh_CN for one in checklist.today(ctx).rows}
    at(clock, SUNDAY, 17)
    assert [one.task.code for one in checklist.today(ctx).rows] == [first.code, second.code]
    checklist.do(ctx, first.code)
    at(clock, SUNDAY + timedelta(days=1), 9)
    assert first.code not in {one.task.code for one in checklist.today(ctx).rows}
    with pytest.raises(InputError, match="over"):
        checklist.add_once(ctx, SUNDAY, "晚了", Phase.OPENING)
    with pytest.raises(InputError, match="what is to be done"):
        checklist.add_once(ctx, SUNDAY + timedelta(days=1), " ", Phase.OPENING)


def test_the_clinics_own_goes_over_the_packs(ctx: Context) -> None:
    desk = checklist.task(ctx, "desk")
    moved = replace(desk, name=Words("擦桌子", ""), due_by=time(7, 30), weekdays=frozenset({6}))
    kept = checklist.change(ctx, moved)
    assert kept.name == Words("擦桌子", "擦桌子")
    assert row(ctx, "desk").task == kept
    assert row(ctx, "desk").own
    assert checklist.change(ctx, replace(kept, weekdays=frozenset())).weekdays == frozenset()
    lamp = Task("fan", Words("排风扇", "Fan"), Phase.MIDDAY, TaskKind.SPAN, length=timedelta(minutes=20))
    assert checklist.change(ctx, lamp) == lamp == row(ctx, "fan").task
    before = len(services.history.recent(ctx, 500))
    checklist.change(ctx, lamp)
    assert len(services.history.recent(ctx, 500)) == before


@pytest.mark.parametrize(
    "task",
    [
        Task("Bad Code", Words("x", "x"), Phase.OPENING),
        Task("x", Words("", " "), Phase.OPENING),
        Task("x", Words("x", "x"), Phase.OPENING, length=timedelta(minutes=5)),
        Task("x", Words("x", "x"), Phase.OPENING, TaskKind.SPAN, length=timedelta(days=2)),
        Task("x", Words("x", "x"), Phase.OPENING, due_from=time(9), due_by=time(8)),
    ],
)
def test_a_task_that_makes_no_sense_is_refused(ctx: Context, task: Task) -> None:
    with pytest.raises(InputError):
        checklist.change(ctx, task)


def test_a_retired_task_is_due_no_more_and_its_record_stays(ctx: Context, clock: FixedClock) -> None:
    checklist.do(ctx, "desk")
    checklist.retire(ctx, "desk")
    assert state(ctx, "desk") is TaskState.DONE
    at(clock, SATURDAY + timedelta(days=2), 9)
    assert "desk" not in {one.task.code for one in checklist.today(ctx).rows}
    with pytest.raises(MissingError):
        checklist.do(ctx, "desk")
    assert [past.day for past in checklist.history(ctx, "desk")] == [SATURDAY]


def test_what_was_retired_by_mistake_comes_back(ctx: Context) -> None:
    checklist.retire(ctx, "desk")
    services.history.undo(ctx)
    assert checklist.do(ctx, "desk").record is not None


def test_the_history_of_a_task_has_the_days_on_which_nobody_did_it(ctx: Context, clock: FixedClock) -> None:
    friday = SATURDAY - timedelta(days=1)
    at(clock, friday - timedelta(days=1), 9)
    checklist.do(ctx, "desk")
    at(clock, friday, 9)
    checklist.do(ctx, "air")
    at(clock, SATURDAY, 9)
    checklist.skip(ctx, "desk", "桌子搬走了")
    found = checklist.history(ctx, "desk")
    assert [(past.day.day, past.record and past.record.status) for past in found] == [
        (21, TaskStatus.SKIPPED),
        (20, None),
        (19, TaskStatus.DONE),
    ]
    assert [past.day.day for past in checklist.history(ctx, "desk", days=2)] == [21, 20]
    with pytest.raises(MissingError):
        checklist.history(ctx, "moon")


def test_late_tasks_are_one_calm_alert_for_each_phase(ctx: Context, clock: FixedClock) -> None:
    at(clock, SATURDAY, 9)
    checklist.do(ctx, "desk")
    (opening,) = checklist.alerts(checklist.today(ctx), ctx.now())
    assert opening.priority == 3
    assert opening.key == "task/air/2026-11-21"
    count = len(checklist.today(ctx).of(Phase.OPENING)) - 1
    assert str(opening.saying) == f"Opening: {count} tasks overdue"


def test_nobody_is_reminded_of_a_checklist_that_nobody_uses(ctx: Context, clock: FixedClock) -> None:
    def told() -> list[str]:
        return [alert.key for alert in services.board.read(ctx).alerts]

    at(clock, SATURDAY, 9)
    assert services.board.read(ctx).checklist is None
    assert told() == []
    checklist.do(ctx, "desk")
    assert services.board.read(ctx).checklist == checklist.today(ctx)
    assert told() == ["task/air/2026-11-21"]
    at(clock, SATURDAY + timedelta(days=30), 9)
    assert told() == ["task/air/2026-12-21"]
    at(clock, SATURDAY + timedelta(days=31), 9)
    assert told() == []


def test_the_lamp_is_called_to_mind_before_it_is_too_late_and_while_it_burns(
    ctx: Context, clock: FixedClock
) -> None:
    for one in checklist.today(ctx).of(Phase.OPENING):
        checklist.note(ctx, one.task.code, "好")
    at(clock, SATURDAY, 12, 29)
    assert checklist.alerts(checklist.today(ctx), ctx.now()) == ()
    at(clock, SATURDAY, 12, 31)
    (lamp,) = checklist.alerts(checklist.today(ctx), ctx.now())
    assert (lamp.priority, lamp.key) == (3, "task/uv/2026-11-21")
    assert str(lamp.saying).endswith("by 13:00")
    checklist.begin(ctx, "uv")
    assert checklist.alerts(checklist.today(ctx), ctx.now()) == ()
    clock.advance(minutes=30)
    found = checklist.alerts(checklist.today(ctx), ctx.now())
    assert (found[0].priority, found[0].key) == (2, "task/uv/2026-11-21")
    checklist.end(ctx, "uv")
    left = checklist.alerts(checklist.today(ctx), ctx.now())
    assert not [alert for alert in left if "/uv/" in alert.key]


def test_reading_the_day_takes_the_same_few_statements_however_much_is_done(ctx: Context) -> None:
    def statements() -> int:
        run: list[str] = []
        ctx.reading.set_trace_callback(run.append)
        checklist.alerts(checklist.today(ctx), ctx.now())
        ctx.reading.set_trace_callback(None)
        return len(run)

    assert statements() == 2
    for one in checklist.today(ctx).rows:
        checklist.note(ctx, one.task.code, "好")
    assert statements() == 2


def test_the_sweep_names_who_is_inside_and_what_slips_wait_for(ctx: Context) -> None:
    from tests.services.orders.catalogue import BLOOD, draft, with_catalogue  # noqa: PLC0415

    clinic = with_catalogue(ctx)
    assert checklist.sweep(services.board.read(clinic)) == ()
    visit = register(clinic)
    draft(clinic, visit, BLOOD)
    found = checklist.sweep(services.board.read(clinic))
    assert [(one.key, one.screen, one.visit_id) for one in found] == [
        (f"inside/{visit.visit_id}", "whereabouts", visit.visit_id),
        ("slips/sign", "orders", visit.visit_id),
    ]
