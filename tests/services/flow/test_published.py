"""A published log of a hospital that nobody here has made, held against a computation that shares nothing."""

from __future__ import annotations

import csv
import io
import os
import statistics
from collections import Counter, defaultdict
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from assistant_tui import services
from assistant_tui.services.context import Context
from assistant_tui.services.flow import exporting
from assistant_tui.services.flow.eventrows import Role
from assistant_tui.services.flow.importing import import_flow
from assistant_tui.services.statgroups import daily
from assistant_tui.services.stats import Days
from tests.services.flow.logs import ALWAYS, as_csv, as_xes, bring

LOG = Path(
    os.environ.get(
        "ASSISTANT_TUI_FLOW_LOG",
        Path(__file__).parents[4] / "shared" / "data" / "patient_flow.csv",
    )
)
TOLD = {
    Role.CASE: "patient",
    Role.ACTIVITY: "handling",
    Role.TIME: "time",
    Role.LIFECYCLE: "registration_type",
    Role.RESOURCE: "employee",
}
MINUTE = timedelta(minutes=1)
pytestmark = pytest.mark.skipif(not LOG.exists(), reason="the published log is not on this machine")


def rows() -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(LOG.read_text(encoding="utf-8"))))


def moment(row: dict[str, str]) -> datetime:
    return datetime.strptime(row["time"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def durations() -> dict[str, list[float]]:
    """Minutes of each activity: here every case performs an activity once."""
    begun = {
        (row["patient"], row["handling"]): moment(row)
        for row in rows()
        if row["registration_type"] == "start"
    }
    found: defaultdict[str, list[float]] = defaultdict(list)
    for row in rows():
        if row["registration_type"] == "complete":
            found[row["handling"]].append((moment(row) - begun[row["patient"], row["handling"]]) / MINUTE)
    return found


def pauses() -> dict[str, list[float]]:
    """Minutes from the latest complete before each start, 0 while another goes on; none for the first."""
    cases: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows():
        cases[row["patient"]].append(row)
    found: defaultdict[str, list[float]] = defaultdict(list)
    for events in cases.values():
        begun = {row["handling"]: moment(row) for row in events if row["registration_type"] == "start"}
        over = {row["handling"]: moment(row) for row in events if row["registration_type"] == "complete"}
        for name, start in begun.items():
            earlier = [over[other] for other, at in begun.items() if at < start]
            if earlier:
                found[name].append(max((start - max(earlier)) / MINUTE, 0.0))
    return found


def test_every_event_is_taken_in_and_handed_out_in_order(ctx: Context) -> None:
    report = import_flow(ctx, LOG.read_bytes(), TOLD)
    assert (report.events, report.cases, report.bad, report.differs) == (5_442, 500, (), ())
    out = list(csv.DictReader(io.StringIO(as_csv(ctx))))
    assert [
        (row["activity"], row["case"], row["resource"], row["handling_id"], row["lifecycle"], row["time"])
        for row in out
    ] == [tuple(row.values()) for row in rows()]
    assert not bring(ctx, as_csv(ctx)).written
    assert not bring(ctx, as_xes(ctx)).written
    assert list(services.checking.check(ctx.database.path)) == []


def test_the_figures_of_activities_are_those_of_the_events(ctx: Context) -> None:
    import_flow(ctx, LOG.read_bytes(), TOLD)
    found = {one.activity: one for one in exporting.activities(ctx, ALWAYS, lambda code, _: code)}
    took, waited = durations(), pauses()
    assert set(found) == set(took)
    for name, one in found.items():
        tenths = statistics.quantiles(took[name], n=10, method="inclusive")
        assert (one.n, one.duration_n, one.wait_n) == (len(took[name]), len(took[name]), len(waited[name]))
        assert one.duration_mean_min == pytest.approx(statistics.fmean(took[name]), abs=0.051)
        assert one.duration_median_min == pytest.approx(statistics.median(took[name]), abs=0.051)
        assert one.duration_p90_min == pytest.approx(tenths[8], abs=0.051)
        if waited[name]:
            assert one.wait_mean_min == pytest.approx(statistics.fmean(waited[name]), abs=0.051)
            assert one.wait_median_min == pytest.approx(statistics.median(waited[name]), abs=0.051)


def test_the_daily_figures_are_those_of_the_events(ctx: Context) -> None:
    import_flow(ctx, LOG.read_bytes(), TOLD, consult="Triage and Assessment")
    first: dict[str, datetime] = {}
    last: dict[str, datetime] = {}
    seen: dict[str, datetime] = {}
    for row in rows():
        case, at = row["patient"], moment(row)
        first[case] = min(first.get(case, at), at)
        last[case] = max(last.get(case, at), at)
        if (row["handling"], row["registration_type"]) == ("Triage and Assessment", "start"):
            seen[case] = at
    days = {case: at.astimezone(ctx.zone).date() for case, at in first.items()}
    visits = Counter(days.values())
    found = {one.day: one for one in daily(ctx, Days(date(2016, 12, 1), date(2018, 12, 31)))}
    assert {day: one.visits for day, one in found.items() if one.visits} == dict(visits)
    for day in visits:
        of_day = [case for case, on in days.items() if on == day]
        wait = statistics.fmean((seen[case] - first[case]) / MINUTE for case in of_day)
        total = statistics.median((last[case] - first[case]) / MINUTE for case in of_day)
        assert (found[day].wait_n, found[day].fulfilled) == (len(of_day), len(of_day))
        assert found[day].wait_mean_min == pytest.approx(wait, abs=0.051)
        assert found[day].total_median_min == pytest.approx(total, abs=0.051)
