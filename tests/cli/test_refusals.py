"""Bad input: said in words, with an exit code, and nothing is changed."""

from __future__ import annotations

import pytest

from assistant_tui.cli.usage import in_words
from tests.cli.conftest import Program

REFUSED = [
    (("queue", "add", ""), 4),
    (("queue", "add", "女34 13800009999"), 4),
    (("queue", "add", "王芳 13800001111"), 1),
    (("queue", "add", "李四", "--patient", "999"), 3),
    (("queue", "add", "李四", "--patient", "1", "--new"), 2),
    (("queue", "call", "A003"), 4),
    (("queue", "call", "Z999"), 3),
    (("queue", "call", "[/]"), 4),
    (("queue", "recall", "A001"), 1),
    (("queue", "start", "A001"), 1),
    (("queue", "done", "A001"), 1),
    (("queue", "done", "A001", "--to", "moon"), 3),
    (("queue", "skip", "A001"), 1),
    (("queue", "resume", "A001"), 1),
    (("queue", "hold", "A9"), 3),
    (("queue", "left", "?"), 4),
    (("queue", "noshow", "A9"), 3),
    (("queue", "error", "A001"), 2),
    (("queue", "error", "A001", "--reason", " "), 4),
    (("queue", "place", "A001", "9", "--reason", "x"), 4),
    (("queue", "place", "A001", "first", "--reason", "x"), 2),
    (("queue", "again", "A001"), 1),
    (("queue", "tell", "A9"), 3),
    (("where", "A9"), 3),
    (("move", "A001", "moon"), 3),
    (("move", "A001", "room"), 1),
    (("move", "A001", "lab", "--back-in", "0"), 4),
    (("move", "A001", "lab", "--back-in", "100000"), 4),
    (("move", "A001", "lab", "--back-in", "99999999999999999999"), 2),
    (("move", "A001"), 2),
    (("depart", "A001"), 1),
    (("patients", "show", "999"), 3),
    (("patients", "show", "wf"), 2),
    (("patients", "merge", "1", "1"), 4),
    (("patients", "merge", "1", "2"), 1),
    (("patients", "merge", "1", "999"), 3),
    (("patients", "find"), 2),
    (("patients", "find", "x", "--limit", "0"), 2),
    (("journal", "show", "999"), 3),
    (("journal", "undo", "999"), 3),
    (("journal", "redo"), 1),
    (("journal",), 2),
    (("backup", "-o", "/proc/none/clinic.db"), 5),
    (("restore", "latest", "--yes"), 3),
    (("restore", "/nowhere.db", "--yes"), 5),
    (("restore", "latest", "--no-input"), 3),
    (("packs", "check", "nothing"), 3),
    (("init", "--no-input"), 5),
    (("queue", "list", "--lang", "xx"), 4),
    (("queue", "list", "--nowhere"), 2),
    (("queue", "list", "too", "much"), 2),
    (("queue", "dance"), 2),
    (("dance",), 2),
    (("move", "A001", "lab", "--escort"), 2),
]


@pytest.mark.parametrize(
    ("words", "code"), REFUSED, ids=lambda value: " ".join(value) if isinstance(value, tuple) else ""
)
def test_bad_input_is_refused_in_words_and_changes_nothing(
    busy: Program, words: tuple[str, ...], code: int
) -> None:
    before = busy.journal_length()
    answer = busy(*words)
    assert (answer.code, answer.out) == (code, ""), answer.err
    assert answer.err.strip()
    assert "Traceback" not in answer.err
    assert busy.journal_length() == before


def test_a_time_of_ones_own_is_for_demos_only(bare: Program) -> None:
    names = ("--room", "1", "--doctor", "W", "--assistant", "L", "--pack", "general", "--no-input")
    assert bare("init", *names, now=None).code == 0
    answer = bare("queue", "list")
    assert answer.code == 1
    assert "--demo" in answer.err
    assert bare("queue", "list", now=None).code == 0
    assert bare("journal", "list").code == 1


def test_a_time_that_is_none_is_said(program: Program) -> None:
    answer = program("queue", "list", now="yesterday")
    assert (answer.code, answer.out) == (4, "")
    assert "yesterday" in answer.err


def test_settings_with_a_mistake_are_named_by_line_but_help_is_still_given(program: Program) -> None:
    (program.folder / "settings.toml").write_text('theme = "pink"\n', encoding="utf-8")
    answer = program("queue", "list")
    assert answer.code == 4
    assert "settings.toml, line 1" in answer.err
    assert program("--help", now=None).code == 0


def test_a_damaged_file_is_left_as_it_is(program: Program) -> None:
    program.database.write_bytes(b"not a database at all")
    answer = program("queue", "list")
    assert answer.code == 5
    assert program.database.read_bytes() == b"not a database at all"


@pytest.mark.parametrize(
    ("typers", "ours"),
    [
        ("Missing command.", "Which command?"),
        ("No such command 'qeue'.", "There is no command qeue"),
        ("No such command 'qeue'. Did you mean 'queue'?", "There is no command qeue. Did you mean queue?"),
        (
            "No such option: --jsn (Possible options: --json)",
            "There is no option --jsn. Did you mean --json?",
        ),
        ("Option '--to' requires an argument.", "Type a value after --to"),
        ("Option '--json' does not take a value.", "--json takes no value"),
        ("Missing argument 'TICKET'.", "TICKET is missing"),
        ("Missing option '--reason'.", "--reason is missing"),
        ("Invalid value for 'ID': 'x' is not a valid integer.", "ID: x is no whole number"),
        ("Invalid value: anything else", "anything else"),
        ("A sentence that nobody knows", "A sentence that nobody knows"),
    ],
)
def test_typers_sentences_are_said_in_our_words(typers: str, ours: str) -> None:
    assert in_words(typers) == ours


@pytest.mark.parametrize(
    ("words", "ours"),
    [
        (("dance",), "There is no command dance"),
        (("qeue",), "There is no command qeue. Did you mean queue?"),
        (("queue", "--json"), "Which command?"),
        (("queue", "list", "--maks"), "There is no option --maks. Did you mean --mask?"),
        (("queue", "list", "much"), "This is too much: much. Put text with spaces in quotes"),
        (("queue", "skip"), "TICKET is missing"),
        (("queue", "error", "a1"), "--reason is missing"),
        (("patients", "show", "x"), "ID: x is no whole number"),
        (("patients", "find", "x", "--limit", "0"), "--limit: 0 is not in the range 1<=x<=100000"),
        (("move", "a1", "lab", "--escort"), "Type a value after --escort"),
        (("queue", "list", "--json=yes"), "--json takes no value"),
    ],
)
def test_typer_still_says_what_we_recognise(program: Program, words: tuple[str, ...], ours: str) -> None:
    answer = program(*words, now=None)
    assert answer.code == 2
    assert answer.err.splitlines()[0] == ours
