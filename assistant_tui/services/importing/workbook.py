"""Rows of text out of an Excel workbook: its first sheet, formulas by the value they last had."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator
from datetime import datetime, time
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from assistant_tui.domain.saying import InputError, say
from assistant_tui.services.importing.sheets import SheetRow

_LARGEST = 1 << 30
"""Bytes once unpacked: far above any clinic's list; a small file can be made to unpack to anything."""
_EXACT = 10**15
"""Excel keeps 15 digits of a number; the rest of a longer one are zeros that nobody typed."""
_UNSOUND = (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, TypeError, ParseError, OSError)


def workbook_rows(data: bytes) -> Iterator[SheetRow]:
    """The rows of the first sheet that are not blank, a workbook's row number as their line.

    Raises InputError for what is no sound workbook.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(part.file_size for part in archive.infolist())
        if size > _LARGEST:
            raise InputError(say("The workbook is too large. Save the sheet as CSV"))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and extensions, which nobody asked for
            yield from _first_sheet(data)
    except _UNSOUND as error:
        raise InputError(say("The workbook cannot be read. Save it again, or save it as CSV")) from error


def _first_sheet(data: bytes) -> Iterator[SheetRow]:
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    try:
        if not book.worksheets:
            raise InputError(say("The workbook has no sheet with rows"))
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # some programs write a wrong one, and rows would be missing
        for line, values in enumerate(sheet.iter_rows(values_only=True), start=1):
            cells = tuple(map(_text, values))
            if any(cell.strip() for cell in cells):
                yield SheetRow(line, cells)
    finally:
        book.close()


def _text(value: object) -> str:
    """A cell as a CSV file would have it: dates in ISO 8601, whole numbers without a decimal point."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, int | float) and abs(value) >= _EXACT:
        return f"{value:.6E}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)  # a date is ISO 8601 by itself
