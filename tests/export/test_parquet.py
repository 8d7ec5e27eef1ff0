"""Figures as Parquet: read back with pyarrow, and what is said without it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from assistant_tui.domain.saying import RuleError
from assistant_tui.export import parquet
from assistant_tui.export.longer import long_columns, long_rows
from assistant_tui.export.parquet import require_parquet, write_parquet
from assistant_tui.readmodels.stats import By, StatsValue, stats_columns
from tests.export.test_figures import DAYS, row, two_days

Rows = Iterator[tuple[StatsValue, ...]]


@pytest.fixture
def pq() -> Any:
    return pytest.importorskip(
        "pyarrow.parquet", reason="pyarrow is not installed; to read Parquet back: pip install pyarrow"
    )


def written(rows: Any, names: tuple[str, ...]) -> io.BytesIO:
    stream = io.BytesIO()
    write_parquet(rows, stream, names=names)
    return stream


def test_days_are_dates_counts_whole_and_times_fractions(pq: Any) -> None:
    table = pq.read_table(written(two_days(), DAYS))
    assert [str(table.schema.field(name).type) for name in ("day", "room", "visits", "wait_mean_min")] == [
        "date32[day]", "string", "int64", "double",
    ]  # fmt: skip
    assert table.to_pylist() == [dict(zip(DAYS, cells, strict=True)) for cells in two_days()]
    assert table.column_names == list(DAYS)


def test_columns_say_what_they_mean(pq: Any) -> None:
    schema = pq.read_schema(written(two_days(), DAYS))
    told = schema.field("no_show_pct").metadata
    assert (told[b"unit"], told[b"formula"]) == (b"per cent", b"noshow / (fulfilled + noshow)")


@pytest.mark.parametrize(
    ("by", "group", "kind"),
    [(By.MONTH, "2026-11", "string"), (By.HOUR, 9, "int64"), (By.DOCTOR, "王主任", "string")],
)
def test_groups_are_text_or_hours(pq: Any, by: By, group: StatsValue, kind: str) -> None:
    rows = [(group, *row(date(2026, 11, 20))[1:]), ("", *row(date(2026, 11, 20))[1:])]
    table = pq.read_table(written(rows, stats_columns(by)))
    assert str(table.schema.field(by.value).type) == kind
    assert table.column(by.value).to_pylist() == [group, "" if kind == "string" else None]


def test_the_long_shape_has_one_column_of_values(pq: Any) -> None:
    table = pq.read_table(written(long_rows(two_days(), DAYS), long_columns(DAYS)))
    assert str(table.schema.field("value").type) == "double"
    visits = [one for one in table.to_pylist() if one["figure"] == "visits"]
    assert [one["value"] for one in visits] == [12.0, 3.0]


def test_no_rows_are_a_table_of_the_same_columns(pq: Any) -> None:
    table = pq.read_table(written([], DAYS))
    assert (table.num_rows, table.column_names) == (0, list(DAYS))


def test_rows_go_out_as_they_come(pq: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "_GROUP_ROWS", 10)
    stream, ahead = io.BytesIO(), []

    def rows() -> Rows:
        for number in range(95):
            ahead.append(stream.tell())
            yield row(date(2026, 11, 20), visits=number)

    write_parquet(rows(), stream, names=DAYS)
    file = pq.ParquetFile(stream)
    assert file.metadata.num_row_groups == 10
    assert file.read().column("visits").to_pylist() == list(range(95))
    assert ahead[9] < ahead[10] < ahead[20] < ahead[90]


def test_without_pyarrow_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(parquet, "import_module", missing)
    for ask in (require_parquet, lambda: write_parquet([], io.BytesIO(), names=DAYS)):
        with pytest.raises(RuleError, match=r"pip install 'assistant-tui\[parquet\]'"):
            ask()
