"""An event log as CSV: the five columns of every log, then those of its own."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from typing import TextIO

from assistant_tui.domain.text import for_sheet
from assistant_tui.export.tabular import BYTE_ORDER_MARK
from assistant_tui.readmodels.flow import FlowEventRow, plain_text

COLUMNS = ("case", "activity", "lifecycle", "time", "resource")


def write_event_csv(
    rows: Iterable[FlowEventRow], stream: TextIO, *, further: Sequence[str] = (), excel: bool = False
) -> int:
    """Write a header and the events (RFC 4180, CRLF) as they come; answers how many.

    Cells are verbatim, so that the log can be imported again; only with `excel` is text disarmed that a sheet
    would take for a formula, after the byte order mark. Open the stream as UTF-8 with `newline=""`.
    """
    if excel:
        stream.write(BYTE_ORDER_MARK)
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow([_cell(name, excel=excel) for name in (*COLUMNS, *_headings(further))])
    count = 0
    for row in rows:
        cells = (row.case, row.activity, row.lifecycle, row.time, row.resource)
        more = (plain_text(row.more.get(name, "")) for name in further)
        writer.writerow([_cell(text, excel=excel) for text in (*cells, *more)])
        count += 1
    return count


def _headings(further: Sequence[str]) -> list[str]:
    """The further columns' names, those numbered that one of the five has."""
    return [f"{name} (2)" if name.strip().casefold() in COLUMNS else name for name in further]


def _cell(text: str, *, excel: bool) -> str:
    return for_sheet(text) if excel else text
