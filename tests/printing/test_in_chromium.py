"""The pages in a real browser: one sheet of paper, nothing cut off, Chinese drawn."""

from __future__ import annotations

import re
import shutil
import subprocess
import zlib
from dataclasses import replace
from pathlib import Path
from unicodedata import normalize

import pytest

from assistant_tui import i18n
from assistant_tui.domain.fees import Fees
from assistant_tui.domain.words import Words
from assistant_tui.printing.pages import page
from assistant_tui.readmodels.papers import (
    ConsentForm,
    ConsentPaper,
    Paper,
    PrintedStay,
    PrintedSupply,
    RefusalPaper,
    RestockPaper,
    SummaryPaper,
)
from tests.printing.papers import (
    AT,
    BUNDLED,
    HEAD,
    ITEM,
    PATIENT,
    ZONE,
    itinerary_paper,
    report_paper,
    slip_paper,
)

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = [
    pytest.mark.skipif(
        BROWSER is None, reason="there is no Chromium here: the pages were not looked at in a browser"
    ),
    pytest.mark.timeout(300),
]

LONG = "无空格" * 60 + "W" * 150
SLIP = slip_paper()
GLOVES = PrintedSupply(
    "gloves-m", Words("检查手套 中号", "Examination gloves, medium"), Words("盒", "box"), 4, 1, 3
)
PAPERS: dict[str, tuple[str, Paper]] = {
    "slip": ("slip", SLIP),
    "long slip": ("slip", slip_paper(items=24)),
    "hostile slip": ("slip", slip_paper(name=LONG[:200], note=LONG[:200])),
    "consent": ("consent", ConsentPaper(HEAD, PATIENT, 3, (ConsentForm(ITEM, (ITEM,), "王主任"),))),
    "refusal": ("refusal", RefusalPaper(HEAD, PATIENT, 3, "王主任", (ITEM,) * 10, "")),
    "itinerary": ("itinerary", itinerary_paper()),
    "restock": ("restock", RestockPaper(HEAD, PATIENT.day, (GLOVES,) * 10)),
    "long restock": ("restock", RestockPaper(HEAD, PATIENT.day, (GLOVES,) * 25)),
    "summary": (
        "summary",
        SummaryPaper(
            HEAD, PATIENT, Words("初诊", "First visit"), "下腹痛", AT, None,
            (PrintedStay(Words("候诊区", "Waiting area"), AT, AT),) * 12,
            (slip_paper(items=8), slip_paper(items=6)), Fees(due=56000, paid=40000, open=16000), AT.date(),
        ),
    ),
}  # fmt: skip
_WIDE = """<script>
const sheets = [...document.querySelectorAll('.sheet')];
const out = sheets.flatMap(sheet => [...sheet.querySelectorAll('*')].filter(one =>
  one.getBoundingClientRect().right > sheet.getBoundingClientRect().right + 1));
document.body.dataset.cut = out.length + ' of ' + sheets.length;
</script>"""


def _run(folder: Path, *words: str) -> str:
    """What it writes. The tests of a worker share a profile: it takes half a second to make."""
    done = subprocess.run(
        [
            str(BROWSER), "--headless", "--no-sandbox", "--disable-gpu",
            f"--user-data-dir={folder.parent / 'chromium'}", *words,
        ],
        capture_output=True, encoding="utf-8", check=True, timeout=120,
    )  # fmt: skip
    return done.stdout


def _streams(pdf: bytes) -> str:
    found = []
    for match in re.finditer(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
        try:
            found.append(zlib.decompressobj().decompress(match[1]).decode("latin-1"))
        except zlib.error:
            continue
    return "\n".join(found)


def _drawn(pdf: bytes) -> set[str]:
    """The characters that have a glyph, by the tables for copying text: an empty box is in none."""
    drawn: set[str] = set()
    for table in re.findall(r"beginbf(?:char|range)(.*?)endbf", _streams(pdf), re.DOTALL):
        for line in table.strip().splitlines():
            *codes, char = [int(number, 16) for number in re.findall(r"<([0-9A-Fa-f]{2,4})>", line)]
            drawn.update(chr(char + n) for n in range(codes[-1] - codes[0] + 1))
    # A glyph that two characters share may be noted for the other one.
    return {normalize("NFKC", char) for char in drawn}


# A browser takes seconds to start: in English only those whose words could outgrow the sheet.
@pytest.mark.parametrize(
    ("language", "name"),
    [*(("zh_CN", name) for name in PAPERS), ("en", "long slip"), ("en", "summary")],
)
def test_a_page_fits_on_one_sheet(tmp_path: Path, name: str, language: str) -> None:
    before = i18n.language()
    i18n.use_language(language)
    try:
        html = page(*PAPERS[name], [BUNDLED], ZONE)
    finally:
        i18n.use_language(before)
    file, pdf = tmp_path / "page.html", tmp_path / "page.pdf"
    file.write_text(html, encoding="utf-8")
    _run(tmp_path, "--no-pdf-header-footer", f"--print-to-pdf={pdf}", file.as_uri())
    printed = pdf.read_bytes()
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
    file.write_text(re.sub("<meta http-equiv.*?>", "", html) + _WIDE, encoding="utf-8")
    assert 'data-cut="0 of 1"' in _run(tmp_path, "--dump-dom", file.as_uri())
    if subprocess.run(["fc-list", ":lang=zh"], capture_output=True, check=False).stdout:
        assert set("一诊室王主任") <= _drawn(printed), "Chinese was not drawn"


def test_each_consent_has_a_sheet_of_its_own(tmp_path: Path) -> None:
    form = ConsentForm(ITEM, (), "")
    paper = ConsentPaper(HEAD, PATIENT, 3, (form, replace(form)))
    file, pdf = tmp_path / "page.html", tmp_path / "page.pdf"
    file.write_text(page("consent", paper, [BUNDLED], ZONE), encoding="utf-8")
    _run(tmp_path, "--no-pdf-header-footer", f"--print-to-pdf={pdf}", file.as_uri())
    assert len(re.findall(rb"/Type\s*/Page\b", pdf.read_bytes())) == 2


@pytest.mark.parametrize(
    ("lines", "words", "fewest", "most"), [(2, "停电半小时", 1, 1), (40, "停电半小时", 5, 8), (3, LONG, 2, 5)]
)
def test_a_report_takes_the_sheets_that_it_needs_and_cuts_nothing(
    tmp_path: Path, lines: int, words: str, fewest: int, most: int
) -> None:
    html = page("report", report_paper(lines=lines, words=words), [BUNDLED], ZONE)
    file, pdf = tmp_path / "page.html", tmp_path / "page.pdf"
    file.write_text(html, encoding="utf-8")
    _run(tmp_path, "--no-pdf-header-footer", f"--print-to-pdf={pdf}", file.as_uri())
    assert fewest <= len(re.findall(rb"/Type\s*/Page\b", pdf.read_bytes())) <= most
    file.write_text(re.sub("<meta http-equiv.*?>", "", html) + _WIDE, encoding="utf-8")
    assert 'data-cut="0 of 1"' in _run(tmp_path, "--dump-dom", file.as_uri())
