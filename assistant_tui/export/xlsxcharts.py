"""The charts of a workbook of figures: visits and waits of every room in the course of time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.utils import get_column_letter

from assistant_tui.domain.text import for_sheet

if TYPE_CHECKING:
    from assistant_tui.export.tabular import Cells

_BARS = ("visits",)
_LINES = ("wait_mean_min", "wait_p90_min")
_WIDTH, _HEIGHT = 26, 9  # centimetres


class Course:
    """What is charted: for each day, week or month, and each room, its visits and waits."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.grouping = names[0]
        self._places = {name: names.index(name) for name in (*_BARS, *_LINES)}
        self._values: dict[str, dict[tuple[str, str], object]] = {}
        self._rooms: dict[str, None] = {}

    def add(self, row: Cells) -> None:
        """Keep what is charted of a row."""
        group, room = row[0], str(row[1])
        self._rooms.setdefault(room)
        of_group = self._values.setdefault(group.isoformat() if isinstance(group, date) else str(group), {})
        for name, place in self._places.items():
            of_group[name, room] = row[place]

    @property
    def series(self) -> list[tuple[str, str]]:
        """Figure and room of each column after the first: first all that are bars, then all lines."""
        return [(name, room) for name in (*_BARS, *_LINES) for room in self._rooms]

    @property
    def bars(self) -> int:
        """How many of the series are bars."""
        return len(_BARS) * len(self._rooms)

    def __len__(self) -> int:
        return len(self._values)

    def __iter__(self) -> Iterator[list[object]]:
        """A row for each group: its name, then the values of the series."""
        for group, values in self._values.items():
            yield [group, *(values.get(one) for one in self.series)]


def add_charts(sheet: Any, course: Course) -> None:
    """Write what is charted to the sheet, and the charts beside it."""
    series = course.series
    sheet.append([course.grouping, *(for_sheet(f"{name} {room}") for name, room in series)])
    for row in course:
        sheet.append(row)
    first_line = 2 + course.bars
    beside = get_column_letter(len(series) + 3)
    for chart, title, unit, first, last, top in (
        (BarChart(), "visits", "visits", 2, first_line - 1, 2),
        (LineChart(), "wait: mean and 90 %", "min", first_line, len(series) + 1, 22),
    ):
        _draw(chart, sheet, len(course) + 1, title=title, unit=unit, first=first, last=last)
        sheet.add_chart(chart, f"{beside}{top}")


def _draw(chart: Any, sheet: Any, end: int, *, title: str, unit: str, first: int, last: int) -> None:
    chart.title, chart.y_axis.title = title, unit
    chart.width, chart.height = _WIDTH, _HEIGHT
    # Without this, spreadsheets take the axes for deleted.
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.add_data(
        Reference(sheet, min_col=first, max_col=last, min_row=1, max_row=end), titles_from_data=True
    )
    if isinstance(chart, LineChart):
        for line in chart.series:
            line.smooth = False  # a curve would show waits that nobody had
    chart.set_categories(Reference(sheet, min_col=1, min_row=2, max_row=end))
