"""A demo clinic's file, and two ways to run the program on it: in this process (fast) and as users do."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from assistant_tui import i18n, paths
from assistant_tui.cli.app import run
from assistant_tui.cli.workstation import Screens, no_screens

NINE = "2026-11-21T09:00+08:00"
NAMES = ("--room", "一诊室", "--doctor", "王主任", "--assistant", "李敏")


@dataclass(frozen=True)
class Answer:
    """How a run ended."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Program:
    """The command line on a folder of its own, at 09:00 of a Saturday unless `--now` says otherwise."""

    folder: Path
    capture: pytest.CaptureFixture[str]

    @property
    def database(self) -> Path:
        """The clinic's file."""
        return self.folder / "clinic.db"

    @property
    def environ(self) -> dict[str, str]:
        """What the program sees of the environment."""
        return {
            "ASSISTANT_TUI_DB": str(self.database),
            "ASSISTANT_TUI_CONFIG": str(self.folder / "settings.toml"),
            "ASSISTANT_TUI_LANG": "en",
            "XDG_STATE_HOME": str(self.folder),
        }

    def __call__(
        self, *words: str, now: str | None = NINE, lang: str = "en", screens: Screens = no_screens
    ) -> Answer:
        """Run in this process."""
        self.capture.readouterr()
        moment = ("--now", now) if now else ()
        code = run([*words, *moment], {**self.environ, "ASSISTANT_TUI_LANG": lang}, screens=screens)
        told = self.capture.readouterr()
        return Answer(int(code), told.out, told.err)

    def shell(self, *words: str, stdin: str = "", environ: Mapping[str, str] | None = None) -> Answer:
        """Run as users do."""
        done = subprocess.run(
            [sys.executable, "-m", "assistant_tui", *words],
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            env={**os.environ, **self.environ, **(environ or {})},
            check=False,
            timeout=60,
        )
        return Answer(done.returncode, done.stdout, done.stderr)

    def journal_length(self) -> int:
        """How many actions the file knows."""
        with sqlite3.connect(self.database) as connection:
            count = connection.execute("SELECT COUNT(*) FROM journal").fetchone()[0]
        connection.close()
        return int(count)


@pytest.fixture(autouse=True)
def _speak_english_again() -> Iterator[None]:
    before = i18n.language()
    yield
    i18n.use_language(before)


@pytest.fixture(autouse=True)
def _log_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "log_path", lambda: tmp_path / "logs" / "assistant-tui.log")


@pytest.fixture(scope="session")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with settings and a new demo file, made by `init`; copy it."""
    folder = tmp_path_factory.mktemp("clinic")
    (folder / "settings.toml").write_text('timezone = "Asia/Shanghai"\n', encoding="utf-8")
    environ = {
        "ASSISTANT_TUI_DB": str(folder / "clinic.db"),
        "ASSISTANT_TUI_CONFIG": str(folder / "settings.toml"),
        "ASSISTANT_TUI_LANG": "en",
    }
    code = run(["init", "--demo", "--pack", "general", *NAMES, "--no-input", "--now", NINE], environ)
    assert code == 0
    return folder


@pytest.fixture
def bare(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Program:
    """The program before the first run: no file, no settings."""
    return Program(tmp_path, capsys)


@pytest.fixture
def program(clinic: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Program:
    """The program on a copy of the new demo file."""
    for file in clinic.iterdir():
        shutil.copy(file, tmp_path)
    return Program(tmp_path, capsys)


@pytest.fixture
def busy(program: Program) -> Program:
    """Three patients wait: 王芳 A001, 欧阳若兰 A002, Anna Smith A003."""
    for line in (
        "王芳 女34 13800001111 复诊 下腹痛",
        "欧阳若兰 女30 13900002222 初诊",
        "Anna Smith F52 first cough",
    ):
        assert program("queue", "add", line).code == 0
    return program
