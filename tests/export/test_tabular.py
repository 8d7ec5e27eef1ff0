"""CSV and JSON: stable columns, empty cells, no formulas, nothing kept in memory."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant_tui.export.tabular import Row, columns, write_csv, write_json


class Mood(StrEnum):
    CALM = "calm"


@dataclass(frozen=True, slots=True)
class Line:
    name: str
    day: date
    at: datetime | None = None
    minutes: float | None = None
    count: int = 0
    open: bool = False
    mood: Mood = Mood.CALM


DAY = date(2026, 11, 21)
FULL = Line("王芳芳", DAY, datetime(2026, 11, 21, 1, 30, tzinfo=UTC), 12.5, -3, open=True)
BARE = Line("赵敏", DAY)


def as_csv(*rows: Row, excel: bool = False) -> str:
    stream = io.StringIO(newline="")
    write_csv(rows, stream, kind=Line, excel=excel)
    return stream.getvalue()


def as_json(*rows: Row) -> str:
    stream = io.StringIO()
    write_json(rows, stream, kind=Line)
    return stream.getvalue()


def test_csv_has_a_header_iso_dates_and_empty_cells_for_the_unknown() -> None:
    assert as_csv(FULL, BARE) == (
        "name,day,at,minutes,count,open,mood\r\n"
        "王芳芳,2026-11-21,2026-11-21T01:30:00+00:00,12.5,-3,true,calm\r\n"
        "赵敏,2026-11-21,,,0,false,calm\r\n"
    )


def test_columns_stay_without_rows() -> None:
    assert as_csv() == "name,day,at,minutes,count,open,mood\r\n"
    assert json.loads(as_json()) == []
    assert columns(Line)[:2] == ("name", "day")


def test_excel_gets_one_byte_order_mark_in_front() -> None:
    assert as_csv(BARE, excel=True) == "\ufeff" + as_csv(BARE)


@pytest.mark.parametrize(
    "name", ["=cmd()", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", '=HYPERLINK("x")']
)
def test_text_that_looks_like_a_formula_is_disarmed_in_csv_only(name: str) -> None:
    line = Line(name, DAY)
    [cells] = list(csv.reader(io.StringIO(as_csv(line), newline="")))[1:]
    assert cells[0] == f"'{name}"
    assert json.loads(as_json(line))[0]["name"] == name


def test_json_keeps_numbers_and_nulls() -> None:
    assert json.loads(as_json(FULL, BARE)) == [
        {
            "name": "王芳芳",
            "day": "2026-11-21",
            "at": "2026-11-21T01:30:00+00:00",
            "minutes": 12.5,
            "count": -3,
            "open": True,
            "mood": "calm",
        },
        {
            "name": "赵敏",
            "day": "2026-11-21",
            "at": None,
            "minutes": None,
            "count": 0,
            "open": False,
            "mood": "calm",
        },
    ]


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=30), max_size=6))
def test_any_text_comes_back_row_by_row(names: list[str]) -> None:
    lines = [Line(name, DAY) for name in names]
    read = list(csv.reader(io.StringIO(as_csv(*lines), newline="")))[1:]
    assert [cells[0].removeprefix("'") for cells in read] == [name.removeprefix("'") for name in names]
    assert [record["name"] for record in json.loads(as_json(*lines))] == names


def test_a_value_that_fits_no_cell_is_refused() -> None:
    @dataclass(frozen=True)
    class Odd:
        parts: tuple[int, ...]

    with pytest.raises(TypeError, match="tuple fits into no cell"):
        write_csv([Odd((1, 2))], io.StringIO(), kind=Odd)


class Drain(io.StringIO):
    """A stream that keeps nothing."""

    def write(self, text: str) -> int:
        return len(text)


@pytest.mark.parametrize("write", [write_csv, write_json])
def test_memory_stays_flat_however_many_rows(write: Callable[..., int]) -> None:
    def peak(n: int) -> int:
        rows = (Line(f"n{number}", DAY) for number in range(n))
        tracemalloc.start()
        try:
            assert write(rows, Drain(), kind=Line) == n
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(10)
    assert peak(4000) < peak(400) + 50_000


def test_exporting_needs_neither_textual_nor_sqlalchemy() -> None:
    code = (
        "import sys, assistant_tui.export.tabular, assistant_tui.readmodels.stats;"
        "sys.exit(any(name in sys.modules for name in ('textual', 'rich', 'sqlalchemy', 'sqlmodel')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
