"""The few figures that people read, under headings in the language in use: for Markdown and HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from assistant_tui.domain.money import money_text
from assistant_tui.i18n import _
from assistant_tui.readmodels.statsdefinitions import UNITS

if TYPE_CHECKING:
    from assistant_tui.export.tabular import Cells


def headings(names: tuple[str, ...]) -> dict[str, str]:
    """Headings of the key columns among these, by name, in their order; of the long shape all are."""
    told = {
        "day": _("Day"),
        "week": _("Week"),
        "month": _("Month"),
        "hour": _("Hour of arrival"),
        "doctor": _("Doctor"),
        "kind": _("Kind of visit"),
        "room": _("Room"),
        "figure": _("Figure"),
        "unit": _("Unit"),
        "value": _("Value"),
        "visits": _("Visits"),
        "fulfilled": _("Seen by the doctor"),
        "noshow": _("Did not come"),
        "left_unseen": _("Left unseen"),
        "wait_mean_min": _("Wait, mean (min)"),
        "wait_p90_min": _("Wait, 90% within (min)"),
        "service_mean_min": _("Consultation, mean (min)"),
        "amount_paid_fen": _("Paid (¥)"),
        "rounds_on_time_pct": _("Rounds on time (%)"),
    }
    return {name: told[name] for name in names if name in told}


def key_cells(rows: Iterable[Cells], names: tuple[str, ...]) -> Iterator[list[object]]:
    """The cells of the key columns, row by row."""
    places = [names.index(name) for name in headings(names)]
    for row in rows:
        yield [row[place] for place in places]


def shown(name: str, value: object) -> str:
    """A cell of the column as people read it: decimals as they are usual, what is unknown as a dash."""
    if value is None:
        return "–"
    if isinstance(value, int) and UNITS.get(name) == "fen":
        return money_text(value)
    if isinstance(value, float):
        return f"{value:.1f}"
    return value.isoformat() if isinstance(value, date) else str(value)


def is_number(value: object) -> bool:
    """Whether a cell stands to the right, as numbers and unknown numbers do."""
    return value is None or isinstance(value, int | float)
