"""The figures of a report, held against a naive count of random days; midnight, clock changes, empty days."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from assistant_tui import services
from assistant_tui.domain.clock import FixedClock, milliseconds
from assistant_tui.domain.saying import InputError
from assistant_tui.readmodels.reports import DayReport, Line
from assistant_tui.services.context import Context
from tests.factory import register
from tests.services.reports.naive import naive
from tests.services.reports.randomday import fill

SHANGHAI, BERLIN = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/Berlin")
COUNTED = {"visits", "waits", "service", "places", "orders", "watches"}
LEFT_TO_EXAMPLES = {"service/total", "watches/surgeries"}

DAYS = {
    "usual": (SHANGHAI, date(2026, 11, 20), datetime(2026, 11, 20, 0, tzinfo=UTC)),
    "midnight": (SHANGHAI, date(2026, 11, 20), datetime(2026, 11, 20, 10, tzinfo=UTC)),
    "spring": (BERLIN, date(2026, 3, 29), datetime(2026, 3, 28, 23, 30, tzinfo=UTC)),
    "autumn": (BERLIN, date(2026, 10, 25), datetime(2026, 10, 24, 22, 30, tzinfo=UTC)),
}


def lines(report: DayReport) -> dict[str, Line]:
    """All lines by `section/block/line`."""
    return {
        f"{section.code}/{block.code}/{line.code}": line
        for section in report.sections
        for block in section.blocks
        for line in block.lines
    }


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("which", DAYS)
def test_the_figures_are_those_of_a_naive_count(
    ctx: Context, clock: FixedClock, which: str, seed: int
) -> None:
    zone, day, begin = DAYS[which]
    ctx = replace(ctx, zone=zone)
    clock.at = begin + timedelta(days=2)
    fill(ctx, day, begin, seed)
    found = {
        name: line.cells
        for name, line in lines(services.reports.of_day(ctx, day)).items()
        if name.split("/")[0] in COUNTED and name.rsplit("/", 1)[0] not in LEFT_TO_EXAMPLES
    }
    expected = naive(ctx, day, zone, milliseconds(clock.now()))
    assert found.keys() == expected.keys()
    for name, cells in expected.items():
        # A figure is rounded to tenths at the very end.
        assert found[name] == pytest.approx(cells, abs=0.0501, nan_ok=False), name


@pytest.mark.parametrize("seed", range(8))
def test_a_figure_has_the_rows_behind_it(ctx: Context, clock: FixedClock, seed: int) -> None:
    _, day, begin = DAYS["usual"]
    clock.at = begin + timedelta(days=1)
    fill(ctx, day, begin, seed)
    found = lines(services.reports.of_day(ctx, day))
    for name, line in found.items():
        section, block, _ = name.split("/")
        if section in {"visits", "waits", "service"}:
            assert len(line.behind) == line.cells[0], name
        if section == "places":
            assert len(line.behind) == line.cells[1], name
        if (section, block) == ("orders", "category"):
            assert len(line.behind) == line.cells[0], name
        if (section, block) == ("watches", "rounds"):
            assert len(line.behind) == line.cells[1], name
    for code in ("visits", "noshow", "left_unseen"):
        assert found[f"glance/counts/{code}"].cells == found[f"visits/all/{code}"].cells
        assert found[f"glance/counts/{code}"].behind == found[f"visits/all/{code}"].behind


def test_an_empty_day_has_no_figure_of_nothing(ctx: Context) -> None:
    found = lines(services.reports.of_day(ctx))
    assert found["visits/all/visits"].cells == (0,)
    assert found["waits/all/all"].cells == (0, None, None, None, None)
    assert found["service/all/all"].cells == (0, None, None, None)
    assert "glance/times/wait" not in found
    assert "glance/shares/over" not in found
    assert not [name for name in found if name.startswith(("places", "orders", "watches", "incidents"))]


def test_a_day_that_has_not_come_has_no_report(ctx: Context) -> None:
    with pytest.raises(InputError, match="has not come yet"):
        services.reports.of_day(ctx, ctx.today() + timedelta(days=1))


def test_a_report_is_read_with_as_many_queries_however_many_came(ctx: Context, clock: FixedClock) -> None:
    day, begin = ctx.today(), ctx.now()
    counts = []
    for seed, visits in ((1, 5), (2, 60)):
        fill(ctx, day - timedelta(days=seed), begin - timedelta(days=seed), seed, visits)
        said: list[str] = []
        ctx.reading.set_trace_callback(said.append)
        services.reports.of_day(ctx, day - timedelta(days=seed))
        ctx.reading.set_trace_callback(None)
        counts.append(len(said))
    assert counts[0] == counts[1] < 30


def test_the_sweep_is_of_today_only(ctx: Context, clock: FixedClock) -> None:
    ticket = register(ctx).ticket
    day = ctx.today()
    assert [str(one.words) for one in services.reports.of_day(ctx).section("open").lines] == [  # type: ignore[union-attr]
        f"{ticket} is still here"
    ]
    clock.advance(days=1)
    assert services.reports.of_day(ctx, day).section("open").lines == ()  # type: ignore[union-attr]
