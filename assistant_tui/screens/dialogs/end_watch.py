"""The discharge score: a digit for each part; below what the protocol asks for, words say why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from textual import on
from textual.widget import Widget
from textual.widgets import Input, Static

from assistant_tui import services
from assistant_tui.domain.protocols import Criterion
from assistant_tui.domain.roundline import read_score
from assistant_tui.domain.saying import Saying
from assistant_tui.domain.watches import EndKind
from assistant_tui.i18n import _, language
from assistant_tui.readmodels.shell import Tone
from assistant_tui.readmodels.watches import WatchRow
from assistant_tui.screens.dialogs.base import Dialog
from assistant_tui.services.context import Context
from assistant_tui.widgets.plain import plain
from assistant_tui.widgets.plain_input import PlainInput
from assistant_tui.widgets.table import Cell, Column, LineTable

_DIGITS = "0123456789"


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of the score, and the points that the line gives it."""

    part: Criterion
    points: int | None

    @property
    def answer(self) -> str:
        """What these points say."""
        if self.points is None:
            return "?"
        known = self.points < len(self.part.answers)
        return self.part.answers[self.points].said_in(language()) if known else "?"


class DischargeScore(Dialog[WatchRow]):
    """Answers the ended watch."""

    def __init__(self, ctx: Context, watch: WatchRow, title: str) -> None:
        super().__init__(title, _("Enter: discharge   words behind: the reason   Esc: back"))
        self._ctx = ctx
        self._watch = watch

    def body(self) -> Iterable[Widget]:
        """The line, the parts, and the sum."""
        yield PlainInput(ascii_keys=True, placeholder=_("A digit for each, such as 22222"), max_length=200)
        yield LineTable[_Part](
            [
                Column(
                    "name", lambda: "", lambda row: Cell(row.part.name.said_in(language())), 14, priority=9
                ),
                Column("points", lambda: "", _points, 2, priority=9),
                Column(
                    "answer", lambda: "", lambda row: Cell(row.answer, _tone(row)), 20, weight=1, priority=8
                ),
            ],
            key=lambda row: row.part.code,
            empty=lambda: "",
            header=False,
        )
        yield Static(classes="round-check", markup=False)
        yield Static(classes="score-sum", markup=False)

    def on_mount(self) -> None:
        """Ready for the first digit."""
        self.query_one(LineTable).can_focus = False
        self.query_one(PlainInput).focus()
        self._show("")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._show(event.value)

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.attempt(lambda: self._stop(event.value))

    def refused(self, saying: Saying) -> None:
        """Why not, below the line."""
        self.query_one(PlainInput).problem = saying

    def _stop(self, typed: str) -> WatchRow:
        digits, reason = _split(typed, len(self._watch.protocol.discharge))
        points = read_score(self._watch.protocol, digits) if digits or not reason else None
        return services.watches.stop(
            self._ctx, self._watch.watch_id, EndKind.DISCHARGED, points=points, reason=reason
        )

    def _show(self, typed: str) -> None:
        parts = self._watch.protocol.discharge
        digits, _reason = _split(typed, len(parts))
        given = [int(char) for char in digits]
        rows = [_Part(part, given[place] if place < len(given) else None) for place, part in enumerate(parts)]
        self.query_one(LineTable).show(rows)
        least = self._watch.protocol.discharge_from
        words = _("{total} points, from {least} she may go", total=sum(given), least=least)
        style = "$success" if sum(given) >= least and len(given) == len(parts) else "$foreground-muted"
        self.query_one(".score-sum", Static).update(plain(words, style))
        asked = parts[len(given)] if len(given) < len(parts) else None
        if asked:
            self.query_one(LineTable).select(asked.code)
        self.query_one(".round-check", Static).update(plain(_answers(asked) if asked else "", "$accent"))


def _split(typed: str, parts: int) -> tuple[str, str]:
    """The digits at the beginning, at most one for each part, and the words behind them."""
    digits, rest = "", typed
    while rest and len(digits) < parts and (rest[0] in _DIGITS or rest[0] in " ,"):
        digits, rest = digits + rest[0].strip(" ,"), rest[1:]
    return digits, rest.strip(" ,")


def _points(row: _Part) -> Cell:
    return Cell("" if row.points is None else str(row.points), "accent")


def _tone(row: _Part) -> Tone:
    return "warn" if row.points is None or row.points >= len(row.part.answers) else ""


def _answers(part: Criterion) -> str:
    return "  ".join(f"{points} {answer.said_in(language())}" for points, answer in enumerate(part.answers))
