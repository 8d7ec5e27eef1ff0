"""Kept figures: whatever is done, by whomever, they are those of the rows, and never in the way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime, timedelta
from random import Random
from sqlite3 import Connection

import pytest

from assistant_tui import services
from assistant_tui.domain.clock import FixedClock
from assistant_tui.domain.deeds import Deed
from assistant_tui.domain.figures import Tally
from assistant_tui.domain.naming import Naming
from assistant_tui.domain.saying import RuleError, say
from assistant_tui.readmodels.checking import Area
from assistant_tui.readmodels.stats import By, StatsValue, stats_columns, stats_row
from assistant_tui.services import tallies
from assistant_tui.services.checking import check
from assistant_tui.services.context import Context
from assistant_tui.services.keptchecks import wrongly_kept
from assistant_tui.services.setup import open_desk
from assistant_tui.services.statgroups import export, grouped
from assistant_tui.services.stats import Days, room_days
from assistant_tui.store.database import Database
from assistant_tui.store.kept import Kept, keep
from assistant_tui.store.tables import (
    DoctorCall,
    Incident,
    OrderItem,
    OrderSlip,
    Promise,
    QueueEntry,
    Record,
    TaskRecord,
    Visit,
    Watch,
    WatchRound,
)
from tests.conftest import NINE, ZONE
from tests.factory import register
from tests.services.flow.logs import bring

TARGET = timedelta(minutes=15)
TODAY = date(2026, 11, 21)
LAST_DAY = date(2026, 12, 31)
Rows = list[tuple[StatsValue, ...]]


def figures(ctx: Context, by: By = By.MONTH, first: date = date(2026, 10, 1)) -> Rows:
    """As exported, and kept for the next time."""
    return list(grouped(ctx, Days(first, ctx.today()), by, Naming(), target=TARGET))


def counted(ctx: Context, by: By = By.MONTH, first: date = date(2026, 10, 1)) -> Rows:
    """The same from the rows alone."""
    groups: dict[tuple[date | str, str], Tally] = {}
    for day, code, facts in room_days(ctx, Days(first, ctx.today())):
        year, week, _ = day.isocalendar()
        labels: dict[By, date | str] = {
            By.DAY: day,
            By.WEEK: f"{year}-W{week:02}",
            By.MONTH: f"{day:%Y-%m}",
        }
        group = labels[by]
        groups.setdefault((group, code), Tally()).add_day(facts)
    return [stats_row(group, code, tally.figures(TARGET)) for (group, code), tally in groups.items()]


def kept(ctx: Context, period: str = "%") -> list[str]:
    rows = ctx.reading.execute(
        "SELECT period FROM kept_figures WHERE period LIKE ? ORDER BY period", (period,)
    )
    return [found for (found,) in rows]


def a_visit_of(ctx: Context, clock: FixedClock, *, days_ago: int = 1) -> int:
    """Somebody was called ten minutes after she came, so many days ago; answers her queue entry."""
    clock.at = NINE - timedelta(days=days_ago)
    visit = register(ctx).visit_id
    clock.advance(minutes=10)
    services.queue.call_next(ctx)
    services.queue.finish(ctx, visit, to=None)
    clock.at = NINE
    (entry,) = ctx.reading.execute("SELECT id FROM queue_entry WHERE visit_id = ?", (visit,)).fetchone()
    return int(entry)


@contextmanager
def colleague(ctx: Context) -> Iterator[Context]:
    """Another workstation on the same file."""
    database = Database.open(ctx.database.path)
    try:
        yield open_desk(database, ctx.pack, assistant="赵敏", clock=FixedClock(NINE), zone=ZONE)
    finally:
        database.close()


def call_later(ctx: Context, number: int, minutes: int = 30) -> None:
    """Correct when the queue entry was called."""
    with ctx.work(Deed.SETTLE) as work:
        entry = work.get(QueueEntry, number)
        assert entry.first_called_at
        at = entry.first_called_at + timedelta(minutes=minutes)
        work.change(entry, first_called_at=at, called_at=at, started_at=at, ended_at=at)
        work.commit()


ACTIONS = (
    "later", "register", "register", "register", "call", "call", "finish", "finish", "leave", "undo",
    "correct", "promise", "other_day", "other_room", "void", "again", "merge", "take_in", "of_other_visit",
    "order", "pay", "watch", "look", "ask_doctor", "doctor_comes", "task", "incident", "report", "come_back",
    "come_back", "came", "came", "of_other_patient", "take_back", "take_back",
)  # fmt: skip


class Doing:
    """Random actions of any day, by the services and past them, imports and undo among them."""

    def __init__(self, ctx: Context, clock: FixedClock, seed: int) -> None:
        self.ctx, self.clock, self.random = ctx, clock, Random(seed)
        with ctx.reading:
            ctx.reading.execute(
                "INSERT INTO room (id, version, voided, code, name, doctor_id) VALUES (2, 1, 0, '2', '二', 1)"
            )

    def one_of(self, table: str, condition: str = "1") -> int:
        """The number of a row. Raises RuleError where there is none: then nothing is done."""
        found = self.ctx.reading.execute(f"SELECT id FROM {table} WHERE {condition}").fetchall()
        if not found:
            raise RuleError(say("There is none"))
        (number,) = self.random.choice(found)
        return int(number)

    def visit(self) -> int:
        return self.one_of("visit")

    def day(self) -> date:
        return self.ctx.today() - timedelta(days=self.random.randrange(40))

    def step(self) -> None:
        with suppress(RuleError):
            getattr(self, self.random.choice(ACTIONS))()

    def later(self) -> None:
        self.clock.advance(hours=self.random.choice([1, 5, 24, 24 * 9]))

    def register(self) -> None:
        register(self.ctx, kind=self.random.choice(["first", "follow-up", "results"]))

    def call(self) -> None:
        self.clock.advance(minutes=self.random.randrange(40))
        services.queue.start(self.ctx, services.queue.call_next(self.ctx).visit_id)

    def finish(self) -> None:
        serving = services.board.read(self.ctx).serving
        services.queue.finish(self.ctx, serving.visit.visit_id if serving else 0, to=None)

    def leave(self) -> None:
        services.queue.leave(self.ctx, self.visit())

    def undo(self) -> None:
        services.history.undo_row(self.ctx, self.one_of("journal"))

    def correct(self) -> None:
        entry = self.one_of("queue_entry", "ended_at IS NOT NULL AND started_at IS NOT NULL")
        call_later(self.ctx, entry, self.random.randrange(1, 50))

    def promise(self) -> None:
        with self.ctx.work(Deed.SETTLE) as work:
            entry = work.get(QueueEntry, self.one_of("queue_entry"))
            at = entry.queued_at
            work.add(
                Promise(
                    visit_id=entry.visit_id,
                    entry_id=entry.key,
                    told_at=at,
                    low_at=at,
                    high_at=at,
                    told_by="李敏",
                )
            )
            work.commit()

    def _change(self, **values: object) -> None:
        with self.ctx.work(Deed.SETTLE) as work:
            work.change(work.get(Visit, self.visit()), **values)
            work.commit()

    def other_day(self) -> None:
        # The number keeps the ticket of that day its own; the entries stay behind on purpose.
        self._change(day=self.day(), number=self.random.randrange(1000, 10**6))

    def other_room(self) -> None:
        self._change(room_id=self.random.choice([1, 2]))

    def void(self) -> None:
        with self.ctx.work(Deed.SETTLE) as work:
            work.void_many([work.get(Visit, self.visit())])
            work.commit()

    def again(self) -> None:
        services.queue.queue_again(self.ctx, self.visit())

    def merge(self) -> None:
        services.patients.merge(self.ctx, keep=self.one_of("patient"), other=self.one_of("patient"))

    def take_in(self) -> None:
        day, case = self.day(), self.random.randrange(10**9)
        bring(
            self.ctx,
            "case,activity,lifecycle,time\n"
            f"{case},Registration,start,{day}T08:00+08:00\n{case},Consultation,start,{day}T08:20+08:00\n"
            f"{case},Consultation,complete,{day}T08:30+08:00\n",
            name=f"{case}.csv",
        )

    def of_other_visit(self) -> None:
        with self.ctx.work(Deed.SETTLE) as work:
            entry = work.get(QueueEntry, self.one_of("queue_entry"))
            work.change(entry, visit_id=self.visit())
            work.commit()

    def _at(self) -> datetime:
        return self.ctx.now() - timedelta(minutes=self.random.randrange(60))

    def _number(self) -> int:
        return self.random.randrange(1000, 10**9)

    def _add(self, *rows: Record) -> None:
        with self.ctx.work(Deed.SETTLE) as work:
            for row in rows:
                work.add(row)
            work.commit()

    def _set(self, table: type[Record], **values: object) -> None:
        with self.ctx.work(Deed.SETTLE) as work:
            row = work.get(table, self.one_of(str(table.__tablename__), "voided = 0"))
            work.change(row, **values)
            work.commit()

    def order(self) -> None:
        visit, day, at = self.visit(), self.day(), self._at()
        with self.ctx.work(Deed.SETTLE) as work:
            slip = work.add(
                OrderSlip(visit_id=visit, doctor_id=1, day=day, number=self._number(), category="exam",
                          drafted_at=at, drafted_by="李敏")
            )  # fmt: skip
            work.add(
                OrderItem(slip_id=slip.key, visit_id=visit, day=day, code="x", name_zh="项", name_en="item",
                          category="exam", price=500, amount=500, usual=5, signature=False, pay_first=True,
                          drafted_at=at)
            )  # fmt: skip
            work.commit()

    def pay(self) -> None:
        self._set(OrderItem, paid_at=self.random.choice([None, NINE + timedelta(days=90)]))

    def watch(self) -> None:
        room, day = self.random.choice([1, 2]), self.day()
        self._add(
            Watch(visit_id=self.visit(), room_id=room, day=day, protocol=f"p{self._number()}",
                  timetable="after 20 every 20 times 6", started_at=self._at(), started_by="李敏",
                  responsible="李敏")
        )  # fmt: skip

    def look(self) -> None:
        at, watch = self._at(), self.one_of("watch")
        (visit,) = self.ctx.reading.execute("SELECT visit_id FROM watch WHERE id = ?", (watch,)).fetchone()
        self._add(
            WatchRound(watch_id=watch, visit_id=visit, number=self._number(), due_at=at, status="done",
                       happened_at=at, entered_at=at, by="李敏", level=self.random.choice([0, 2]))
        )  # fmt: skip

    def ask_doctor(self) -> None:
        self._add(DoctorCall(visit_id=self.visit(), doctor="王主任", called_at=self._at(), called_by="李敏"))

    def doctor_comes(self) -> None:
        self._set(DoctorCall, arrived_at=self.ctx.now() + timedelta(minutes=self.random.randrange(90)))

    def task(self) -> None:
        status = self.random.choice(["done", "skipped"])
        self._add(
            TaskRecord(room_id=self.random.choice([1, 2]), day=self.day(), code=f"t{self._number()}",
                       title="开窗", phase="opening", status=status, by="李敏", reason="停电")
        )  # fmt: skip

    def incident(self) -> None:
        at = self._at()
        self._add(
            Incident(room_id=self.random.choice([1, 2]), day=self.day(), kind="loss", what="少一把",
                     happened_at=at, entered_at=at, by="李敏", report_by=at)
        )  # fmt: skip

    def report(self) -> None:
        self._set(Incident, reported_at=self.ctx.now(), reported_to="护士长")

    def come_back(self) -> None:
        self._change(return_on=self.random.choice([None, self.day(), self.day()]))

    def came(self) -> None:
        """Some visit, of whatever room, is by somebody who was expected, and of that day."""
        number = self.one_of("visit", "return_on IS NOT NULL AND voided = 0")
        patient, day = self.ctx.reading.execute(
            "SELECT patient_id, return_on FROM visit WHERE id = ?", (number,)
        ).fetchone()
        self._change(patient_id=patient, day=date.fromisoformat(day), number=self._number())

    def of_other_patient(self) -> None:
        self._change(patient_id=self.one_of("patient"))

    def take_back(self) -> None:
        tables = (OrderSlip, OrderItem, Watch, WatchRound, DoctorCall, TaskRecord, Incident, Visit)
        self._set(self.random.choice(tables), voided=True)


@pytest.mark.parametrize("seed", range(10))
def test_after_any_action_they_are_those_of_the_rows(ctx: Context, clock: FixedClock, seed: int) -> None:
    doing = Doing(ctx, clock, seed)
    for number in range(90):
        doing.step()
        assert list(wrongly_kept(ctx.reading)) == [], number
        by = (By.MONTH, By.DAY, By.WEEK)[number % 3]
        assert figures(ctx, by) == counted(ctx, by), number
    assert kept(ctx)


def test_days_and_months_that_are_over_are_kept_and_today_is_not(ctx: Context, clock: FixedClock) -> None:
    a_visit_of(ctx, clock)
    figures(ctx)
    assert [period for period in kept(ctx) if len(period) == 7] == ["2026-10"]
    assert [period for period in kept(ctx) if len(period) == 10] == [
        (date(2026, 10, 1) + timedelta(days=number)).isoformat() for number in range(51)
    ]
    assert kept(ctx, "2026-11-2%") == ["2026-11-20"]


def test_what_is_kept_is_not_counted_again(ctx: Context, clock: FixedClock) -> None:
    entry = a_visit_of(ctx, clock)
    before = figures(ctx)
    with ctx.reading:  # past the program: nobody forgets
        ctx.reading.execute("UPDATE queue_entry SET calls = 9 WHERE id = ?", (entry,))
    assert figures(ctx) == before != counted(ctx)
    assert [str(one.saying) for one in check(ctx.database.path) if one.area is Area.FIGURES] == [
        "What is kept of the figures of 2026-11-20, room 1, is not so"
    ]
    ctx.reading.execute("DELETE FROM kept_figures")
    assert figures(ctx) == counted(ctx)


def test_a_change_forgets_its_day_and_month_and_no_other(ctx: Context, clock: FixedClock) -> None:
    entry = a_visit_of(ctx, clock, days_ago=30)
    figures(ctx)
    whole = kept(ctx)
    call_later(ctx, entry)
    assert set(whole) - set(kept(ctx)) == {"2026-10-22", "2026-10"}
    services.history.undo(ctx)
    figures(ctx)
    assert kept(ctx) == whole


def test_a_room_that_expected_her_learns_that_she_came_to_another(ctx: Context, clock: FixedClock) -> None:
    Doing(ctx, clock, 1)  # with a second room
    a_visit_of(ctx, clock, days_ago=9)
    a_visit_of(ctx, clock, days_ago=3)
    expected, other = 1, 2

    def set_(visit: int, **values: object) -> tuple[int, int]:
        with ctx.work(Deed.SETTLE) as work:
            work.change(work.get(Visit, visit), **values)
            work.commit()
        assert list(wrongly_kept(ctx.reading)) == []
        at = stats_columns(By.DAY).index("due_back")
        (found,) = (row for row in figures(ctx, By.DAY) if row[:2] == (date(2026, 11, 18), "1"))
        assert figures(ctx, By.DAY) == counted(ctx, By.DAY)
        due, came = found[at : at + 2]
        assert isinstance(due, int)
        assert isinstance(came, int)
        return due, came

    her, somebody = (
        ctx.reading.execute("SELECT patient_id FROM visit WHERE id = ?", (visit,)).fetchone()[0]
        for visit in (expected, other)
    )
    assert set_(expected, return_on=date(2026, 11, 18)) == (1, 0)
    assert set_(other, room_id=2) == (1, 0)
    assert set_(other, patient_id=her) == (1, 1)
    assert set_(other, patient_id=somebody) == (1, 0)
    assert set_(other, patient_id=her) == (1, 1)
    assert set_(other, voided=True) == (1, 0)
    assert set_(other, voided=False) == (1, 1)
    assert set_(other, day=date(2026, 11, 17), number=900) == (1, 0)
    assert set_(expected, return_on=date(2026, 11, 17)) == (0, 0)
    services.history.undo(ctx)
    assert set_(expected, room_id=2) == (0, 0)


def test_an_action_pays_one_statement(ctx: Context) -> None:
    said: list[str] = []
    ctx.reading.set_trace_callback(said.append)
    register(ctx)
    ctx.reading.set_trace_callback(None)
    assert len([one for one in said if "kept_figures" in one]) == 1


def test_a_colleagues_change_while_they_are_counted_is_not_overlooked(
    ctx: Context, clock: FixedClock
) -> None:
    entry = a_visit_of(ctx, clock)
    with colleague(ctx) as other:
        changes = [30, 5]

        def change(day: date) -> None:
            if day == date(2026, 11, 20) and changes:
                call_later(other, entry, changes.pop())

        days = Days(date(2026, 11, 1), TODAY)
        list(grouped(ctx, days, By.DAY, Naming(), target=TARGET, come_to=change))
        assert changes == [30]
        assert kept(ctx) == []
        assert figures(ctx) == counted(ctx)
        assert "2026-11-20" in kept(ctx)
        call_later(other, entry)
        assert "2026-11-20" not in kept(ctx)
        assert figures(ctx) == counted(ctx)


def test_a_colleagues_export_meanwhile_is_no_change(ctx: Context, clock: FixedClock) -> None:
    a_visit_of(ctx, clock)
    with colleague(ctx) as other:
        days = Days(date(2026, 11, 20), TODAY)

        def look(_: date) -> None:
            list(export(other, Days(TODAY, TODAY), By.DAY, Naming()))

        list(grouped(ctx, days, By.DAY, Naming(), come_to=look))
    assert kept(ctx) == ["2026-11-20"]


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [("PRAGMA query_only = ON", "BEGIN"), ("PRAGMA busy_timeout = 1", "BEGIN IMMEDIATE")],
    ids=["read only", "locked"],
)
def test_figures_that_cannot_be_kept_are_told_all_the_same(
    ctx: Context, clock: FixedClock, mine: str, theirs: str
) -> None:
    a_visit_of(ctx, clock)
    with colleague(ctx) as other:
        ctx.reading.execute(mine)
        other.reading.execute(theirs)
        assert figures(ctx) == counted(ctx)
        assert not ctx.reading.in_transaction
        assert kept(ctx) == []


def test_after_the_first_refusal_no_more_is_tried(
    ctx: Context, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A locked file is waited for, and ten years have 120 months."""
    tries = []

    def refused(connection: Connection, rows: list[Kept], *, edition: int, after: int) -> bool:
        tries.append(len(rows))
        return keep(connection, rows, edition=edition, after=after)

    monkeypatch.setattr(tallies, "keep", refused)
    ctx.reading.execute("PRAGMA query_only = ON")
    figures(ctx)
    assert tries == [32]


def test_a_clock_that_once_was_ahead_leaves_nothing_wrong(ctx: Context, clock: FixedClock) -> None:
    clock.at = NINE + timedelta(days=40)
    figures(ctx)
    assert "2026-11-21" in kept(ctx)
    clock.at = NINE
    register(ctx)
    clock.at = NINE + timedelta(days=40)
    assert figures(ctx) == counted(ctx)


def test_formulas_of_another_edition_count_anew(
    ctx: Context, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_visit_of(ctx, clock)
    figures(ctx)
    with ctx.reading:
        ctx.reading.execute("UPDATE kept_figures SET tally = x''")
    monkeypatch.setattr(tallies, "EDITION", 3)
    assert figures(ctx) == counted(ctx)
    assert ctx.reading.execute("SELECT DISTINCT edition FROM kept_figures").fetchall() == [(3,)]


def test_what_is_kept_damaged_is_counted_again(ctx: Context, clock: FixedClock) -> None:
    a_visit_of(ctx, clock)
    figures(ctx)
    with ctx.reading:
        ctx.reading.execute("UPDATE kept_figures SET tally = x'0102'")
    assert figures(ctx) == counted(ctx)
    assert list(wrongly_kept(ctx.reading)) == []


def test_a_room_that_is_new_has_its_figures_too(ctx: Context, clock: FixedClock) -> None:
    a_visit_of(ctx, clock)
    figures(ctx)
    with ctx.reading:
        ctx.reading.execute(
            "INSERT INTO room (id, version, voided, code, name, doctor_id) VALUES (2, 1, 0, '2', '二', 1)"
        )
    assert figures(ctx) == counted(ctx)
    assert len(figures(ctx)) == 4


def test_within_a_unit_of_work_they_are_told_and_nothing_is_kept(ctx: Context, clock: FixedClock) -> None:
    entry = a_visit_of(ctx, clock)
    with ctx.work(Deed.SETTLE) as work:
        work.change(work.get(QueueEntry, entry), calls=5)
        assert figures(ctx) == counted(ctx)
        work.commit()
    assert kept(ctx) == []
    assert figures(ctx) == counted(ctx)
