"""A copy of a bundled pack, to be spoilt."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assistant_tui.paths import data_folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The general pack in a folder that a test may write to."""
    return Path(shutil.copytree(data_folder() / "packs" / "general", tmp_path / "general"))
