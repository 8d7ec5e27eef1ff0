"""Figures as Apache Parquet, typed and told what they mean: for pandas, DuckDB, R. Needs pyarrow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO

from assistant_tui.domain.saying import RuleError, say
from assistant_tui.readmodels.statsdefinitions import DEFINITIONS, UNITS

if TYPE_CHECKING:
    from assistant_tui.export.tabular import Cells

_GROUP_ROWS = 10_000
"""Rows of a row group: so many are in memory at a time."""
_TYPES = {"day": "date32", "hour": "int64", "value": "float64", "count": "int64", "minutes": "float64",
          "per cent": "float64", "fen": "int64"}  # fmt: skip
"""Arrow's types by the column's name, or by its unit; all else is text."""


def require_parquet() -> None:
    """Raises RuleError where pyarrow is not installed."""
    _arrow("pyarrow.parquet")


def write_parquet(rows: Iterable[Cells], stream: BinaryIO, *, names: tuple[str, ...]) -> None:
    """Write the rows; what is unknown is null. Each column's unit and definition are in its metadata.

    Rows go out by row groups as they come, so that memory stays flat. Raises RuleError without pyarrow.
    """
    arrow, parquet = _arrow("pyarrow"), _arrow("pyarrow.parquet")
    schema = arrow.schema([_field(arrow, name) for name in names])
    with parquet.ParquetWriter(stream, schema) as writer:
        for group in _groups(iter(rows)):
            columns = [
                _column(arrow, field, values)
                for field, values in zip(schema, zip(*group, strict=True), strict=True)
            ]
            writer.write_table(arrow.Table.from_arrays(columns, schema=schema))


def _groups(rows: Iterator[Cells]) -> Iterator[list[Cells]]:
    while group := list(islice(rows, _GROUP_ROWS)):
        yield group


def _field(arrow: Any, name: str) -> Any:
    kind = getattr(arrow, _TYPES.get(name) or _TYPES.get(UNITS.get(name, ""), "string"))
    told = next((one._asdict() for one in DEFINITIONS if one.name == name), {})
    return arrow.field(name, kind(), metadata={key: text for key, text in told.items() if text})


def _column(arrow: Any, field: Any, values: Iterable[object]) -> Any:
    if not arrow.types.is_string(field.type):
        values = (None if value == "" else value for value in values)
    return arrow.array(values, field.type)


def _arrow(module: str) -> Any:
    try:
        return import_module(module)
    except ImportError as error:
        raise RuleError(
            say("Parquet needs pyarrow, which is not installed: pip install 'assistant-tui[parquet]'")
        ) from error
