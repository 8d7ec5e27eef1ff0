"""Event logs as process-mining tools want them: case, activity, start, complete and resource are found."""

from __future__ import annotations

import csv
import importlib
import io
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from assistant_tui import services
from assistant_tui.domain.clock import FixedClock
from assistant_tui.export.tabular import write_csv
from assistant_tui.readmodels.flow import PerformanceRow
from assistant_tui.services.context import Context
from assistant_tui.services.flow import exporting
from assistant_tui.services.flow.exporting import BY_NUMBER, Source
from assistant_tui.services.naming import naming
from tests.factory import register
from tests.services.flow.logs import ALWAYS, as_csv, as_xes, bring

NAMESPACE = "{http://www.xes-standard.org/}"
TYPES = {
    "string": ".*",
    "date": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)",
    "int": r"[+-]?\d+",
    "float": r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?|INF|-INF|NaN",
    "boolean": "true|false|0|1",
    "id": r"\S+",
}
KEY = bytes(range(32))


def wide(ctx: Context, source: Source = Source.ALL, **options: Any) -> list[dict[str, str]]:
    """What `export flow --wide` writes, read as text."""
    file = io.StringIO(newline="")
    names = naming(ctx, **options) if options else BY_NUMBER
    rows = exporting.export_performances(ctx, ALWAYS, lambda code, _: code, source=source, naming=names)
    write_csv(rows, file, kind=PerformanceRow)
    file.seek(0)
    return list(csv.DictReader(file))


@pytest.fixture
def played(ctx: Context, clock: FixedClock) -> Context:
    """Somebody has been with the doctor and waits for the lab."""
    register(ctx, "王芳")
    clock.advance(minutes=10)
    row = services.queue.call_next(ctx)
    clock.advance(minutes=5, milliseconds=250)
    services.queue.finish(ctx, row.visit_id, to="lab")
    return ctx


def test_a_row_has_case_activity_start_complete_and_resource(played: Context) -> None:
    arrived, called, sent = (
        f"2026-11-21T09:{time}+08:00" for time in ("00:00.000", "10:00.000", "15:00.250")
    )
    assert [tuple(row.values()) for row in wide(played)] == [
        ("2026-11-21 A001", "waiting", arrived, called, ""),
        ("2026-11-21 A001", "room", called, sent, "王主任"),
        ("2026-11-21 A001", "lab", sent, "", ""),
    ]
    assert list(wide(played)[0]) == ["case", "activity", "start", "complete", "resource"]


def test_all_times_of_a_column_have_one_form(played: Context) -> None:
    times = [row[name] for row in wide(played) for name in ("start", "complete") if row[name]]
    times += [row["time"] for row in csv.DictReader(io.StringIO(as_csv(played, Source.OWN)))]
    assert {re.sub(r"\d", "0", time) for time in times} == {"0000-00-00T00:00:00.000+00:00"}


def test_imported_starts_and_completes_find_each_other_and_keep_their_resource(ctx: Context) -> None:
    bring(
        ctx,
        "case,activity,lifecycle,time,resource\n"
        "1,X,start,2020-01-06 08:00,a\n1,Y,start,2020-01-06 08:01,b\n"
        "1,Y,complete,2020-01-06 08:02,c\n1,X,complete,2020-01-06 08:05,d\n1,Z,complete,2020-01-06 08:06,e\n"
        "1,Z,schedule,2020-01-06 08:07,f\n",
    )
    found = [
        (row["activity"], row["start"][11:16], row["complete"][11:16], row["resource"]) for row in wide(ctx)
    ]
    assert found == [("X", "08:00", "08:05", "a"), ("Y", "08:01", "08:02", "b"), ("Z", "", "08:06", "e")]


def test_an_event_that_stands_alone_begins_and_ends_at_once(ctx: Context) -> None:
    bring(ctx, "case,activity,lifecycle,time\n1,X,complete,2020-01-06 08:00\n1,Y,complete,2020-01-06 08:30\n")
    assert [(row["start"][11:16], row["complete"][11:16]) for row in wide(ctx)] == [
        ("08:00", "08:00"),
        ("08:30", "08:30"),
    ]


def test_no_cell_is_a_formula(ctx: Context) -> None:
    bring(ctx, "case,activity,time,resource\n=1+1,+X,2020-01-06 08:00,@sum\n")
    (row,) = wide(ctx)
    assert (row["case"], row["activity"], row["resource"]) == ("'=1+1", "'+X", "'@sum")


def test_pseudonyms_stand_for_case_and_resource_and_further_columns_stay(played: Context) -> None:
    bring(played, "case,activity,time,resource,name\n王芳 1,X,2020-01-06 08:00,王主任,王芳\n")
    names = naming(played, key=KEY)
    assert exporting.columns(played, ALWAYS, naming=names) == ()
    rows = list(exporting.export_events(played, ALWAYS, lambda code, _: code, by_case=True, naming=names))
    assert all(re.fullmatch("V-[0-9a-f]{16}", row.case) and not row.more for row in rows)
    assert {row.resource[:2] for row in rows} == {"", "W-"}
    assert len({row.case for row in rows}) == 2
    imported, *own = wide(played, key=KEY)
    assert own[1]["resource"] == imported["resource"]  # the same doctor, here and in the log
    assert wide(played, key=KEY) != wide(played, key=KEY[::-1])


def _attributes(element: ElementTree.Element) -> Iterator[tuple[str, ElementTree.Element]]:
    for child in element:
        kind = child.tag.removeprefix(NAMESPACE)
        if kind in {*TYPES, "list", "container"}:
            yield kind, child
            yield from _attributes(child)


def test_xes_has_the_structure_of_ieee_1849(played: Context) -> None:
    bring(played, "case,activity,lifecycle,time,resource,case:age\n1,<X>,start,2020-01-06 08:00,r&,34\n")
    log = ElementTree.fromstring(as_xes(played, Source.ALL))  # noqa: S314 - our own text
    assert log.tag == f"{NAMESPACE}log"
    assert {"xes.version", "xes.features"} <= set(log.attrib)
    order = ["extension", "global", "classifier", "trace"]
    tags = [child.tag.removeprefix(NAMESPACE) for child in log]
    assert tags == sorted(tags, key=order.index)
    prefixes = {one.get("prefix") for one in log.iter(f"{NAMESPACE}extension")}
    for holder in log.iter():
        keys = [child.get("key") for child in holder if child.get("key")]
        assert len(keys) == len(set(keys))
    for kind, one in (pair for holder in log.iter() for pair in _attributes(holder)):
        key = str(one.get("key"))
        assert ":" not in key or key.partition(":")[0] in prefixes, "the extension is declared"
        assert re.fullmatch(TYPES[kind], str(one.get("value"))), key
    always = {
        str(part.get("scope")): {str(one.get("key")) for _, one in _attributes(part)}
        for part in log.iter(f"{NAMESPACE}global")
    }
    for scope in ("trace", "event"):
        for holder in log.iter(f"{NAMESPACE}{scope}"):
            assert always[scope] <= {one.get("key") for one in holder}, "a global is everywhere"
    for classifier in log.iter(f"{NAMESPACE}classifier"):
        assert set(str(classifier.get("keys")).split()) <= always["event"]


def test_another_program_reads_the_xes(played: Context, tmp_path: Path) -> None:
    """rustxes comes with 500 MB of others, so that it is no part of the set-up."""
    reader: Any
    try:
        reader = importlib.import_module("rustxes")
    except ImportError:
        pytest.skip("rustxes is not installed; to read the XES back with it: pip install rustxes")
    path = tmp_path / "log.xes"
    path.write_text(as_xes(played, Source.ALL), encoding="utf-8")
    frame = reader.import_xes(str(path))[0]
    rows = [
        (row["case:concept:name"], row["concept:name"], row["lifecycle:transition"], row["org:resource"])
        for row in frame.to_dicts()
    ]
    assert rows[2:4] == [
        ("2026-11-21 A001", "room", "start", "王主任"),
        ("2026-11-21 A001", "room", "complete", "王主任"),
    ]
    assert isinstance(frame.to_dicts()[0]["time:timestamp"], datetime)
