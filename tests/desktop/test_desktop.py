"""The computer's own message and tone: asked for safely, and never missed when it cannot."""

from __future__ import annotations

import io
import struct
import wave
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant_tui.desktop import Desktop, System
from assistant_tui.desktop.desktop import in_background, run
from assistant_tui.desktop.programs import Command, message_command, players
from assistant_tui.desktop.tone import RATE, tone

TEXT = "A001 $(rm -rf /); \"' `id` <b>is & late</b>"
PRESENT = {"DISPLAY": ":0"}


def system(platform: str, *programs: str, **environ: str) -> System:
    """A computer that has these programs."""
    return System(platform, lambda name: f"/bin/{name}" if name in programs else None, environ)


class Asked:
    """Runs nothing; notes what was asked, and says how it went."""

    def __init__(self, *, works: bool = True) -> None:
        self.commands: list[Command] = []
        self.files: list[bytes] = []
        self._works = works

    def __call__(self, command: Command) -> bool:
        self.commands.append(command)
        if command.arguments[-1].endswith(".wav"):
            self.files.append(Path(command.arguments[-1]).read_bytes())
        return self._works


def at_once(job: Callable[[], None]) -> None:
    job()


@pytest.mark.parametrize(
    ("where", "program"), [(system("linux", "notify-send", **PRESENT), "notify-send"),
                           (system("darwin", "osascript"), "osascript")],
)  # fmt: skip
def test_what_is_said_is_one_argument_after_all_options(where: System, program: str) -> None:
    command = message_command(where, TEXT)
    assert command is not None
    assert command.arguments[0] == f"/bin/{program}"
    assert command.arguments[-1] == TEXT
    assert not any("A001" in one for one in command.arguments[:-1])
    assert command.environ == {}


def test_on_windows_it_is_a_variable_that_the_script_names() -> None:
    command = message_command(system("win32", "powershell"), TEXT)
    assert command is not None
    ((name, text),) = command.environ.items()
    assert text == TEXT
    assert f"$env:{name}" in command.arguments[-1]
    assert not any("A001" in one for one in command.arguments)


@pytest.mark.parametrize(
    "where",
    [
        system("linux", **PRESENT),
        system("linux", "notify-send"),  # over a remote connection: there is no desktop to show it on
        system("darwin"),
        system("win32"),
        system("freebsd"),
    ],
)
def test_where_nothing_can_show_it_something_else_does(where: System) -> None:
    asked, instead = Asked(), []
    Desktop(where, run=asked, start=at_once).show(TEXT, otherwise=lambda: instead.append(1))
    assert (asked.commands, instead) == ([], [1])


@pytest.mark.parametrize("works", [True, False])
def test_something_else_shows_it_exactly_when_the_program_fails(works: bool) -> None:
    asked, instead = Asked(works=works), []
    desktop = Desktop(system("linux", "notify-send", **PRESENT), run=asked, start=at_once)
    desktop.show(TEXT, otherwise=lambda: instead.append(1))
    assert len(asked.commands) == 1
    assert bool(instead) is not works


def test_the_tone_is_played_by_the_first_player_that_can_and_its_file_goes() -> None:
    asked, instead = Asked(), []
    desktop = Desktop(system("linux", "aplay", "paplay"), run=asked, start=at_once)
    desktop.play(otherwise=lambda: instead.append(1))
    ((arguments, _environ),) = asked.commands
    assert arguments[0] == "/bin/paplay"
    assert asked.files == [tone()]
    assert not Path(arguments[-1]).exists()
    assert instead == []


def test_when_no_player_works_each_was_tried_once() -> None:
    asked, instead = Asked(works=False), []
    desktop = Desktop(system("linux", "pw-play", "aplay"), run=asked, start=at_once)
    desktop.play(otherwise=lambda: instead.append(1))
    assert [command.arguments[0] for command in asked.commands] == ["/bin/pw-play", "/bin/aplay"]
    assert instead == [1]


def test_each_platform_has_its_players() -> None:
    assert [command.arguments for command in players(system("darwin", "afplay", "aplay"), "f")] == [
        ("/bin/afplay", "f")
    ]
    assert players(system("linux", "afplay"), "f") == ()


def test_the_tone_is_half_a_second_that_neither_clips_nor_clicks() -> None:
    with wave.open(io.BytesIO(tone())) as sound:
        assert (sound.getnchannels(), sound.getsampwidth(), sound.getframerate()) == (1, 2, RATE)
        count = sound.getnframes()
        samples = struct.unpack(f"<{count}h", sound.readframes(count))
    assert 0.4 < count / RATE < 0.6
    assert 5_000 < max(map(abs, samples)) < 20_000
    assert samples[0] == 0
    assert abs(samples[-1]) < 100


def test_a_program_that_is_not_there_is_no_failure_of_ours() -> None:
    assert not run(Command(("/nowhere/at-all", "text")))
    assert not run(Command(("\0",)))


def test_without_another_thread_nothing_is_done_and_nothing_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def none_left(*_: object) -> None:
        raise RuntimeError("can't start new thread")

    done: list[int] = []
    monkeypatch.setattr("threading.Thread.start", none_left)
    in_background(lambda: done.append(1))
    assert done == []
