"""The key of the pseudonyms: made once, for one user only, and never taken for what it is not."""

from __future__ import annotations

import os
import re
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from assistant_tui.domain.saying import RuleError
from assistant_tui.settings.secret import KEY_NAME, pseudonym_key

ONLY_POSIX = pytest.mark.skipif(os.name != "posix", reason="only POSIX has permission bits")


def test_the_first_use_makes_it_and_every_other_finds_it(tmp_path: Path) -> None:
    config = tmp_path / "deep" / "settings.toml"
    key = pseudonym_key(config)
    assert len(key) == 32
    assert pseudonym_key(config) == key
    assert [file.name for file in config.parent.iterdir()] == [KEY_NAME]
    assert pseudonym_key(tmp_path / "settings.toml") != key


@ONLY_POSIX
def test_it_is_for_this_user_only(tmp_path: Path) -> None:
    pseudonym_key(tmp_path / "settings.toml")
    assert stat.S_IMODE((tmp_path / KEY_NAME).stat().st_mode) == 0o600
    (tmp_path / KEY_NAME).chmod(0o640)
    with pytest.raises(RuleError, match="chmod 600"):
        pseudonym_key(tmp_path / "settings.toml")


def test_of_two_programs_at_once_one_makes_it(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(pseudonym_key, [tmp_path / "settings.toml"] * 32))
    assert len(keys) == 1


@pytest.mark.parametrize("text", ["", "abc", "x" * 64, "a" * 65, "a" * 64 + "\n\n", "钥匙"])
def test_what_is_no_key_is_refused_and_left_alone(tmp_path: Path, text: str) -> None:
    path = tmp_path / KEY_NAME
    path.write_text(text, encoding="utf-8")
    path.chmod(0o600)
    with pytest.raises(RuleError, match="is no key of pseudonyms"):
        pseudonym_key(tmp_path / "settings.toml")
    assert path.read_text(encoding="utf-8") == text


def test_a_copy_put_back_gives_the_same_pseudonyms(tmp_path: Path) -> None:
    key = pseudonym_key(tmp_path / "settings.toml")
    text = (tmp_path / KEY_NAME).read_text(encoding="ascii")
    assert re.fullmatch("[0-9a-f]{64}\n", text)
    (tmp_path / KEY_NAME).write_text(text.strip(), encoding="ascii")
    assert pseudonym_key(tmp_path / "settings.toml") == key


def test_where_nothing_can_be_written_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="ascii")
    with pytest.raises(RuleError, match="cannot be used"):
        pseudonym_key(tmp_path / "file" / "settings.toml")
