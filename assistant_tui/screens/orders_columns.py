"""The columns of the orders screen: of slips that wait, and of every item by patient."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from assistant_tui.domain.money import money_text
from assistant_tui.domain.orders import QUESTION_WORDS, RESULT_WORDS, Question, ResultStatus
from assistant_tui.i18n import _, spoken
from assistant_tui.readmodels.board import VisitRow
from assistant_tui.readmodels.orders import ItemRow
from assistant_tui.readmodels.shell import Tone
from assistant_tui.screens.lens import Lens, in_three_cells, minutes
from assistant_tui.screens.slip_lines import SlipLine, is_late, listed, names_of
from assistant_tui.widgets.table import Cell, Column

TICKING = ("minutes", "mark", "state")
"""The columns that change with the clock alone."""

VisitOf = Callable[[int], VisitRow | None]


class OrdersColumns:
    """Cells as seen through the lens in use; the pane gives it anew with every board."""

    def __init__(self, lens: Callable[[], Lens], now: Callable[[], datetime], visit: VisitOf) -> None:
        self._lens = lens
        self._now = now
        self._visit = visit

    def of_slips(self) -> list[Column[SlipLine]]:
        """A slip that waits; the lowest priorities go first where the window is narrow."""
        return [
            self._number(),
            Column("ticket", lambda: _("Ticket"), lambda line: Cell(line.slip.ticket), 4, priority=9),
            Column("name", lambda: _("Name"), self._name, 8, priority=9),
            Column("items", lambda: _("Items"), self._items, 15, weight=3, priority=9),
            self._amount(),
            self._minutes(),
            Column("mark", lambda: _("State"), self._mark, 8, priority=8),
            Column("place", lambda: _("Now at"), self._place, 8, weight=1, priority=5),
        ]

    def of_items(self) -> list[Column[SlipLine]]:
        """One item under its patient."""
        return [
            self._number(),
            Column("items", lambda: _("Items"), self._items, 15, weight=3, priority=9),
            self._amount(),
            Column("state", lambda: _("State"), self._state, 20, weight=2, priority=8),
            self._minutes(),
        ]

    def _number(self) -> Column[SlipLine]:
        return Column(
            "number",
            lambda: _("Slip"),
            lambda line: Cell(str(line.slip.number)),
            3,
            align="right",
            priority=6,
        )

    def _amount(self) -> Column[SlipLine]:
        return Column("amount", lambda: _("Yuan"), self._sum, 9, align="right", priority=7)

    def _minutes(self) -> Column[SlipLine]:
        return Column("minutes", lambda: _("Min"), self._waited, 3, align="right", priority=8)

    def _name(self, line: SlipLine) -> Cell:
        return Cell(self._lens().name(line.slip.patient))

    def _items(self, line: SlipLine) -> Cell:
        gone = line.single and not line.items[0].facts.counts
        return Cell(names_of(line.items), "muted" if gone else "")

    def _sum(self, line: SlipLine) -> Cell:
        return Cell(money_text(line.amount), "" if line.amount else "muted")

    def _waited(self, line: SlipLine) -> Cell:
        since = line.since
        return Cell(in_three_cells(minutes(since, self._now())) if since else "", self._tone(line))

    def _mark(self, line: SlipLine) -> Cell:
        """Late, abnormal, under way or held back: what sets this row apart from the others of its list."""
        if self._late(line):
            return Cell(_("late"), "warn")
        if line.question is Question.READ:
            results = {item.result for item in line.items}
            if ResultStatus.ABNORMAL in results:
                return Cell(spoken(RESULT_WORDS[ResultStatus.ABNORMAL]), "alarm")
        if line.question is Question.PERFORM:
            if any(item.facts.started_at for item in line.items):
                return Cell(_("begun"), "good")
            if all(item.facts.held for item in line.items):
                return Cell(_("not yet"), "muted")
        return Cell("")

    def _place(self, line: SlipLine) -> Cell:
        """Where she is; of one who is not on the board, the day of the slip."""
        visit = self._visit(line.slip.visit_id)
        if visit is None:
            return Cell(self._lens().day(line.slip.day), "muted")
        if visit.departed_at is not None:
            return Cell(_("left {time}", time=self._lens().time(visit.departed_at)), "muted")
        return Cell(self._lens().place(visit.stay.location, visit.stay.room_id) if visit.stay else "")

    def _state(self, line: SlipLine) -> Cell:
        text, tone = state_of(line.items[0], self._lens())
        if self._late(line):
            return Cell(listed((text, _("late"))), "warn")
        return Cell(text, tone)

    def _tone(self, line: SlipLine) -> Tone:
        return "warn" if self._late(line) else ""

    def _late(self, line: SlipLine) -> bool:
        return is_late(line, self._visit(line.slip.visit_id), self._now())


def state_of(item: ItemRow, lens: Lens) -> tuple[str, Tone]:
    """What the item waits for or, once it is over, how it ended; and how that is meant."""
    facts = item.facts
    waits = listed(spoken(words) for question, words in QUESTION_WORDS.items() if question in item.questions)
    if not facts.counts:
        over = _("refused") if facts.refused_at else _("void")
        return (listed((over, waits)), "accent") if waits else (over, "muted")
    if item.result is not None:
        result = spoken(RESULT_WORDS[item.result])
        tone: Tone = "alarm" if item.result is ResultStatus.ABNORMAL else ""
        return (listed((result, waits)) if waits else _("{result}, read", result=result), tone)
    if waits:
        return waits, ""
    return _("done {time}", time=lens.time(facts.performed_at)), "muted"
