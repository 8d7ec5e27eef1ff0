"""Figures as an Excel workbook: the rows, charts of a course of time, and what each column means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, BinaryIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from assistant_tui.domain.text import for_sheet
from assistant_tui.export.xlsxcharts import Course, add_charts
from assistant_tui.readmodels.statsdefinitions import DEFINITIONS, UNITS, Definition

if TYPE_CHECKING:
    from assistant_tui.export.tabular import Cells

_FORMATS = {"count": "0", "minutes": '0.0" min"', "per cent": '0.0"%"'}
_BOLD = Font(bold=True)
_NARROW, _WIDE = 12, 60


def write_workbook(
    rows: Iterable[Cells], stream: BinaryIO, *, names: tuple[str, ...], charted: bool = False
) -> None:
    """Write the sheets `figures`, `charts` (if `charted`: wide rows in the course of time), `definitions`.

    Dates are dates and numbers are numbers, shown with their unit; what is unknown is an empty cell; text
    that a sheet would take for a formula is disarmed. Rows go to the disk as they come; of the charts'
    columns alone a copy is kept.
    """
    book = Workbook(write_only=True)
    course = Course(names) if charted else None
    _fill(
        _sheet(book, "figures", names, [max(_NARROW, len(name) + 2) for name in names]),
        _kept(rows, course),
        names,
    )
    if course is not None:
        add_charts(_one_page_wide(book.create_sheet("charts")), course)
    meaning = _sheet(book, "definitions", Definition._fields, [22, 10, _WIDE, _WIDE, _WIDE])
    for definition in DEFINITIONS:
        meaning.append([_safe(text) for text in definition])
    book.save(stream)


def _kept(rows: Iterable[Cells], course: Course | None) -> Iterator[Cells]:
    for row in rows:
        if course is not None:
            course.add(row)
        yield row


def _sheet(book: Workbook, title: str, names: Iterable[str], widths: list[int]) -> Any:
    # Panes and widths stand before the rows in the file: once there is a row it is too late for them.
    sheet: Any = _one_page_wide(book.create_sheet(title))
    sheet.freeze_panes = "A2"
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.append([_styled(sheet, name, font=_BOLD) for name in names])
    return sheet


def _one_page_wide(sheet: Any) -> Any:
    """Printed in landscape, no column on a page of its own; before the first row, as above."""
    sheet.page_setup.orientation = "landscape"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0  # as many pages as there are rows for
    return sheet


def _fill(sheet: Any, rows: Iterable[Cells], names: tuple[str, ...]) -> None:
    formats = [_FORMATS.get(UNITS.get(name, "")) for name in names]
    for row in rows:
        sheet.append([_cell(sheet, value, form) for value, form in zip(row, formats, strict=True)])


def _cell(sheet: Any, value: object, form: str | None) -> Any:
    if isinstance(value, date):
        return _styled(sheet, value, form="yyyy-mm-dd")
    if isinstance(value, str):
        return _safe(value)
    return value if value is None or form is None else _styled(sheet, value, form=form)


def _styled(sheet: Any, value: Any, *, form: str = "", font: Font | None = None) -> Any:
    cell: Any = WriteOnlyCell(sheet, value)
    if form:
        cell.number_format = form
    if font:
        cell.font = font
    return cell


def _safe(text: str) -> str:
    return for_sheet(ILLEGAL_CHARACTERS_RE.sub("", text))
