"""Figures as a workbook, a Markdown table and a page: read back, with openpyxl and without it."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from python_calamine import CalamineWorkbook
from rich.cells import cell_len

from assistant_tui import i18n
from assistant_tui.domain.figures import day_figures
from assistant_tui.export.html import write_html
from assistant_tui.export.longer import long_columns, long_rows
from assistant_tui.export.markdown import write_markdown
from assistant_tui.export.xlsx import write_workbook
from assistant_tui.readmodels.stats import By, StatsValue, stats_columns, stats_row
from assistant_tui.readmodels.statsdefinitions import DEFINITIONS

EVIL = "=HYPERLINK(1)|<b>&*"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
DAYS = stats_columns(By.DAY)
Rows = list[tuple[StatsValue, ...]]


def row(group: date | str, room: str = "1", **figures: StatsValue) -> tuple[StatsValue, ...]:
    cells = dict(zip(DAYS, stats_row(group, room, day_figures([])), strict=True))
    return tuple((cells | figures).values())


def two_days() -> Rows:
    return [
        row(date(2026, 11, 20), visits=12, wait_mean_min=7.5, wait_p90_min=20.0, amount_paid_fen=1234500),
        row(date(2026, 11, 21), visits=3),
    ]


def workbook(rows: Rows, names: tuple[str, ...] = DAYS, *, charted: bool = True) -> bytes:
    stream = io.BytesIO()
    write_workbook(rows, stream, names=names, charted=charted)
    return stream.getvalue()


def test_a_workbook_has_a_sheet_a_section_and_every_column_once() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(two_days())))
    sections = [
        "visits", "waits", "consultations", "promises", "slips", "watches", "duties"
    ]  # fmt: skip
    assert book.sheetnames == [*sections, "charts", "definitions"]
    told: list[str] = []
    for title in sections:
        sheet: Any = book[title]
        heads = [cell.value for cell in sheet[1]]
        assert heads[:2] == ["day", "room"]
        told += heads[2:]
        assert (sheet.freeze_panes, sheet.max_row) == ("C2", 3)
        assert (sheet.print_title_rows, sheet["C1"].alignment.horizontal) == ("$1:$1", "right")
        assert sheet.column_dimensions["A"].width >= 12
        assert [sheet.cell(line, 1).value.day for line in (2, 3)] == [20, 21]
    assert sorted(told) == sorted(DAYS[2:])


def cells_of(data: bytes, title: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The cells of a sheet's two rows by their heading."""
    heads, first, second = openpyxl.load_workbook(io.BytesIO(data))[title].iter_rows()
    names = [str(cell.value) for cell in heads]
    return dict(zip(names, first, strict=True)), dict(zip(names, second, strict=True))


def test_dates_are_dates_and_numbers_are_numbers_with_their_unit() -> None:
    data = workbook(two_days())
    first, second = cells_of(data, "waits")
    assert (first["day"].value, first["day"].is_date) == (datetime(2026, 11, 20), True)  # noqa: DTZ001
    assert (first["room"].value, first["wait_mean_min"].value) == ("1", 7.5)
    assert "min" in first["wait_mean_min"].number_format
    assert second["wait_mean_min"].value is None
    first, _ = cells_of(data, "visits")
    assert (first["visits"].value, first["visits"].number_format) == (12, "0")
    first, _ = cells_of(data, "slips")
    assert (first["amount_paid_fen"].value, first["amount_paid_fen"].number_format) == (
        1234500,
        '#,##0" fen"',
    )


def test_another_library_reads_the_same() -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook(two_days())))
    heads, first, second = book.get_sheet_by_name("waits").to_python()
    assert heads[:3] == ["day", "room", "wait_n"]
    assert first[:4] == [date(2026, 11, 20), "1", 0, 7.5]
    assert second[3] == ""


@pytest.mark.parametrize("by", [By.HOUR, By.DOCTOR, By.KIND])
def test_groups_of_visits_have_no_sheet_of_duties(by: By) -> None:
    names = stats_columns(by)
    book = openpyxl.load_workbook(io.BytesIO(workbook([row("x")], names, charted=False)))
    assert "watches" in book.sheetnames
    assert not {"duties", "charts"} & set(book.sheetnames)


def test_the_definitions_of_all_columns_go_along() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(two_days())))
    _, *told = book["definitions"].iter_rows(values_only=True)
    assert [tuple(text or "" for text in line) for line in told] == list(map(tuple, DEFINITIONS))


def test_charts_stand_on_what_they_show_of_every_room() -> None:
    rows = [row(day, room, visits=5) for day in ("2026-10", "2026-11") for room in ("1", "2")]
    names = stats_columns(By.MONTH)
    data = workbook(rows, names)
    book: Any = openpyxl.load_workbook(io.BytesIO(data))
    for sheet in book:
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    charts: Any = book["charts"]
    assert [[cell.value for cell in line] for line in charts.iter_rows(max_col=3)] == [
        ["month", "visits 1", "visits 2"],
        ["2026-10", 5, 5],
        ["2026-11", 5, 5],
    ]
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        drawn = [parts.read(name).decode() for name in sorted(parts.namelist()) if "charts/chart" in name]
    assert [len(re.findall("<(?:c:)?ser>", chart)) for chart in drawn] == [2, 4]
    assert "'charts'!$B$2:$B$3" in drawn[0]
    assert "'charts'!$D$2:$D$3" in drawn[1]
    assert re.findall(r'<(?:c:)?smooth val="(\d)"', drawn[1]) == ["0"] * 4
    plain = openpyxl.load_workbook(io.BytesIO(workbook(rows, names, charted=False)))
    assert "charts" not in plain.sheetnames


def test_the_xml_itself_has_no_formula_whatever_a_doctor_is_called() -> None:
    names = stats_columns(By.DOCTOR)
    with zipfile.ZipFile(io.BytesIO(workbook([row(EVIL, "+1+1")], names, charted=False))) as parts:
        sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
        roots = [ET.fromstring(parts.read(name)) for name in sheets]  # noqa: S314 - written here
        shared = (
            parts.read("xl/sharedStrings.xml").decode() if "xl/sharedStrings.xml" in parts.namelist() else ""
        )
    assert [one for root in roots for one in root.iter(f"{MAIN}f")] == []
    words = shared + "".join(ET.tostring(root, encoding="unicode") for root in roots)
    assert "'=HYPERLINK" in words
    assert "'+1+1" in words


def test_the_long_shape_is_a_workbook_and_a_table_too() -> None:
    names = long_columns(DAYS)
    book = openpyxl.load_workbook(
        io.BytesIO(workbook(list(long_rows(two_days(), DAYS)), names, charted=False))  # type: ignore[arg-type]
    )
    assert book.sheetnames == ["figures", "definitions"]
    lines = list(book["figures"].iter_rows(values_only=True))
    assert lines[0] == ("day", "room", "figure", "unit", "value")
    assert lines[1][2:] == ("visits", "count", 12)
    stream = io.StringIO()
    write_markdown(long_rows(two_days(), DAYS), stream, names=names)
    assert "wait\\_mean\\_min" in stream.getvalue()


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_markdown_is_aligned_and_escapes_markup(language: str) -> None:
    i18n.use_language(language)
    stream = io.StringIO()
    write_markdown(
        [row(EVIL, "一诊室", visits=12), row("王主任", "1")], stream, names=stats_columns(By.DOCTOR)
    )
    lines = stream.getvalue().splitlines()
    assert len(lines) == 4
    assert len({cell_len(line) for line in lines}) == 1
    assert len({len(re.findall(r"(?<!\\)\|", line)) for line in lines}) == 1
    assert "\\<b\\>" in lines[2]
    assert "–" in lines[3]


def test_amounts_are_read_in_yuan_and_rounds_as_a_share() -> None:
    rows = [row("王主任", amount_paid_fen=1234500, rounds_on_time_pct=87.5), row("李主任")]
    stream = io.StringIO()
    write_markdown(rows, stream, names=stats_columns(By.DOCTOR))
    heads, _, *lines = [
        [cell.strip() for cell in line.strip("|\n").split("|")] for line in stream.getvalue().splitlines()
    ]
    assert heads[-2:] == ["Paid (¥)", "Rounds on time (%)"]
    assert [line[-2:] for line in lines] == [["12345.00", "87.5"], ["0.00", "–"]]
    assert {"12345.00", "87.5"} < set(page(rows, stats_columns(By.DOCTOR)).texts)


class Page(HTMLParser):
    """What a browser sees: tags with their attributes, and the text of the cells."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def page(rows: Rows, names: tuple[str, ...] = DAYS) -> Page:
    stream = io.StringIO()
    write_html(rows, stream, names=names, span="2026-11")
    return Page(stream.getvalue())


def test_a_page_needs_nothing_from_elsewhere_and_runs_nothing() -> None:
    seen = page([row(EVIL)], stats_columns(By.DOCTOR))
    assert EVIL in seen.texts
    kinds = {tag for tag, _ in seen.tags}
    assert kinds.isdisjoint({"b", "script", "link", "img", "iframe"})
    assert all(not {"src", "href"} & attributes.keys() for _, attributes in seen.tags)


def test_the_bars_of_a_page_are_as_long_as_the_numbers() -> None:
    bars = [attributes["width"] for tag, attributes in page(two_days()).tags if tag == "rect"]
    assert bars == ["80.0", "80.0", "80.0", "20.0", "0.0", "0.0"]


def test_a_page_without_rows_is_a_page() -> None:
    assert [tag for tag, _ in page([]).tags].count("td") == 0


def test_a_page_speaks_the_language_in_use() -> None:
    i18n.use_language("zh_CN")
    seen = page(two_days())
    assert dict(seen.tags)["html"]["lang"] == "zh-CN"
    assert "诊室" in seen.texts
