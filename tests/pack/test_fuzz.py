"""Whatever is done to a pack's files, it loads or it is refused with file and line."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant_tui.pack import PackError, load
from assistant_tui.paths import data_folder
from assistant_tui.toml import Mistake

FILES = (
    "pack.toml",
    "locations.toml",
    "phrases.toml",
    "catalogue.toml",
    "checklist.toml",
    "supplies.toml",
    "protocols.toml",
)
ORIGINAL = data_folder() / "packs" / "proctology"
VALUES = [
    *("-1", "0", "1e400", "nan", "99999999999999999999", "true", "1979-05-27", "07:32:00"),
    *('""', '"\\u0000"', '"{"', '"{ticket!r}"', '"A"', '"waiting"', "'''\n'''"),
    *("[]", "[[]]", "[{}]", '["fz", "fz"]', "{}", "{ zh_CN = 1 }", "x"),
]
Lines = list[str]


def _drop(lines: Lines, at: int, _: str) -> Lines:
    return lines[:at] + lines[at + 1 :]


def _repeat(lines: Lines, at: int, _: str) -> Lines:
    return [*lines[: at + 1], *lines[at:]]


def _insert(lines: Lines, at: int, noise: str) -> Lines:
    line = lines[at]
    middle = len(line) // 2
    return [*lines[:at], line[:middle] + noise + line[middle:], *lines[at + 1 :]]


def _cut(lines: Lines, at: int, _: str) -> Lines:
    return [*lines[:at], lines[at][: len(lines[at]) // 2]]


def _value(lines: Lines, at: int, noise: str) -> Lines:
    key = lines[at].partition("=")[0]
    value = VALUES[sum(noise.encode("utf-8", "replace")) % len(VALUES)]
    return [*lines[:at], f"{key}= {value}", *lines[at + 1 :]]


def _rename(lines: Lines, at: int, noise: str) -> Lines:
    return [*lines[:at], f"x{len(noise)}{lines[at]}", *lines[at + 1 :]]


def _move(lines: Lines, at: int, noise: str) -> Lines:
    rest = _drop(lines, at, noise)
    to = (at * 7 + len(noise)) % len(lines)
    return [*rest[:to], lines[at], *rest[to:]]


MUTATIONS: list[Callable[[Lines, int, str], Lines]] = [_drop, _repeat, _insert, _cut, _value, _rename, _move]
CHANGES = st.lists(
    st.tuples(
        st.sampled_from(FILES),
        st.sampled_from(MUTATIONS),
        st.integers(0, 10_000),
        st.text(st.characters(codec="utf-8"), max_size=6),
    ),
    min_size=1,
    max_size=4,
)


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(ORIGINAL, tmp_path_factory.mktemp("packs") / "spoilt"))


def mistakes_in(folder: Path) -> tuple[Mistake, ...]:
    """What a refused pack is refused for; nothing for one that loads. Any other exception fails the test."""
    try:
        load(folder, whole=True)
    except PackError as error:
        return error.mistakes or pytest.fail("refused without a mistake")
    return ()


@settings(max_examples=150, deadline=None)
@given(changes=CHANGES)
def test_a_changed_pack_is_loaded_or_refused(
    spoilt: Path, changes: list[tuple[str, Callable[[Lines, int, str], Lines], int, str]]
) -> None:
    texts = {name: (ORIGINAL / name).read_text("utf-8") for name in FILES}
    for name, mutate, at, noise in changes:
        lines = texts[name].split("\n")
        texts[name] = "\n".join(mutate(lines, at % len(lines), noise))
    for name, text in texts.items():
        (spoilt / name).write_text(text, "utf-8", newline="")
    for mistake in mistakes_in(spoilt):
        assert 1 <= mistake.line <= texts[mistake.file.name].count("\n") + 1
        assert str(mistake.reason)


@settings(max_examples=60, deadline=None)
@given(at=st.integers(0, 10_000), noise=st.binary(min_size=1, max_size=3))
def test_changed_bytes_are_loaded_or_refused(spoilt: Path, at: int, noise: bytes) -> None:
    for name in FILES:
        data = (ORIGINAL / name).read_bytes()
        here = at % len(data)
        (spoilt / name).write_bytes(data[:here] + noise + data[here + len(noise) :])
    for mistake in mistakes_in(spoilt):
        assert mistake.line >= 1
        assert mistake.file.parent == spoilt
