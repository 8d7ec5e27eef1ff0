"""A patient's day with slips by keyboard alone: registered, drafted, paid, done, read, let out, checked."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from textual.pilot import Pilot

from assistant_tui import services
from assistant_tui.app import Workstation
from assistant_tui.domain.clock import FixedClock
from assistant_tui.domain.deeds import Deed
from assistant_tui.readmodels.board import VisitRow
from assistant_tui.screens.desk import Desk
from assistant_tui.screens.dialogs.exit_gate import ExitGate
from assistant_tui.screens.orders import OrdersPane
from assistant_tui.services.context import Context
from tests.screens.conftest import Opener
from tests.screens.seeing import said, settle, strike, text_of, write

DONE = [
    *(Deed.REGISTER, Deed.CALL, Deed.START, Deed.DRAFT_ORDERS, Deed.SIGN_ORDERS, Deed.SIGN_ORDERS),
    *(Deed.SIGN_ORDERS, Deed.FINISH, Deed.PAY_ORDERS, Deed.PAY_ORDERS, Deed.PAY_ORDERS, Deed.REFUSE_ORDERS),
    *(Deed.VOID_ORDERS, Deed.MOVE, Deed.PERFORM_ORDERS, Deed.MOVE, Deed.ENTER_RESULT, Deed.CALL, Deed.START),
    *(Deed.REFUND_ORDERS, Deed.REFUND_ORDERS, Deed.READ_RESULTS, Deed.FINISH),
]
"""Everything that the day writes, in this order."""


@dataclass
class Desktop:
    """The workstation under the user's hands."""

    pilot: Pilot[None]
    ctx: Context
    clock: FixedClock

    async def press(self, *keys: str) -> None:
        """Press keys; a minute passes."""
        await strike(self.pilot, *keys)
        self.clock.advance(minutes=1)

    async def enter(self, line: str) -> None:
        """Type a line and press Enter after it."""
        await write(self.pilot, line)
        await self.press("enter")

    async def to_slip(self, text: str) -> None:
        """On screen 4, arrow keys to the row of the item that is called so."""
        await self.press("4", "home")
        pane = self._desk.pane
        assert isinstance(pane, OrdersPane)
        for _ in range(20):
            line = pane.selected_slip
            if line and any(text in item.name.zh_CN for item in line.items):
                return
            await strike(self.pilot, "down")
        raise AssertionError(f"{text} is not in the list:\n{self.text}")

    @property
    def _desk(self) -> Desk:
        screen = self.pilot.app.screen
        assert isinstance(screen, Desk), self.text
        return screen

    @property
    def text(self) -> str:
        """The whole screen."""
        return text_of(self.pilot.app)

    @property
    def told(self) -> str:
        """The last toast."""
        return said(self.pilot.app)[-1]

    @property
    def visit(self) -> VisitRow:
        """The only visit, as it stands."""
        found = services.board.read(self.ctx).visit(1)
        assert found is not None
        return found

    @property
    def place(self) -> str:
        """Where she is."""
        assert self.visit.stay is not None
        return self.visit.stay.location


async def consultation(desktop: Desktop) -> None:
    """Registered, called, in; a line of three slips, signed; on to the cashier."""
    await desktop.press("f2")
    await desktop.enter("王芳 女34 13800001111 初诊 下腹痛")
    await desktop.press("f5")
    await desktop.press("ctrl+s")
    await desktop.press("f7")
    await desktop.enter("xcg b超 换药")
    assert "已开" in desktop.told
    for _ in range(3):
        await desktop.press("4", "space")
    assert "下一站" in desktop.text
    await desktop.press("2", "ctrl+f")
    await write(desktop.pilot, "cash")
    await desktop.press("enter")
    assert desktop.place == "cashier"


async def decided_otherwise(desktop: Desktop) -> None:
    """All is paid; she declines the ultrasound with the form signed, and the dressing was a mistake."""
    for item in ("血常规", "B超", "换药"):
        await desktop.to_slip(item)
        await desktop.press("c")
    await desktop.to_slip("B超")
    await desktop.press("f")
    await desktop.enter("怕疼")
    await desktop.press("2", "ctrl+s")
    await desktop.to_slip("换药")
    await desktop.press("x")
    await desktop.enter("开错了")


async def blood(desktop: Desktop) -> None:
    """To the laboratory with one key, the blood is taken, back to the waiting area, and the result comes."""
    await desktop.press("3", ".")
    assert desktop.place == "lab"
    await desktop.to_slip("血常规")
    await desktop.press("d")
    await desktop.press("3", "ctrl+r")
    assert desktop.place == "waiting"
    desktop.clock.advance(minutes=20)
    await desktop.to_slip("血常规")
    await desktop.press("r")
    await desktop.press("1")
    assert "A001" in desktop.told
    (row,) = services.board.read(desktop.ctx).line
    assert row.entry.kind == "return"


async def way_out(desktop: Desktop) -> None:
    """Back to the doctor; leaving shows what is open, each point one key, and then she is out."""
    await desktop.press("2", "f5")
    await desktop.press("ctrl+s")
    await desktop.press("ctrl+f", "1")
    assert isinstance(desktop.pilot.app.screen, ExitGate), desktop.text
    assert [point.key.split("/")[0] for point in desktop.pilot.app.screen._points] == [
        "read",
        "refund",
        "refund",
    ]
    await desktop.press("down", "space")
    await desktop.press("space")
    await desktop.press("home", "enter")
    assert desktop.visit.departed_at is not None
    assert "A001" in desktop.told


@pytest.mark.parametrize("size", [(80, 24), (120, 32)])
@pytest.mark.usefixtures("chinese")
async def test_from_registration_to_the_exit_with_one_slip_refused_and_one_voided(
    ctx: Context, clock: FixedClock, workstation: Opener, size: tuple[int, int]
) -> None:
    app: Workstation = workstation()
    async with app.run_test(size=size, notifications=True) as pilot:
        await settle(pilot)
        desktop = Desktop(pilot, ctx, clock)
        await consultation(desktop)
        await decided_otherwise(desktop)
        await blood(desktop)
        await way_out(desktop)
        await desktop.press("ctrl+o")
        assert "20.00" in desktop.text
    check_figures(ctx)
    assert [row.action for row in reversed(services.history.recent(ctx, 100))][1:] == DONE
    assert list(services.checking.check(ctx.database.path)) == []


def check_figures(ctx: Context) -> None:
    """Every fact is kept with who and why; the sums are exact."""
    items = {item.code: item for slip in services.slips.of_visit(ctx, 1) for item in slip.items}
    blood, scan, dressing = items["cbc"], items["ultrasound"], items["dressing"]
    assert (blood.signed_by, blood.paid_by, blood.performed_by, blood.read_by) == (
        *("王主任", "李敏", "李敏"),
        "王主任",
    )
    assert (scan.refusal_reason, scan.refusal_form) == ("怕疼", True)
    assert dressing.void_reason == "开错了"
    fees = services.slips.fees_of_day(ctx).fees
    back = scan.facts.amount + dressing.facts.amount
    assert (fees.due, fees.open, fees.to_refund, fees.refunded) == (2000, 0, 0, back)
    assert fees.paid == fees.due + back
