"""`print` on the command line: to files, standard output, printers, and what is said when it cannot be."""

from __future__ import annotations

import json
import socket
import threading
from pathlib import Path

import pytest

from assistant_tui.cli.exits import ExitCode
from assistant_tui.printing import browser
from tests.cli.conftest import Program


@pytest.fixture
def ordered(busy: Program) -> Program:
    """A blood count is drafted for A001: slip 1."""
    answer = busy("orders", "add", "A001", "cbc")
    assert answer.code == 0, answer.err
    return busy


def test_a_slip_goes_to_a_file_or_to_standard_output(ordered: Program, tmp_path: Path) -> None:
    file = tmp_path / "slip.html"
    answer = ordered("print", "slip", "1", "-o", str(file))
    assert (answer.code, answer.out) == (0, "")
    assert str(file) in answer.err
    assert "王芳" in file.read_text(encoding="utf-8")
    for words in (("slip", "1"), ("refusal", "1"), ("summary", "A001"), ("itinerary", "A001")):
        page = ordered("print", *words, "-o", "-")
        assert page.code == 0, page.err
        assert page.out.startswith("<!doctype html>")
    assert ordered("print", "consent", "1").code == ExitCode.REFUSED
    assert ordered("print", "slip", "9").code == ExitCode.MISSING


def test_without_a_file_the_page_opens_in_the_browser(
    ordered: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def opener(address: str) -> bool:
        opened.append(address)
        return True

    monkeypatch.setattr(browser, "_system_browser", opener)
    answer = json.loads(ordered("print", "slip", "1", "--json").out)
    assert answer["paper"] == "slip"
    assert opened == [Path(answer["to"]).as_uri()]


def test_a_ticket_goes_to_the_printer_named_or_set(ordered: Program, tmp_path: Path) -> None:
    nothing = ordered("print", "ticket", "A001")
    assert nothing.code == ExitCode.USAGE
    assert "--to" in nothing.err
    assert ordered("print", "ticket", "A001", "-o", "x", "--to", "y").code == ExitCode.USAGE
    file = tmp_path / "ticket.bin"
    assert ordered("print", "ticket", "A001", "--to", str(file), "--width", "80").code == 0
    assert b"-" * 48 + b"\n" in file.read_bytes()
    settings = tmp_path / "settings.toml"
    kept = settings.read_text(encoding="utf-8")
    settings.write_text(kept + '[printer]\nwidth = 58\ntarget = "set.bin"\n', encoding="utf-8")
    answer = ordered("print", "ticket", "A001", "--json")
    assert json.loads(answer.out) == {"paper": "ticket", "to": str(tmp_path / "set.bin")}
    assert b"\n" + b"-" * 32 + b"\n" in (tmp_path / "set.bin").read_bytes().replace(b"\x1d!\x00", b"\n")
    assert "width = 58, target = set.bin" in ordered("config", "show").out
    settings.write_text(kept + "[printer]\nwidth = 60\n", encoding="utf-8")
    wrong = ordered("print", "ticket", "A001")
    assert wrong.code == ExitCode.INPUT
    assert "width must be one of: 58, 80" in wrong.err


def test_an_itinerary_goes_to_a_network_printer(ordered: Program) -> None:
    got = bytearray()
    with socket.create_server(("127.0.0.1", 0)) as server:

        def take() -> None:
            connection, _ = server.accept()
            with connection:
                while piece := connection.recv(4096):
                    got.extend(piece)

        printer = threading.Thread(target=take)
        printer.start()
        target = f"tcp://127.0.0.1:{server.getsockname()[1]}"
        answer = ordered("print", "itinerary", "A001", "--to", target)
        printer.join(timeout=5)
    assert answer.code == 0, answer.err
    assert got.startswith(b"\x1b@")
    off = ordered("print", "itinerary", "A001", "--to", target)
    assert off.code == ExitCode.REFUSED
    assert "Nothing answers" in off.err


def test_the_database_is_no_place_to_print_to(ordered: Program) -> None:
    for words in (("slip", "1", "-o"), ("ticket", "A001", "--to"), ("ticket", "A001", "-o")):
        answer = ordered("print", *words, str(ordered.database))
        assert answer.code == ExitCode.REFUSED
        assert "database itself" in answer.err
