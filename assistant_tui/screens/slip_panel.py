"""The panel of the selected slip: what it waits for, every fact of its items, and the sums."""

from __future__ import annotations

from datetime import datetime

from assistant_tui.domain.saying import say
from assistant_tui.readmodels.board import Board
from assistant_tui.screens.lens import Lens
from assistant_tui.screens.slip_facts import sections_of_slip, title_of_slip
from assistant_tui.screens.slip_lines import SlipLine
from assistant_tui.widgets.fact_panel import FactPanel


class SlipPanel(FactPanel):
    """What is known of one slip."""

    def __init__(self) -> None:
        super().__init__(classes="pane-side")

    def show_slip(self, line: SlipLine | None, board: Board, lens: Lens, now: datetime) -> None:
        """Show the slip of this row, or that none is selected."""
        if line is None:
            self.show(say("No slip is selected"))
            return
        orders = board.orders.get(line.slip.visit_id)
        hers = orders.slips if orders else [one for one in board.slips if one.visit_id == line.slip.visit_id]
        stop = board.stop(line.slip.visit_id)
        self.show(title_of_slip(line.slip, lens), sections_of_slip(line, hers, stop, lens, now))
