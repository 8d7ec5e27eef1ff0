"""The line above the queue: who is with the doctor, and who has been called and not come in yet."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import ClassVar

from assistant_tui.domain.calls import NextStep, call_step
from assistant_tui.domain.queuerules import QueueRules
from assistant_tui.i18n import _
from assistant_tui.readmodels.board import Board, QueueRow
from assistant_tui.screens.lens import MINUTE, Lens, minutes
from assistant_tui.widgets.line import OneLine, Piece, width_of
from assistant_tui.widgets.plain import start_of

_MINUTE_SECONDS = 60
_NAME_CELLS = 12  # longer names stand in full in the list below


class RoomLine(OneLine):
    """`诊室 A012 李秀英 11分   已叫 A013 王芳 第2次 0:42   候诊 9人 平均14分`."""

    PREFIX: ClassVar[str] = "room-line"

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "room-line--serving",
        "room-line--called",
        "room-line--expired",
        "room-line--quiet",
    }

    DEFAULT_CSS = """
    RoomLine {
        background: $surface;
        & > .room-line--serving { color: $success; text-style: bold; }
        & > .room-line--called { color: $accent; text-style: bold; }
        & > .room-line--expired { color: $warning; text-style: bold; }
        & > .room-line--quiet { color: $foreground-muted; }
    }
    """

    _board: Board | None = None
    _lens: Lens | None = None
    _rules = QueueRules()
    _now: datetime | None = None

    def show(self, board: Board, lens: Lens) -> None:
        """Show how things stand at the door and in the room."""
        self._board, self._lens, self._rules = board, lens, lens.pack.queue
        self.tick(board.at)

    def tick(self, now: datetime) -> None:
        """Count on."""
        self._now = now
        self.redraw()

    def pieces(self, width: int) -> Iterable[Piece]:
        """Room, door and, where there is room for it whole, the queue in figures."""
        if self._board is None or self._lens is None or self._now is None:
            return []
        first = [*self._room(self._board.serving), *self._door(self._board.called)]
        figures = list(self._queue(self._board))
        return [*first, *figures] if width_of([*first, *figures]) <= width else first

    def _room(self, row: QueueRow | None) -> Iterable[Piece]:
        if row is None or row.entry.started_at is None:
            yield Piece(f" {_('Room free')}  ", "quiet")
            return
        assert self._now is not None
        spent = _("{minutes} min", minutes=minutes(row.entry.started_at, self._now))
        yield Piece(f" {_('In the room')} {self._who(row)} {spent}  ", "serving")

    def _door(self, row: QueueRow | None) -> Iterable[Piece]:
        if row is None or row.entry.called_at is None:
            return
        assert self._now is not None
        step = call_step(row.entry.calls, row.entry.called_at, self._rules, self._now)
        if step.expired:
            advice = _("F6: missed the call") if step.next is NextStep.SKIP else _("F6: call again")
            yield Piece(f" {_('No answer')} {self._who(row)} {advice}  ", "expired")
            return
        left = f"{step.seconds_left // _MINUTE_SECONDS}:{step.seconds_left % _MINUTE_SECONDS:02d}"
        call = _("call {number}", number=step.number)
        yield Piece(f" {_('Called')} {self._who(row)} {call} {left}  ", "called")

    def _queue(self, board: Board) -> Iterable[Piece]:
        assert self._now is not None
        waits = [self._now - row.entry.waits_from for row in board.line]
        if not waits:
            yield Piece(f" {_('Nobody is waiting')}", "quiet")
            return
        mean = max(0, sum(wait // MINUTE for wait in waits) // len(waits))
        longest = max(0, max(waits) // MINUTE)
        yield Piece(
            " "
            + _(
                "{count} waiting, mean {mean} min, longest {longest} min",
                count=len(waits),
                mean=mean,
                longest=longest,
            ),
            "quiet",
        )

    def _who(self, row: QueueRow) -> str:
        assert self._lens is not None
        return f"{row.visit.ticket} {start_of(self._lens.name(row.visit.name), _NAME_CELLS).rstrip()}"
