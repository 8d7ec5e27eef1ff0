"""Reading TOML: what cannot be read is a mistake with a line, never another exception."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant_tui.toml import FileError, Mistakes, Table, parse, read
from assistant_tui.toml.mistakes import SHOWN
from assistant_tui.toml.reading import LARGEST

FILE = Path("some.toml")


def refused(content: bytes, folder: Path) -> tuple[int, str]:
    """The line and the reason of the only mistake in a file of that content."""
    file = folder / FILE
    file.write_bytes(content)
    mistakes = Mistakes()
    assert read(file, mistakes) is None
    (mistake,) = mistakes.in_order()
    assert mistake.file == file
    return mistake.line, str(mistake.reason)


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        (b'a = 1\nb = "x\n', 2, "not TOML"),
        (b"a = 1\n\nb = [1,\n2", 4, "not TOML"),
        (b"a = 1\na = 2\n", 2, "not TOML"),
        (b"a = 1\r\nb == 2\r\n", 2, "not TOML"),
        (b"a = 1\nb = '\xff\xfe'\n", 2, "not UTF-8"),
        ("名 = 1\n".encode("gb18030"), 1, "not UTF-8"),
        (b"a = " + b"[" * 5000, 1, "nested too deeply"),
        (b"a = " + b"9" * 5000, 1, "not TOML"),
        (b"#" * (LARGEST + 1), 1, "larger than"),
    ],
    ids=["string", "end", "twice", "crlf", "bytes", "gb18030", "deep", "digits", "size"],
)
def test_a_file_that_is_not_toml_is_refused_at_its_line(
    content: bytes, line: int, reason: str, tmp_path: Path
) -> None:
    at, why = refused(content, tmp_path)
    assert at == line
    assert reason in why


def test_a_file_that_is_not_there_is_a_mistake(tmp_path: Path) -> None:
    mistakes = Mistakes()
    assert read(tmp_path / "none.toml", mistakes) is None
    assert "cannot be read" in str(mistakes.found[0].reason)


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    file = tmp_path / FILE
    file.write_bytes(b"\xef\xbb\xbfa = 1\r\n")
    parsed = read(file, Mistakes())
    assert parsed is not None
    assert parsed[1] == {"a": 1}


@given(st.text())
def test_any_text_parses_or_is_a_mistake_within_it(text: str) -> None:
    mistakes = Mistakes()
    if parse(FILE, text, mistakes) is None:
        (mistake,) = mistakes.found
        assert 1 <= mistake.line <= text.count("\n") + 1


def table(text: str) -> tuple[Table, Mistakes]:
    mistakes = Mistakes()
    parsed = parse(FILE, text, mistakes)
    assert parsed is not None
    return Table(*parsed), mistakes


@pytest.mark.parametrize("value", ["nan", "inf", "-1", "true", "'5'", "1441", "[5]", "2024-01-01", "9" * 400])
def test_minutes_are_a_number_within_bounds(value: str) -> None:
    top, mistakes = table(f"wait = {value}")
    top.minutes("wait")
    assert [mistake.line for mistake in mistakes.found] == [1]


@pytest.mark.parametrize(
    "value", [r'"\u001b[31m"', r'"\u202e"', r'"a\nb"', '"  "', "3", '"' + "长" * 301 + '"']
)
def test_a_text_is_one_line_that_can_be_drawn(value: str) -> None:
    top, mistakes = table(f"name = {value}")
    assert top.text("name") == ""
    assert len(mistakes.found) == 1


def test_a_full_width_space_can_be_drawn() -> None:
    top, mistakes = table('name = "甲　乙"')
    assert top.text("name") == "甲　乙"
    assert not mistakes


def test_unknown_keys_are_named_without_their_control_characters() -> None:
    top, _ = table('"\\u001b[2J" = 1\nnam = 2')
    top.text("name", "")
    first, second = top.leftover()
    assert "\x1b" not in str(first.reason)
    assert str(second.reason) == "The key nam is not known; did you mean name?"


def test_many_mistakes_are_counted_not_listed() -> None:
    top, mistakes = table("\n".join(f"k{n} = 1" for n in range(SHOWN + 5)))
    top.finish()
    lines = str(FileError(mistakes.in_order())).splitlines()
    assert len(lines) == SHOWN + 1
    assert lines[0] == "some.toml, line 1: The key k0 is not known"
    assert "5 more" in lines[-1]
