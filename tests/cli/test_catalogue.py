"""`catalogue`, `import catalogue` and `export catalogue` as a user types them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from assistant_tui.domain.catalogue import Category
from assistant_tui.services.importing.servicecells import CATEGORIES
from assistant_tui.services.importing.servicecolumns import HEADINGS
from tests.cli.conftest import Program

PRICES = "项目编码,项目名称,类别,价格,厂家\ncbc,血常规,化验,25.50,甲\nx-1,新项目,治疗,30,乙\n"
IMPORTING = Path(__file__).parents[2] / "docs" / "import.md"


def prices(program: Program, text: str = PRICES) -> str:
    file = program.folder / "prices.csv"
    file.write_bytes(text.encode("gb18030"))
    return str(file)


@pytest.mark.parametrize(("typed", "code"), [("xcg", "cbc"), ("b超", "ultrasound"), ("血常规", "cbc")])
def test_it_is_found_in_a_few_keys(program: Program, typed: str, code: str) -> None:
    answer = program("catalogue", "find", typed, "--json")
    first = json.loads(answer.out)[0]
    assert first["code"] == code
    assert first["price"] > 0


def test_people_see_name_category_price_and_place(program: Program) -> None:
    head, row = program("catalogue", "find", "xcg").out.splitlines()
    assert head.split() == ["Code", "Name", "Category", "Price", "Location"]
    assert " ".join(row.split()) == "cbc Full blood count Lab test 20.00 Laboratory"
    assert "血常规" in program("catalogue", "find", "xcg", lang="zh_CN").out


def test_sets_are_found_with_their_services(program: Program) -> None:
    assert "Set of 5" in program("catalogue", "find", "sqjc").out
    (found,) = json.loads(program("catalogue", "find", "pre-op", "--json").out)
    assert (found["category"], found["services"][0]) == ("set", "cbc")


def test_a_price_said_when_ordering_is_shown_so(program: Program) -> None:
    assert "when ordered" in program("catalogue", "find", "deposit").out
    assert json.loads(program("catalogue", "find", "deposit", "--json").out)[0]["price"] is None


def test_what_is_not_there_is_said(program: Program) -> None:
    answer = program("catalogue", "find", "zzzz")
    assert (answer.code, answer.out) == (0, "")
    assert "Nothing in the catalogue fits “zzzz”" in answer.err
    assert json.loads(program("catalogue", "find", "zzzz", "--json").out) == []


def test_the_list_has_everything_and_the_limit_holds(program: Program) -> None:
    everything = json.loads(program("catalogue", "list", "--json").out)
    assert len(everything) > 60
    assert len(json.loads(program("catalogue", "find", "a", "--limit", "2", "--json").out)) == 2


def test_what_is_retired_is_not_listed_and_comes_back_with_undo(program: Program) -> None:
    assert program("catalogue", "retire", "cbc").code == 0
    assert json.loads(program("catalogue", "find", "xcg", "--json").out) == []
    assert program("journal", "undo").code == 0
    assert json.loads(program("catalogue", "find", "xcg", "--json").out)[0]["code"] == "cbc"
    refused = program("catalogue", "retire", "moon")
    assert (refused.code, refused.out) == (3, "")
    assert "There is no service moon" in refused.err


def test_a_list_of_prices_is_imported_once(program: Program) -> None:
    first = program("import", "catalogue", prices(program))
    assert first.code == 0
    assert "Rows 2: new 1, changed 1, already there 0, bad 0" in first.out
    assert "Columns not used: 厂家" in first.err
    assert json.loads(program("catalogue", "find", "cbc", "--json").out)[0]["price"] == 2550
    again = program("import", "catalogue", prices(program), "--json")
    assert json.loads(again.out) == {
        "rows": 2,
        "added": 0,
        "changed": 0,
        "unchanged": 2,
        "bad": [],
        "unused_columns": ["厂家"],
        "written": False,
    }


def test_a_dry_run_only_says(program: Program) -> None:
    before = program.journal_length()
    answer = program("import", "catalogue", prices(program), "--dry-run")
    assert "new 1, changed 1" in answer.out
    assert "A dry run: nothing was written" in answer.err
    assert program.journal_length() == before


def test_a_bad_row_is_named_and_ends_in_the_code_for_bad_input(program: Program) -> None:
    file = prices(program, PRICES + "x-2,坏的,月亮,1,丙\n")
    strict = program("import", "catalogue", file, "--strict")
    assert strict.code == 4
    assert "Line 4: not imported: “月亮” is none of: lab" in strict.out
    assert "Nothing was written" in strict.err
    assert program("import", "catalogue", file).code == 4
    assert json.loads(program("catalogue", "find", "x-1", "--json").out)[0]["price"] == 3000


def test_columns_can_be_told(program: Program) -> None:
    file = prices(program, "内码,项目名称,类别\nx-1,新项目,治疗\n")
    assert "No column is the code" in program("import", "catalogue", file).err
    assert program("import", "catalogue", file, "--map", "code=内码").code == 0
    assert program("import", "catalogue", file, "--map", "code").code == 2


def test_an_export_can_be_imported_again(program: Program) -> None:
    file = str(program.folder / "out.csv")
    assert program("export", "catalogue", "--excel", "-o", file).code == 0
    answer = program("import", "catalogue", file, "--json")
    report = json.loads(answer.out)
    assert (report["added"], report["changed"], report["bad"], report["written"]) == (0, 0, [], False)
    assert report["unchanged"] > 60


def test_an_export_is_csv_or_json(program: Program) -> None:
    rows = list(csv.DictReader(io.StringIO(program.shell("export", "catalogue").out)))
    assert (rows[0]["code"], rows[0]["price"], rows[0]["category"]) == ("cbc", "20.00", "lab")
    found = json.loads(program.shell("export", "catalogue", "--json").out)
    assert [one["code"] for one in found] == [row["code"] for row in rows]
    refused = program("export", "catalogue", "--json", "--excel")
    assert (refused.code, refused.out) == (2, "")


def test_a_pack_is_checked_with_its_catalogue(program: Program, tmp_path: Path) -> None:
    answer = program("packs", "check", "gynecology", "--json")
    assert json.loads(answer.out)["services"] >= 60
    assert "services" in program("packs", "check", "dental").out


def test_every_heading_and_category_is_documented() -> None:
    text = IMPORTING.read_text("utf-8").partition("## Catalogue")[2].partition("\n## ")[0]
    for part, headings in HEADINGS.items():
        (row,) = [line for line in text.splitlines() if line.startswith(f"| `{part}` |")]
        assert {one.strip() for one in row.split("|")[2].replace(";", ",").split(",")} == set(headings)
    for category in Category:
        assert f"`{category}` or {CATEGORIES[category][0]}" in text
