"""Signed reports in the file: they stay as they are, and what is done to their days since is indexed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from sqlite3 import IntegrityError

import pytest

from assistant_tui import services
from assistant_tui.domain.clock import FixedClock
from assistant_tui.domain.deeds import Deed
from assistant_tui.domain.saying import RuleError
from assistant_tui.services.checking import check
from assistant_tui.services.context import Context
from assistant_tui.store.connect import APPLICATION_ID, SCHEMA, connect, schema_of
from assistant_tui.store.database import Database
from assistant_tui.store.engine import engine_over
from assistant_tui.store.journal import Heading
from assistant_tui.store.migrate import run_steps
from assistant_tui.store.tables import Companion, DayRemark, DayReport, Patient, Visit
from assistant_tui.store.work import UnitOfWork
from tests.conftest import NINE
from tests.factory import register

BODY = '{"visits":1}'


def sign(ctx: Context, day: date | None = None, *, room_id: int | None = None) -> int:
    """Put a signed report into the file; answers the journal row's number."""
    with ctx.work(Deed.SETTLE) as work:
        work.add(
            DayReport(
                room_id=room_id or ctx.room_id, day=day or ctx.today(), number=1, signed_at=ctx.now(),
                signed_by="王主任", on_paper=True, by=ctx.actor, content_hash=work.keep(BODY),
                page_hash=work.keep(BODY), through=1,
            )
        )  # fmt: skip
        return work.commit()


def amendments(ctx: Context) -> list[tuple[int, int, str]]:
    return ctx.reading.execute("SELECT journal_id, room_id, day FROM amendment ORDER BY 1, 2, 3").fetchall()


def last(ctx: Context) -> int:
    return int(ctx.reading.execute("SELECT MAX(id) FROM journal").fetchone()[0])


def test_a_file_from_before_reports_gains_their_tables_and_keeps_its_rows(tmp_path: Path) -> None:
    path = tmp_path / "older.db"
    with closing(connect(path)) as raw:
        with engine_over(raw).connect() as connection, connection.begin():
            run_steps(connection, to="0004")
        raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        raw.execute("INSERT INTO doctor (id, version, voided, name) VALUES (1, 1, 0, '王主任')")
        raw.execute(
            "INSERT INTO room (id, version, voided, code, name, doctor_id) VALUES (1, 1, 0, '1', '一', 1)"
        )
    heading = Heading(Deed.SETTLE, "李敏", NINE, NINE.date(), 1)
    with closing(Database.open(path)) as database:
        assert schema_of(database.raw) == SCHEMA
        assert database.raw.execute("SELECT name FROM doctor").fetchall() == [("王主任",)]
        with UnitOfWork(database, heading) as work:
            work.add(DayRemark(room_id=1, day=NINE.date(), text="停电半小时", by="李敏"))
            work.commit()
        assert database.raw.execute("SELECT text FROM day_remark").fetchall() == [("停电半小时",)]


def test_the_text_is_kept_once_under_its_hash(ctx: Context) -> None:
    sign(ctx)
    sign(ctx, ctx.today() - timedelta(days=1))
    assert ctx.reading.execute("SELECT hash, body FROM report_content").fetchall() == [
        (hashlib.sha256(BODY.encode()).hexdigest(), BODY)
    ]
    assert list(check(ctx.database.path)) == []


def test_a_report_without_its_text_cannot_be(ctx: Context) -> None:
    sign(ctx)
    with pytest.raises(IntegrityError):
        ctx.reading.execute("DELETE FROM report_content")


@pytest.mark.parametrize(
    "change",
    [
        lambda work, report: work.change(report, signed_by="赵"),
        lambda work, report: work.void(report),
        lambda work, report: work.void_many([report]),
    ],
    ids=["change", "void", "void many"],
)
def test_a_signed_report_is_not_changed(
    ctx: Context, change: Callable[[UnitOfWork, DayReport], object]
) -> None:
    sign(ctx)
    before = ctx.reading.execute("SELECT * FROM day_report").fetchall()
    with pytest.raises(RuleError, match="stays as it is"), ctx.work(Deed.SETTLE) as work:
        change(work, work.find(DayReport)[0])
    assert ctx.reading.execute("SELECT * FROM day_report").fetchall() == before


def test_signing_is_not_taken_back(ctx: Context) -> None:
    number = sign(ctx)
    with pytest.raises(RuleError, match="stays as it is"):
        services.history.undo_row(ctx, number)
    assert last(ctx) == number
    assert amendments(ctx) == []


def test_what_is_done_to_a_signed_day_is_an_amendment_and_so_is_taking_it_back(ctx: Context) -> None:
    visit = register(ctx).visit_id
    sign(ctx)
    services.queue.call_next(ctx)
    called = last(ctx)
    services.history.undo(ctx)
    with ctx.work(Deed.ADD_COMPANION) as work:  # a row that knows its day by its visit only
        work.add(Companion(visit_id=visit, name="张"))
        work.commit()
    here = (ctx.room_id, str(ctx.today()))
    assert amendments(ctx) == [(number, *here) for number in (called, called + 1, called + 2)]


def test_a_correction_next_day_amends_the_day_of_the_visit(ctx: Context, clock: FixedClock) -> None:
    visit, day = register(ctx).visit_id, ctx.today()
    sign(ctx)
    clock.advance(days=1)
    register(ctx, "李强")
    assert amendments(ctx) == []
    with ctx.work(Deed.SETTLE) as work:
        work.change(work.get(Visit, visit), note="改")
        number = work.commit()
    assert amendments(ctx) == [(number, ctx.room_id, str(day))]


def test_a_visit_that_moves_to_another_day_amends_both(ctx: Context) -> None:
    visit, other = register(ctx).visit_id, ctx.today() - timedelta(days=1)
    sign(ctx)
    sign(ctx, other)
    with ctx.work(Deed.SETTLE) as work:
        work.change(work.get(Visit, visit), day=other)
        number = work.commit()
    assert amendments(ctx) == [(number, ctx.room_id, str(day)) for day in (other, ctx.today())]


def test_a_remark_amends_and_an_import_does(ctx: Context) -> None:
    visit = register(ctx).visit_id
    sign(ctx)
    with ctx.work(Deed.SETTLE) as work:
        work.add(DayRemark(room_id=ctx.room_id, day=ctx.today(), text="停电", by="李敏"))
        remarked = work.commit()
    with ctx.work(Deed.IMPORT_FLOW) as work:
        work.add_many(Companion, [{"visit_id": visit, "name": name} for name in ("张", "赵")])
        imported = work.commit()
    assert [number for number, *_ in amendments(ctx)] == [remarked, imported]


def test_what_belongs_to_no_day_or_to_another_room_amends_nothing(ctx: Context) -> None:
    patient = register(ctx).patient_id
    with ctx.reading:
        ctx.reading.execute(
            "INSERT INTO room (id, version, voided, code, name, doctor_id) VALUES (2, 1, 0, '2', '二', 1)"
        )
    sign(ctx, room_id=2)
    register(ctx, "李强")
    sign(ctx)
    with ctx.work(Deed.EDIT_PATIENT) as work:
        work.change(work.get(Patient, patient), note="改")
        work.commit()
    assert amendments(ctx) == []


@pytest.mark.parametrize(("signed", "more"), [(False, 1), (True, 2)])
def test_an_action_pays_one_statement_or_two(ctx: Context, signed: bool, more: int) -> None:
    visit = register(ctx).visit_id
    if signed:
        sign(ctx)
    said: list[str] = []
    ctx.reading.set_trace_callback(said.append)
    with ctx.work(Deed.ADD_COMPANION) as work:
        work.add_many(Companion, [{"visit_id": visit, "name": "张"}] * 50)
        work.commit()
    ctx.reading.set_trace_callback(None)
    assert len([one for one in said if "day_report" in one]) == more
