"""Handing out event logs: what was taken in comes out as it was, own visits as their stays."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant_tui import services
from assistant_tui.domain.clock import FixedClock
from assistant_tui.domain.saying import InputError
from assistant_tui.services.context import Context
from assistant_tui.services.flow import exporting
from assistant_tui.services.flow.exporting import Source
from assistant_tui.services.flow.importing import import_flow
from tests.factory import register
from tests.services.flow.logs import (
    ALWAYS,
    HEADER,
    as_csv,
    as_xes,
    bring,
    desk_in_memory,
    faults,
    stays,
    written,
)

XES = """<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1.0" xmlns="http://www.xes-standard.org/">
  <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
  <global scope="event"><string key="concept:name" value="none"/></global>
  <string key="source" value="of the log"/>
  <trace>
    <string key="concept:name" value="A &amp; &quot;B&quot;"/>
    <int key="age" value="34"/>
    <event>
      <string key="concept:name" value="血 &lt;test&gt;"/>
      <string key="lifecycle:transition" value="start"/>
      <date key="time:timestamp" value="2020-01-06T08:00:00.000+01:00"/>
      <string key="org:resource" value="r1"/>
      <float key="cost" value="1.50"/>
      <boolean key="fasting" value="true"/>
      <string key="note" value="two&#10;lines"/>
      <string key="group" value="G"><int key="level" value="2"><id key="x" value="7"/></int></string>
      <list key="marks"><values><string key="m" value="1"/><string key="m" value="2"/></values></list>
    </event>
    <event>
      <string key="concept:name" value="血 &lt;test&gt;"/>
      <string key="lifecycle:transition" value="complete"/>
      <date key="time:timestamp" value="2020-01-06T08:10:00.000+01:00"/>
      <float key="cost" value="2.50"/>
    </event>
  </trace>
  <trace>
    <int key="concept:name" value="17"/>
    <event>
      <string key="concept:name" value="Lab"><string key="of" value="x"/></string>
      <date key="time:timestamp" value="2020-01-06T09:00:00.000+01:00"/>
    </event>
  </trace>
</log>
"""


@pytest.fixture
def fresh(new_file: Path, ctx: Context, clock: FixedClock) -> Callable[[], Context]:
    """Makes another workstation, in memory, as often as it is asked."""
    return lambda: desk_in_memory(new_file, ctx, clock)


def traces(xes: str) -> list[str]:
    """The traces without the blanks between elements, whatever the declared namespace."""
    root = ElementTree.fromstring(xes)  # noqa: S314 - our own text
    for element in root.iter():
        element.text = element.tail = None
    return [ElementTree.tostring(trace, "unicode") for trace in root if trace.tag.endswith("trace")]


def test_xes_goes_out_as_it_came_with_types_and_nested_attributes(ctx: Context) -> None:
    report = bring(ctx, XES)
    assert (report.events, report.bad) == (3, ())
    assert stays(ctx)[0][0] == "血 <test>"
    assert traces(as_xes(ctx)) == traces(XES)
    assert bring(ctx, as_xes(ctx)).written is False


def test_xes_says_what_tools_ask_for(ctx: Context) -> None:
    bring(ctx, XES)
    root = ElementTree.fromstring(as_xes(ctx))  # noqa: S314 - our own text
    space = "{http://www.xes-standard.org/}"
    assert {one.get("prefix") for one in root.findall(f"{space}extension")} == {
        "concept", "lifecycle", "org", "time",
    }  # fmt: skip
    assert root.find(f"{space}classifier[@keys='concept:name']") is not None


def test_xes_becomes_csv_with_all_its_attributes_as_text(ctx: Context) -> None:
    bring(ctx, XES)
    rows = list(csv.DictReader(io.StringIO(as_csv(ctx))))
    assert rows[0]["case:age"] == "34"
    assert (rows[0]["cost"], rows[1]["cost"], rows[0]["group"], rows[2]["activity"]) == (
        "1.50",
        "2.50",
        "G",
        "Lab",
    )
    assert rows[0]["time"] == "2020-01-06T08:00:00.000+01:00"


def test_a_log_is_known_again_in_the_other_form(ctx: Context) -> None:
    bring(ctx, XES)
    report = bring(ctx, as_csv(ctx))
    assert (report.known_events, report.written) == (3, False)


def test_the_events_of_a_trace_come_by_time_and_traces_as_the_file_has_them(ctx: Context) -> None:
    bring(ctx, "case,activity,time\nb,Y,2020-01-06 09:00\na,X,2020-01-06 07:00\nb,X,2020-01-06 08:00\n")
    root = ElementTree.fromstring(as_xes(ctx))  # noqa: S314 - our own text
    traces = root.iter("{http://www.xes-standard.org/}trace")
    values = [one.get("value") for of in traces for one in of.iter() if one.get("key") == "concept:name"]
    assert values == ["b", "X", "Y", "a", "X"]


def test_xes_in_other_encodings_is_read(ctx: Context) -> None:
    for number, encoding in enumerate(("utf-16", "gb18030", "utf-8-sig")):
        text = XES.replace('"UTF-8"', f'"{encoding.removesuffix("-sig")}"').replace("2020-", f"201{number}-")
        assert import_flow(ctx, text.encode(encoding)).events == 3


def test_csv_goes_out_as_it_came_whatever_the_texts(ctx: Context) -> None:
    rows = [
        ["=cmd()", "[b]X", "start", "2020-01-06T08:00:00+08:00", "", 'a,\r\n"b"', ""],
        ["=cmd()", "[b]X", "COMPLETE", "2020-01-06T08:30:00Z", "@r", " spaced ", "1"],
        ["=cmd()", "Ｙ", "suspend", "2020-01-06T00:00:00Z", "", "", ""],
    ]
    header = [*HEADER, "note", "case:age"]
    import_flow(ctx, written(rows, header))
    assert as_csv(ctx).encode() == written(rows, header)
    assert as_csv(ctx, excel=True).startswith("\ufeffcase,")
    assert "'=cmd()" in as_csv(ctx, excel=True)


def test_times_that_name_no_zone_go_out_with_the_clinics(ctx: Context) -> None:
    bring(ctx, "case,activity,time\n1,A,06.01.2020 08:00\n1,B,1578270000500\n")
    assert [row["time"] for row in csv.DictReader(io.StringIO(as_csv(ctx)))] == [
        "2020-01-06T08:00:00.000+08:00",
        "2020-01-06T08:20:00.500+08:00",
    ]


def test_case_names_that_two_logs_share_are_told_apart(ctx: Context) -> None:
    bring(ctx, "case,activity,time\n1,A,2020-01-06 08:00\n2,A,2020-01-06 08:00\n")
    bring(ctx, "case,activity,time\n1,A,2021-01-06 08:00\n")
    assert [row["case"] for row in csv.DictReader(io.StringIO(as_csv(ctx)))] == ["1:1", "2", "2:1"]


def test_own_visits_go_out_as_starts_and_completes_without_names(ctx: Context, clock: FixedClock) -> None:
    visit = register(ctx, "王芳")
    clock.advance(minutes=10)
    services.queue.call_next(ctx)
    bring(ctx, "case,activity,time\n1,A,2020-01-06 08:00\n")
    rows = list(csv.DictReader(io.StringIO(as_csv(ctx, Source.OWN))))
    assert [(row["case"], row["activity"], row["lifecycle"], row["resource"]) for row in rows] == [
        (f"2026-11-21 {visit.ticket}", "waiting", "start", ""),
        (f"2026-11-21 {visit.ticket}", "waiting", "complete", ""),
        (f"2026-11-21 {visit.ticket}", "room", "start", "王主任"),
    ]
    assert "王芳" not in as_csv(ctx, Source.ALL) + as_xes(ctx, Source.ALL)
    assert len(list(csv.reader(io.StringIO(as_csv(ctx, Source.ALL))))) == 1 + 1 + 3


def test_only_the_days_asked_for_go_out_and_that_is_journalled(ctx: Context) -> None:
    bring(ctx, "case,activity,time\n1,A,2020-01-06 08:00\n2,A,2020-01-07 08:00\n")
    days = exporting.days_of("2020-01-07", "2020-01-31")
    rows = exporting.export_events(ctx, days, lambda code, _: code)
    assert [row.case for row in rows] == ["2"]
    newest = services.history.recent(ctx)[0]
    assert (newest.action, newest.reason) == ("export", "flow 2020-01-07..2020-01-31, no identifiers")
    assert exporting.days_of().first == date.min
    for first, last in (("x", ""), ("2020-01-02", "2020-01-01")):
        with pytest.raises(InputError):
            exporting.days_of(first, last)


def test_figures_of_activities_take_own_visits_too(ctx: Context, clock: FixedClock) -> None:
    register(ctx, "王芳")
    clock.advance(minutes=10)
    services.queue.call_next(ctx)
    (room, waiting) = exporting.activities(ctx, ALWAYS, lambda code, _: code)
    assert (room.activity, room.n, room.duration_n, room.wait_mean_min) == ("room", 1, 0, 0.0)
    assert (waiting.activity, waiting.duration_mean_min, waiting.wait_n) == ("waiting", 10.0, 0)


_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), max_size=6)
_NAME = st.sampled_from(["1", "2", "c 3", "王", " =A1"])
_EVENT = st.tuples(
    _NAME,
    st.sampled_from(["A", "B", "抽血", "Lab", "<X>"]),
    st.sampled_from(["start", "complete", "START", "schedule", ""]),
    st.integers(0, 3_000),
    _TEXT,
    _TEXT,
)


def _rows(told: list[tuple[str, str, str, int, str, str]]) -> list[list[str]]:
    zero = datetime.fromisoformat("2020-01-06T08:00:00.000+08:00")
    return [
        [case, activity, transition, (zero + timedelta(minutes=minute)).isoformat(), resource, more]
        for case, activity, transition, minute, resource, more in told
    ]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_EVENT, min_size=1, max_size=20))
def test_whatever_the_log_it_is_kept_obeys_the_rules_and_goes_round(
    fresh: Callable[[], Context], told: list[tuple[str, str, str, int, str, str]]
) -> None:
    header = [*HEADER, "more", "case:first"]
    rows = [[*row, row[0][:1].strip()] for row in _rows(told)]
    desk, other = fresh(), fresh()
    report = import_flow(
        desk, written(rows, header), consult="A" if ("A" in {row[1] for row in rows}) else ""
    )
    assert (report.events, report.bad) == (len(rows), ())
    assert faults(desk) == []
    exported = as_csv(desk)
    assert list(csv.reader(io.StringIO(exported, newline=""))) == [header, *rows]
    assert not bring(desk, exported).written
    xes = as_xes(desk)
    assert bring(desk, xes).written is False
    assert bring(other, xes).events == len(rows)
    assert as_xes(other) == xes
    desk.database.close()
    other.database.close()
