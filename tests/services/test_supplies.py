"""Supplies on a real file: counted, received, used, restocked."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from assistant_tui import services
from assistant_tui.domain.clock import FixedClock
from assistant_tui.domain.saying import InputError, MissingError, RuleError
from assistant_tui.domain.supplies import SupplyKind
from assistant_tui.readmodels.supplies import SupplyRow
from assistant_tui.services import pars, prints, supplies
from assistant_tui.services.context import Context

TODAY = date(2026, 11, 21)
COUNT, RECEIVED, USED = SupplyKind


def row(ctx: Context, code: str) -> SupplyRow:
    (found,) = (one for one in supplies.sheet(ctx) if one.supply.code == code)
    return found


def test_nothing_is_known_and_nothing_fetched_before_the_first_count(ctx: Context) -> None:
    assert [one.supply for one in supplies.sheet(ctx)] == list(ctx.pack.supplies)
    assert {one.level for one in supplies.sheet(ctx)} == {None}
    assert supplies.restock(ctx) == ()


def test_counting_yields_the_restock_list(ctx: Context) -> None:
    counted = supplies.enter(ctx, COUNT, {"gloves-m": 1, "masks": 3, "wipes": 9})
    assert [(one.supply.code, one.level) for one in counted] == [("gloves-m", 1), ("masks", 3), ("wipes", 9)]
    assert row(ctx, "masks").counted_by == "李敏"
    assert [(one.supply.code, one.fetch) for one in supplies.restock(ctx)] == [("gloves-m", 3)]
    supplies.enter(ctx, RECEIVED, {"gloves-m": 2})
    supplies.enter(ctx, USED, {"masks": 2})
    assert [(one.supply.code, one.fetch) for one in supplies.restock(ctx)] == [("gloves-m", 1), ("masks", 2)]


def test_a_count_is_taken_back_whole(ctx: Context) -> None:
    supplies.enter(ctx, COUNT, {"gloves-m": 4, "masks": 3})
    supplies.enter(ctx, COUNT, {"gloves-m": 0, "masks": 0})
    services.history.undo(ctx)
    assert (row(ctx, "gloves-m").level, row(ctx, "masks").level) == (4, 3)


def test_the_room_s_own_par_goes_over_the_pack_s_wherever_it_counts(ctx: Context) -> None:
    supplies.enter(ctx, COUNT, {"gloves-m": 3, "masks": 3})
    changed = pars.change(ctx, {"gloves-m": 6, "masks": 0})
    assert [(one.code, one.par) for one in changed] == [("gloves-m", 6), ("masks", 0)]
    assert (row(ctx, "gloves-m").own_par, row(ctx, "wipes").own_par) == (True, False)
    (short,) = supplies.restock(ctx)
    assert (short.supply.code, short.supply.par, short.fetch) == ("gloves-m", 6, 3)
    assert [(one.code, one.par, one.fetch) for one in supplies.export_restock(ctx)] == [("gloves-m", 6, 3)]
    assert "Examination gloves, medium" in prints.restock(ctx)


def test_a_par_like_the_pack_s_is_the_pack_s_again(ctx: Context) -> None:
    of_pack = row(ctx, "masks").supply.par
    pars.change(ctx, {"masks": 9})
    assert [one.par for one in pars.change(ctx, {"masks": of_pack})] == [of_pack]
    assert not row(ctx, "masks").own_par
    pars.change(ctx, {"masks": 8})  # and once more the room's own
    assert row(ctx, "masks").supply.par == 8


def test_pars_are_taken_back_whole_and_one_that_stands_already_is_no_action(ctx: Context) -> None:
    before = supplies.sheet(ctx)
    pars.change(ctx, {"masks": 9, "wipes": 1})
    done = ctx.reading.execute("SELECT COUNT(*), MAX(action) FROM journal").fetchone()
    assert pars.change(ctx, {"masks": 9}) == ()
    assert ctx.reading.execute("SELECT COUNT(*), MAX(action) FROM journal").fetchone() == done
    services.history.undo(ctx)
    assert supplies.sheet(ctx) == before
    services.history.redo(ctx)
    assert (row(ctx, "masks").supply.par, row(ctx, "wipes").supply.par) == (9, 1)


@pytest.mark.parametrize(
    ("wanted", "error"),
    [
        ({}, InputError),
        ({"moon": 1}, MissingError),
        ({"masks": -1}, InputError),
        ({"masks": 100_001}, InputError),
    ],
)
def test_a_par_that_cannot_be_is_refused_and_none_is_set(
    ctx: Context, wanted: dict[str, int], error: type[Exception]
) -> None:
    before = supplies.sheet(ctx)
    with pytest.raises(error):
        pars.change(ctx, {"gloves-m": 7, **wanted} if wanted else {})
    assert supplies.sheet(ctx) == before


@pytest.mark.parametrize(
    ("kind", "quantities", "error"),
    [
        (COUNT, {}, InputError),
        (COUNT, {"moon": 1}, MissingError),
        (COUNT, {"masks": -1}, InputError),
        (COUNT, {"masks": 100_001}, InputError),
        (USED, {"masks": 0}, InputError),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_entered(
    ctx: Context, kind: SupplyKind, quantities: dict[str, int], error: type[Exception]
) -> None:
    with pytest.raises(error):
        supplies.enter(ctx, kind, {"gloves-m": 2, **quantities} if quantities else {})
    assert row(ctx, "gloves-m").level is None


def test_usage_is_told_day_by_day_with_what_counts_have_missed(ctx: Context, clock: FixedClock) -> None:
    supplies.enter(ctx, COUNT, {"gloves-m": 10})
    supplies.enter(ctx, USED, {"gloves-m": 3})
    clock.advance(days=1)
    supplies.enter(ctx, RECEIVED, {"gloves-m": 5, "masks": 2})
    clock.advance(days=1)
    supplies.enter(ctx, COUNT, {"gloves-m": 11})
    found = supplies.usage(ctx, TODAY, TODAY + timedelta(days=2))
    assert [(one.day.day, one.code, one.received, one.used, one.lost, one.level) for one in found] == [
        (21, "gloves-m", 0, 3, 0, 7),
        (22, "gloves-m", 5, 0, 0, 12),
        (22, "masks", 2, 0, 0, None),
        (23, "gloves-m", 0, 0, 1, 11),
    ]
    assert supplies.usage(ctx, TODAY + timedelta(days=1), TODAY + timedelta(days=2)) == found[1:]
    assert supplies.usage(ctx, TODAY + timedelta(days=3), TODAY + timedelta(days=9)) == ()


def test_exports_are_on_record(ctx: Context) -> None:
    supplies.enter(ctx, COUNT, {"gloves-m": 1})
    (wanted,) = supplies.export_restock(ctx)
    assert (wanted.code, wanted.name_zh, wanted.unit_zh, wanted.level, wanted.fetch) == (
        "gloves-m",
        "检查手套 中号",
        "盒",
        1,
        3,
    )
    assert len(supplies.export_usage(ctx, TODAY, TODAY)) == 1
    assert [entry.reason for entry in services.history.recent(ctx, 2)] == ["usage", "restock"]


def test_the_restock_list_is_printed_and_on_record(ctx: Context) -> None:
    with pytest.raises(RuleError, match="below its par"):
        prints.restock(ctx)
    supplies.enter(ctx, COUNT, {"gloves-m": 1, "masks": 3})
    page = prints.restock(ctx)
    assert "Examination gloves, medium" in page
    assert "Surgical masks" not in page
    assert services.history.recent(ctx, 1)[0].action == "print"
