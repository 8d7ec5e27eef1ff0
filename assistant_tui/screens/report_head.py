"""The lines above the report: whose day it is, whether it is signed, and the remark on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from assistant_tui.domain.saying import say
from assistant_tui.i18n import _, spoken
from assistant_tui.readmodels.reports import ReportState, Signature
from assistant_tui.screens.lens import Lens
from assistant_tui.screens.report_lines import OPEN
from assistant_tui.widgets.line import OneLine, Piece
from assistant_tui.widgets.weekdays import weekday

HASH_SHOWN = 8
"""Hex digits: enough to compare with the paper by eye."""


class ReportHead(OneLine):
    """One line of pieces."""

    PREFIX: ClassVar[str] = "report-head"

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "report-head--day",
        "report-head--good",
        "report-head--warn",
        "report-head--accent",
        "report-head--quiet",
    }

    DEFAULT_CSS = """
    ReportHead {
        background: $surface;
        & > .report-head--day { text-style: bold; }
        & > .report-head--good { color: $success; text-style: bold; }
        & > .report-head--warn { color: $warning; text-style: bold; }
        & > .report-head--accent { color: $accent; }
        & > .report-head--quiet { color: $foreground-muted; }
    }
    """

    _pieces: tuple[Piece, ...] = ()

    def show(self, pieces: Iterable[Piece]) -> None:
        """Show these."""
        self._pieces = tuple(pieces)
        self.redraw()

    def pieces(self, width: int) -> Iterable[Piece]:  # noqa: ARG002 - what does not fit is cut
        """As they are."""
        return self._pieces


def state_pieces(state: ReportState, lens: Lens) -> Iterator[Piece]:
    """`11-21 周六  王主任 17:32 已签  签字后改动 2 处  3f9a02c4`; unsigned, what is still open."""
    day = state.now.day
    yield Piece(f" {lens.day(day)} {weekday(day)}  ", "day")
    if state.signed is None:
        yield from _unsigned(state, lens)
        return
    signature = state.signed.signature
    yield Piece(f"{_signed(signature, state, lens)}  ", "good")
    if state.amendments:
        since = say("changed since: {count}", count=len(state.amendments))
        yield Piece(f"! {spoken(since)}  ", "warn")
    yield Piece(signature.hash[:HASH_SHOWN], "quiet")


def _unsigned(state: ReportState, lens: Lens) -> Iterator[Piece]:
    if state.now.day < lens.today:
        yield Piece(f"! {_('not signed')}", "warn")
        return
    yield Piece(f"{_('not signed yet')}  ", "quiet")
    section = state.now.section(OPEN)
    count = len(section.lines) if section else 0
    if count:
        yield Piece(_("still open: {count}", count=count), "accent")
    else:
        yield Piece(_("nothing is open"), "good")


def _signed(signature: Signature, state: ReportState, lens: Lens) -> str:
    at = signature.signed_at.astimezone(lens.zone)
    when = lens.time(at) if at.date() == state.now.day else f"{lens.day(at.date())} {lens.time(at)}"
    words = (
        say("signed on paper by {doctor}, {when}", doctor=signature.signed_by, when=when)
        if signature.on_paper
        else say("signed by {doctor}, {when}", doctor=signature.signed_by, when=when)
    )
    if signature.number > 1:
        words = say("{signed}, no. {number}", signed=words, number=signature.number)
    return spoken(words)


def remark_pieces(state: ReportState) -> Iterator[Piece]:
    """The remark, of a signed report as it was then, and whether it is another now."""
    remark = state.shown.remark
    yield Piece(f" {_('Remark')}  ", "quiet")
    yield Piece(remark, "") if remark else Piece(_("none"), "quiet")
    if state.now.remark != remark:
        yield Piece(f"  ! {_('now')}: {state.now.remark or _('none')}", "warn")
