"""A page on its way to the browser: private, opened, and gone after a while."""

from __future__ import annotations

import os
import stat
import webbrowser
from pathlib import Path

import pytest

from assistant_tui.domain.saying import RuleError
from assistant_tui.printing.browser import KEPT, open_in_browser, pages_folder


def test_a_page_is_private_and_is_opened(tmp_path: Path) -> None:
    opened: list[str] = []

    def opener(address: str) -> bool:
        opened.append(address)
        return True

    file = open_in_browser("<p>欧阳若兰", folder=tmp_path / "print", opener=opener)
    assert opened == [file.as_uri()]
    assert file.read_text(encoding="utf-8") == "<p>欧阳若兰"
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_old_pages_are_removed_and_nothing_else(tmp_path: Path) -> None:
    old = open_in_browser("old", folder=tmp_path, opener=lambda _: True)
    young = open_in_browser("young", folder=tmp_path, opener=lambda _: True)
    other = tmp_path / "other.html"
    other.write_text("mine")
    for file in (old, other):
        at = file.stat().st_mtime - KEPT.total_seconds() - 60
        os.utime(file, (at, at))
    new = open_in_browser("new", folder=tmp_path, opener=lambda _: True)
    assert sorted(tmp_path.iterdir()) == sorted([young, other, new])


def test_without_a_browser_the_page_is_named(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r"No browser could be opened\. The page is in .*\.html"):
        open_in_browser("x", folder=tmp_path, opener=lambda _: False)


def test_a_browser_that_draws_over_the_terminal_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webbrowser, "get", lambda: webbrowser.GenericBrowser("lynx"))
    with pytest.raises(RuleError, match="No browser"):
        open_in_browser("x", folder=tmp_path)


def test_a_folder_that_cannot_be_made_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "print").write_text("a file")
    with pytest.raises(RuleError, match="cannot be written"):
        open_in_browser("x", folder=tmp_path / "print", opener=lambda _: True)


def test_pages_lie_in_the_programs_own_state_folder() -> None:
    assert pages_folder().parts[-2:] == ("assistant-tui", "print")
