"""The numbered screens in the second line, each with what is open on it."""

from __future__ import annotations

from assistant_tui.actions import BY_ID, SCREENS
from assistant_tui.domain.targets import Place
from assistant_tui.readmodels.board import Board
from assistant_tui.readmodels.shell import ScreenTab


def tabs_of(board: Board) -> list[ScreenTab]:
    """A tab for each screen, with its count and whether something on it is urgent."""
    late = any(alert.priority == 1 for alert in board.alerts)
    counts = {
        "checklist": (_open_tasks(board), False),
        "queue": (len(board.line), late),
        "whereabouts": (len(board.inside), False),
        "orders": (sum(any(item.questions for item in slip.items) for slip in board.slips), False),
        "watch": (len(board.watches), _round_is_due(board)),
        "patients": (0, False),
        "report": (_unsigned_days(board), False),
    }
    return [
        ScreenTab(pane_id, digit, BY_ID[action_id].words, *counts[pane_id])
        for pane_id, (digit, action_id) in SCREENS.items()
    ]


def _open_tasks(board: Board) -> int:
    """How many tasks ask for something now; the list is not read where nobody uses it."""
    return len(board.checklist.open(board.at)) if board.checklist else 0


def _unsigned_days(board: Board) -> int:
    """How many reports wait for a signature that is late."""
    return sum(alert.target.place is Place.REPORT for alert in board.alerts)


def _round_is_due(board: Board) -> bool:
    return any(watch.standing(board.at).due is not None for watch in board.watches)
