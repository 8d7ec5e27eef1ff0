"""The closing sweep: who is still inside, which watches run, which slips wait for something."""

from __future__ import annotations

from collections.abc import Iterator

from assistant_tui.domain.orders import QUESTION_WORDS, Question
from assistant_tui.domain.saying import say
from assistant_tui.readmodels.board import Board
from assistant_tui.readmodels.checklist import SweepRow
from assistant_tui.services import slips

ASKED = (Question.SIGN, Question.PAY, Question.PERFORM, Question.READ, Question.REFUND)
"""What nobody goes home over. A result that takes days is not among it."""


def sweep(board: Board) -> tuple[SweepRow, ...]:
    """What is still open, each row with the screen that leads to it; empty when the room can be left."""
    return (*_inside(board), *_watched(board), *_slips(board))


def _inside(board: Board) -> Iterator[SweepRow]:
    for visit in board.inside:
        words = say("{ticket} is still here", ticket=visit.ticket)
        yield SweepRow(f"inside/{visit.visit_id}", words, 1, "whereabouts", visit.visit_id)


def _watched(board: Board) -> Iterator[SweepRow]:
    for watch in board.watches:
        words = say("{ticket}: a watch is running", ticket=watch.ticket)
        yield SweepRow(f"watch/{watch.watch_id}", words, 1, "watch", watch.visit_id)


def _slips(board: Board) -> Iterator[SweepRow]:
    for question in ASKED:
        waiting = slips.asking(board.slips, question)
        if waiting:
            words = say("Slips, {question}", question=QUESTION_WORDS[question])
            yield SweepRow(f"slips/{question}", words, len(waiting), "orders", waiting[0].visit_id)
