"""Taking in event logs: what becomes of a case, bad rows, importing again, and taking it back."""

from __future__ import annotations

import random
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from assistant_tui import services
from assistant_tui.domain.eventlog import Adjustment
from assistant_tui.domain.saying import InputError
from assistant_tui.services.context import Context
from assistant_tui.services.flow.eventrows import Role
from assistant_tui.services.flow.importing import import_flow
from assistant_tui.services.statgroups import daily
from assistant_tui.services.stats import days_of
from assistant_tui.store.journal import broken_links
from tests.factory import register
from tests.services.flow.logs import bring, faults, stays, written

TWO_CASES = """case,activity,lifecycle,time,resource,cost
1,Registration,start,2020-01-06T08:00+08:00,r1,5
2,Registration,start,2020-01-06T08:03+08:00,r1,
1,Registration,complete,2020-01-06T08:05+08:00,r1,5
2,Registration,complete,2020-01-06T08:06+08:00,r1,
1,Consultation,start,2020-01-06T08:20+08:00,Dr W,7
1,Lab,start,2020-01-06T08:30+08:00,,
1,Consultation,complete,2020-01-06T08:32+08:00,Dr W,7
1,Lab,complete,2020-01-06T08:40+08:00,,
1,Consultation,start,2020-01-06T09:00+08:00,Dr W,7
1,Consultation,complete,2020-01-06T09:04+08:00,Dr W,7
"""


def local(hour: int, minute: int) -> datetime:
    return datetime(2020, 1, 6, hour, minute, tzinfo=UTC) - timedelta(hours=8)


def count(ctx: Context, table: str) -> int:
    found: int = ctx.reading.execute(f"SELECT COUNT(*) FROM {table} WHERE voided = 0").fetchone()[0]
    return found


def test_cases_become_finished_visits_of_nobody_with_stays_that_touch(ctx: Context) -> None:
    report = bring(ctx, TWO_CASES, name="log.csv")
    assert (report.events, report.cases, report.entries, report.bad, report.written) == (10, 2, 0, (), True)
    assert ctx.reading.execute(
        "SELECT p.name, p.card, p.sex, v.day, v.ticket, v.kind, v.status, v.room_id FROM visit v"
        " JOIN patient p ON p.id = v.patient_id ORDER BY v.number"
    ).fetchall() == [
        ("1", "flow:1:1", "unknown", "2020-01-06", "F001", "imported", "finished", 1),
        ("2", "flow:1:2", "unknown", "2020-01-06", "F002", "imported", "finished", 1),
    ]
    assert stays(ctx, 1) == [
        ("Registration", local(8, 0), local(8, 5)),
        ("waiting", local(8, 5), local(8, 20)),
        ("Consultation", local(8, 20), local(8, 30)),
        ("lab", local(8, 30), local(8, 40)),  # a location of the pack
        ("waiting", local(8, 40), local(9, 0)),
        ("Consultation", local(9, 0), local(9, 4)),
    ]
    assert report.locations == ("Registration", "Consultation")
    assert report.adjustments == {Adjustment.OVERLAP_CUT: 1, Adjustment.GAP_FILLED: 2}
    assert faults(ctx) == []
    assert list(services.checking.check(ctx.database.path)) == []


def test_consultations_become_queue_entries_with_the_times_of_the_events(ctx: Context) -> None:
    report = bring(ctx, TWO_CASES, consult="consultation")
    assert report.entries == 2
    rows = ctx.reading.execute(
        "SELECT kind, status, queued_at, first_called_at, started_at, ended_at, calls FROM queue_entry"
    ).fetchall()
    told = [[int(moment.timestamp() * 1000) for moment in moments] for moments in (
        (local(8, 0), local(8, 20), local(8, 20), local(8, 32)),
        (local(8, 40), local(9, 0), local(9, 0), local(9, 4)),
    )]  # fmt: skip
    assert rows == [("walk-in", "completed", *told[0], 1), ("return", "completed", *told[1], 1)]
    assert ("room", local(9, 0), local(9, 4)) in stays(ctx, 1)
    (day,) = daily(ctx, days_of(ctx, day="2020-01-06"))
    assert (day.visits, day.fulfilled, day.returns, day.still_open) == (2, 1, 1, 0)
    assert (day.wait_n, day.wait_mean_min, day.service_n, day.service_mean_min) == (1, 20.0, 1, 16.0)
    assert (day.total_n, day.total_mean_min, day.first_visits) == (2, 33.5, 0)
    assert faults(ctx) == []
    assert list(services.checking.check(ctx.database.path)) == []


def test_nothing_is_known_of_the_wait_for_what_comes_first(ctx: Context) -> None:
    text = "case,activity,time\n1,See,2020-01-06 08:00\n1,Pay,2020-01-06 08:10\n"
    assert bring(ctx, text, consult="See").entries == 1
    (day,) = daily(ctx, days_of(ctx, day="2020-01-06"))
    assert (day.fulfilled, day.wait_n, day.service_mean_min) == (1, 0, 10.0)


def test_an_unknown_consultation_is_refused_with_the_activities_there_are(ctx: Context) -> None:
    with pytest.raises(InputError, match=r"No activity is called Surgery\. There are: Registration, "):
        bring(ctx, TWO_CASES, consult="Surgery")
    assert count(ctx, "visit") == 0


def test_today_is_as_it_was(ctx: Context) -> None:
    register(ctx, "王芳")
    before = services.board.read(ctx)
    bring(ctx, TWO_CASES, consult="Consultation")
    after = services.board.read(ctx)
    assert [row.visit.ticket for row in after.line] == [row.visit.ticket for row in before.line]
    assert after.inside == before.inside


def test_tickets_go_by_arrival_and_on_from_those_there_are(ctx: Context) -> None:
    bring(ctx, "case,activity,time\nb,X,2020-01-06 09:00\na,X,2020-01-06 08:00\n")
    bring(ctx, "case,activity,time\nc,X,2020-01-06 07:00\n")
    rows = ctx.reading.execute(
        "SELECT p.name, v.ticket FROM visit v JOIN patient p ON p.id = v.patient_id ORDER BY v.number"
    ).fetchall()
    assert rows == [("a", "F001"), ("b", "F002"), ("c", "F003")]
    assert faults(ctx) == []


def test_a_log_of_completes_alone_is_one_of_single_events(ctx: Context) -> None:
    report = bring(
        ctx,
        "case,activity,lifecycle,time\n1,A,complete,2020-01-06 08:00\n1,B,COMPLETE,2020-01-06 08:10\n",
    )
    assert stays(ctx) == [("A", local(8, 0), local(8, 10)), ("B", local(8, 10), local(8, 10))]
    assert report.adjustments == {Adjustment.NO_END: 2, Adjustment.NO_LENGTH: 1}


def test_every_adjustment_of_the_rows_is_counted(ctx: Context) -> None:
    report = bring(
        ctx,
        "case,activity,lifecycle,time\n"
        "1,A,start,2020-01-06 08:00\n"
        "1,A,schedule,2020-01-06 07:00\n"
        "1,A,start,2020-01-06 08:00\n"
        "1,A,complete,2020-01-07 08:00\n"
        "2,B,assign,2020-01-06 08:00\n"
        "3,Ｃ\u200b,complete,2020-01-06 08:00\n",
    )
    assert report.adjustments == {
        Adjustment.OUT_OF_ORDER: 1,
        Adjustment.REPEATED_EVENT: 1,
        Adjustment.UNUSED_TRANSITION: 2,
        Adjustment.NO_START: 1,
        Adjustment.NO_END: 1,
        Adjustment.NO_LENGTH: 1,
        Adjustment.OVERLAP_CUT: 1,
        Adjustment.NO_ACTIVITY: 1,
        Adjustment.PAST_MIDNIGHT: 1,
        Adjustment.RENAMED: 1,
    }
    assert faults(ctx) == []


def test_a_case_past_midnight_is_on_the_clinics_day_of_its_arrival(ctx: Context) -> None:
    text = (
        "case,activity,time\n1,A,2020-01-06T15:59:59Z\n1,B,2020-01-06T16:00:01Z\n2,A,2020-01-06T16:00:00Z\n"
    )
    report = bring(ctx, text)
    assert report.adjustments[Adjustment.PAST_MIDNIGHT] == 1
    assert ctx.reading.execute("SELECT day FROM visit ORDER BY id").fetchall() == [
        ("2020-01-06",),
        ("2020-01-07",),
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_encodings_and_delimiters_are_recognised(ctx: Context, encoding: str, delimiter: str) -> None:
    text = "病例,活动,时间\n一,抽血,2020-01-06 08:00\n一,取药,2020-01-06 08:30\n".replace(",", delimiter)
    told = {Role.CASE: "病例", Role.ACTIVITY: " 活动 ", Role.TIME: "时间"}
    assert import_flow(ctx, text.encode(encoding), told).events == 2
    assert [stay[0] for stay in stays(ctx)] == ["抽血", "取药"]


def test_columns_are_found_whatever_their_case_and_spaces(ctx: Context) -> None:
    text = " PATIENT ; Step;Time ;who\n1;A;2020-01-06 08:00;x\n"
    told = {Role.CASE: "patient", Role.ACTIVITY: "step", Role.RESOURCE: "WHO"}
    assert bring(ctx, text, told=told).events == 1
    assert ctx.reading.execute("SELECT resource FROM flow_event").fetchone() == ("x",)


@pytest.mark.parametrize(
    ("text", "options", "sentence"),
    [
        ("a,b\n1,2\n", {}, "--case COLUMN. The columns are: a, b"),
        ("case,b\n1,2\n", {}, "--activity COLUMN. The columns are: case, b"),
        ("a,b\n1,2\n", {"told": {Role.CASE: "x"}}, "There is no column x. The columns are: a, b"),
        (TWO_CASES, {"time_format": "%Q"}, "The time format %Q"),
        (TWO_CASES, {"delimiter": "ab"}, "A delimiter is one character"),
        ("", {}, "The file is empty"),
        ("<html></html>", {}, "its outermost element must be log"),
        ("<log>", {}, "line 1"),
        ("<!DOCTYPE log [<!ENTITY a 'a'>]><log/>", {}, "document type"),
        ("<log/>", {}, "no events"),
        ("<log><trace><event>" + '<list key="a">' * 30, {}, "nested too deep"),
    ],
)
def test_a_log_that_cannot_be_read_is_refused_with_what_to_do(
    ctx: Context, text: str, options: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(InputError) as refused:
        bring(ctx, text, **options)
    assert sentence in str(refused.value)
    assert count(ctx, "visit") == 0


def test_bad_rows_are_named_with_line_and_reason_and_the_good_ones_imported(ctx: Context) -> None:
    report = bring(
        ctx,
        "case,activity,time,note\n"
        "1,A,2020-01-06 08:00,\n"
        ",A,2020-01-06 08:00,\n"
        "1,\u200b,2020-01-06 08:00,\n"
        "1,A,,\n"
        "1,A,yesterday,\n"
        '1,A,2020-01-06 08:00,"two\nlines"\n'
        "1,A\0,2020-01-06 08:00,\n"
        "1,A,2020-01-06 08:00,,more\n"
        f"1,{'A' * 300},2020-01-06 08:00,\n"
        "1,A,2031-01-06 08:00,\n"
        "2,B\n",
    )
    assert [(note.line, str(note.reason)) for note in report.bad] == [
        (3, "No case is named"),
        (4, "No activity is named"),
        (5, "No time is given"),
        (6, "The time yesterday cannot be read: say how times are written with --time-format"),
        (9, "There is a sign in it that no text has, such as NUL"),
        (10, "There are more cells than columns: text with a delimiter in it needs quotes"),
        (11, "More than 200 characters in one cell"),
        (12, "The time 2031-01-06 08:00 is still to come"),
        (13, "No time is given"),
    ]
    assert (report.events, report.rows) == (2, 11)


def test_importing_again_adds_nothing_and_a_longer_log_only_its_new_cases(ctx: Context) -> None:
    bring(ctx, TWO_CASES)
    before = list(ctx.reading.iterdump())
    again = bring(ctx, TWO_CASES.replace("\n", "\r\n"), name="other name.csv")
    assert (again.events, again.known_events, again.known_cases, again.written) == (0, 10, 2, False)
    assert list(ctx.reading.iterdump()) == before
    longer = TWO_CASES + "2,Lab,start,2020-01-06T09:00+08:00,,\n3,Lab,start,2020-01-06T09:00+08:00,,\n"
    report = bring(ctx, longer)
    assert (report.events, report.cases, report.known_cases, report.differing_events) == (1, 1, 1, 3)
    assert [(note.line, str(note.reason)) for note in report.differs] == [
        (3, "case 2 is there with 2 events, the file has 3: undo that import first")
    ]
    assert report.rows == 12


def test_a_case_of_another_log_with_the_same_name_is_another_one(ctx: Context) -> None:
    bring(ctx, TWO_CASES)
    assert bring(ctx, TWO_CASES.replace("2020-01-06", "2021-01-06")).cases == 2
    cards = ctx.reading.execute("SELECT card FROM patient ORDER BY id").fetchall()
    assert cards == [("flow:1:1",), ("flow:1:2",), ("flow:2:1",), ("flow:2:2",)]


def test_a_dry_run_says_the_same_and_writes_nothing(ctx: Context) -> None:
    before = list(ctx.reading.iterdump())
    dry = bring(ctx, TWO_CASES, consult="Consultation", dry_run=True)
    assert list(ctx.reading.iterdump()) == before
    assert not dry.written
    real = bring(ctx, TWO_CASES, consult="Consultation")
    assert (dry.events, dry.adjustments, dry.locations, dry.entries) == (
        real.events, real.adjustments, real.locations, real.entries,
    )  # fmt: skip


def test_a_failure_in_the_middle_leaves_nothing(ctx: Context) -> None:
    def fail(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    before = list(ctx.reading.iterdump())
    with pytest.raises(KeyboardInterrupt):
        bring(ctx, TWO_CASES, progress=fail)
    assert list(ctx.reading.iterdump()) == before


def test_an_import_is_one_row_of_the_journal_and_can_be_taken_back_and_done_again(ctx: Context) -> None:
    bring(ctx, TWO_CASES, name="log.csv", consult="Consultation")
    newest = services.history.recent(ctx)[0]
    assert (newest.action, newest.reason, newest.patient_id) == ("import-flow", "log.csv", None)
    assert len(newest.changes) == 1 + 2 + 2 + 2 + len(stays(ctx)) + 10
    assert list(broken_links(ctx.reading)) == []
    with pytest.raises(Exception, match="nothing to undo"):
        services.history.undo(ctx)  # not by accident
    services.history.undo_row(ctx, newest.number)
    for table in ("patient", "visit", "queue_entry", "stay", "flow_event", "flow_log"):
        assert count(ctx, table) == 0
    assert list(services.checking.check(ctx.database.path)) == []
    assert bring(ctx, TWO_CASES).events == 10
    assert list(services.checking.check(ctx.database.path)) == []


def test_fifteen_thousand_events_with_semicolons_and_a_format_of_their_own_take_seconds(
    ctx: Context,
) -> None:
    rng = random.Random(3)
    steps = ["ER Registration", "ER Triage", "Blutentnahme", "CRP", "Überweisung", "IV Antibiotika", "放射科"]
    rows = []
    for number in range(1_050):
        moment = datetime(2014, 1, 1) + timedelta(minutes=rng.randrange(500_000))  # noqa: DTZ001 - local
        for _ in range(rng.randrange(8, 22)):
            rows.append((f"K{number}", rng.choice(steps), f"{moment:%d.%m.%Y %H:%M}", rng.choice("abc")))
            moment += timedelta(minutes=rng.randrange(90))
    rows = rows[:15_000]
    rng.shuffle(rows)
    told: list[tuple[int, int]] = []
    data = written(rows, ("Fall", "Schritt", "Zeitpunkt", "Gruppe"), ";")
    columns = {Role.CASE: "Fall", Role.ACTIVITY: "Schritt", Role.TIME: "Zeitpunkt"}
    begun = time.perf_counter()
    report = import_flow(
        ctx, data, columns, time_format="%d.%m.%Y %H:%M", progress=lambda *done: told.append(done)
    )
    assert time.perf_counter() - begun < 30  # about two seconds, on a machine that has nothing else to do
    assert (report.events, report.bad) == (len(rows), ())
    assert told[-1] == (len(rows), len(rows))
    assert set(report.locations) == set(steps) - {"放射科"}  # the pack has that one
    assert faults(ctx) == []
    assert import_flow(ctx, data, columns, time_format="%d.%m.%Y %H:%M").written is False
