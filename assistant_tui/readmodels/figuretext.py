"""How a figure of a report is written, wherever it stands: on the screen, on paper, in a terminal."""

from __future__ import annotations

from assistant_tui.domain.money import money_text
from assistant_tui.domain.saying import Saying, say
from assistant_tui.readmodels.reports import Unit, Value

UNIT_WORDS: dict[Unit, Saying] = {
    Unit.MINUTES: say("min"),
    Unit.PER_CENT: say("%"),
    Unit.MONEY: say("CNY"),
}
"""What stands beside the head of a column; a number of something needs nothing."""


def figure_text(value: Value, unit: Unit) -> str:
    """`37`, `12.5` or, of money, `12.50`; empty where there is nothing that it could be of."""
    if value is None:
        return ""
    match unit:
        case Unit.MONEY:
            return money_text(round(value))
        case Unit.MINUTES | Unit.PER_CENT:
            return f"{value:.1f}"
        case Unit.COUNT:
            return f"{value}"
