"""The unit of work: everything or nothing, one journal row, and no change of others overwritten."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import event

from assistant_tui.domain.deeds import Deed
from assistant_tui.domain.saying import ConflictError, MissingError
from assistant_tui.services.context import Context
from assistant_tui.store import work as working
from assistant_tui.store.journal import broken_links
from assistant_tui.store.tables import Companion, Doctor, Patient, Visit
from tests.factory import register
from tests.store.looking import contents


def last_row(ctx: Context, columns: str) -> tuple[object, ...]:
    row: tuple[object, ...] = ctx.reading.execute(
        f"SELECT {columns} FROM journal ORDER BY id DESC LIMIT 1"
    ).fetchone()
    return row


def test_one_action_is_one_journal_row_with_before_and_after(ctx: Context) -> None:
    visit = register(ctx)
    with ctx.work(Deed.EDIT_PATIENT, reason="typing error") as work:
        patient = work.get(Patient, visit.patient_id)
        work.change(patient, name="王芬", sex="female")
        number = work.commit()
    assert last_row(ctx, "id, action, actor, patient_id, reason") == (
        number, "edit-patient", "李敏", visit.patient_id, "typing error",
    )  # fmt: skip
    assert json.loads(str(last_row(ctx, "changes")[0])) == [
        {"table": "patient", "id": visit.patient_id, "before": {"name": "王芳"}, "after": {"name": "王芬"}}
    ]


@pytest.mark.parametrize("error", [KeyError, KeyboardInterrupt, SystemExit])
def test_an_error_takes_everything_back(ctx: Context, error: type[BaseException]) -> None:
    before = contents(ctx.reading)

    def fail() -> None:
        with ctx.work(Deed.SET_UP) as work:
            work.add(Doctor(name="赵"))
            raise error

    with pytest.raises(error):
        fail()
    assert contents(ctx.reading) == before
    assert not ctx.reading.in_transaction
    register(ctx)


def test_without_a_commit_nothing_is_written(ctx: Context) -> None:
    before = contents(ctx.reading)
    with ctx.work(Deed.SET_UP) as work:
        work.add(Doctor(name="赵"))
    assert contents(ctx.reading) == before
    assert not ctx.reading.in_transaction


def test_an_interruption_within_a_statement_does_not_close_the_connection(ctx: Context) -> None:
    before = contents(ctx.reading)

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with ctx.work(Deed.SET_UP) as work:
        event.listen(ctx.database.writing, "before_cursor_execute", interrupt)
        with pytest.raises(KeyboardInterrupt):
            work.add(Doctor(name="赵"))
        event.remove(ctx.database.writing, "before_cursor_execute", interrupt)
    assert contents(ctx.reading) == before
    register(ctx)


def test_an_interruption_just_before_the_end_of_a_commit_is_rolled_back(
    ctx: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(ctx.reading)

    def interrupt(*_: object, **__: object) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(working, "append", interrupt)
        with pytest.raises(KeyboardInterrupt):
            register(ctx)
    assert contents(ctx.reading) == before
    register(ctx)
    assert list(broken_links(ctx.reading)) == []


def test_units_of_work_do_not_nest(ctx: Context) -> None:
    before = contents(ctx.reading)
    with ctx.work(Deed.SET_UP) as outer:
        outer.add(Doctor(name="赵"))
        with pytest.raises(AssertionError, match="do not nest"):
            register(ctx)
    assert contents(ctx.reading) == before
    register(ctx)


def test_a_row_that_was_changed_since_it_was_read_is_not_overwritten(ctx: Context) -> None:
    visit = register(ctx)
    with ctx.work(Deed.SET_ACUITY) as work:
        stale = work.get(Visit, visit.visit_id)
    with ctx.work(Deed.SET_ACUITY) as work:
        work.change(work.get(Visit, visit.visit_id), acuity=2)
        work.commit()
    before = contents(ctx.reading)
    with ctx.work(Deed.SET_ACUITY) as work, pytest.raises(ConflictError, match="Somebody else"):
        work.change(stale, acuity=3)
    assert contents(ctx.reading) == before


def test_a_value_that_is_there_already_is_no_change(ctx: Context) -> None:
    visit = register(ctx)
    with ctx.work(Deed.SET_ACUITY) as work:
        row = work.change(work.get(Visit, visit.visit_id), acuity=4, complaint="")
        work.commit()
    assert row.version == 1
    assert last_row(ctx, "changes, visit_id") == ("[]", visit.visit_id)


def test_voiding_keeps_the_row(ctx: Context) -> None:
    visit = register(ctx)
    with ctx.work(Deed.ADD_COMPANION) as work:
        companion = work.add(Companion(visit_id=visit.visit_id, name="丈夫"))
        work.void(companion)
        work.commit()
    assert ctx.reading.execute("SELECT name, voided, version FROM companion").fetchall() == [("丈夫", 1, 2)]


def test_a_row_that_is_not_there_is_missing(ctx: Context) -> None:
    with ctx.work(Deed.SET_ACUITY) as work, pytest.raises(MissingError, match="999"):
        work.get(Visit, 999)


@pytest.mark.parametrize(
    "values",
    [{"sex": "woman"}, {"name": ""}, {"name": "x" * 201}, {"merged_into": 1}, {"merged_into": 99}],
)
def test_the_file_itself_refuses_what_cannot_be(ctx: Context, values: dict[str, object]) -> None:
    patient_id = register(ctx).patient_id
    before = contents(ctx.reading)
    with ctx.work(Deed.EDIT_PATIENT) as work, pytest.raises(ConflictError, match="no longer fits"):
        work.change(work.get(Patient, patient_id), **values)
    assert contents(ctx.reading) == before
