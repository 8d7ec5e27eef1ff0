"""The dictionary behind `readings`, and that it is loaded only when it is asked."""

from __future__ import annotations

import subprocess
import sys

import pytest

from assistant_tui.store.readings import readings


@pytest.mark.parametrize(
    ("char", "first"),
    [("王", "wang"), ("芳", "fang"), ("吕", "lv"), ("略", "lve"), ("单", "dan"), ("𪚥", "zhe")],
)
def test_the_common_reading_comes_first_without_tones(char: str, first: str) -> None:
    assert readings(char)[0] == first


def test_every_reading_is_there() -> None:
    assert {"dan", "shan", "chan"} <= set(readings("单"))
    assert {"ceng", "zeng"} <= set(readings("曾"))


@pytest.mark.parametrize("char", ["a", "1", "😀", " ", "·", "\ud800", "[", "𠮷", ""])
def test_what_has_no_reading_has_none(char: str) -> None:
    assert readings(char) == ()


def test_readings_are_plain_lower_case_letters() -> None:
    for code in range(0x4E00, 0x4E00 + 2000):
        assert all(each.isascii() and each.isalpha() and each.islower() for each in readings(chr(code)))


def test_importing_it_does_not_load_the_dictionary() -> None:
    code = "import sys, assistant_tui.store.readings; sys.exit('pypinyin' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
