"""The day report: what stands behind its figures, other days, the remark, the signature."""

from __future__ import annotations

from assistant_tui.domain.saying import RuleError, say
from assistant_tui.screens.desk import Desk
from assistant_tui.screens.dialogs.behind import BehindRows
from assistant_tui.screens.dialogs.doctor_pin import DoctorPin
from assistant_tui.screens.dialogs.remark import RemarkDialog
from assistant_tui.screens.dialogs.sign_report import SignReport
from assistant_tui.screens.handlers.duties import go_to
from assistant_tui.screens.handlers.registry import handles
from assistant_tui.screens.report import ReportPane
from assistant_tui.screens.report_head import HASH_SHOWN


@handles("screen_report")
async def screen_report(desk: Desk) -> None:
    """Today's, whichever day was read last."""
    await desk.open_pane("report")
    pane = _pane(desk)
    if pane.day != desk.board.day:
        pane.show_day(None)


@handles("open_figure")
async def open_figure(desk: Desk) -> None:
    """The rows behind it; on to where what is open is settled; or another day's report."""
    pane = _pane(desk)
    line, point = pane.selected_line, pane.open_point
    if point is not None:
        await go_to(desk, point)
    elif line.day is not None:
        pane.show_day(line.day)
    elif line.behind or line.changes or line.note:
        await desk.ask(BehindRows(desk.ctx, desk.lens, line))
    else:
        raise RuleError(say("There is nothing behind this figure"))


@handles("sign_report")
async def sign_report(desk: Desk) -> None:
    """The doctor signs the day in view."""
    pane = _pane(desk)
    if pane.state.signed and not pane.state.amendments:
        raise RuleError(say("It is signed already, and nothing has changed since"))
    signed = await desk.ask(SignReport(desk.ctx, desk.lens, pane.state))
    if signed is not None:
        signature = signed.signature
        desk.tell(
            say("Signed by {doctor}: {hash}", doctor=signature.signed_by, hash=signature.hash[:HASH_SHOWN])
        )


@handles("remark")
async def remark(desk: Desk) -> None:
    """On the day in view."""
    pane = _pane(desk)
    kept = await desk.ask(RemarkDialog(desk.ctx, desk.lens, pane.state.now))
    if kept is not None:
        desk.tell(say("The remark is kept") if kept else say("The remark is taken away"))


@handles("doctor_pin")
async def doctor_pin(desk: Desk) -> None:
    """Set, or changed."""
    doctor = await desk.ask(DoctorPin(desk.ctx, desk.ctx.doctor_name))
    if doctor is not None:
        desk.tell(say("{doctor} signs with the new PIN from now on", doctor=doctor))


@handles("print_report")
def print_report(desk: Desk) -> None:
    """The page that counts, into the browser."""
    from assistant_tui.printing.browser import open_in_browser  # noqa: PLC0415 - rarely printed
    from assistant_tui.services.reports.handout import print_page  # noqa: PLC0415 - as above

    open_in_browser(print_page(desk.ctx, _pane(desk).day))
    desk.tell(say("The report is open in the browser: print it there"))


@handles("next_section")
def next_section(desk: Desk) -> None:
    """On."""
    _pane(desk).step_section(1)


@handles("previous_section")
def previous_section(desk: Desk) -> None:
    """Back."""
    _pane(desk).step_section(-1)


@handles("day_before")
def day_before(desk: Desk) -> None:
    """The day before the one in view."""
    _pane(desk).step_day(-1)


@handles("day_after")
def day_after(desk: Desk) -> None:
    """The day after the one in view."""
    _pane(desk).step_day(1)


def _pane(desk: Desk) -> ReportPane:
    pane = desk.pane
    assert isinstance(pane, ReportPane), pane
    return pane
