"""Rows of text out of a CSV file or an Excel workbook, each with its place in the file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from assistant_tui.domain.saying import InputError, Saying, say
from assistant_tui.services.importing.encoding import decoded

DELIMITERS = (",", ";", "\t")
"""What may part the cells; the first is preferred when nothing tells them apart."""
_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_USUAL_LONGEST = 131_072  # characters of a field: what the csv module allows by itself


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row that is not blank. `line` is where it begins, from 1; `fault` says why it cannot be read."""

    line: int
    cells: tuple[str, ...]
    fault: Saying | None = None


def read_rows(data: bytes, *, delimiter: str | None = None) -> Iterator[SheetRow]:
    """The rows of a CSV file or workbook, told apart by their first bytes, whatever the file is called.

    Raises InputError for an empty file, one that is neither, and a delimiter of several characters.
    """
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise InputError(say("The file is empty"))
    if data.startswith(_OLD_OFFICE):
        raise InputError(
            say("This is an old or a locked Excel file. Save it as .xlsx without a password, or as CSV")
        )
    if data.startswith(_ZIP):
        from assistant_tui.services.importing.workbook import workbook_rows  # noqa: PLC0415 - openpyxl is slow

        return workbook_rows(data)
    text = decoded(data)
    return _csv_rows(text, _chosen(delimiter) if delimiter else _sniffed(text))


def _chosen(delimiter: str) -> str:
    tab = delimiter.lower() in {"tab", "\\t"}
    if not tab and (len(delimiter) != 1 or delimiter in '"\r\n'):
        raise InputError(say("A delimiter is one character, or the word tab"))
    return "\t" if tab else delimiter


def _sniffed(text: str) -> str:
    """The delimiter that parts the first row into the most cells."""
    return max(DELIMITERS, key=lambda one: len(next(_csv_rows(text, one), SheetRow(1, ())).cells))


def _csv_rows(text: str, delimiter: str) -> Iterator[SheetRow]:
    # A long field is refused by its row, not by the reader, which would lose its place in the file.
    csv.field_size_limit(max(_USUAL_LONGEST, len(text)))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield SheetRow(line, (), _fault(str(error)))
            continue
        if any(cell.strip() for cell in cells):
            yield SheetRow(line, tuple(cells))


def _fault(error: str) -> Saying:
    if "end of data" in error:
        return say("A quote opens here and is never closed: nothing after it could be read")
    return say("The quotes in this row are wrong")
