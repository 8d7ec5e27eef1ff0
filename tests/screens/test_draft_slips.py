"""Drafting slips: what the line is understood as, what is stored, and that nothing typed is lost."""

from __future__ import annotations

import unicodedata

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot

from assistant_tui import services
from assistant_tui.app import Workstation
from assistant_tui.domain.deeds import Deed
from assistant_tui.readmodels.orders import ItemRow
from assistant_tui.screens.desk import Desk
from assistant_tui.screens.dialogs.draft_slips import DraftSlips
from assistant_tui.services.context import Context
from assistant_tui.widgets.plain_input import PlainInput
from assistant_tui.widgets.table import LineTable
from tests.factory import register
from tests.screens.conftest import Opener
from tests.screens.seeing import line_with, said, settle, strike, text_of, write

NARROW, WIDE = (80, 24), (120, 32)
HOSTILE = "[/b] [@click=app.quit]x[/] \x1b[31m\u202e红"


async def drafting(pilot: Pilot[None], line: str = "") -> DraftSlips:
    """F7 on the selected patient, and this line typed."""
    await settle(pilot)
    await strike(pilot, "f7")
    dialog = pilot.app.screen
    assert isinstance(dialog, DraftSlips)
    await write(pilot, line)
    return dialog


def typed(dialog: DraftSlips) -> str:
    return dialog.query_one(PlainInput).value


def items_of(ctx: Context, visit_id: int = 1) -> list[ItemRow]:
    return [item for slip in services.slips.of_visit(ctx, visit_id) for item in slip.items]


def stored(ctx: Context) -> list[tuple[str, int, int, str, str]]:
    """Code, quantity, price, dosage and note of every item, in the order of the slips."""
    return [(one.code, one.quantity, one.price, one.dosage, one.note) for one in items_of(ctx)]


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_a_line_shows_each_item_with_its_sum_and_drafts_one_slip_for_each_category(
    ctx: Context, workstation: Opener, spoken_language: str, size: tuple[int, int]
) -> None:
    register(ctx)
    app = workstation()
    async with app.run_test(size=size, notifications=True) as pilot:
        await drafting(pilot, "xcg ncg b超 x2 #空腹")
        urine = "尿常规" if spoken_language == "zh_CN" else "Urine test"
        assert {"x1", "12.00"} <= set(line_with(app, urine).split())
        scan = line_with(app, "240.00")
        assert {"x2", "120.00", "空腹"} <= set(scan.split())
        assert "272.00" in text_of(app)
        await strike(pilot, "enter")
        assert isinstance(app.screen, Desk)
        assert "A001" in said(app)[-1]
        assert "272.00" in said(app)[-1]
    assert stored(ctx) == [
        ("cbc", 1, 2000, "", ""),
        ("urine", 1, 1200, "", ""),
        ("ultrasound", 2, 12000, "", "空腹"),
    ]
    assert len(services.slips.of_visit(ctx, 1)) == 2
    assert services.history.recent(ctx, 1)[0].action == Deed.DRAFT_ORDERS


async def test_an_input_method_may_type_it_full_width(
    ctx: Context, workstation: Opener, chinese: str
) -> None:
    register(ctx)
    app = workstation()
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        dialog = await drafting(pilot)
        dialog.query_one(PlainInput).insert_text_at_cursor("ｘｃｇ，血脂四项　ｘ２，押金＠２０００")
        await settle(pilot)
        await strike(pilot, "enter")
        assert isinstance(app.screen, Desk), text_of(app)
    assert [one[:3] for one in stored(ctx)] == [("cbc", 1, 2000), ("lipids", 2, 5500), ("deposit", 1, 200000)]


async def test_a_set_brings_its_items_and_a_surgery_what_belongs_to_it(
    ctx: Context, workstation: Opener, english: str
) -> None:
    register(ctx)
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        dialog = await drafting(pilot, "lump-removal")
        rows = [(row.name, row.brought) for row in dialog._drafting.picked]
        assert rows[0] == ("Removal of a skin lump", False)
        assert ("Local anaesthesia", True) in rows
        assert ("Full blood count", True) in rows
        assert "comes along" in line_with(app, "Local anaesthesia")
        assert f"Items: 1, and {len(rows) - 1} that come along" in text_of(app)
        amount = dialog._drafting.amount
        await strike(pilot, "enter")
        assert len(items_of(ctx)) == len(rows)
    assert sum(item.facts.amount for item in items_of(ctx)) == amount


async def test_what_she_has_today_is_pointed_out_and_not_forbidden(
    ctx: Context, workstation: Opener, english: str
) -> None:
    register(ctx)
    app = workstation()
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        await drafting(pilot, "cbc")
        await strike(pilot, "enter")
        await drafting(pilot, "cbc ecg")
        assert "Had today already: Full blood count" in text_of(app)
        assert "had today" in line_with(app, "x1      20.00")
        await strike(pilot, "enter")
    assert [one[0] for one in stored(ctx)] == ["cbc", "cbc", "ecg"]


async def test_nothing_is_drafted_while_a_word_is_unsure_and_the_line_stays(
    ctx: Context, workstation: Opener, english: str
) -> None:
    register(ctx)
    app = workstation()
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        dialog = await drafting(pilot, "cbc blood nonsense")
        assert "“blood” may mean several: choose one" in text_of(app)
        await strike(pilot, "enter")
        assert app.screen is dialog
        assert "! “blood” may mean several: choose one" in text_of(app)
        assert typed(dialog) == "cbc blood nonsense"
        await strike(pilot, "alt+2")
        assert typed(dialog) == "cbc blood-group nonsense", text_of(app)
        await strike(pilot, "enter")
        assert "! “nonsense” is not in the catalogue" in text_of(app)
        await strike(pilot, *["backspace"] * len("nonsense"), "enter")
        assert "drafted" in said(app)[-1]
    assert [one[0] for one in stored(ctx)] == ["cbc", "blood-group"]


@pytest.mark.parametrize("key", ["alt+1", "¡"])
async def test_alt_and_a_digit_choose_however_the_terminal_sends_them(
    ctx: Context, workstation: Opener, english: str, key: str
) -> None:
    register(ctx)
    app = workstation()
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        dialog = await drafting(pilot, "cbc b")
        await strike(pilot, key)
        assert typed(dialog) == "cbc stool"
        await strike(pilot, key)
        assert dialog._drafting.hindrance is None
        await strike(pilot, "enter")
    assert len(stored(ctx)) == 2


async def test_arrow_and_enter_choose_what_was_meant(ctx: Context, workstation: Opener, english: str) -> None:
    register(ctx)
    app = workstation()
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        dialog = await drafting(pilot, "血")
        rows = dialog.query_one(LineTable)
        assert rows.cursor_row is dialog._drafting.doubts[0]
        await strike(pilot, "down", "down")
        assert "Enter: this is meant" in text_of(app)
        meant = dialog._drafting.candidates[1].found
        await strike(pilot, "enter")
        assert typed(dialog) == meant.code
        assert "Enter: draft" in text_of(app)
        await strike(pilot, "enter")
    assert [one[0] for one in stored(ctx)] == [meant.code]


async def test_a_price_that_nobody_has_said_is_asked_for_in_its_row(
    ctx: Context, workstation: Opener, english: str
) -> None:
    register(ctx)
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        dialog = await drafting(pilot, "deposit")
        await strike(pilot, "enter")
        assert app.screen is dialog
        assert "no fixed price: type one like @25.50" in text_of(app)
        await write(pilot, " @2000")
        await strike(pilot, "enter")
    assert [one[:3] for one in stored(ctx)] == [("deposit", 1, 200000)]


async def test_a_dose_is_shown_and_one_too_large_is_refused(
    ctx: Context, workstation: Opener, english: str
) -> None:
    register(ctx)
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        dialog = await drafting(pilot, "amoxicillin 50g tid 7d")
        await strike(pilot, "enter")
        assert app.screen is dialog
        assert "at once" in text_of(app)
        await strike(pilot, *["backspace"] * len("50g tid 7d"))
        await write(pilot, "0.5g tid 7d")
        assert "0.5g tid 7d" in line_with(app, "x1")
        await strike(pilot, "enter")
    assert stored(ctx)[0][3] == "0.5g tid 7d"


async def test_nothing_typed_drafts_nothing(ctx: Context, workstation: Opener, english: str) -> None:
    register(ctx)
    app = workstation()
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        dialog = await drafting(pilot)
        assert "Type codes, names or initials" in text_of(app)
        await strike(pilot, "enter")
        assert app.screen is dialog
        assert "! Pick at least one item" in text_of(app)
    assert stored(ctx) == []


async def test_esc_keeps_the_line_of_each_patient_until_it_is_drafted(
    ctx: Context, workstation: Opener, english: str
) -> None:
    register(ctx)
    register(ctx, "李四")
    app = workstation()
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        await drafting(pilot, "cbc e")
        await strike(pilot, "escape", "down")
        assert typed(await drafting(pilot, "ecg")) == "ecg"
        await strike(pilot, "escape", "up")
        dialog = await drafting(pilot)
        assert typed(dialog) == "cbc e"
        await write(pilot, "cg")
        await strike(pilot, "enter")
        assert typed(await drafting(pilot)) == ""
    assert [one[0] for one in stored(ctx)] == ["cbc", "ecg"]


async def test_hostile_text_is_only_text(ctx: Context, workstation: Opener, english: str) -> None:
    register(ctx)
    app = workstation()
    async with app.run_test(size=NARROW, notifications=True) as pilot:
        dialog = await drafting(pilot)
        dialog.query_one(PlainInput).value = f"cbc #{HOSTILE}, {HOSTILE}, {'長' * 300}"
        await settle(pilot)
        await strike(pilot, "enter", "down", "down", "up")
        require_whole(app)
        assert app.screen is dialog
        dialog.query_one(PlainInput).value = f"cbc #{HOSTILE}"
        await settle(pilot)
        assert "[/b] [@click=app.quit]x[/]" in text_of(app)
        await strike(pilot, "enter")
        require_whole(app)
    (item,) = items_of(ctx)
    assert "[/b]" in item.note
    assert not [char for char in item.note if unicodedata.category(char) in {"Cc", "Cf"}]


def require_whole(app: Workstation) -> None:
    for strip in app.screen._compositor.render_strips():
        assert cell_len(strip.text) == app.size.width, strip.text
        assert not [char for char in strip.text if unicodedata.category(char) in {"Cc", "Cf", "Cs"}]


@pytest.mark.parametrize("size", [(20, 6), (40, 10), (160, 50)])
async def test_any_window_shows_what_it_can(
    ctx: Context, workstation: Opener, english: str, size: tuple[int, int]
) -> None:
    register(ctx)
    app = workstation()
    async with app.run_test(size=size) as pilot:
        await drafting(pilot, "lump b")
        await strike(pilot, "down", "pagedown", "pageup")
        require_whole(app)


async def test_it_is_drafted_from_every_screen_and_only_for_who_is_inside(
    ctx: Context, workstation: Opener, english: str
) -> None:
    register(ctx)
    app = workstation()
    async with app.run_test(size=WIDE, notifications=True) as pilot:
        await settle(pilot)
        for screen, key, item in (("3", "f7", "cbc"), ("4", "f7", "ecg"), ("8", "ctrl+d", "urine")):
            await strike(pilot, screen, key)
            assert isinstance(app.screen, DraftSlips), (screen, text_of(app))
            await write(pilot, item)
            await strike(pilot, "enter")
        await strike(pilot, "8", "f7")
        assert "New visit" in text_of(app)
        await strike(pilot, "escape", "2")
        services.gate.override(ctx, 1, "sign/1", reason="-")
        services.gate.override(ctx, 1, "sign/2", reason="-")
        services.gate.override(ctx, 1, "sign/3", reason="-")
        services.queue.leave(ctx, 1)
        await strike(pilot, "3", "s")
        assert isinstance(app.screen, Desk)
        app.screen.refresh_board()
        await strike(pilot, "home", "f7")
        assert isinstance(app.screen, Desk)
        assert "A001 has left the clinic" in said(app)[-1]
    assert [one[0] for one in stored(ctx)] == ["cbc", "ecg", "urine"]
