"""`docs/cli.md` and the help say everything that there is, and nothing else."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from assistant_tui import i18n
from assistant_tui.cli import contents, root
from assistant_tui.cli.exits import ExitCode
from assistant_tui.cli.session import GLOBAL_NAMES
from tests.cli.conftest import Program

DOCS = (Path(__file__).parents[2] / "docs" / "cli.md").read_text(encoding="utf-8")
COMMON = GLOBAL_NAMES | {"help"}


def _commands(language: str = "en") -> dict[str, Any]:
    """Every command that runs by itself, by its words."""
    i18n.use_language(language)
    return dict(_walk(root.command(), ""))


def _walk(command: Any, words: str) -> Iterator[tuple[str, Any]]:
    if hasattr(command, "commands"):
        for name in command.list_commands(None):
            yield from _walk(command.get_command(None, name), f"{words} {name}".strip())
    else:
        yield words, command


def _section(words: str) -> str:
    match = re.search(
        rf"^### `assistant-tui {re.escape(words)}[` ].*?(?=^##)", DOCS, re.MULTILINE | re.DOTALL
    )
    assert match, f"docs/cli.md has no section for: {words}"
    return match[0]


def test_every_command_and_option_is_documented_with_an_example() -> None:
    missing = []
    for words, command in _commands().items():
        section = _section(words)
        if f"assistant-tui {words}" not in section.partition("\n")[2]:
            missing.append(f"{words}: example")
        missing += [
            f"{words}: {option}"
            for param in command.params
            if param.name not in COMMON and param.param_type_name == "option"
            for option in param.opts
            if f"`{option}" not in section and f" {option} " not in section
        ]
        missing += [
            f"{words}: {param.metavar}"
            for param in command.params
            if param.param_type_name == "argument" and str(param.metavar) not in section.partition("\n")[0]
        ]
    assert missing == []


def test_no_command_is_documented_that_there_is_not() -> None:
    commands = _commands()
    for heading in re.findall(r"^### `assistant-tui ([^`]*)`", DOCS, re.MULTILINE):
        words = " ".join(word for word in heading.split() if word.strip("[]").islower())
        assert words in commands


def test_options_of_every_command_are_documented() -> None:
    i18n.use_language("en")
    for param in root.command().params:
        assert f"`{param.opts[0]}" in DOCS


def test_every_exit_code_is_documented_and_no_other() -> None:
    rows = re.findall(r"^\| (\d+) \| `(\w+)` \|", DOCS, re.MULTILINE)
    assert {name: int(code) for code, name in rows} == {code.name: code.value for code in ExitCode}


def test_every_variable_is_documented() -> None:
    for name in ("ASSISTANT_TUI_DB", "ASSISTANT_TUI_CONFIG", "ASSISTANT_TUI_LANG", "NO_COLOR"):
        assert f"`{name}`" in DOCS


def test_examples_of_the_help_are_lines_that_typer_can_read() -> None:
    i18n.use_language("en")
    for words, command in _commands().items():
        assert command.epilog, f"{words} has no example"
        for line in command.epilog.splitlines():
            typed = shlex.split(re.split(r" [|<>] ", line)[0])
            assert typed[0] == "assistant-tui"
            assert typed[1 : 1 + len(words.split())] == words.split(), line
            context = command.make_context(words, typed[1 + len(words.split()) :], resilient_parsing=True)
            assert context.command is command


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_every_page_of_help_can_be_shown(program: Program, language: str) -> None:
    groups = {words.rpartition(" ")[0] for words in _commands(language)}
    for words in (*_commands(language), *groups):
        answer = program(*words.split(), "--help", now=None, lang=language)
        assert (answer.code, answer.err) == (0, "")
        assert answer.out.splitlines()[0].endswith(words) or f"assistant-tui {words}" in answer.out


def test_the_help_is_chinese_for_chinese_users(program: Program) -> None:
    for words in (("--help",), ("queue", "add", "--help"), ("move", "--help"), ("patients", "--help")):
        answer = program(*words, now=None, lang="zh_CN")
        said = re.sub(r"^.*assistant-tui.*$", "", answer.out, flags=re.MULTILINE)
        for english in ("Usage", "Options", "Commands", "Arguments", "Examples", "Show", "The "):
            assert english not in said


def test_refusals_are_chinese_for_chinese_users(busy: Program) -> None:
    for words in (
        ("queue", "skip"),
        ("queue", "call", "Z9"),
        ("dance",),
        ("queue", "place", "a1", "x", "--reason", "x"),
    ):
        first = busy(*words, lang="zh_CN").err.splitlines()[0]
        assert re.search("[\u4e00-\u9fff]", first), first


def test_all_nouns_load_from_the_file_that_the_contents_name() -> None:
    i18n.use_language("en")
    program = get_command(root.build())
    assert isinstance(program, root.Root)
    for entry in contents.contents():
        assert program.get_command(None, entry.name).name == entry.name


@pytest.mark.parametrize(
    ("words", "row"),
    [
        (("queue", "list", "--json"), "queue list"),
        (("where", "--json"), "visit"),
        (("patients", "find", "wf", "--json"), "patients find"),
        (("journal", "list", "--json"), "journal list"),
        (("journal", "show", "2", "--json"), "journal show"),
        (("journal", "verify", "--json"), "journal verify"),
        (("queue", "tell", "A003", "--json"), "queue tell"),
        (("where", "A001", "--json"), "where TICKET"),
        (("config", "path", "--json"), "config path"),
        (("packs", "list", "--json"), "packs list"),
        (("packs", "check", "dental", "--json"), "packs check"),
        (("backup", "--json"), "backup"),
        (("check", "--json"), "check"),
        (("watch", "protocols", "--json"), "watch protocols"),
        (("watch", "start", "A001", "post_op", "--json"), "watch list"),
        (("queue", "error", "A001", "--reason", "x", "--json"), "queue error"),
    ],
)
def test_json_keys_are_those_documented(busy: Program, words: tuple[str, ...], row: str) -> None:
    table = DOCS.partition("## JSON keys")[2]
    documented = set(
        re.findall(
            r"`([a-z0-9_]+)`",
            next(line for line in table.splitlines() if f"`{row}`" in line or line.startswith(f"| {row} |")),
        )
    )
    if row == "queue list":
        documented |= set(
            re.findall(
                r"`([a-z0-9_]+)`", next(line for line in table.splitlines() if line.startswith("| visit |"))
            )
        )
    if row == "journal show":
        documented |= set(
            re.findall(
                r"`([a-z0-9_]+)`",
                next(line for line in table.splitlines() if line.startswith("| `journal list`")),
            )
        )
    answer = json.loads(busy(*words).out)
    keys = set(answer[0] if isinstance(answer, list) else answer)
    assert keys <= documented
