"""The first page of the help, which Typer is not asked for."""

from __future__ import annotations

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st

from assistant_tui import i18n
from assistant_tui.cli import root
from assistant_tui.cli.front import asks_for_it, front_page
from assistant_tui.cli.help import page
from assistant_tui.cli.session import Session

WORDS = st.sampled_from(
    [
        *("--help", "--version", "--json", "--no-input", "--db", "--db=x", "--lang", "--lang=en", "--now"),
        *("--", "-", "-h", "--nonsense", "--json=1", "--help=1", "queue", "x", ""),
    ]
)


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_first_page_shows_every_option_and_command_that_typer_knows(language: str) -> None:
    i18n.use_language(language)
    program = root.command()
    by_typer = page(program, program.make_context("assistant-tui", ["--json"], obj=Session({})))
    own = front_page()
    listed = [line for line in by_typer.splitlines() if line.startswith("  ")]
    assert len(listed) > 20
    assert [line for line in listed if line not in own.splitlines()] == []
    assert own.splitlines()[0] == by_typer.splitlines()[0]


@given(st.lists(WORDS, max_size=5))
def test_what_asks_for_the_first_page_is_what_typer_would_show_it_for(words: list[str]) -> None:
    if asks_for_it(words):
        with pytest.raises(typer.Exit) as end:
            root.command().make_context("assistant-tui", words, obj=Session({}))
        assert end.value.exit_code == 0


@pytest.mark.parametrize(
    "words", [["--help"], ["--json", "--lang", "en", "--help"], ["--db=x", "--help", "queue"]]
)
def test_help_before_a_command_asks_for_it(words: list[str]) -> None:
    assert asks_for_it(words)


@pytest.mark.parametrize("words", [[], ["queue", "--help"], ["--lang", "--help"], ["--help", "--nonsense"]])
def test_anything_else_does_not(words: list[str]) -> None:
    assert not asks_for_it(words)
