"""What scripts and terminals rely on, in a process of its own: streams, exit codes, quiet ends."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from assistant_tui.cli.output import Output
from tests.cli.conftest import NAMES, NINE, Program

HEAVY = ("textual", "sqlalchemy", "sqlmodel", "pydantic", "alembic", "openpyxl", "pypinyin")
LIGHT_COMMANDS = (
    ("--help",),
    ("queue", "--help"),
    ("queue", "list"),
    ("where",),
    ("patients", "find", "wf"),
    ("config", "show"),
    ("journal", "list"),
    ("journal", "verify"),
    ("packs", "list"),
    ("export", "stats"),
    ("export", "activities"),
    ("export", "flow"),
    ("report", "show"),
)
_RUN_THEN_LIST = """
import sys
from assistant_tui.cli.app import run
codes = [run(words.split()) for words in sys.argv[1:]]
heavy = {name.partition(".")[0] for name in sys.modules}
print(codes, sorted(heavy & set(%r.split())), file=sys.stderr)
"""


def test_what_only_reads_never_loads_what_is_heavy(busy: Program) -> None:
    program = _RUN_THEN_LIST % " ".join(HEAVY)
    done = subprocess.run(
        [sys.executable, "-c", program, *(" ".join((*words, "--now", NINE)) for words in LIGHT_COMMANDS)],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, **busy.environ},
        check=True,
    )
    assert done.stderr.splitlines()[-1] == f"{[0] * len(LIGHT_COMMANDS)} []"


@pytest.mark.parametrize(
    ("words", "needless"),
    [
        (("--help",), {"typer", "rich", "tomllib", "platformdirs", "tempfile", "sqlite3", "subprocess"}),
        (
            ("export", "stats"),
            {"assistant_tui.pack", "tomllib", "platformdirs", "tempfile", "rich", "textual"},
        ),
    ],
)
def test_what_must_be_quick_loads_only_what_it_needs(
    program: Program, words: tuple[str, ...], needless: set[str]
) -> None:
    """Without a settings file; each of these would cost 2 to 40 ms of a command that takes 40 or 90."""
    script = (
        "import sys; from assistant_tui.cli.app import run; code = run(sys.argv[1:]);"
        "print(code, *sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *words],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, **program.environ, "ASSISTANT_TUI_CONFIG": str(program.folder / "none.toml")},
        check=True,
    )
    code, *loaded = done.stderr.splitlines()[-1].split()
    assert code == "0"
    assert needless & set(loaded) == set()


def test_without_a_database_the_way_to_one_is_told(bare: Program) -> None:
    answer = bare.shell("queue", "list")
    assert (answer.code, answer.out) == (5, "")
    assert answer.err.count("\n") == 1
    assert "assistant-tui init" in answer.err
    assert not bare.database.exists()


def test_data_goes_to_stdout_and_talk_to_stderr(bare: Program) -> None:
    answer = bare.shell("init", "--demo", "--pack", "general", *NAMES, "--no-input")
    assert answer.code == 0
    assert answer.out == f"{bare.database}\n"
    assert answer.err == "The database is ready. Open it with: assistant-tui\n"
    answer = bare.shell("queue", "add", "王芳 女34 13800001111 复诊", "--json", "--now", NINE)
    assert json.loads(answer.out)["ticket"] == "A001"
    assert answer.err == ""


def test_the_screens_are_not_opened_away_from_a_terminal(program: Program) -> None:
    answer = program.shell()
    assert (answer.code, answer.out) == (1, "")
    assert "--help" in answer.err


def test_a_reader_that_goes_away_is_no_trouble(busy: Program) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "assistant_tui", "queue", "list", "--now", NINE],
        stdout=writing,
        stderr=subprocess.PIPE,
        env={**os.environ, **busy.environ},
        check=False,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal between processes")
def test_ctrl_c_ends_quietly(bare: Program) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "assistant_tui", "init", "--pack", "general"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **bare.environ},
        # A suite that was started in the background ignores the signal, and so would its children.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - no threads
    ) as asking:
        assert asking.stderr is not None
        assert asking.stderr.read(10)  # it has asked something, so it waits for an answer
        time.sleep(0.1)
        asking.send_signal(signal.SIGINT)
        asking.wait(timeout=20)
        assert asking.returncode == 130
        assert b"Traceback" not in asking.stderr.read()
    assert not bare.database.exists()


def test_the_first_run_asks_for_what_is_missing(bare: Program) -> None:
    answer = bare.shell("init", stdin="dental\n一诊室\n王主任\n李敏\n")
    assert answer.code == 0, answer.err
    assert "Packs: dental, general, gynecology, proctology" in answer.err
    settings = (bare.folder / "settings.toml").read_text(encoding="utf-8")
    assert 'pack = "dental"' in settings
    assert 'assistant = "李敏"' in settings


def test_a_backup_passes_through_a_pipe_and_back(busy: Program) -> None:
    copied = subprocess.run(
        [sys.executable, "-m", "assistant_tui", "backup", "-o", "-"],
        capture_output=True,
        env={**os.environ, **busy.environ},
        check=True,
    )
    assert copied.stdout.startswith(b"SQLite format 3")
    busy("queue", "call")
    restored = subprocess.run(
        [sys.executable, "-m", "assistant_tui", "restore", "-", "--yes"],
        input=copied.stdout,
        capture_output=True,
        env={**os.environ, **busy.environ},
        check=True,
    )
    assert b"is kept as" in restored.stderr
    assert json.loads(busy("queue", "list", "--json").out)[0]["queue"]["status"] == "waiting"


def test_a_file_in_use_is_not_replaced(busy: Program) -> None:
    assert busy("backup").code == 0
    other = sqlite3.connect(busy.database)
    other.execute("SELECT COUNT(*) FROM journal").fetchone()
    answer = busy("restore", "latest", "--yes", now=None)
    other.close()
    assert answer.code == 5
    assert "another window" in answer.err


def test_the_shell_completes_commands(program: Program) -> None:
    answer = program.shell(
        environ={
            "_ASSISTANT_TUI_COMPLETE": "complete_bash",
            "COMP_WORDS": "assistant-tui queue re",
            "COMP_CWORD": "2",
        }
    )
    assert answer.out.split() == ["recall", "resume"]
    shown = program.shell(
        "--show-completion", "bash", environ={"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}
    )
    assert "_ASSISTANT_TUI_COMPLETE" in shown.out


class _Terminal:
    def __init__(self) -> None:
        self.text = ""

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> None:
        self.text += text


@pytest.mark.parametrize(
    ("environ", "bold"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)]
)
def test_heads_stand_out_on_a_terminal_only_where_wished(
    monkeypatch: pytest.MonkeyPatch, environ: dict[str, str], bold: bool
) -> None:
    terminal = _Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    Output(environ=environ).table(["Name"], [["王芳"]])
    assert ("\x1b" in terminal.text) is bold
    assert terminal.text.endswith("王芳\n")


def test_a_mistake_of_the_program_is_logged_without_patients(
    busy: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = tmp_path / "logs" / "assistant-tui.log"

    def fail(*_args: object, **_named: object) -> None:
        raise KeyError("王芳 13800001111")

    monkeypatch.setattr("assistant_tui.services.board.read", fail)
    monkeypatch.setattr("assistant_tui.paths.log_path", lambda: log)
    answer = busy("queue", "list")
    assert (answer.code, answer.out) == (70, "")
    assert answer.err == f"Something unexpected went wrong. Please report it with this file: {log}\n"
    noted = log.read_text(encoding="utf-8")
    assert "KeyError" in noted
    assert "queuelist.py" in noted
    assert "王芳" not in noted
    assert "1380000" not in noted
