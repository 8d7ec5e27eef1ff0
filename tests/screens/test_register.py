"""Registering at the desk: one line, whom it may mean, and the form."""

from __future__ import annotations

from assistant_tui.screens.dialogs.register import QuickRegister
from assistant_tui.services.context import Context
from tests.screens.conftest import Opener


async def test_one_line_registers(workstation: Opener, ctx: Context, english: str) -> None:
    app = workstation()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.pause()
        await pilot.press("f2")
        await pilot.pause()
        assert isinstance(app.screen, QuickRegister)
        await pilot.press(*"王芳 女34 13800001111 复诊 下腹痛")
        await pilot.press("enter")
        await pilot.pause()
        rows = ctx.reading.execute("SELECT name, sex, born, phone FROM patient").fetchall()
        assert rows == [("王芳", "female", "1992", "13800001111")]
