"""Importing patients: every encoding and layout, repeated, contradicted and hostile files."""

from __future__ import annotations

import csv
import io
import sqlite3
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from assistant_tui import services
from assistant_tui.domain.clock import FixedClock
from assistant_tui.domain.saying import InputError
from assistant_tui.readmodels.importing import ImportReport
from assistant_tui.services.context import Context
from assistant_tui.services.importing import import_patients
from assistant_tui.services.importing.patientcolumns import HEADINGS
from assistant_tui.services.setup import open_desk
from assistant_tui.store.database import Database
from assistant_tui.store.journal import broken_links
from tests.factory import register

HEADER = "姓名,性别,出生日期,手机,卡号,备注\n"
WANG = ("王芳", "female", "1990-05-03", "13800001111", "C7", "青霉素过敏")
WANG_ROW = "王芳,女,1990-05-03,13800001111,C7,青霉素过敏\n"
Patient = tuple[Any, ...]


def patients_in(ctx: Context) -> list[Patient]:
    return ctx.reading.execute(
        "SELECT name, sex, born, phone, card, note FROM patient ORDER BY id"
    ).fetchall()


def bring(ctx: Context, text: str, **options: Any) -> ImportReport:
    return import_patients(ctx, text.encode(), **options)


def reasons(report: ImportReport) -> list[tuple[int, str]]:
    return [(note.line, str(note.reason)) for note in report.bad]


def workbook(*rows: tuple[Any, ...]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"]
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_encoding_delimiter_and_line_end_is_recognised(
    ctx: Context, encoding: str, delimiter: str, line_end: str
) -> None:
    text = (HEADER + WANG_ROW).replace(",", delimiter).replace("\n", line_end)
    report = import_patients(ctx, text.encode(encoding))
    assert (report.added, report.bad, report.unused) == (1, (), ())
    assert patients_in(ctx) == [WANG]


def test_english_headings_are_understood_whatever_their_case_and_signs(ctx: Context) -> None:
    report = bring(ctx, "Full Name *,GENDER,Date_of_Birth,Phone (mobile),Card No.,Remarks\n" + WANG_ROW)
    assert report.added == 1
    assert patients_in(ctx) == [WANG]


def test_a_title_above_the_header_is_passed_over(ctx: Context) -> None:
    assert bring(ctx, "患者信息表,,,,,\n\n" + HEADER + WANG_ROW).added == 1


def test_a_workbook_is_read_with_its_dates_numbers_and_row_numbers(ctx: Context) -> None:
    data = workbook(
        ("姓名", "性别", "出生日期", "手机", "卡号"),
        ("王芳", "女", datetime(1990, 5, 3), 13800001111.0, 70012),  # noqa: DTZ001 - as Excel keeps it
        ("", None, None, None, None),
        ("曾敏", "男", date(1988, 1, 2), "139 0000 2222", None),
        ("李强", "男", 1988, 330106199001010019, None),
        ("赵敏", "女", 19880102, None, None),
    )
    report = import_patients(ctx, data)
    assert [row[:5] for row in patients_in(ctx)] == [
        ("王芳", "female", "1990-05-03", "13800001111", "70012"),
        ("曾敏", "male", "1988-01-02", "13900002222", None),
        ("赵敏", "female", "1988-01-02", None, None),
    ]
    assert [line for line, _ in reasons(report)] == [5]
    assert "shortened a number" in reasons(report)[0][1]


def test_formulas_count_by_the_value_they_last_had(ctx: Context) -> None:
    report = import_patients(ctx, workbook(("name", "phone"), ("=A9", "13800001111"), ("Anna", "=1+1")))
    assert reasons(report) == [(2, "A name is needed")]
    assert [row[3] for row in patients_in(ctx)] == [None]


def test_bad_rows_are_named_with_their_real_line_and_the_good_ones_imported(ctx: Context) -> None:
    report = bring(
        ctx,
        "姓名,性别,年龄,手机,备注\n"
        '王芳,女,34,13800001111,"两行\n备注"\n'
        "\n"
        "李强,x,34,,\n"
        "赵敏,女,999,,\n"
        ",女,34,,\n"
        "孙丽,女,34,1.38E+10,\n"
        "周明,男,34,12,\n"
        "吴静,女,34,,逗号,太多\n"
        "郑洋,男,#N/A,,\n"
        f"冯{'长' * 300},男,34,,\n"
        "陈杰,男,34,13900002222,\n",
    )
    assert reasons(report) == [
        (5, "Sex is female, male or unknown, not x"),
        (6, "Nobody is 999 years old: correct the age"),
        (7, "A name is needed"),
        (8, "The spreadsheet has shortened a number to 1.38E+10: make the column text, type it again"),
        (9, "A telephone number has 7 to 15 digits: 12"),
        (10, "There are more cells than columns: text with a delimiter in it needs quotes"),
        (11, "The cell holds a spreadsheet's error: #N/A"),
        (12, "More than 200 characters in one cell"),
    ]
    assert [(row[0], row[5]) for row in patients_in(ctx)] == [("王芳", "两行\n备注"), ("陈杰", "")]
    assert report.rows == 10


def test_strict_imports_all_or_nothing(ctx: Context) -> None:
    text = HEADER + WANG_ROW + "李强,x,,,,\n"
    report = bring(ctx, text, strict=True)
    assert (report.written, len(report.bad), report.rows) == (False, 1, 2)
    assert patients_in(ctx) == []
    assert bring(ctx, HEADER + WANG_ROW, strict=True).written


def test_a_dry_run_says_the_same_and_writes_nothing(ctx: Context) -> None:
    text = HEADER + WANG_ROW + "王芳,女,1990-05-03,13800001111,C7,\n李强,x,,,,\n"
    before = list(ctx.reading.iterdump())
    dry = bring(ctx, text, dry_run=True)
    assert list(ctx.reading.iterdump()) == before
    real = bring(ctx, text)
    assert (dry.added, dry.unchanged, dry.bad) == (real.added, real.unchanged, real.bad) == (1, 1, dry.bad)
    assert (dry.written, real.written) == (False, True)


def test_importing_again_adds_and_journals_nothing(ctx: Context) -> None:
    text = HEADER + WANG_ROW + "李强,,,,,\n张三,男,1980,,,\n"
    bring(ctx, text)
    before = list(ctx.reading.iterdump())
    again = bring(ctx, text)
    assert (again.added, again.filled, again.unchanged, again.written) == (0, 0, 3, False)
    assert list(ctx.reading.iterdump()) == before


def test_one_import_is_one_journal_row_that_can_be_undone(ctx: Context) -> None:
    bring(ctx, HEADER + WANG_ROW + "李强,男,1980,,,\n")
    row, *_ = services.history.recent(ctx, 1)
    assert (row.action, row.patient_id, len(row.changes)) == ("import-patients", None, 2)
    services.history.undo_row(ctx, row.number)
    assert services.records.find(ctx, "王芳") == []
    assert list(broken_links(ctx.reading)) == []
    assert bring(ctx, HEADER + WANG_ROW).added == 1


def test_imported_patients_are_found_by_name_pinyin_phone_and_card(ctx: Context) -> None:
    bring(ctx, HEADER + WANG_ROW)
    for typed in ("王芳", "wf", "wangfang", "1111", "C7"):
        assert [patient.name for patient in services.records.find(ctx, typed)] == ["王芳"], typed


def test_a_row_fills_the_gaps_of_a_record_and_overwrites_nothing(ctx: Context) -> None:
    register(ctx, "王芳", sex=None, born=None, phone="13800001111")
    assert bring(ctx, HEADER + WANG_ROW).filled == 1
    assert patients_in(ctx) == [WANG]
    other = bring(ctx, HEADER + "王芳,男,1991,13800001111,C8,\n")
    assert [str(note.reason).split("; ") for note in other.differs] == [
        [
            "sex male here, female in the record",
            "birth date 1991 here, 1990-05-03 in the record",
            "card number C8 here, C7 in the record",
        ]
    ]
    assert patients_in(ctx) == [WANG]


def test_a_card_under_another_name_is_reported_and_fills_nothing(ctx: Context) -> None:
    bring(ctx, HEADER + "王芳,,,,C7,\n")
    report = bring(ctx, HEADER + "李强,男,,13900002222,C7,\n")
    assert (report.added, report.filled, len(report.differs)) == (0, 0, 1)
    assert patients_in(ctx) == [("王芳", "unknown", None, None, "C7", "")]


def test_namesakes_of_one_year_with_other_numbers_are_other_people(ctx: Context) -> None:
    text = "姓名,出生日期,手机\n王芳,1990,13800001111\n王芳,1990,13800002222\n"
    assert bring(ctx, text).added == 2
    assert bring(ctx, text).unchanged == 2


def test_the_same_name_and_birthday_is_the_same_person(ctx: Context) -> None:
    bring(ctx, "姓名,出生日期,手机\n王芳,1990-05-03,13800001111\n")
    report = bring(ctx, "姓名,出生日期,手机\n王芳,1990-05-03,13800002222\n")
    assert (report.added, len(report.differs)) == (0, 1)


def test_a_bare_name_that_is_known_with_other_facts_is_not_guessed_at(ctx: Context) -> None:
    bring(ctx, "姓名,手机\n王芳,13800001111\n")
    report = bring(ctx, "姓名,性别\n王芳,女\n")
    assert report.added == 0
    assert reasons(report)[0][1].startswith("There is a 王芳 already")


def test_a_record_merged_into_another_is_still_known(ctx: Context) -> None:
    text = "姓名,手机\n王芳,13800001111\n王小芳,13800002222\n"
    bring(ctx, text)
    services.patients.merge(ctx, keep=1, other=2)
    again = bring(ctx, text)
    assert (again.added, again.written) == (0, False)


def test_an_identity_number_tells_birth_date_and_sex(ctx: Context) -> None:
    report = bring(ctx, "姓名,身份证号\n王芳,11010519491231002X\n李强,110105194912310021\n")
    assert patients_in(ctx) == [("王芳", "female", "1949-12-31", None, "11010519491231002X", "")]
    assert reasons(report) == [(3, "The ID number 110105194912310021 is wrong")]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("1990", "1990"),
        ("1990年", "1990"),
        ("1990-5", "1990-05"),
        ("1990年5月", "1990-05"),
        ("1990/5/3", "1990-05-03"),
        ("1990.05.03", "1990-05-03"),
        ("1990年5月3日", "1990-05-03"),
        ("19900503", "1990-05-03"),
        ("1990-05-03 00:00:00", "1990-05-03"),
        ("１９９０－５－３", "1990-05-03"),
    ],
)
def test_birth_dates_are_read_as_people_write_them(ctx: Context, typed: str, kept: str) -> None:
    bring(ctx, f"姓名,出生日期\n王芳,{typed}\n")
    assert [row[2] for row in patients_in(ctx)] == [kept]


@pytest.mark.parametrize(
    "typed", ["3/5/1990", "1990-13-01", "1990-02-30", "33000", "0", "2999-01-01", "1790", "九零年"]
)
def test_birth_dates_that_cannot_be_are_refused(ctx: Context, typed: str) -> None:
    report = bring(ctx, f"姓名,出生日期\n王芳,{typed}\n")
    assert (report.added, len(report.bad)) == (0, 1)


@pytest.mark.parametrize(
    ("typed", "born"),
    [("34", "1992"), ("34岁", "1992"), ("34.0", "1992"), ("8个月", "2026-03"), ("1岁2个月", "2025-09")],
)
def test_an_age_stands_for_a_birth_date(ctx: Context, typed: str, born: str) -> None:
    bring(ctx, f"姓名,年龄\n王芳,{typed}\n")
    assert [row[2] for row in patients_in(ctx)] == [born]


def test_columns_can_be_told_by_heading_or_number(ctx: Context) -> None:
    text = "客户,电话,家属电话\n王芳,13800001111,13900002222\n"
    report = bring(ctx, text, told=[("name", "客户"), ("phone", "3")])
    assert report.unused == ("电话",)
    assert [row[3] for row in patients_in(ctx)] == ["13900002222"]


def test_of_two_columns_for_one_thing_the_first_filled_counts(ctx: Context) -> None:
    bring(ctx, "姓名,手机,电话\n王芳,,13900002222\n")
    assert [row[3] for row in patients_in(ctx)] == ["13900002222"]


@pytest.mark.parametrize(
    ("data", "options", "sentence"),
    [
        (b"", {}, "The file is empty"),
        (b"\xef\xbb\xbf\n\n", {}, "The file is empty"),
        (b"\xff\xfe", {}, "The file is empty"),
        (b"\x81", {}, "no text in UTF-8"),
        (b"\xff\xfe\x00\xd8,", {}, "no text in UTF-8"),
        (b"a,b\n1,2\n", {}, "No column is the name. Say which: --map name=COLUMN. The columns are: a, b"),
        (b"a,b\n", {"told": [("name", "c")]}, "There is no column c. The columns are: a, b"),
        (b"a,b\n", {"told": [("title", "a")]}, "There is no field title"),
        (b"a,b\n", {"delimiter": "::"}, "A delimiter is one character"),
        (b'"', {}, "The file has no header"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", {}, "an old or a locked Excel file"),
        (b"PK\x03\x04nonsense", {}, "The workbook cannot be read"),
        (workbook()[:800], {}, "The workbook cannot be read"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_what_to_do(
    ctx: Context, data: bytes, options: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(InputError) as refused:
        import_patients(ctx, data, **options)
    assert sentence in str(refused.value)
    assert patients_in(ctx) == []


def test_zeros_wide_rows_and_huge_cells_do_no_harm(ctx: Context) -> None:
    wide = "李强" + "," * 1000 + "x\n"
    text = f"姓名,备注\n王\0芳,\n{wide}赵敏,{'长' * 300_000}\n张三,好\n"
    report = bring(ctx, text)
    assert [line for line, _ in reasons(report)] == [3, 4]
    assert [row[0] for row in patients_in(ctx)] == ["王芳", "张三"]


def test_an_open_quote_is_named_by_the_line_it_opens_in(ctx: Context) -> None:
    report = bring(ctx, '姓名,备注\n王芳,好\n李强,"没有结束\n张三,\n')
    assert reasons(report) == [(3, "A quote opens here and is never closed: nothing after it could be read")]
    assert report.added == 1


def test_hostile_names_are_kept_as_harmless_text(ctx: Context) -> None:
    bring(ctx, 'name\n[/b]\n[TODO] 张三\n=cmd()\n"\x1b[2J红"\n\u202e反\n')
    assert [row[0] for row in patients_in(ctx)] == ["[/b]", "[TODO] 张三", "=cmd()", "[2J红", "反"]


def test_a_failure_in_the_middle_leaves_nothing(ctx: Context) -> None:
    def fail(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    before = list(ctx.reading.iterdump())
    with pytest.raises(KeyboardInterrupt):
        bring(ctx, HEADER + WANG_ROW, progress=fail)
    assert list(ctx.reading.iterdump()) == before


def test_what_is_read_does_not_grow_with_the_rows(ctx: Context) -> None:
    """However many rows, the records are looked at once: queries that are no writes stay the same."""

    def reads(rows: int) -> int:
        said: list[str] = []
        ctx.reading.set_trace_callback(said.append)
        bring(ctx, "姓名\n" + "".join(f"第{number}位共{rows}\n" for number in range(rows)))
        ctx.reading.set_trace_callback(None)
        return sum(statement.lstrip().startswith("SELECT") for statement in said)

    assert reads(50) == reads(2)


def test_progress_ends_with_all_rows(ctx: Context) -> None:
    told: list[tuple[int, int]] = []
    bring(ctx, HEADER + WANG_ROW * 450, progress=lambda done, total: told.append((done, total)))
    assert told == [(200, 450), (400, 450), (450, 450)]


_NAMES = st.text("王李芳敏 Anna[]=", min_size=1, max_size=4).filter(lambda name: bool(name.strip()))
_ROWS = st.lists(
    st.tuples(
        _NAMES,
        st.sampled_from(["female", "male", ""]),
        st.sampled_from(["", "1990", "1990-05", "1990-05-03", "1991"]),
        st.sampled_from(["", "13800001111", "13800002222"]),
        st.sampled_from(["", "C1", "C2"]),
        st.sampled_from(["", "note", 'a, b\n"c"']),
    ),
    max_size=12,
)


@pytest.fixture
def fresh(new_file: Path, ctx: Context, clock: FixedClock) -> Callable[[], Context]:
    """Makes a workstation on another new file, in memory, as often as it is asked."""

    def make() -> Context:
        source = sqlite3.connect(new_file)
        memory = sqlite3.connect(":memory:", isolation_level=None)
        source.backup(memory)
        source.close()
        return open_desk(
            Database(Path(":memory:"), memory), ctx.pack, assistant="李敏", clock=clock, zone=ctx.zone
        )

    return make


def _csv(rows: Sequence[tuple[str, ...]], delimiter: str) -> str:
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=delimiter)
    writer.writerow(("name", "sex", "born", "phone", "card", "note"))
    writer.writerows(rows)
    return file.getvalue()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=_ROWS,
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]),
    delimiter=st.sampled_from([",", ";", "\t"]),
)
def test_whatever_the_rows_a_second_import_adds_nobody(
    fresh: Callable[[], Context], rows: list[tuple[str, ...]], encoding: str, delimiter: str
) -> None:
    desk = fresh()
    data = _csv(rows, delimiter).encode(encoding)
    first = import_patients(desk, data)
    assert first.rows == len(rows)
    added = len(patients_in(desk))
    assert added == first.added
    again = import_patients(desk, data)
    assert (again.added, len(patients_in(desk))) == (0, added)
    if not first.differs and not first.bad:
        assert (again.filled, again.unchanged, again.written) == (0, len(rows), False)
    desk.database.close()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=_ROWS, encoding=st.sampled_from(["utf-8", "gb18030", "utf-16"]))
def test_different_people_come_out_as_they_went_in(
    fresh: Callable[[], Context], rows: list[tuple[str, ...]], encoding: str
) -> None:
    numbered = [
        (f"{name} {at}", sex, born, f"1380000{at:04d}", f"C{at}", note)
        for at, (name, sex, born, _, _, note) in enumerate(rows)
    ]
    desk = fresh()
    assert import_patients(desk, _csv(numbered, ",").encode(encoding)).added == len(rows)
    assert patients_in(desk) == [_as_kept(row) for row in numbered]
    desk.database.close()


def _as_kept(row: tuple[str, ...]) -> Patient:
    name, sex, born, phone, card, note = row
    return (" ".join(name.split()), sex or "unknown", born or None, phone, card, note)


def test_the_documented_headings_are_those_that_are_recognised() -> None:
    page = (Path(__file__).parents[2] / "docs" / "import.md").read_text(encoding="utf-8")
    for name, headings in HEADINGS.items():
        row = next(line for line in page.splitlines() if line.startswith(f"| `{name}` |"))
        listed = row.split("|")[2].replace(";", ",").split(",")
        assert [heading.strip() for heading in listed] == list(headings)
