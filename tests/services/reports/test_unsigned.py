"""A day without a signed report is pointed out on the board of the days after it, until it is signed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from assistant_tui import services
from assistant_tui.domain.attention import NOTE, Alert
from assistant_tui.domain.clock import FixedClock
from assistant_tui.domain.saying import RuleError
from assistant_tui.domain.targets import Place
from assistant_tui.services.context import Context
from tests.factory import register
from tests.services.reports.randomday import fill

SATURDAY = date(2026, 11, 21)
"""The day on which the tests' clinic opens."""


def reminder(ctx: Context) -> Alert | None:
    """The board's alert about reports; there is never more than one."""
    found = [alert for alert in services.board.read(ctx).alerts if alert.target.place is Place.REPORT]
    assert len(found) <= 1
    return found[0] if found else None


def sign(ctx: Context, day: date) -> None:
    services.reports.sign(ctx, day, ctx.doctor_name, on_paper=True)


def days_with_visits(ctx: Context, clock: FixedClock, count: int) -> list[date]:
    """So many days with a visit each; it is the morning after them."""
    days = []
    for _ in range(count):
        register(ctx)
        days.append(ctx.today())
        clock.advance(days=1)
    return days


def test_the_day_itself_is_not_spoken_of_and_the_next_morning_is(ctx: Context, clock: FixedClock) -> None:
    register(ctx)
    assert services.reports.unsigned(ctx) == ()
    assert reminder(ctx) is None
    clock.at = datetime(2026, 11, 22, tzinfo=ctx.zone).astimezone(UTC)
    assert services.reports.unsigned(ctx) == (SATURDAY,)
    alert = reminder(ctx)
    assert alert is not None
    assert str(alert.saying) == "The report of 11-21 is not signed"
    assert (alert.priority, alert.target.row, alert.since) == (NOTE, "2026-11-21", clock.at)


def test_signing_settles_it_and_the_day_before_is_next(ctx: Context, clock: FixedClock) -> None:
    first, *_, last = days = days_with_visits(ctx, clock, 4)
    sign(ctx, first)
    assert services.reports.unsigned(ctx) == tuple(days[1:])
    alert = reminder(ctx)
    assert alert is not None
    assert (alert.key, str(alert.saying)) == (
        f"report/{last}",
        "The report of 11-24 is not signed, and 2 before it",
    )
    for day in reversed(days[1:]):
        alert = reminder(ctx)
        assert alert is not None
        assert alert.target.row == day.isoformat()
        sign(ctx, day)
    assert reminder(ctx) is None
    assert services.reports.unsigned(ctx) == ()


def test_a_room_that_never_signed_is_told_of_its_last_day_only(ctx: Context, clock: FixedClock) -> None:
    days = days_with_visits(ctx, clock, 5)
    assert services.reports.unsigned(ctx) == tuple(days)
    alert = reminder(ctx)
    assert alert is not None
    assert str(alert.saying) == "The report of 11-25 is not signed"
    sign(ctx, days[-1])  # what was before there were signatures stays as it is
    assert reminder(ctx) is None
    assert services.reports.unsigned(ctx) == tuple(days[:-1])


def test_a_file_of_old_days_asks_for_nothing(ctx: Context, clock: FixedClock) -> None:
    days_with_visits(ctx, clock, 3)
    clock.advance(days=30)
    assert services.reports.unsigned(ctx) == ()
    assert reminder(ctx) is None


@pytest.mark.parametrize(("back", "found"), [(29, True), (30, True), (31, False)])
def test_it_looks_thirty_days_back(ctx: Context, clock: FixedClock, back: int, found: bool) -> None:
    register(ctx)
    clock.advance(days=back)
    assert (services.reports.unsigned(ctx) == (SATURDAY,)) is found


def test_a_day_with_nothing_but_mistakes_needs_no_report(ctx: Context, clock: FixedClock) -> None:
    one, other = register(ctx), register(ctx, "曾敏")
    services.queue.enter_in_error(ctx, one.visit_id, reason="重复登记")
    clock.advance(days=1)
    assert services.reports.unsigned(ctx) == (SATURDAY,)
    services.queue.enter_in_error(ctx, other.visit_id, reason="重复登记")
    assert services.reports.unsigned(ctx) == ()


def test_a_change_of_a_signed_day_is_an_amendment_and_no_reminder(ctx: Context, clock: FixedClock) -> None:
    visit = register(ctx)
    clock.advance(days=1)
    sign(ctx, SATURDAY)
    services.queue.leave(ctx, visit.visit_id)
    assert services.reports.state(ctx, SATURDAY).amendments
    assert reminder(ctx) is None


def test_another_room_s_days_and_signatures_are_its_own(ctx: Context, clock: FixedClock) -> None:
    begin = clock.now()
    for seed in range(2):
        day = SATURDAY + timedelta(days=seed)
        fill(ctx, day, begin + timedelta(days=seed), seed, visits=30)
    clock.advance(days=2)
    other = replace(ctx, room_id=2, room_name="二诊室")
    sign(ctx, SATURDAY)
    sign(ctx, SATURDAY + timedelta(days=1))
    assert services.reports.unsigned(ctx) == ()
    assert services.reports.unsigned(other) == (SATURDAY, SATURDAY + timedelta(days=1))


@pytest.mark.parametrize("change", [date(2026, 3, 29), date(2026, 10, 25)])
def test_the_day_of_a_clock_change_is_over_at_local_midnight(
    ctx: Context, clock: FixedClock, change: date
) -> None:
    berlin = replace(ctx, zone=ZoneInfo("Europe/Berlin"))
    begin = datetime(change.year, change.month, change.day, 12, tzinfo=berlin.zone)
    midnight = datetime(change.year, change.month, change.day + 1, tzinfo=berlin.zone).astimezone(UTC)
    fill(berlin, change, begin.astimezone(UTC), seed=1)
    clock.at = midnight - timedelta(seconds=1)
    assert services.reports.unsigned(berlin) == ()
    clock.at = midnight
    assert services.reports.unsigned(berlin) == (change,)
    alert = reminder(berlin)
    assert alert is not None
    assert alert.since == midnight


def test_it_can_be_silenced_like_any_other(ctx: Context, clock: FixedClock) -> None:
    days_with_visits(ctx, clock, 1)
    services.alerts.acknowledge(ctx, "report/2026-11-21")
    assert "report/2026-11-21" in services.board.read(ctx).heard
    sign(ctx, SATURDAY)
    with pytest.raises(RuleError, match="not there any more"):
        services.alerts.acknowledge(ctx, "report/2026-11-21")
