"""Pages: what stands on them, whose words they take, and how a mistake in a template is said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant_tui import i18n
from assistant_tui.domain.fees import Fees
from assistant_tui.printing.pages import page
from assistant_tui.readmodels import papers
from assistant_tui.readmodels.reports import Changed, Signature
from assistant_tui.toml import FileError
from tests.printing.papers import BUNDLED, ZONE, folders, report_paper, slip_paper

DOCS = (Path(__file__).parents[2] / "docs" / "printing.md").read_text(encoding="utf-8")
HOSTILE = '<script>alert("1")</script>\'"&{{ 7*7 }}{% raw %}'


@pytest.fixture(autouse=True)
def _chinese() -> Iterator[None]:
    before = i18n.language()
    i18n.use_language("zh_CN")
    yield
    i18n.use_language(before)


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        self.seen.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def _read(html: str) -> _Tags:
    tags = _Tags()
    tags.feed(html)
    return tags


def test_a_slip_says_whose_it_is_what_for_and_what_it_costs() -> None:
    html = page("slip", slip_paper(items=2), [BUNDLED], ZONE)
    for words in (
        "欧阳若兰",
        "A012",
        "妇科门诊",
        "一诊室",
        "血常规",
        "检验科",
        "20.00",
        "¥80.00",
        "09:30",
        "单号 3",
    ):
        assert words in html
    assert "医生签名" in html
    i18n.use_language("en")
    english = page("slip", slip_paper(), [BUNDLED], ZONE)
    assert "Blood count" in english
    assert "Doctor&#39;s signature" in english


def test_a_page_takes_nothing_from_elsewhere() -> None:
    html = page("slip", slip_paper(), [BUNDLED], ZONE)
    assert not re.search(r"https?:|//\w|@import|url\(|<script|<link|<img", html)
    assert "default-src 'none'" in html


def test_a_hostile_name_is_only_text() -> None:
    plain = _read(page("slip", slip_paper(), [BUNDLED], ZONE))
    hostile = _read(page("slip", slip_paper(name=HOSTILE, note=HOSTILE), [BUNDLED], ZONE))
    assert hostile.seen == plain.seen
    assert hostile.text.count(HOSTILE) == 2


@given(st.text(min_size=1, max_size=40))
def test_whatever_a_name_is_the_page_keeps_its_shape(name: str) -> None:
    shown = _read(page("slip", slip_paper(name=name), [BUNDLED], ZONE))
    assert shown.seen.count("article") == 1
    assert "script" not in shown.seen


def test_a_report_has_its_figures_bars_remark_amendments_and_signature() -> None:
    html = page("report", report_paper(), [BUNDLED], ZONE)
    for words in ("妇科门诊", "王主任", "2026-11-21", "41.5", "60.0", "停电半小时", "A012", "第 2 次签字"):
        assert words in _read(html).text.replace("\n", "")
    assert "SHA-256 " + "0123456789abcdef" * 4 in html
    assert html.count("<rect ") == html.count("<line ") == 5
    assert "纸质签名" in html
    unsigned = page("report", report_paper(signed=False), [BUNDLED], ZONE)
    assert "SHA-256" not in unsigned
    assert "未签字" in unsigned
    assert "医生签名" in unsigned


def test_a_report_is_the_same_page_each_time_and_harmless() -> None:
    html = page("report", report_paper(words=HOSTILE), [BUNDLED], ZONE)
    assert page("report", report_paper(words=HOSTILE), [BUNDLED], ZONE) == html
    hostile, plain = _read(html), _read(page("report", report_paper(), [BUNDLED], ZONE))
    assert hostile.seen == plain.seen
    assert HOSTILE in hostile.text
    assert not re.search(r"https?:|//\w|@import|url\(|<script|<link|<img", html)


def test_a_clinics_own_template_wins_and_builds_on_the_bundled_ones(tmp_path: Path) -> None:
    own, bundled = folders(tmp_path)
    (own / "parts.html.j2").write_text(
        "{% macro top(a, b, c='') %}<b>我们的诊所</b>{% endmacro %}"
        "{% macro who(p) %}{{ p.name }}{% endmacro %}"
        "{% macro signature(a) %}{% endmacro %}{% macro foot() %}{% endmacro %}",
        encoding="utf-8",
    )
    assert "我们的诊所" in page("slip", slip_paper(), [own, bundled], ZONE)
    (own / "slip.html.j2").write_text("{{ patient.name }} {{ total|money }}", encoding="utf-8")
    assert page("slip", slip_paper(name="a<b"), [own, bundled], ZONE) == "a&lt;b 40.00"


@pytest.mark.parametrize(
    ("template", "line", "reason"),
    [
        ("一\n{{ patint.name }}", 2, "There is no patint here"),
        ("{{ patient.name }}\n\n{{ patient.nam }}", 3, "There is no nam here"),
        ("\n{% if %}", 2, "cannot be understood"),
        ("{{ total|monney }}", 1, "No filter named 'monney'"),
        ("{% for item in items %}", 1, "cannot be understood"),
        ("\n\n{{ number + kind }}", 3, "fails here"),
        ("{{ ''.__class__.__mro__ }}", 1, "may not do this"),
        ("\n{% include 'other.html.j2' %}", 2, "There is no template other.html.j2"),
        ("{{ 1 / 0 }}", 1, "division by zero"),
    ],
)
def test_a_mistake_in_a_template_is_said_with_file_and_line(
    tmp_path: Path, template: str, line: int, reason: str
) -> None:
    own, bundled = folders(tmp_path)
    file = own / "slip.html.j2"
    file.write_text(template, encoding="utf-8")
    with pytest.raises(FileError) as refused:
        page("slip", slip_paper(), [own, bundled], ZONE)
    (mistake,) = refused.value.mistakes
    assert (mistake.file, mistake.line) == (file, line)
    assert reason in str(mistake.reason)


def test_a_template_that_is_no_text_is_named(tmp_path: Path) -> None:
    own, bundled = folders(tmp_path)
    (own / "slip.html.j2").write_bytes("单据".encode("gb18030"))
    with pytest.raises(FileError, match=r"slip\.html\.j2, line 1: The text is not UTF-8"):
        page("slip", slip_paper(), [own, bundled], ZONE)


def test_every_bundled_template_says_something_in_both_languages() -> None:
    for file in BUNDLED.rglob("*.html.j2"):
        text = file.read_text(encoding="utf-8")
        pairs = re.findall(r'words\("([^"]*)",\s*"([^"]*)"\)', text)
        assert pairs or file.name == "page.html.j2", file
        for chinese, english in pairs:
            assert not re.search("[\u4e00-\u9fff]", unescape(english)), english
            assert not re.search("[a-z]{2}", chinese), chinese


def test_the_documentation_lists_every_variable() -> None:
    rows = dict(
        re.findall(r"^\| (?:`(\w+)`|item) \| (.*) \|$", DOCS.partition("## Variables")[2], re.MULTILINE)
    )
    documented = {name: set(re.findall(r"`(\w+)`", text)) for name, text in rows.items()}
    everywhere = {"head", "patient"}
    of: dict[str, list[type[Any]]] = {
        "head": [papers.Letterhead],
        "patient": [papers.PrintedPatient],
        "": [papers.PrintedItem],
        "slip": [papers.SlipPaper],
        "consent": [papers.ConsentPaper, papers.ConsentForm],
        "refusal": [papers.RefusalPaper],
        "itinerary": [papers.ItineraryPaper, papers.PrintedStop],
        "summary": [papers.SummaryPaper, papers.PrintedStay, Fees],
        "restock": [papers.RestockPaper, papers.PrintedSupply],
        "report": [
            papers.ReportPaper,
            papers.PrintedSection,
            papers.PrintedTable,
            papers.PrintedHead,
            papers.PrintedLine,
            papers.PrintedAmendment,
        ],
    }
    # These come from elsewhere as they are.
    tuples = {"report": {*Changed._fields, *(field.name for field in fields(Signature))}}
    for name, kinds in of.items():
        there = {field.name for kind in kinds for field in fields(kind)} - everywhere
        there |= tuples.get(name, set())
        assert there <= documented[name], name
        assert documented[name] - there <= {"pay", "test", "collect", "doctor", "await"}, name
