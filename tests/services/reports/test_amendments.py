"""What was done to a signed day, in words: every table and column, undo, imports, and no patient's name."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import col

from assistant_tui import i18n, services
from assistant_tui.domain.clock import FixedClock
from assistant_tui.domain.deeds import Deed
from assistant_tui.domain.typedtimes import instant_typed
from assistant_tui.domain.words import Words
from assistant_tui.pack.model import Pack
from assistant_tui.readmodels.reports import Amendment, Text
from assistant_tui.services.context import Context
from assistant_tui.services.demo import make_demo
from assistant_tui.services.reports.amendments import LISTED, amendments
from assistant_tui.services.reports.changes.columns import KINDS, NOT_OF_A_DAY, left_out
from assistant_tui.services.reports.changes.values import Setting
from assistant_tui.store.queries.amendments import named_rows
from assistant_tui.store.tables import JOURNALLED, Companion, QueueEntry, Visit
from assistant_tui.store.touched import _NO_PART_OF_A_DAY
from tests.conftest import ZONE
from tests.factory import register
from tests.services.orders.catalogue import BLOOD, draft, ids
from tests.services.test_query_counts import statements

COLUMNS = [(name, column) for name, table in JOURNALLED.items() for column in table.model_fields]


def said(text: Text | None) -> str:
    """The words in the language in use."""
    if text is None:
        return "-"
    return text.said_in(i18n.language()) if isinstance(text, Words) else i18n.spoken(text)


def told(amendment: Amendment) -> list[str]:
    """Its changes, a line each."""
    return [f"{said(one.what)} | {said(one.before)} | {said(one.after)}" for one in amendment.changes]


def all_told(ctx: Context) -> list[list[str]]:
    """What was done today since it was signed."""
    return [told(one) for one in services.reports.state(ctx).amendments]


def sign(ctx: Context) -> None:
    services.reports.sign(ctx, ctx.today(), "王主任", on_paper=True)


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_every_column_has_words_or_is_left_out(table: str, column: str) -> None:
    if table in NOT_OF_A_DAY:
        assert table not in KINDS
        return
    known = column in KINDS[table].columns
    assert known != left_out(table, column), f"{table}.{column}: words, or left out, and not both"


def test_words_are_of_columns_that_there_are() -> None:
    assert KINDS.keys() <= JOURNALLED.keys()
    for table, kind in KINDS.items():
        assert kind.columns.keys() <= JOURNALLED[table].model_fields.keys(), table


def test_what_is_part_of_no_day_amends_none() -> None:
    assert NOT_OF_A_DAY - {"supply_par"} == _NO_PART_OF_A_DAY - {"patient"}


def test_every_kind_of_row_can_be_named(ctx: Context) -> None:
    for table in KINDS.keys() - {"patient"}:
        assert named_rows(ctx.reading, table, [1, 2]) == {} or table in {"visit"}


def test_who_came_after_it_was_signed_is_one_line_a_row(ctx: Context, clock: FixedClock) -> None:
    sign(ctx)
    clock.advance(minutes=2)
    register(ctx, "欧阳若兰", phone="13800001111", complaint="发热")
    (one,) = services.reports.state(ctx).amendments
    assert (one.deed, one.actor, one.ticket, one.at) == (Deed.REGISTER, "李敏", "A001", clock.now())
    lines = told(one)
    assert any(line.startswith("Visit | - | ") and "reason for coming 发热" in line for line in lines)
    assert any(line.startswith("Queue entry | - | ") and "queued 09:02" in line for line in lines)
    assert "Patient's record | - | added" in lines
    assert "Stay at Waiting area | - | from 09:02" in lines
    assert "欧阳" not in "".join(lines)
    assert "1380000" not in "".join(lines)


def test_a_change_has_both_sides_in_both_languages(ctx: Context, clock: FixedClock) -> None:
    visit = register(ctx)
    sign(ctx)
    clock.advance(minutes=3)
    services.queue.call_next(ctx)
    (lines,) = all_told(ctx)
    assert "Queue entry: status | waiting | called" in lines
    assert "Queue entry: first called | - | 09:03" in lines
    assert not [line for line in lines if "version" in line or "room_id" in line]
    i18n.use_language("zh_CN")
    (chinese,) = all_told(ctx)
    assert not [line for line in chinese if "Queue" in line or "status" in line]
    assert visit.ticket == services.reports.state(ctx).amendments[0].ticket


def test_an_item_is_called_by_its_name_and_money_is_money(ctx: Context) -> None:
    visit = register(ctx)
    draft(ctx, visit, BLOOD)
    sign(ctx)
    slip = services.slips.of_visit(ctx, visit.visit_id)[0]
    services.orders.sign(ctx, ids(slip.items))
    draft(ctx, visit, BLOOD)
    signed, drafted = all_told(ctx)
    name = str(slip.items[0].name)
    assert f"Item {name}: signed | - | 09:00" in signed
    assert f"Item {name}: signed by | - | 王主任" in signed
    (item,) = [line for line in drafted if line.startswith(f"Item {name} | - | ")]
    assert f"price {slip.items[0].price / 100:.2f}" in item
    assert any(line.startswith("Slip 2 | - | kind ") for line in drafted)


def test_what_was_undone_says_what(ctx: Context, clock: FixedClock) -> None:
    sign(ctx)
    clock.advance(minutes=1)
    register(ctx)
    clock.advance(minutes=1)
    services.history.undo(ctx, reason="重复")
    _, undone = services.reports.state(ctx).amendments
    assert (undone.deed, undone.reason) == (Deed.UNDO, "重复")
    assert told(undone)[0] == "What was done at 09:01 | registered | taken back"
    assert "Visit | there | taken back" in told(undone)
    services.history.redo(ctx)
    redone = services.reports.state(ctx).amendments[-1]
    assert "Visit | taken back | there" in told(redone)


def test_a_companion_is_not_named(ctx: Context) -> None:
    visit = register(ctx)
    sign(ctx)
    services.companions.add_companion(
        ctx, visit.visit_id, name="张三丰", relation="丈夫", phone="13900002222"
    )
    (lines,) = all_told(ctx)
    assert lines == ["Companion | - | relation 丈夫"]
    with ctx.work(Deed.ADD_COMPANION) as work:
        work.change(work.get(Companion, 1), name="张无忌")
        work.commit()
    assert all_told(ctx)[-1] == ["Companion: name | not shown here | not shown here"]


def test_another_day_has_its_date(ctx: Context, clock: FixedClock) -> None:
    register(ctx)
    day = ctx.today()
    sign(ctx)
    clock.advance(days=1)
    with ctx.work(Deed.CALL) as work:
        work.change(
            work.get(QueueEntry, 1), status="called", calls=1, first_called_at=ctx.now(), called_at=ctx.now()
        )
        work.commit()
    (one,) = services.reports.state(ctx, day).amendments
    assert "Queue entry: called | - | 2026-11-22 09:00" in told(one)
    assert services.reports.state(ctx).amendments == ()


def test_an_action_over_two_days_tells_each_its_own(ctx: Context, clock: FixedClock) -> None:
    register(ctx)
    yesterday = ctx.today()
    sign(ctx)
    clock.advance(days=1)
    register(ctx, "李强")
    sign(ctx)
    with ctx.work(Deed.EDIT_PATIENT) as work:
        for visit in work.find(Visit, order=col(Visit.id)):
            work.change(visit, note=f"of {visit.day}")
        work.commit()
    for day in (yesterday, ctx.today()):
        (one,) = services.reports.state(ctx, day).amendments
        (change,) = told(one)
        assert change.endswith(f"Visit: note | - | of {day}")


def test_a_date_to_come_back_amends_the_signed_days_that_it_was_and_is(
    ctx: Context, clock: FixedClock
) -> None:
    visit = register(ctx).visit_id
    clock.advance(days=7)
    day = ctx.today()
    sign(ctx)
    clock.advance(days=1)
    for on in (day, None):
        services.gate.agree_return(ctx, visit, on)
    with ctx.work(Deed.EDIT_PATIENT) as work:
        work.change(work.get(Visit, visit), note="of no other day")
        work.commit()
    agreed, dropped = services.reports.state(ctx, day).amendments
    assert told(agreed) == [f"Visit: to come back on | - | {day}"]
    assert told(dropped) == [f"Visit: to come back on | {day} | -"]


def test_an_action_over_many_rows_is_summed_up(ctx: Context) -> None:
    visits = [register(ctx, f"患者{number}") for number in range(LISTED + 1)]
    sign(ctx)
    with ctx.work(Deed.LEAVE) as work:
        for entry in work.find(QueueEntry):
            work.change(entry, reason="停电")
        work.commit()
    (lines,) = all_told(ctx)
    assert lines == [f"Queue entries | - | {len(visits)} changed"]
    services.history.undo(ctx)
    assert all_told(ctx)[-1][1:] == lines


def test_the_number_of_queries_does_not_grow(ctx: Context, clock: FixedClock) -> None:
    day, after = ctx.today(), 0
    sign(ctx)

    def read(on: Context) -> object:
        return amendments(on, day, after)

    register(ctx)
    few = statements(ctx, read)
    for _ in range(20):
        register(ctx)
    assert statements(ctx, read) == few
    assert len(amendments(ctx, day, after)) == 21


def test_only_what_was_done_after_that_row_counts(ctx: Context) -> None:
    sign(ctx)
    register(ctx)
    first, _ = (*amendments(ctx, ctx.today(), 0), None)
    assert first is not None
    register(ctx)
    assert [one.number for one in amendments(ctx, ctx.today(), first.number)] == [first.number + 1]


JUNK = st.one_of(
    st.none(),
    st.booleans().map(int),
    st.integers(-(2**40), 2**40),
    st.floats(allow_nan=False),
    st.text(max_size=20),
)


@pytest.fixture(scope="module")
def setting(pack: Pack) -> Setting:
    return Setting(ZONE, date(2026, 11, 21), pack)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(value=JUNK)
def test_whatever_stands_in_a_column_can_be_told(setting: Setting, value: object) -> None:
    for kind in KINDS.values():
        for column in kind.columns.values():
            words = column.told(value, setting)  # type: ignore[arg-type]
            if words is not None:
                for language in i18n.LANGUAGES:
                    i18n.use_language(language)
                    assert isinstance(said(words), str)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.text(min_size=2, max_size=20).filter(str.strip))
def test_no_name_passes(setting: Setting, name: str) -> None:
    i18n.use_language("en")
    for table, column in (
        ("patient", "name"),
        ("patient", "phone"),
        ("companion", "name"),
        ("companion", "phone"),
    ):
        assert said(KINDS[table].columns[column].told(name, setting)) == "not shown here"


def test_everything_that_a_day_brings_can_be_told_without_a_name(tmp_path: Path, pack: Pack) -> None:
    at = instant_typed("16:30", date(2026, 11, 21), ZONE)
    ctx = make_demo(
        tmp_path / "demo.db", pack, language="zh_CN", seed=1, at=at, zone=ZONE, clock=FixedClock(at)
    )
    day = ctx.today().isoformat()
    with ctx.reading:
        ctx.reading.execute(
            "INSERT INTO amendment SELECT id, room_id, day FROM journal WHERE day = ?", (day,)
        )
    found = amendments(ctx, ctx.today(), 0)
    names = {name for (name,) in ctx.reading.execute("SELECT name FROM patient")}
    ctx.database.close()
    assert len({one.deed for one in found}) > 20
    for language in i18n.LANGUAGES:
        i18n.use_language(language)
        for one in found:
            text = "\n".join(told(one))
            assert not re.search(r"\w+_(?:at|by|id)\b|\{", text), text
            assert not [name for name in names if name in text], text
    i18n.use_language("zh_CN")
    for one in found:
        for line in told(one):
            words = line.partition(" | ")[0].partition("：")[0]
            assert re.search("[\u4e00-\u9fff]", words), line
