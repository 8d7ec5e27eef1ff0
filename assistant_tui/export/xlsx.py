"""Figures as an Excel workbook: a sheet a section, charts of a course of time, and what each column means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, BinaryIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from assistant_tui.domain.text import for_sheet
from assistant_tui.export.longer import long_columns
from assistant_tui.export.xlsxcharts import Course, add_charts
from assistant_tui.readmodels.stats import DUTIES, IN_TIME
from assistant_tui.readmodels.statsdefinitions import DEFINITIONS, SECTIONS, UNITS, Definition

if TYPE_CHECKING:
    from assistant_tui.export.tabular import Cells

_FORMATS = {"count": "0", "minutes": '0.0" min"', "per cent": '0.0"%"', "fen": '#,##0" fen"'}
_BOLD = Font(name="Calibri", size=11, bold=True)  # as the cells: one without a name is another
_RIGHT = Alignment(horizontal="right")
_NARROW, _NAME, _WIDE = 12, 26, 60


def write_workbook(
    rows: Iterable[Cells], stream: BinaryIO, *, names: tuple[str, ...], charted: bool = False
) -> None:
    """Write a sheet for each section, `charts` (if `charted`: rows in the course of time), `definitions`.

    Of the long shape there is one sheet, `figures`. Dates are dates and numbers are numbers, shown with their
    unit; what is unknown is an empty cell; text that a sheet would take for a formula is disarmed. Each row
    goes out to all sheets as it comes; of the charts' columns alone a copy is kept.
    """
    book = Workbook(write_only=True)
    course = Course(names) if charted else None
    parts = [_Part(book, title, names, columns) for title, columns in _sheets(names).items()]
    for row in rows:
        for part in parts:
            part.append(row)
        if course is not None:
            course.add(row)
    if course is not None:
        add_charts(_one_page_wide(book.create_sheet("charts")), course)
    meaning = _sheet(book, "definitions", Definition._fields, [_NAME, 10, _WIDE, _WIDE, _WIDE], frozen="B2")
    for definition in DEFINITIONS:
        meaning.append([_safe(text) for text in definition])
    book.save(stream)


def _sheets(names: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """The columns of each sheet by its title; visits are grouped by what they are without duties."""
    if names == long_columns(names):
        return {"figures": names}
    of_days = names[0] in IN_TIME
    return {
        title: (*names[:2], *columns)
        for title, columns in SECTIONS.items()
        if of_days or not set(columns) <= set(DUTIES)
    }


class _Part:
    """A sheet with some of the columns: what a row has in them.

    A row is written as it is appended, so that one cell of each column, with its form, does for all rows:
    making them takes most of the time.
    """

    def __init__(self, book: Workbook, title: str, names: tuple[str, ...], columns: tuple[str, ...]) -> None:
        widths = [max(_NARROW, len(name) + 2) for name in columns]
        self._sheet = _sheet(book, title, columns, widths, frozen="C2")
        forms = [_FORMATS.get(UNITS.get(name, ""), "General") for name in columns]
        cells = [_formed(self._sheet, form) for form in forms]
        self._columns = list(zip((names.index(name) for name in columns), cells, strict=True))
        self._day = _formed(self._sheet, "yyyy-mm-dd")

    def append(self, row: Cells) -> None:
        """Write what the row has in these columns."""
        self._sheet.append([self._filled(row[place], cell) for place, cell in self._columns])

    def _filled(self, value: object, cell: Any) -> Any:
        if value is None:
            return None
        if isinstance(value, str):
            return _safe(value)
        filled = self._day if isinstance(value, date) else cell
        filled.value = value
        return filled


def _sheet(book: Workbook, title: str, names: Iterable[str], widths: list[int], *, frozen: str) -> Any:
    # Panes and widths stand before the rows in the file: once there is a row it is too late for them.
    sheet: Any = _one_page_wide(book.create_sheet(title))
    sheet.freeze_panes = frozen
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.print_title_rows = "1:1"
    sheet.append([_head(sheet, name) for name in names])
    return sheet


def _head(sheet: Any, name: str) -> Any:
    cell: Any = WriteOnlyCell(sheet, name)
    cell.font = _BOLD
    if UNITS.get(name, "text") != "text":
        cell.alignment = _RIGHT  # as the numbers below it
    return cell


def _one_page_wide(sheet: Any) -> Any:
    """Printed in landscape, no column on a page of its own; before the first row, as above."""
    sheet.page_setup.orientation = "landscape"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0  # as many pages as there are rows for
    return sheet


def _formed(sheet: Any, form: str) -> Any:
    cell: Any = WriteOnlyCell(sheet)
    cell.number_format = form
    return cell


def _safe(text: str) -> str:
    return for_sheet(ILLEGAL_CHARACTERS_RE.sub("", text))
