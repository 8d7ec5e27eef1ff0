"""What a file of figures can be, and how each is written; what a form needs is imported only for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, TextIO

if TYPE_CHECKING:
    from assistant_tui.export.tabular import Cells


class Form(StrEnum):
    """What a file of figures can be."""

    CSV = "csv"
    JSON = "json"
    JSONL = "jsonl"
    XLSX = "xlsx"
    PARQUET = "parquet"
    MD = "md"
    HTML = "html"


class Told(NamedTuple):
    """What the forms want to know of the figures: columns and days; for CSV and a workbook what is wanted."""

    names: tuple[str, ...]
    span: str
    excel: bool = False
    charted: bool = False


def write(form: Form, rows: Iterable[Cells], stream: TextIO, told: Told) -> None:
    """Write the rows in this form."""
    _WRITERS[form](rows, stream, told)


def _csv(rows: Iterable[Cells], stream: TextIO, told: Told) -> None:
    from assistant_tui.export.tabular import write_csv_table  # noqa: PLC0415

    write_csv_table(rows, stream, names=told.names, excel=told.excel)


def _json(rows: Iterable[Cells], stream: TextIO, told: Told) -> None:
    from assistant_tui.export.tabular import write_json_table  # noqa: PLC0415

    write_json_table(rows, stream, names=told.names)


def _lines(rows: Iterable[Cells], stream: TextIO, told: Told) -> None:
    from assistant_tui.export.tabular import write_json_table  # noqa: PLC0415

    write_json_table(rows, stream, names=told.names, lines=True)


def _workbook(rows: Iterable[Cells], stream: TextIO, told: Told) -> None:
    from assistant_tui.export.xlsx import write_workbook  # noqa: PLC0415

    write_workbook(rows, stream.buffer, names=told.names, charted=told.charted)


def _parquet(rows: Iterable[Cells], stream: TextIO, told: Told) -> None:
    from assistant_tui.export.parquet import write_parquet  # noqa: PLC0415

    write_parquet(rows, stream.buffer, names=told.names)


def _markdown(rows: Iterable[Cells], stream: TextIO, told: Told) -> None:
    from assistant_tui.export.markdown import write_markdown  # noqa: PLC0415

    write_markdown(rows, stream, names=told.names)


def _html(rows: Iterable[Cells], stream: TextIO, told: Told) -> None:
    from assistant_tui.export.html import write_html  # noqa: PLC0415

    write_html(rows, stream, names=told.names, span=told.span)


_WRITERS: dict[Form, Callable[[Iterable[Cells], TextIO, Told], None]] = {
    Form.CSV: _csv,
    Form.JSON: _json,
    Form.JSONL: _lines,
    Form.XLSX: _workbook,
    Form.PARQUET: _parquet,
    Form.MD: _markdown,
    Form.HTML: _html,
}
