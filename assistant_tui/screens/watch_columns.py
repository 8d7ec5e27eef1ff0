"""The columns of screen 5: how long until the next round, and what was seen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from assistant_tui.domain.protocols import Level
from assistant_tui.i18n import _, language
from assistant_tui.readmodels.shell import Tone
from assistant_tui.readmodels.watches import RoundRow, WatchRow
from assistant_tui.screens.lens import Lens, in_three_cells
from assistant_tui.screens.watch_lines import WatchLine
from assistant_tui.widgets.table import Cell, Column

TICKING = ("bar", "next")
"""The columns that change with the clock alone."""
BAR = 8
"""Cells; a full bar is a round that is due."""
TREND = 6
"""Values shown, the newest last."""
TONES: dict[Level, Tone] = {Level.USUAL: "", Level.WARN: "warn", Level.ALARM: "alarm"}
_LATE = timedelta(minutes=2)
_MINUTE = timedelta(minutes=1)
_STEPS = ((7, "\u28ff"), (4, "\u28f6"), (2, "\u28e4"), (0, "\u28c0"))
"""Pain from this value on, as a bar of dots: braille patterns are one cell wide everywhere."""


class WatchColumns:
    """Cells as seen through the lens in use; the pane gives it anew with every board."""

    def __init__(self, lens: Callable[[], Lens], now: Callable[[], datetime]) -> None:
        self._lens = lens
        self._now = now

    def all(self) -> list[Column[WatchLine]]:
        """The lowest priorities go first where the window is narrow."""
        return [
            Column("ticket", lambda: _("Ticket"), lambda line: Cell(_of(line, "ticket")), 4, priority=9),
            Column("name", lambda: _("Name"), self._name, 8, priority=9),
            Column("place", lambda: _("Now at"), self._place, 8, priority=5),
            Column("what", lambda: _("Procedure"), self._what, 10, weight=1, priority=7),
            Column("surgeon", lambda: _("Surgeon"), lambda line: Cell(_of(line, "surgeon")), 6, priority=3),
            Column("bar", lambda: "", self._bar, BAR, priority=8),
            Column("next", lambda: _("Due in"), self._next, 6, align="right", priority=9),
            Column("last", lambda: _("Last seen"), self._last, 16, weight=3, priority=6),
            Column("trend", lambda: _("Pain"), self._trend, TREND + 3, priority=7),
            Column("missed", lambda: _("Missed"), self._missed, 4, align="right", priority=4),
        ]

    def _name(self, line: WatchLine) -> Cell:
        return Cell(self._lens().name(_of(line, "patient")))

    def _place(self, line: WatchLine) -> Cell:
        return Cell(self._lens().place(line.watch.place) if line.watch and line.watch.place else "")

    def _what(self, line: WatchLine) -> Cell:
        one = line.watch or line.offer
        return Cell((one.procedure or one.protocol.name.said_in(language())) if one else "")

    def _bar(self, line: WatchLine) -> Cell:
        if line.watch is None:
            return Cell("")
        now, stands = self._now(), line.watch.standing(self._now())
        if stands.due is not None:
            return Cell("#" * BAR, self._tone(line.watch))
        if stands.ahead_at is None:
            return Cell("")
        share = (now - stands.before) / (stands.ahead_at - stands.before)
        filled = min(BAR - 1, max(0, int(share * BAR)))
        return Cell("#" * filled + "-" * (BAR - filled), "muted")

    def _next(self, line: WatchLine) -> Cell:
        """Minutes to the next round or, with a plus, since one is due; seconds in the last minute."""
        if line.watch is None:
            return Cell(_("begin"), "accent")
        now, stands = self._now(), line.watch.standing(self._now())
        if stands.since is not None:
            return Cell(f"+{in_three_cells((now - stands.since) // _MINUTE)}", self._tone(line.watch))
        if stands.ahead_at is None:
            return Cell(_("end it"), "accent")
        left = stands.ahead_at - now
        if left < _MINUTE:
            return Cell(f"0:{max(0, int(left.total_seconds())):02}", "accent")
        return Cell(in_three_cells(left // _MINUTE))

    def _tone(self, watch: WatchRow) -> Tone:
        since = watch.standing(self._now()).since
        return "alarm" if since is not None and self._now() - since >= _LATE else "warn"

    def _last(self, line: WatchLine) -> Cell:
        watch = line.watch
        if watch is None or watch.last is None:
            return Cell("")
        if watch.called and watch.call is not None:
            return Cell(_("called {time}", time=self._lens().time(watch.call.called_at)), "alarm")
        return Cell(seen(watch, watch.last), TONES[watch.last.level])

    def _trend(self, line: WatchLine) -> Cell:
        trend = line.watch.trend[-TREND:] if line.watch else ()
        if not trend:
            return Cell("")
        bars = "".join(next(bar for least, bar in _STEPS if value >= least) for value in trend)
        scale = line.watch.scale if line.watch else None
        alarming = scale is not None and scale.alarm is not None and trend[-1] >= scale.alarm
        return Cell(f"{bars} {trend[-1]:g}", "alarm" if alarming else "")

    def _missed(self, line: WatchLine) -> Cell:
        missed = line.watch.missed(self._now()) if line.watch else 0
        return Cell(str(missed) if missed else "", "warn")


def seen(watch: WatchRow, one: RoundRow) -> str:
    """What was seen, in the order of the protocol, usual values and names left out: `none, passed, 2`."""
    said = [
        each.said_in(language(), one.readings[each.code])
        for each in watch.protocol.observations
        if each.code in one.readings and one.readings[each.code] != each.usual
    ]
    return ", ".join(filter(None, (*said, one.reason, one.note)))


def _of(line: WatchLine, name: str) -> str:
    return str(getattr(line.watch or line.offer, name))
