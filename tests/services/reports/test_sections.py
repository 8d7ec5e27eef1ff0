"""What the report says of duties, supplies, incidents and dates to come back, by example."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from assistant_tui import services
from assistant_tui.domain.clock import FixedClock
from assistant_tui.domain.incidents import IncidentKind
from assistant_tui.domain.supplies import SupplyKind
from assistant_tui.i18n import spoken
from assistant_tui.readmodels.reports import Line
from assistant_tui.services import checklist
from assistant_tui.services.context import Context
from tests.conftest import ZONE
from tests.factory import register
from tests.services.reports.test_figures import lines


def at(ctx: Context, clock: FixedClock, hour: int, minute: int = 0) -> None:
    """Set the clock to that time of today in the clinic."""
    clock.at = datetime.combine(ctx.today(), time(hour, minute), tzinfo=ZONE).astimezone(UTC)


def said(line: Line) -> list[str]:
    """The rows behind a figure, in words."""
    return [f"{row.ticket} {spoken(row.words)}".strip() for row in line.behind]


def test_tasks_are_on_time_late_left_out_or_not_done(ctx: Context, clock: FixedClock) -> None:
    opening = [row.task for row in checklist.today(ctx).rows if row.task.phase == "opening"]
    first, second, third = (task.code for task in opening[:3])
    at(ctx, clock, 7, 50)
    checklist.do(ctx, first)
    at(ctx, clock, 9)
    checklist.do(ctx, second)
    checklist.skip(ctx, third, "停电")
    found = lines(services.reports.of_day(ctx))
    assert found["checklist/phase/opening"].cells == (len(opening), 1, 1, 1, len(opening) - 3)
    assert said(found["checklist/phase/opening"]).count(f"{opening[2].name}: left out, 停电") == 1
    assert spoken(found[f"checklist/undone/{third}"].note) == "left out: 停电"  # type: ignore[arg-type]
    assert f"checklist/undone/{first}" not in found
    assert spoken(found[f"checklist/undone/{opening[3].code}"].note).startswith("not done, was due by")  # type: ignore[arg-type]
    assert "checklist/undone/uv" not in found  # it is still to come


def test_supplies_say_what_moved_and_on_the_day_what_to_fetch(ctx: Context, clock: FixedClock) -> None:
    supply = ctx.pack.supplies[0]
    services.supplies.enter(ctx, SupplyKind.COUNT, {supply.code: supply.par})
    services.supplies.enter(ctx, SupplyKind.USED, {supply.code: 2})
    day = ctx.today()
    found = lines(services.reports.of_day(ctx))
    assert found[f"supplies/moved/{supply.code}"].cells == (0, 2, 0, supply.par - 2)
    assert said(found[f"supplies/moved/{supply.code}"]) == [
        f"counted {supply.par}, by {ctx.actor}", f"used 2, by {ctx.actor}"
    ]  # fmt: skip
    assert found[f"supplies/fetch/{supply.code}"].cells == (supply.par - 2, supply.par, 2)
    clock.advance(days=1)
    services.supplies.enter(ctx, SupplyKind.USED, {supply.code: 1})
    found = lines(services.reports.of_day(ctx, day))
    assert found[f"supplies/moved/{supply.code}"].cells == (0, 2, 0, supply.par - 2)
    assert f"supplies/fetch/{supply.code}" not in found


def test_what_is_open_comes_first_when_the_room_is_to_be_left(ctx: Context, clock: FixedClock) -> None:
    register(ctx)
    at(ctx, clock, 11)
    assert [one.code for one in services.reports.of_day(ctx).sections][-1] == "open"
    at(ctx, clock, 16, 30)
    assert [one.code for one in services.reports.of_day(ctx).sections][:3] == ["glance", "open", "visits"]


def test_incidents_were_reported_in_time_or_not(ctx: Context, clock: FixedClock) -> None:
    visit = register(ctx)
    early = services.incidents.report(ctx, IncidentKind.DAMAGE, "杯子碎了", visit_id=visit.visit_id)
    late = services.incidents.report(ctx, IncidentKind.DAMAGE, "灯坏了")
    clock.advance(minutes=10)
    services.incidents.reported(ctx, early.incident_id, to="护士长")
    clock.advance(minutes=40)
    services.incidents.reported(ctx, late.incident_id, to="护士长")
    services.incidents.follow_up(ctx, late.incident_id, action="换了灯", closed=True)
    found = lines(services.reports.of_day(ctx))
    assert found["incidents/kind/damage"].cells == (2, 1, 1, 1)
    assert said(found["incidents/kind/damage"]) == [f"{visit.ticket} 杯子碎了, reported", "灯坏了, closed"]
    assert found["glance/counts/incidents"].cells == (2,)


def test_who_was_to_come_back_came_or_did_not(ctx: Context, clock: FixedClock) -> None:
    first, second = register(ctx, "王芳"), register(ctx, "李强")
    for visit in (first, second):
        services.gate.agree_return(ctx, visit.visit_id, ctx.today() + timedelta(days=7))
    found = lines(services.reports.of_day(ctx))
    assert found["returns/agreed/agreed"].cells == (2,)
    clock.advance(days=7)
    back = register(ctx, patient_id=second.patient_id)
    found = lines(services.reports.of_day(ctx))
    assert [found[f"returns/due/{code}"].cells for code in ("due", "came", "missing")] == [(2,), (1,), (1,)]
    assert found["returns/due/came"].behind[0].visit_id == back.visit_id
    assert spoken(found["returns/due/missing"].words) == "not here yet"
    clock.advance(days=1)
    found = lines(services.reports.of_day(ctx, ctx.today() - timedelta(days=1)))
    assert spoken(found["returns/due/missing"].words) == "did not come"
