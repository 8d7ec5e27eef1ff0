"""The line that names no command, which Typer is not asked about."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import astuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant_tui.cli import root
from assistant_tui.cli.app import run
from assistant_tui.cli.bare import options_alone
from assistant_tui.cli.session import Session
from assistant_tui.domain.clock import Clock, FixedClock
from assistant_tui.services.pulse import Pulse
from assistant_tui.settings import Resolved

WORDS = st.sampled_from(
    [
        *("--json", "--no-input", "--db", "--db=x", "--db=", "--lang", "--lang=en", "--now", "--config"),
        *("--json=1", "--help", "--version", "--", "-", "--nonsense", "queue", "x", ""),
    ]
)


@given(st.lists(WORDS, max_size=5))
def test_what_is_understood_is_understood_as_typer_does(words: list[str]) -> None:
    said = options_alone(words)
    if said is not None:
        own, by_typer = Session({}), Session({})
        own.note(said)
        root.command().make_context("assistant-tui", list(words), obj=by_typer)
        assert astuple(own) == astuple(by_typer)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], {}),
        (["--db", "x", "--lang=en"], {"db": "x", "lang": "en"}),
        (["--db=x", "--db", "y", "--no-input"], {"db": "y", "no_input": True}),
    ],
)
def test_options_alone_open_the_screens(words: list[str], said: dict[str, str | bool]) -> None:
    assert options_alone(words) == said


@pytest.mark.parametrize("words", [["queue"], ["--help"], ["--version"], ["--db"], ["--json=1"], ["--", "x"]])
def test_anything_else_is_for_typer(words: list[str]) -> None:
    assert options_alone(words) is None


def test_the_screens_get_what_the_options_say() -> None:
    opened: list[tuple[Resolved, Clock]] = []

    def screens(resolved: Resolved, *, clock: Clock, pulse: Pulse | None = None) -> None:
        opened.append((resolved, clock))

    assert run(["--db", "x.db", "--lang", "zh_CN", "--now", "2026-11-21T09:00Z"], {}, screens=screens) == 0
    ((resolved, clock),) = opened
    assert (resolved.database_path.name, resolved.language) == ("x.db", "zh_CN")
    assert isinstance(clock, FixedClock)


def test_typer_is_not_imported_for_them() -> None:
    script = (
        "import sys; from assistant_tui.cli.app import run;"
        "code = run(['--lang', 'en'], {}, screens=lambda *_, **__: None); print(code, 'typer' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.split() == ["0", "False"]
