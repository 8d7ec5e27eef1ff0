"""The catalogue in force: the pack's, with the clinic's own entries over it; changed, imported, exported."""

from __future__ import annotations

import csv
import io
import itertools
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from assistant_tui import services
from assistant_tui.domain.catalogue import Category, Preparation, Service
from assistant_tui.domain.deeds import Deed
from assistant_tui.domain.saying import InputError, MissingError, RuleError
from assistant_tui.domain.words import Words
from assistant_tui.export.tabular import write_csv, write_json
from assistant_tui.readmodels.catalogue import CatalogueReport, ServiceRow
from assistant_tui.services.catalogue import catalogue, change, export, find, retire
from assistant_tui.services.context import Context
from assistant_tui.services.importing.catalogue import import_catalogue
from assistant_tui.services.importing.servicecolumns import HEADINGS, Part

HEADER = "项目编码,项目名称,类别,价格\n"
NEW = Service(
    code="nebuliser-home",
    name=Words("雾化器租借", "Nebuliser on loan"),
    category=Category.TREATMENT,
    price=3000,
    initials="whqzj",
    purpose=Words("带回家用。", "To take home."),
    preparations=(Preparation.FASTING,),
    location="treatment",
    usual=timedelta(minutes=10),
    signature=False,
    pay_first=False,
)


def the(ctx: Context, code: str) -> Service:
    service = catalogue(ctx).service(code)
    assert service is not None
    return service


def rows(ctx: Context) -> int:
    return int(ctx.reading.execute("SELECT COUNT(*) FROM service WHERE voided = 0").fetchone()[0])


def deeds(ctx: Context) -> list[str]:
    return [row[0] for row in ctx.reading.execute("SELECT action FROM journal ORDER BY id")]


def bring(ctx: Context, text: str, **options: Any) -> CatalogueReport:
    return import_catalogue(ctx, text.encode(), **options)


def reasons(report: CatalogueReport) -> list[tuple[int, str]]:
    return [(note.line, str(note.reason)) for note in report.bad]


def as_csv(ctx: Context, *, excel: bool = False) -> str:
    stream = io.StringIO(newline="")
    write_csv(export(ctx), stream, kind=ServiceRow, excel=excel)
    return stream.getvalue()


def workbook(text: str) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in csv.reader(io.StringIO(text)):
        sheet.append([float(cell) if cell.replace(".", "", 1).isdigit() else cell for cell in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_without_own_entries_the_packs_catalogue_is_in_force(ctx: Context) -> None:
    assert catalogue(ctx) == ctx.pack.catalogue
    assert [one.code for one in find(ctx, "XCG")] == ["cbc"]
    assert len(find(ctx, "x", limit=3)) == 3


def test_a_new_entry_is_kept_as_it_was_given_and_found(ctx: Context) -> None:
    assert change(ctx, NEW) == NEW
    assert the(ctx, NEW.code) == NEW
    assert find(ctx, "whqzj") == [NEW]
    assert deeds(ctx)[-1] == Deed.EDIT_CATALOGUE


def test_an_entry_is_tidied_and_spelled(ctx: Context) -> None:
    kept = change(ctx, replace(NEW, code=" Ｎ2 ", name=Words("Ｂ超\u202e复查", "Scan"), initials=""))
    assert (kept.code, kept.name.zh_CN, kept.initials) == ("n2", "B超复查", "bcfc")
    assert the(ctx, "n2") == kept


def test_one_of_the_packs_is_replaced_in_its_place(ctx: Context) -> None:
    dearer = change(ctx, replace(the(ctx, "cbc"), price=2500))
    assert catalogue(ctx).services[0] == dearer
    assert len(catalogue(ctx).services) == len(ctx.pack.catalogue.services)
    change(ctx, replace(dearer, price=2600))
    assert (the(ctx, "cbc").price, rows(ctx)) == (2600, 1)


def test_what_changes_nothing_is_not_written(ctx: Context) -> None:
    before = deeds(ctx)
    change(ctx, the(ctx, "cbc"))
    assert (rows(ctx), deeds(ctx)) == (0, before)
    change(ctx, NEW)
    again = len(deeds(ctx))
    change(ctx, NEW)
    assert len(deeds(ctx)) == again


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"price": -1}, "price must be between"),
        ({"location": "moon"}, "There is no location moon"),
        ({"consent": "cbc"}, "There is no consent cbc"),
        ({"brings": ("nebuliser-home",)}, "brings itself"),
        ({"code": "pre-op"}, "is the code of a set"),
        ({"unit": "斤"}, "is no unit of a dose"),
    ],
)
def test_a_faulty_entry_is_refused_and_nothing_written(
    ctx: Context, changed: dict[str, Any], reason: str
) -> None:
    with pytest.raises(InputError, match=reason):
        change(ctx, replace(NEW, **changed))
    assert rows(ctx) == 0


def test_a_consent_that_is_needed_cannot_become_something_else_or_be_retired(ctx: Context) -> None:
    form = the(ctx, "consent-surgery")
    with pytest.raises(InputError, match="There is no consent consent-surgery"):
        change(ctx, replace(form, category=Category.LAB))
    with pytest.raises(RuleError, match="needs this consent"):
        retire(ctx, "consent-surgery")


def test_what_is_retired_is_offered_no_more_until_it_is_offered_again(ctx: Context) -> None:
    retire(ctx, "cbc")
    assert find(ctx, "xcg") == []
    assert "cbc" not in [one.code for one in catalogue(ctx).members("pre-op")]
    change(ctx, replace(the(ctx, "cbc"), retired=False))
    assert [one.code for one in find(ctx, "xcg")] == ["cbc"]
    with pytest.raises(MissingError, match="no service moon"):
        retire(ctx, "moon")


def test_every_change_can_be_taken_back(ctx: Context) -> None:
    change(ctx, NEW)
    change(ctx, replace(NEW, price=1))
    services.history.undo(ctx)
    assert the(ctx, NEW.code) == NEW
    services.history.undo(ctx)
    assert catalogue(ctx) == ctx.pack.catalogue
    services.history.redo(ctx)
    assert the(ctx, NEW.code) == NEW


def test_a_list_adds_changes_and_knows(ctx: Context) -> None:
    report = bring(ctx, HEADER + "cbc,血常规,化验,25.00\nx-1,新项目,治疗,30\nurine,尿常规,化验,12\n")
    assert (report.added, report.changed, report.unchanged, report.bad) == (1, 1, 1, ())
    assert report.written
    assert report.rows == 3
    assert the(ctx, "cbc") == replace(ctx.pack.catalogue.services[0], price=2500)
    new = the(ctx, "x-1")
    assert (new.name, new.initials, new.price) == (Words("新项目", "新项目"), "xxm", 3000)
    assert deeds(ctx)[-1] == Deed.IMPORT_CATALOGUE


def test_a_second_import_writes_nothing(ctx: Context) -> None:
    text = HEADER + "cbc,血常规,化验,25.00\nx-1,新项目,治疗,30\n"
    bring(ctx, text)
    before = deeds(ctx)
    report = bring(ctx, text)
    assert (report.unchanged, report.written, deeds(ctx)) == (2, False, before)


def test_an_import_is_taken_back_in_one(ctx: Context) -> None:
    bring(ctx, HEADER + "cbc,血常规,化验,25.00\nx-1,新项目,治疗,30\n")
    services.history.undo(ctx)
    assert catalogue(ctx) == ctx.pack.catalogue


def test_bad_rows_are_reported_by_line_and_the_others_come_in(ctx: Context) -> None:
    text = (
        "项目编码,项目名称,类别,价格,地点,同意书,附带项目,先缴费,分钟,最大剂量\n"
        ",没有编码,化验,1,,,,,,\n"
        "a1,,化验,1,,,,,,\n"
        "a2,没有类别,,1,,,,,,\n"
        "a3,坏类别,月亮,1,,,,,,\n"
        "a4,坏价格,化验,一元,,,,,,\n"
        "a5,坏地点,化验,1,月亮,,,,,\n"
        "a6,坏同意书,化验,1,,moon,,,,\n"
        "a7,坏附带,化验,1,,,moon,,,\n"
        "a8,坏标志,化验,1,,,,也许,,\n"
        "a9,坏时间,化验,1,,,,,很久,\n"
        "a9,坏时间,化验,1,,,,,0,\n"
        "b1,坏剂量,处方,1,,,,,,0.5\n"
        "b2,太多,化验,1,,,,,,,多余\n"
        "12,像数量,化验,1,,,,,,\n"
        "good,好的,化验,1.50,检验科,,,是,15,\n"
        "good,又一次,化验,2,,,,,,\n"
    )
    report = bring(ctx, text)
    assert [line for line, _ in reasons(report)] == [*range(2, 16), 17]
    said = dict(reasons(report))
    for line, part in (
        (2, "A code is needed"),
        (3, "A name is needed"),
        (4, "needs a category"),
        (5, "“月亮” is none of: lab (化验)"),
        (6, "“一元” is no amount"),
        (7, "There is no location “月亮”"),
        (8, "There is no consent moon"),
        (9, "no service or set moon"),
        (10, "neither yes nor no"),
        (11, "“很久” is no number"),
        (12, "minutes must be between"),
        (13, "largest_dose needs a unit"),
        (14, "more cells than columns"),
        (15, "no number below 1000"),
        (17, "good is in line 16 already"),
    ):
        assert part in said[line]
    assert (report.added, rows(ctx)) == (1, 1)
    good = the(ctx, "good")
    assert (good.location, good.price, good.usual) == ("lab", 150, timedelta(minutes=15))


def test_a_row_that_needs_a_bad_row_is_bad_too(ctx: Context) -> None:
    text = (
        "code,name,category,price,consent,brings\n"
        "form,表,consent,x,,\n"
        "cut,手术甲,surgery,5,form,\n"
        "more,手术乙,surgery,5,,cut\n"
        "own,手术丙,surgery,5,form-2,\n"
        "form-2,表二,consent,0,,\n"
    )
    report = bring(ctx, text)
    assert [line for line, _ in reasons(report)] == [2, 3, 4]
    assert the(ctx, "own").consent == "form-2"


def test_a_row_that_spoils_another_entry_is_bad(ctx: Context) -> None:
    for text in ("code,category\nconsent-surgery,lab\n", "code,retired\nconsent-surgery,yes\n"):
        ((line, reason),) = reasons(bring(ctx, text))
        assert line == 2
        assert "There is no consent consent-surgery" in reason


def test_strict_keeps_all_out_and_a_dry_run_writes_nothing(ctx: Context) -> None:
    text = HEADER + "x-1,新项目,治疗,30\nx-2,坏的,治疗,很贵\n"
    strict = bring(ctx, text, strict=True)
    assert (strict.added, len(strict.bad), strict.written, rows(ctx)) == (1, 1, False, 0)
    dry = bring(ctx, text, dry_run=True)
    assert (dry.added, dry.written, rows(ctx)) == (1, False, 0)


def test_only_the_columns_given_are_changed_and_a_blank_cell_takes_away(ctx: Context) -> None:
    before = the(ctx, "lipids")
    bring(ctx, "code,name en\nlipids,Sugar\n")
    assert the(ctx, "lipids") == replace(before, name=replace(before.name, en="Sugar"))
    bring(ctx, "code,price,preparations,location,minutes,signature\nlipids,,,,,\n")
    after = the(ctx, "lipids")
    assert (after.price, after.preparations, after.location) == (None, (), None)
    assert (after.usual, after.signature, after.purpose) == (before.usual, before.signature, before.purpose)


def test_a_new_name_is_spelled_anew(ctx: Context) -> None:
    bring(ctx, "code,name\nglucose,晨起血糖\n")
    assert the(ctx, "glucose").initials == "cqxt"


def test_what_spreadsheets_make_of_prices_and_lists_is_understood(ctx: Context) -> None:
    bring(
        ctx,
        "编码;名称;分类;单价;准备;附带项目;签字;停用\n"
        "x-1;甲;检查类;¥1,234.5000;空腹、憋尿;cbc, urine;√;否\n"
        "x-2;乙;LAB;3;full bladder fasting;cbc urine;×;是\n",
    )
    one, two = the(ctx, "x-1"), the(ctx, "x-2")
    assert (one.price, one.category, one.brings) == (123450, Category.EXAM, ("cbc", "urine"))
    assert one.preparations == (Preparation.FASTING, Preparation.FULL_BLADDER)
    assert (one.signature, two.signature, one.retired, two.retired) == (True, False, False, True)
    assert set(two.preparations) == set(Preparation)
    assert two.brings == one.brings


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_every_encoding_and_delimiter_is_read(ctx: Context, encoding: str, delimiter: str) -> None:
    text = (HEADER + "x-1,新项目,治疗,30\n").replace(",", delimiter)
    assert import_catalogue(ctx, text.encode(encoding)).added == 1
    assert the(ctx, "x-1").name.zh_CN == "新项目"


def test_a_workbook_is_read_like_its_csv(ctx: Context) -> None:
    report = import_catalogue(ctx, workbook(HEADER + "x-1,新项目,治疗,30.5\n250101015,国家编码,化验,18\n"))
    assert (report.added, report.bad) == (2, ())
    assert (the(ctx, "x-1").price, the(ctx, "250101015").price) == (3050, 1800)


def test_columns_can_be_told_and_unused_ones_are_named(ctx: Context) -> None:
    report = bring(ctx, "内码,项目名称,类别,厂家\nx-1,新项目,治疗,某厂\n", told=[("code", "内码")])
    assert (report.added, report.unused) == (1, ("厂家",))
    with pytest.raises(InputError, match=r"No column is the code.*内码"):
        bring(ctx, "内码,项目名称\nx-1,新项目\n")
    with pytest.raises(InputError, match=r"There is no field sex\. The fields are: code, name"):
        bring(ctx, HEADER, told=[("sex", "类别")])


def test_no_heading_means_two_parts() -> None:
    plain = [
        heading.casefold().replace(" ", "").replace("_", "")
        for headings in HEADINGS.values()
        for heading in headings
    ]
    assert len(set(plain)) == len(plain)
    assert set(HEADINGS) == set(Part)


@pytest.mark.parametrize("excel", [False, True])
def test_an_export_imported_again_changes_nothing(ctx: Context, excel: bool) -> None:
    change(ctx, replace(NEW, name=Words("=1+1", "-x"), advice=Words("，：“a”", "@home"), initials="a"))
    change(ctx, replace(NEW, code="dear", price=None, unit="ml", largest_dose=2.5, brings=("pre-op", "cbc")))
    retire(ctx, "urine")
    before, entries = catalogue(ctx), rows(ctx)
    text = as_csv(ctx, excel=excel)
    for data in (text.encode(), workbook(text.removeprefix("\ufeff"))):
        report = import_catalogue(ctx, data)
        assert (report.unchanged, report.bad, report.unused) == (len(before.services), (), ())
    assert (catalogue(ctx), rows(ctx)) == (before, entries)


def test_an_export_moves_the_catalogue_to_another_file(ctx: Context) -> None:
    change(ctx, NEW)
    retire(ctx, "urine")
    text = as_csv(ctx)
    wanted = catalogue(ctx)
    while rows(ctx):
        services.history.undo(ctx)
    bring(ctx, text)
    assert catalogue(ctx) == wanted


def test_an_export_is_on_record_and_its_columns_are_those_of_an_import(ctx: Context) -> None:
    header = as_csv(ctx).splitlines()[0].split(",")
    assert header == [part.value for part in Part]
    assert deeds(ctx)[-1] == Deed.EXPORT
    stream = io.StringIO()
    write_json(export(ctx), stream, kind=ServiceRow)
    assert '"code": "cbc", "name": "血常规"' in stream.getvalue()
    assert '"price": "20.00"' in stream.getvalue()


def test_one_statement_reads_the_catalogue(ctx: Context) -> None:
    bring(ctx, HEADER + "".join(f"x-{n},项目,化验,1\n" for n in range(50)))
    run: list[str] = []
    ctx.reading.set_trace_callback(run.append)
    catalogue(ctx)
    ctx.reading.set_trace_callback(None)
    assert len(run) == 1


TEXTS = st.text(st.characters(codec="utf-8"), max_size=12)
SERVICES = st.builds(
    replace,
    st.just(NEW),
    name=st.builds(Words, TEXTS.map("名{}".format), TEXTS.map("n{}".format)),
    category=st.sampled_from(Category),
    price=st.none() | st.integers(0, 99_999_999),
    initials=st.from_regex(r"[a-z0-9]{0,5}", fullmatch=True),
    purpose=st.none() | st.builds(Words, TEXTS, TEXTS),
    preparations=st.sampled_from([(), (Preparation.FULL_BLADDER,), tuple(Preparation)]),
    location=st.sampled_from([None, "lab", "room"]),
    usual=st.integers(1, 86_400).map(lambda minutes: timedelta(minutes=minutes)),
    signature=st.booleans(),
    brings=st.sampled_from([(), ("cbc",), ("pre-op", "urine")]),
    unit=st.just("g"),
    largest_dose=st.none() | st.integers(1, 1000).map(lambda number: number / 8),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SERVICES)
def test_whatever_an_entry_says_it_is_kept_exported_and_imported_the_same(
    ctx: Context, service: Service
) -> None:
    kept = change(ctx, service)
    assert the(ctx, service.code) == kept
    assert change(ctx, kept) == kept
    report = bring(ctx, as_csv(ctx))
    assert (report.added, report.changed, report.bad) == (0, 0, ())
    assert kept.price == service.price


def test_thousands_of_rows_are_no_matter(ctx: Context) -> None:
    numbers = itertools.count(1000)
    text = HEADER + "".join(f"{next(numbers)},item,lab,1\n" for _ in range(2000))
    assert bring(ctx, text).added == 2000
    assert bring(ctx, text).unchanged == 2000
