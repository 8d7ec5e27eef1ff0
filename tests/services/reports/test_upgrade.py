"""A report that an earlier program's doctor signed is the same, byte for byte, in every program after it."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from assistant_tui import i18n, services
from assistant_tui.domain.clock import FixedClock
from assistant_tui.pack.model import Pack
from assistant_tui.services.checking import check
from assistant_tui.services.context import Context
from assistant_tui.store.connect import APPLICATION_ID, SCHEMA, schema_of
from assistant_tui.store.database import Database
from tests.conftest import DESK, NINE, ZONE

EARLIER = Path(__file__).with_name("signed_0008.sql")
"""A file with a report signed twice on paper, in Chinese, as the program of schema 0008 left it."""
DAY = NINE.date()
CONTENTS = (
    "ac93bf4b91bd3bb5a80d8ce53f07c2e2832148b6bddc4812f4819e575b8b900c",
    "79e9a788096e5a6a4d25e5c5f4772de2a1c44650f51d274cb22d0d8340c2b457",
)
PAGES = (
    "45990176222d4f36619dd805fea5d0ed2a217985d7d1702ff350f8dcfca2bec6",
    "4721aa62731b032eb516f58f911b20d9d3d2784495408ccfc613e343ac435898",
)


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


@pytest.fixture
def later(tmp_path: Path, pack: Pack) -> Iterator[Context]:
    """A workstation of today's program on that file, a year later."""
    path = tmp_path / "earlier.db"
    with closing(sqlite3.connect(path)) as raw:
        raw.executescript(EARLIER.read_text(encoding="utf-8"))
        raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    database = Database.open(path)
    clock = FixedClock(NINE + timedelta(days=365))
    yield services.setup.open_desk(database, pack, assistant=DESK.assistant, clock=clock, zone=ZONE)
    database.close()


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_a_reprint_is_what_was_signed(later: Context, language: str) -> None:
    i18n.use_language(language)
    assert schema_of(later.reading) == SCHEMA
    for number, (content, page) in enumerate(zip(CONTENTS, PAGES, strict=True), start=1):
        signed = services.reports.signed(later, DAY, number)
        assert (signed.signature.number, signed.signature.hash) == (number, content)
        assert sha256(signed.page) == page
    assert list(check(later.database.path)) == []


def test_what_was_signed_is_read_in_both_languages(later: Context) -> None:
    report = services.reports.signed(later, DAY, 1).report
    section = report.section("visits")
    assert section is not None
    line = section.lines[0]
    assert (line.words.said_in("zh_CN"), line.words.said_in("en")) == ("就诊次数", "Visits")  # type: ignore[union-attr]
    assert line.cells == (2,)
    assert report.remark == "停电半小时"
    assert len(services.reports.signed(later, DAY, 2).report.amendments) == 1


def test_a_clinic_that_changes_its_page_changes_no_signed_one(later: Context, tmp_path: Path) -> None:
    folder = tmp_path / "own"
    (folder / "print").mkdir(parents=True)
    (folder / "print" / "report.html.j2").write_text("own {{ day }}", encoding="utf-8")
    changed = replace(later, pack=replace(later.pack, folder=folder))
    assert sha256(services.reports.signed(changed, DAY, 1).page) == PAGES[0]
    services.reports.remark(changed, "改", DAY)
    assert services.reports.sign(changed, DAY, DESK.doctor, on_paper=True).page == f"own {DAY}"
    assert sha256(services.reports.signed(changed, DAY, 2).page) == PAGES[1]
