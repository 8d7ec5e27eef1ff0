"""Names that try to be something else."""

from __future__ import annotations

import json
import sqlite3

import pytest

from tests.cli.conftest import Program

HOSTILE = [
    "[/]",
    "[TODO] 张三",
    "[@click=app.quit]x[/]",
    "\x1b[31m红\x1b]0;title\x07色",
    "张\u202e三\u2066",
    "👩‍⚕️王芳",
    "=cmd()",
    "长" * 200,
    "a\nb\tc",
    "{name} %s {0}",
    "<b>王</b>",
    "\ud800x",
]
COMMANDS = (
    ("queue", "list"),
    ("where",),
    ("where", "A001"),
    ("patients", "show", "1"),
    ("patients", "find", ""),
    ("journal", "show", "2"),
)


@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_name_is_only_a_name(program: Program, name: str) -> None:
    assert program("queue", "add", f"王芳 女34 初诊 {name}").code == 0
    _rename(program, name)
    for words in COMMANDS:
        answer = program(*words)
        assert answer.code == 0, answer.err
        assert "\x1b" not in answer.out
        assert "\u202e" not in answer.out
        assert "\x07" not in answer.out
        json.loads(program(*words, "--json").out)


def _rename(program: Program, name: str) -> None:
    """Give the patient this name behind the program's back, as an older or foreign writer might have."""
    connection = sqlite3.connect(program.database)
    connection.execute("UPDATE patient SET name = ?", (name.encode("utf-8", "replace").decode("utf-8"),))
    connection.commit()
    connection.close()


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_argument_is_refused_quietly(program: Program, text: str) -> None:
    for words in (
        ("queue", "call", text),
        ("where", text),
        ("move", text, text),
        (text,),
        ("packs", "check", text),
    ):
        answer = program(*words)
        assert answer.code in {2, 3, 4, 5}, (words, answer)
        assert "\x1b" not in answer.err
        assert "\u202e" not in answer.err
